"""All units and their plans on one page: who has none, whose stands still, what comes up for review."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import Action, FocusArea, Goal, Indicator, PriorityArea, UnitPlan
from kernespor.domains.strategy.selectors.plans import PlanRow, plan_rows
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.tree import Node, tree_on
from kernespor.foundation.thread.models import Link

_PATHS = (
    (PriorityArea, "plan"),
    (Goal, "area__plan"),
    (Action, "goal__area__plan"),
    (Indicator, "goal__area__plan"),
)
STATES = ("none", "draft", "still", "review", "runs")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and one of its plans in force; no plan where it has none, and then the draft that is on its way.

    `focus` counts the focus areas that the plan or a part of it is tied to. `state` is one of STATES.
    """

    node: Node
    depth: int
    path: str
    row: PlanRow | None
    draft: UnitPlan | None
    focus: int
    state: str
    ended_on: dt.date | None  # of the unit's last plan, where it has none in force


def unit_rows(
    actor: Actor, *, kinds: Collection[str] = (PlanKind.UNIT,), under: Collection[int] | None = None
) -> list[UnitRow]:
    """Return every unit with its plans in force, in the order of the tree, those without one last.

    Three queries, the tree read.
    """
    tree = tree_on(actor.today)
    plans = [row for row in plan_rows(actor) if row.plan.kind in kinds]
    by_unit: dict[int, list[PlanRow]] = defaultdict(list)
    for row in plans:
        by_unit[row.plan.unit_id].append(row)
    focus = _focus_of([row.plan.pk for row in plans if row.plan.status == PlanStatus.IN_FORCE], actor.today)
    found: list[UnitRow] = []
    for depth, node in tree.walk():
        if under is None or node.unit_id in under:
            path = " › ".join(one.short_name or one.name for one in tree.path(node.unit_id)[1:-1])
            found += _of_unit(actor, node, depth, path, by_unit[node.unit_id], focus)
    return sorted(found, key=lambda one: one.row is None)


def _of_unit(
    actor: Actor, node: Node, depth: int, path: str, plans: list[PlanRow], focus: dict[int, set[int]]
) -> Iterator[UnitRow]:
    in_force = [row for row in plans if row.plan.status == PlanStatus.IN_FORCE]
    draft = next((row.plan for row in plans if row.is_draft), None)
    for row in in_force:
        areas = len(focus.get(row.plan.pk, ()))
        yield UnitRow(node, depth, path, row, draft, areas, _state(actor, row), None)
    if not in_force:
        ended = [row.plan.period_to for row in plans if row.plan.status == PlanStatus.CONCLUDED]
        state = "draft" if draft else "none"
        yield UnitRow(node, depth, path, None, draft, 0, state, max(ended, default=None))


def _state(actor: Actor, row: PlanRow) -> str:
    if row.stands_still(actor.today):
        return "still"
    due = row.plan.review_on
    return "review" if due is not None and due <= actor.today else "runs"


def _focus_of(plans: Collection[int], day: dt.date) -> dict[int, set[int]]:
    """Return the focus areas that each plan, or anything in it, is tied to. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    links = Link.objects.on(day).filter(upper_kind=FocusArea._meta.label_lower).order_by()
    rows = links.filter(lower_kind=UnitPlan._meta.label_lower, lower_pk__in=plans).values_list(
        "upper_pk", "lower_pk"
    )
    parts = []
    for model, path in _PATHS:
        of_plan = model._default_manager.filter(pk=OuterRef("lower_pk")).values(path)[:1]
        tied = links.filter(lower_kind=model._meta.label_lower)
        parts.append(tied.values_list("upper_pk", Subquery(of_plan)))
    wanted = set(plans)
    for area, plan in rows.union(*parts, all=True):
        if plan in wanted:
            found[plan].add(area)
    return found
