"""Which units ought to have promised something, and which of them have nothing under a focus area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import FocusArea, UnitPlan
from kernespor.domains.strategy.selectors.focus.promises import in_force, units_by_area
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import RoleAssignment
from kernespor.foundation.organisation.tree import Node, tree_on


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that has nothing under a focus area: its plan in force, where it has one, and the unit above."""

    node: Node
    above: str
    plan: UnitPlan | None


@once
def units_that_promise(day: dt.date, plans: Q | None = None) -> frozenset[int]:
    """Return the units that ought to have promised something under each focus area. Two queries.

    Those are the units of the day that have a head of their own, for all that the unit does, or a plan of
    their own in force. Each counts for itself: what the unit above promises is not theirs.
    `plans` are other plans than those in force now: those of the day.
    """
    heads = RoleAssignment.objects.on(day).filter(role=RoleKind.HEAD, subject="")
    planned = UnitPlan.objects.filter(plans or in_force(), kind=PlanKind.UNIT)
    asked = heads.order_by().values_list("unit_id").union(planned.order_by().values_list("unit_id"))
    nodes = tree_on(day).nodes
    return frozenset(key for (key,) in asked if key in nodes)


def silent_units(area: FocusArea, day: dt.date) -> list[Silent]:
    """Return the units that have nothing under a focus area, those with a plan first. Six queries.

    Each half is in the order of the tree. A unit with a plan needs only tie a part of it; the others
    must write one first.
    """
    missing = units_that_promise(day) - units_by_area([area.pk], day)[area.pk]
    rows = UnitPlan.objects.filter(unit_id__in=missing, status=PlanStatus.IN_FORCE, kind=PlanKind.UNIT)
    plans = {plan.unit_id: plan for plan in rows.order_by("period_from", "pk")}
    tree = tree_on(day)
    found = [
        Silent(node, tree.name(node.parent_id) if node.parent_id else "", plans.get(node.unit_id))
        for _depth, node in tree.walk()
        if node.unit_id in missing
    ]
    return sorted(found, key=lambda one: one.plan is None)


def own_plans(actor: Actor, *roles: RoleKind) -> Mapping[int, UnitPlan]:
    """Return the plans in force of the units that the actor plans for themselves, by key. One query."""
    units = {role.unit_id for role in actor.roles if role.kind in roles and role.covers(role.unit_id)}
    rows = UnitPlan.objects.filter(unit_id__in=units, status=PlanStatus.IN_FORCE)
    return {plan.pk: plan for plan in rows.order_by("unit_name", "period_from", "pk")}
