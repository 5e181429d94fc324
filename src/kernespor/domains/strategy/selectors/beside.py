"""The plans beside a plan, as far as a person may read them: its unit's, and those that go on from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q

from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import each_once

PLAN = UnitPlan._meta.label_lower


def read_beside(
    actor: Actor, plans: Iterable[UnitPlan], also: Collection[int] = ()
) -> dict[int, tuple[UnitPlan, ...]]:
    """Return the plans beside each of these, by key, and perhaps others. One query, on a page but one.

    `also` are the keys of plans that the page asks `objects` for later: they come along.
    """
    by_key = {plan.pk: plan for plan in plans}

    def read(missing: Collection[int]) -> dict[int, tuple[UnitPlan, ...]]:
        units = {by_key[pk].unit_id for pk in missing}
        wanted = Q(unit__in=units) | Q(previous__in=missing) | Q(pk__in=also)
        rows = tuple(objects.of(PLAN).rows(actor).filter(wanted).order_by("period_to", "pk"))
        objects.keep_rows(actor, PLAN, {*missing, *also}, rows)
        return dict.fromkeys(missing, rows)

    return each_once((read_beside, actor), by_key, read)


def before_of(actor: Actor, plans: Iterable[UnitPlan]) -> dict[int, UnitPlan]:
    """Return the plan before each of these, where the actor may read it, by key. One query."""
    wanted = list(plans)
    beside = read_beside(actor, wanted)
    found = {}
    for plan in wanted:
        known = [other for other in beside[plan.pk] if other.unit_id == plan.unit_id]
        for other in known:
            same = (other.unit_id, other.kind, other.body_id) == (plan.unit_id, plan.kind, plan.body_id)
            if other.pk == plan.previous_id or (same and other.period_to < plan.period_from):
                found[plan.pk] = other
        chosen = next((one for one in known if one.pk == plan.previous_id), None)
        if chosen:
            found[plan.pk] = chosen
    return found


def following_of(actor: Actor, plan: UnitPlan) -> list[UnitPlan]:
    """Return the plans that go on from a plan, where the actor may read them. One query."""
    beside = read_beside(actor, [plan])[plan.pk]
    return sorted((one for one in beside if one.previous_id == plan.pk), key=lambda one: one.pk)
