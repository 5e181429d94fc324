"""Plans as the lint sees them, from their rows or from a page's view of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Model, OuterRef, Subquery, TextField, Value
from django.utils.translation import gettext

from kernespor.connectors.unit_plan.records import PlanRecord
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    OwnedRow,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.engines.plan_lint import records
from kernespor.engines.plan_lint.records import Followed, Kind, Part
from kernespor.engines.plan_state.records import Judgement, State

Texts = tuple[tuple[Kind, str], ...]
MODELS: dict[Kind, type[Model]] = {
    Kind.PLAN: UnitPlan,
    Kind.AREA: PriorityArea,
    Kind.GOAL: Goal,
    Kind.ACTION: Action,
    Kind.INDICATOR: Indicator,
}
_WITH_TEXT: tuple[tuple[Kind, type[OwnedRow], str, str], ...] = (
    (Kind.GOAL, Goal, "title", "area__plan_id"),
    (Kind.ACTION, Action, "text", "goal__area__plan_id"),
    (Kind.INDICATOR, Indicator, "text", "goal__area__plan_id"),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A goal's rows with the numbers that people say, and whether somebody closed them."""

    row: Goal
    number: str
    closed: bool
    actions: tuple[tuple[Action, str, bool], ...]
    indicators: tuple[tuple[Indicator, str], ...]


def plan_part(plan: UnitPlan) -> Part:
    """Return a plan as a part of itself, for what is said of the whole of it."""
    return Part(Kind.PLAN, plan.pk, gettext("hele planen"), plan.title)


def of_view(view: PlanView, before: Texts = ()) -> records.Plan:
    """Return a plan from what its page has read already. No query."""
    branches = [
        Branch(
            goal.row,
            goal.part.number,
            goal.part.state == State.CLOSED,
            tuple((one.row, one.number, one.state == State.CLOSED) for one in goal.actions),  # type: ignore[misc]
            tuple((one.row, one.number) for one in goal.indicators),  # type: ignore[misc]
        )
        for goal in view.goals()
    ]
    return _plan(view.plan, [(area.row, area.number) for area in view.areas], branches, before)


def of_rows(
    plans: Sequence[UnitPlan], *, today: dt.date, before: Mapping[int, Texts]
) -> dict[int, records.Plan]:
    """Return plans from their rows, by key. Four queries, however many they are."""
    keys = [plan.pk for plan in plans]
    areas: dict[int, list[PriorityArea]] = defaultdict(list)
    goals: dict[int, list[Goal]] = defaultdict(list)
    actions: dict[int, list[Action]] = defaultdict(list)
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for area in PriorityArea.objects.filter(plan__in=keys).defer("text"):
        areas[area.plan_id].append(area)
    for goal in Goal.objects.filter(area__plan__in=keys).annotate(last_word=_last_word("goal", today)):
        goals[goal.area_id].append(goal)
    for action in Action.objects.filter(goal__area__plan__in=keys).annotate(
        last_word=_last_word("action", today)
    ):
        actions[action.goal_id].append(action)
    for indicator in Indicator.objects.filter(goal__area__plan__in=keys):
        indicators[indicator.goal_id].append(indicator)
    found = {}
    for plan in plans:
        numbered = [(area, area.number or str(area.position)) for area in areas[plan.pk]]
        branches = [
            _branch(goal, goal.number or f"{number}.{goal.position}", actions[goal.pk], indicators[goal.pk])
            for area, number in numbered
            for goal in goals[area.pk]
        ]
        found[plan.pk] = _plan(plan, numbered, branches, before.get(plan.pk, ()))
    return found


def of_record(
    record: PlanRecord, period: tuple[dt.date | None, dt.date | None], before: Texts
) -> records.Plan:
    """Return a plan that is on its way in; its document names no owners, and its keys are places in it."""
    goals = []
    for at, area in enumerate(record.priority_areas, start=1):
        for place, goal in enumerate(area.goals, start=1):
            number = goal.number or f"{area.number or at}.{place}"
            goals.append(
                records.Goal(
                    Part(Kind.GOAL, _line(goal.lines), number, goal.title, has_owner=True),
                    tuple(
                        Part(Kind.ACTION, _line(one.lines), f"{number}.{n}", one.text, has_owner=True)
                        for n, one in enumerate(goal.actions, start=1)
                    ),
                    tuple(
                        Part(Kind.INDICATOR, _line(one.lines), f"{number}.i{n}", one.text, has_owner=True)
                        for n, one in enumerate(goal.indicators, start=1)
                    ),
                )
            )
    about = Part(Kind.PLAN, 0, "", record.title)
    return records.Plan(about, tuple(goals), (), *period, before=before)


def texts_of(plans: Iterable[UnitPlan]) -> dict[int, Texts]:
    """Return the texts of plans by kind, by the plan's key. One query."""
    keys = [plan.pk for plan in plans]
    if not keys:
        return {}
    asked = [
        model._default_manager.filter(**{f"{path.removesuffix('_id')}__in": keys})
        .order_by()
        .values_list(Value(kind.value, TextField()), F(path), F(text))
        for kind, model, text, path in _WITH_TEXT
    ]
    found: dict[int, list[tuple[Kind, str]]] = defaultdict(list)
    for kind, plan_id, text in asked[0].union(*asked[1:], all=True):
        found[plan_id].append((Kind(kind), text))
    return {key: tuple(sorted(some)) for key, some in found.items()}


def _last_word(name: str, today: dt.date) -> Subquery:
    """Return what was last said of a goal or an action until a day, as a column."""
    said = Status.objects.filter(**{name: OuterRef("pk")}, on__lte=today)
    return Subquery(said.order_by("-on", "-recorded_at", "-id").values("judgement")[:1])


def _branch(row: Goal, number: str, actions: list[Action], indicators: list[Indicator]) -> Branch:
    return Branch(
        row,
        number,
        _is_closed(row),
        tuple((one, f"{number}.{one.position}", _is_closed(one)) for one in actions),
        tuple((one, f"{number}.i{one.position}") for one in indicators),
    )


def _is_closed(row: OwnedRow) -> bool:
    return bool(row.last_word == Judgement.CLOSED)  # type: ignore[attr-defined]


def _plan(
    plan: UnitPlan, areas: Iterable[tuple[PriorityArea, str]], branches: Iterable[Branch], before: Texts
) -> records.Plan:
    return records.Plan(
        plan_part(plan),
        tuple(_goal(one) for one in branches),
        tuple(_owned(Kind.AREA, row, number, row.title) for row, number in areas),
        plan.period_from,
        plan.period_to,
        before,
    )


def _goal(branch: Branch) -> records.Goal:
    return records.Goal(
        _owned(Kind.GOAL, branch.row, branch.number, branch.row.title, closed=branch.closed),
        tuple(
            _owned(Kind.ACTION, row, number, row.text, closed=closed)
            for row, number, closed in branch.actions
        ),
        tuple(_indicators(branch)),
    )


def _owned(kind: Kind, row: OwnedRow, number: str, text: str, *, closed: bool = False) -> Part:
    return Part(
        kind, row.pk, number, text, has_owner=row.owner_id is not None, deadline=row.deadline, closed=closed
    )


def _indicators(branch: Branch) -> Iterator[Part]:
    for row, number in branch.indicators:
        yield Part(
            Kind.INDICATOR,
            row.pk,
            number,
            row.text,
            has_owner=row.owner_id is not None,
            deadline=row.deadline,
            followed=Followed(row.kind),
            has_measure=bool(row.measure or row.scale),
            has_baseline=row.baseline is not None,
            has_target=row.target is not None,
        )


def _line(lines: Sequence[int]) -> int:
    return lines[0] if lines else 0
