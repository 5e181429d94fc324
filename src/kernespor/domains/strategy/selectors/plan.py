"""One plan with everything in it, and what may be shown of each part on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.domains.strategy.calculations import state_of
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
from kernespor.domains.strategy.permissions import can_know_owner, check_read_plan
from kernespor.engines.plan_state.records import Shown, State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import active_persons


@dataclass(frozen=True, slots=True)
class PartView:
    """A goal, an action or an indicator as pages show it. `number` is the one people say ("3.1.2")."""

    row: OwnedRow
    kind: str
    number: str
    title: str
    shown: Shown | None
    latest: Status | None
    owner_left: bool
    owner: str  # empty where there is none
    deputy: str

    @property
    def pk(self) -> int:
        """The row's key."""
        return int(self.row.pk)

    @property
    def state(self) -> str:
        """The state's code, or nothing for an indicator."""
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
    """A whole plan on a day, and what changed since another."""

    plan: UnitPlan
    today: dt.date
    areas: tuple[AreaView, ...]
    sections: tuple[PlanSection, ...] = ()
    since: dt.date | None = None
    changes: tuple[ChangeView, ...] = field(default=())

    def goals(self) -> Iterator[GoalView]:
        """Yield all goals in reading order."""
        for area in self.areas:
            yield from area.goals

    def actions(self) -> Iterator[PartView]:
        """Yield all actions in reading order."""
        for goal in self.goals():
            yield from goal.actions

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


def plan_for(actor: Actor, plan_id: int) -> UnitPlan:
    """Return a plan that the actor may read; 404 when there is none, Refusal when it is closed to them."""
    plan = get_object_or_404(UnitPlan.objects.select_related("unit", "created_by"), pk=plan_id)
    check_read_plan(actor, plan)
    return plan


def about(status: Status) -> tuple[str, int]:
    """Return what a status is about: its kind and key."""
    return ("goal", status.goal_id) if status.goal_id else ("action", status.action_id or 0)


def since_last_time(actor: Actor, plan: UnitPlan) -> dt.date:
    """Return the day before the actor's last visit before today; a month back for the first.

    What was said on the day of the visit may have come after it: told twice is better than never told.
    """
    seen = LastSeen.objects.filter(plan=plan, person__pk=actor.hand or 0).first()
    if seen is None:
        return actor.today - dt.timedelta(days=30)
    return seen.before if seen.on == actor.today else seen.on - dt.timedelta(days=1)


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

    Seven queries, however many plans; five where they needn't be `whole`: without sections and indicators.
    """
    if not plans:
        return []
    rows = _Rows(plans, whole=whole)
    active = active_persons(today)
    views = []
    for plan in plans:
        reader = _Reader(plan, today, active, asking, rows)
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
            )
        )
    return views


class _Rows:
    """The rows of some plans, each kind read in one query, under the key of what they belong to."""

    def __init__(self, plans: Sequence[UnitPlan], *, whole: bool) -> None:
        people = ("owner", "deputy")
        keys = [plan.pk for plan in plans]
        self.statuses: dict[tuple[str, int], list[Status]] = defaultdict(list)
        self.areas: dict[int, list[PriorityArea]] = defaultdict(list)
        self.goals: dict[int, list[Goal]] = defaultdict(list)
        self.actions: dict[int, list[Action]] = defaultdict(list)
        self.indicators: dict[int, list[Indicator]] = defaultdict(list)
        self.sections: dict[int, list[PlanSection]] = defaultdict(list)
        for status in Status.objects.filter(plan__in=keys):
            self.statuses[about(status)].append(status)
        for area in PriorityArea.objects.filter(plan__in=keys).select_related(*people):
            self.areas[area.plan_id].append(area)
        for goal in Goal.objects.filter(area__plan__in=keys).select_related(*people, "area"):
            self.goals[goal.area_id].append(goal)
        for action in Action.objects.filter(goal__area__plan__in=keys).select_related(*people):
            self.actions[action.goal_id].append(action)
        if whole:
            for indicator in Indicator.objects.filter(goal__area__plan__in=keys).select_related(*people):
                self.indicators[indicator.goal_id].append(indicator)
            for section in PlanSection.objects.filter(plan__in=keys):
                self.sections[section.plan_id].append(section)


class _Reader:
    """Gives each part of one plan its number and its state."""

    def __init__(
        self, plan: UnitPlan, today: dt.date, active: Container[int], asking: Actor | None, rows: _Rows
    ) -> None:
        self.plan = plan
        self.today = today
        self.active = active
        self.asking = asking
        self.rows = rows

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
        followed = kind != "indicator"
        shown = state_of(self.plan, row, latest, active=self.active, today=self.today) if followed else None
        overdue = shown is not None and shown.overdue_days > 0
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
