"""One plan with everything in it, and what may be shown of each part on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.domains.strategy.calculations.plans import state_of
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    LastSeen,
    OwnedRow,
    PlanSection,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.domains.strategy.permissions.plans import can_know_owner, check_read_plan
from kernespor.domains.strategy.selectors.indicators.live import stamped
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see, with_decisions
from kernespor.engines.plan_state.records import Shown, State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import active_persons

Row = TypeVar("Row", bound=OwnedRow)


@dataclass(frozen=True, slots=True)
class PartView:
    """A goal, an action or an indicator as pages show it. `number` is the one people say ("3.1.2").

    `seen` is what is known of an indicator; its `shown` is None where it stands in words alone, or where its
    figures are for others.
    """

    row: OwnedRow
    kind: str
    number: str
    title: str
    shown: Shown | None
    latest: Status | None
    owner_left: bool
    owner: str  # empty where there is none
    deputy: str
    seen: Seen | None = None

    @property
    def pk(self) -> int:
        """The row's key."""
        return int(self.row.pk)

    @property
    def state(self) -> str:
        """The state's code, or nothing where there is none."""
        return self.shown.state.value if self.shown else ""


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with what lies under it."""

    part: PartView
    row: Goal
    actions: tuple[PartView, ...]
    indicators: tuple[PartView, ...]

    @property
    def counts(self) -> dict[State, int]:
        """How many actions there are of each state."""
        return tally(action.shown.state for action in self.actions if action.shown)

    @property
    def good(self) -> int:
        """How many actions are reached or on track."""
        return good(self.counts)


@dataclass(frozen=True, slots=True)
class AreaView:
    """A priority area with its goals."""

    row: PriorityArea
    number: str
    goals: tuple[GoalView, ...]

    @property
    def counts(self) -> dict[State, int]:
        """How many actions there are of each state."""
        return tally(action.shown.state for goal in self.goals for action in goal.actions if action.shown)

    @property
    def good(self) -> int:
        """How many actions are reached or on track."""
        return good(self.counts)

    @property
    def total(self) -> int:
        """How many actions there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A part whose state isn't what it was."""

    part: PartView
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class PlanView:
    """A whole plan on a day, and what changed since another. `statuses` are all, the last one last."""

    plan: UnitPlan
    today: dt.date
    areas: tuple[AreaView, ...]
    sections: tuple[PlanSection, ...] = ()
    since: dt.date | None = None
    changes: tuple[ChangeView, ...] = field(default=())
    statuses: tuple[Status, ...] = ()

    def goals(self) -> Iterator[GoalView]:
        """Yield all goals in reading order."""
        for area in self.areas:
            yield from area.goals

    def actions(self) -> Iterator[PartView]:
        """Yield all actions in reading order."""
        for goal in self.goals():
            yield from goal.actions

    @property
    def indicators(self) -> list[PartView]:
        """All indicators with a state, in reading order."""
        return [part for goal in self.goals() for part in goal.indicators if part.shown]

    @property
    def counts(self) -> dict[State, int]:
        """How many actions there are of each state."""
        return tally(action.shown.state for action in self.actions() if action.shown)

    @property
    def good(self) -> int:
        """How many actions are reached or on track."""
        return good(self.counts)

    @property
    def total(self) -> int:
        """How many actions there are."""
        return sum(self.counts.values())


def plan_for(actor: Actor, plan_id: int, *, visited: bool = False) -> UnitPlan:
    """Return a plan that the actor may read; 404 when there is none, Refusal when it is closed to them.

    With `visited` it comes with what `since_last_time` asks for.
    """
    rows = UnitPlan.objects.select_related("unit", "body", "created_by")
    if visited:
        seen = LastSeen.objects.filter(plan=OuterRef("pk"), person__pk=actor.hand or 0).order_by("pk")
        rows = rows.annotate(
            seen_on=Subquery(seen.values("on")[:1]), seen_before=Subquery(seen.values("before")[:1])
        )
    plan = get_object_or_404(rows, pk=plan_id)
    check_read_plan(actor, plan)
    return plan


def about(status: Status) -> tuple[str, int]:
    """Return what a status is about: its kind and key."""
    return ("goal", status.goal_id) if status.goal_id else ("action", status.action_id or 0)


def since_last_time(actor: Actor, plan: UnitPlan) -> dt.date:
    """Return the day before the actor's last visit before today; a month back for the first.

    What was said on the day of the visit may have come after it: told twice is better than never told.
    """
    if hasattr(plan, "seen_on"):
        on, before = plan.seen_on, plan.seen_before  # type: ignore[attr-defined]
    else:
        seen = LastSeen.objects.filter(plan=plan, person__pk=actor.hand or 0).first()
        on, before = (seen.on, seen.before) if seen else (None, None)
    if on is None:
        return actor.today - dt.timedelta(days=30)
    day: dt.date = before if on == actor.today else on - dt.timedelta(days=1)
    return day


def plan_view(
    plan: UnitPlan, *, today: dt.date, since: dt.date | None = None, asking: Actor | None = None
) -> PlanView:
    """Return the plan as it stands on a day, as `asking` may see it (None: the installation itself).

    Seven queries, however long the plan.
    """
    return plan_views([plan], today=today, since={plan.pk: since} if since else {}, asking=asking)[0]


def plan_views(
    plans: Sequence[UnitPlan],
    *,
    today: dt.date,
    since: Mapping[int, dt.date] | None = None,
    asking: Actor | None = None,
    whole: bool = True,
) -> list[PlanView]:
    """Return plans as they stand on a day, with what changed since a day of each plan's own (by key).

    Seven queries, however many plans, and those of `see` where an indicator is followed; five where they
    needn't be `whole`: without sections and indicators.
    """
    if not plans:
        return []
    rows = _Rows(plans, today, whole=whole)
    active = active_persons(today)
    seen = see(rows.followed(plans), today=today, asking=asking)
    views = []
    for plan in plans:
        reader = _Reader(plan, today, active, asking, rows, seen)
        areas = tuple(reader.areas())
        day = (since or {}).get(plan.pk)
        views.append(
            PlanView(
                plan=plan,
                today=today,
                areas=areas,
                sections=tuple(rows.sections[plan.pk]),
                since=day,
                changes=tuple(reader.changes(areas, day)) if day else (),
                statuses=tuple(rows.said[plan.pk]),
            )
        )
    return views


def _under(name: str, above: Mapping[int, Any], rows: Iterable[Row]) -> dict[int, Row]:
    """Return the rows by key, each with what it is under; somebody may have added that after it was read."""
    found = {}
    for row in rows:
        over = above.get(getattr(row, f"{name}_id"))
        if over is not None:
            setattr(row, name, over)
            found[row.pk] = row
    return found


class _Rows:
    """The rows of some plans, each kind read in one query, under the key of what they belong to.

    Each part knows what it belongs to, up to its plan: nobody need ask again.
    """

    def __init__(self, plans: Sequence[UnitPlan], today: dt.date, *, whole: bool) -> None:
        people = ("owner", "deputy")
        by_key = {plan.pk: plan for plan in plans}
        keys = list(by_key)
        self.said: dict[int, list[Status]] = defaultdict(list)
        self.statuses: dict[tuple[str, int], list[Status]] = defaultdict(list)
        self.areas: dict[int, list[PriorityArea]] = defaultdict(list)
        self.goals: dict[int, list[Goal]] = defaultdict(list)
        self.actions: dict[int, list[Action]] = defaultdict(list)
        self.indicators: dict[int, list[Indicator]] = defaultdict(list)
        self.sections: dict[int, list[PlanSection]] = defaultdict(list)
        for status in Status.objects.filter(plan__in=keys):
            self.statuses[about(status)].append(status)
            self.said[status.plan_id].append(status)
        areas = PriorityArea.objects.filter(plan__in=keys).select_related(*people)
        for area in (known := _under("plan", by_key, areas)).values():
            self.areas[area.plan_id].append(area)
        goals = Goal.objects.filter(area__plan__in=keys).select_related(*people)
        for goal in (over := _under("area", known, goals)).values():
            self.goals[goal.area_id].append(goal)
        actions = Action.objects.filter(goal__area__plan__in=keys).select_related(*people)
        for action in _under("goal", over, actions).values():
            self.actions[action.goal_id].append(action)
        if whole:
            indicators = Indicator.objects.filter(goal__area__plan__in=keys).select_related(*people)
            rows = stamped(with_decisions(indicators, today))
            for indicator in _under("goal", over, rows).values():
                self.indicators[indicator.goal_id].append(indicator)
            for section in PlanSection.objects.filter(plan__in=keys):
                self.sections[section.plan_id].append(section)

    def followed(self, plans: Sequence[UnitPlan]) -> list[tuple[Indicator, UnitPlan]]:
        """Return the indicators, each with its plan."""
        return [
            (indicator, plan)
            for plan in plans
            for area in self.areas[plan.pk]
            for goal in self.goals[area.pk]
            for indicator in self.indicators[goal.pk]
        ]


class _Reader:
    """Gives each part of one plan its number and its state."""

    def __init__(
        self,
        plan: UnitPlan,
        today: dt.date,
        active: Container[int],
        asking: Actor | None,
        rows: _Rows,
        seen: Mapping[int, Seen],
    ) -> None:
        self.plan = plan
        self.today = today
        self.active = active
        self.asking = asking
        self.rows = rows
        self.seen = seen

    def areas(self) -> Iterator[AreaView]:
        for area in self.rows.areas[self.plan.pk]:
            number = area.number or str(area.position)
            goals = self.rows.goals[area.pk]
            yield AreaView(area, number, tuple(self.goal(goal, number) for goal in goals))

    def goal(self, row: Goal, area: str) -> GoalView:
        number = row.number or f"{area}.{row.position}"
        actions, indicators = self.rows.actions[row.pk], self.rows.indicators[row.pk]
        return GoalView(
            part=self.part("goal", row, number, row.title),
            row=row,
            actions=tuple(self.part("action", one, f"{number}.{one.position}", one.text) for one in actions),
            indicators=tuple(
                self.part("indicator", one, f"{number}.i{one.position}", one.text) for one in indicators
            ),
        )

    def part(self, kind: str, row: OwnedRow, number: str, title: str) -> PartView:
        latest = self.latest(kind, row.pk, self.today)
        seen = self.seen.get(row.pk) if kind == "indicator" else None
        shown: Shown | None = seen.verdict if seen else None
        if kind != "indicator":
            shown = state_of(self.plan, row, latest, active=self.active, today=self.today)
        overdue = shown is not None and (
            shown.overdue_days > 0 or (seen is not None and shown.silent_days > 0)
        )
        return PartView(
            row=row,
            kind=kind,
            number=number,
            title=title,
            shown=shown,
            latest=latest,
            owner_left=row.owner_id is not None and row.owner_id not in self.active,
            owner=self.called(row.owner, row, overdue=overdue),
            deputy=self.called(row.deputy, row, overdue=overdue),
            seen=seen,
        )

    def called(self, person: Person | None, row: OwnedRow, *, overdue: bool) -> str:
        """Return a person's name; who is over a deadline is named to those concerned alone."""
        if person is None:
            return ""
        hidden = overdue and self.asking is not None and not can_know_owner(self.asking, self.plan, row)
        return gettext("Enhedens ledelse") if hidden else person.name

    def latest(self, kind: str, pk: int, day: dt.date) -> Status | None:
        said = [status for status in self.rows.statuses[kind, pk] if status.on <= day]
        return said[-1] if said else None

    def known(self, kind: str, pk: int, day: dt.date) -> Status | None:
        """Return the last status that one could read on that day: not what was written later."""
        for status in reversed(self.rows.statuses[kind, pk]):
            written = min(timezone.localdate(status.recorded_at), self.today)
            if status.on <= day and written <= day:
                return status
        return None

    def changes(self, areas: tuple[AreaView, ...], since: dt.date) -> Iterator[ChangeView]:
        """Yield what has another state than on that day, with today's owners and deadlines."""
        for area in areas:
            for goal in area.goals:
                for part in (goal.part, *goal.actions):
                    then = state_of(
                        self.plan,
                        part.row,
                        self.known(part.kind, part.pk, since),
                        active=self.active,
                        today=since,
                    )
                    if part.shown and then.state != part.shown.state:
                        yield ChangeView(part, then.state, part.shown.state)
