"""All indicators that a person may see, with filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import IndicatorKind, PlanStatus
from kernespor.domains.strategy.models import Indicator, UnitPlan
from kernespor.domains.strategy.permissions.plans import can_know_owner, readable
from kernespor.domains.strategy.selectors.indicators.live import stamped
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see, with_decisions
from kernespor.domains.strategy.selectors.indicators.words import (
    read_words,
    target_words,
    why_words,
)
from kernespor.engines import danish
from kernespor.engines.plan_state.records import State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation.access.actor import Actor

_WORDS = IndicatorKind.WORDS
_LATE = frozenset({State.STALE, State.OFF_TRACK})


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the list."""

    seen: Seen
    number: str
    read: str
    target: str
    why: str
    owner: str


class Rows:
    """The indicators that are asked for, in order, read as they are shown.

    Those in words alone, most of them where a municipality begins, have no state to be found before they can
    be counted and put in order: they stand together behind the others (ahead of them in a falling order),
    and of them only those of the plans in the slice are read. Two queries and those of `see`, however many
    there are.
    """

    def __init__(
        self, actor: Actor, asked: QuerySet[Indicator], *, state: str, sort: str, falling: bool
    ) -> None:
        self._actor, self._state, self._sort, self._falling = actor, state, sort, falling
        of_plans = asked.order_by().values_list("kind", "goal__area__plan_id", "goal__area__plan__unit_name")
        counted = list(of_plans.annotate(Count("pk")))
        others = [(kind, plan, number) for kind, plan, _unit, number in counted if kind != _WORDS]
        self._others = sum(number for _kind, _plan, number in others)
        self._asked_others = Q(
            kind__in={kind for kind, _plan, _number in others},
            goal__area__plan__in={plan for _kind, plan, _number in others},
        )
        in_words = (
            [] if state else [(unit, plan, number) for kind, plan, unit, number in counted if kind == _WORDS]
        )
        self._in_words = sorted(in_words, key=lambda one: _place(*one[:2]), reverse=falling)
        self._followed: list[Row] | None = None

    @property
    def words(self) -> int:
        """How many nobody has said how to follow."""
        return sum(number for _unit, _plan, number in self._in_words)

    @property
    def followed(self) -> list[Row]:
        """Those that someone has said how to follow, in order."""
        self._read([])
        return self._followed or []

    def __len__(self) -> int:
        return self.words + (len(self.followed) if self._state else self._others)

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])

    def __getitem__(self, shown: slice) -> list[Row]:
        first, last, _step = shown.indices(len(self))
        before_words = 0 if self._falling else len(self) - self.words
        before_others = self.words if self._falling else 0
        words = self._words(max(0, first - before_words), max(0, last - before_words))
        others = self.followed[max(0, first - before_others) : max(0, last - before_others)]
        return words + others if self._falling else others + words

    def _words(self, first: int, last: int) -> list[Row]:
        """Return a part of those in words alone: the plans that it reaches into are read whole."""
        plans, ahead, passed = [], 0, 0
        for _unit, plan, number in self._in_words:
            if passed < last and passed + number > first:
                plans.append(plan)
            ahead += number if passed + number <= first else 0
            passed += number
        return self._read(plans)[first - ahead : last - ahead]

    def _read(self, plans: list[int]) -> list[Row]:
        """Return the rows in words alone of some plans, and keep those of the others: one query for both."""
        with_others = self._followed is None and bool(self._others)
        if not with_others and not plans:
            self._followed = self._followed or []
            return []
        wanted = Q(kind=_WORDS, goal__area__plan__in=plans)
        asked = _as_shown(self._actor.today).filter(wanted | self._asked_others if with_others else wanted)
        pairs = [(row, row.goal.area.plan) for row in asked]
        found = see(pairs, today=self._actor.today, asking=self._actor)
        rows = [_line(self._actor, found[row.pk]) for row, _plan in pairs]
        if self._followed is None:
            followed = [row for row in rows if row.seen.row.kind != _WORDS and self._is_asked(row)]
            self._followed = sorted(followed, key=_ORDERS[self._sort], reverse=self._falling)
        in_words = [row for row in rows if row.seen.row.kind == _WORDS]
        return sorted(in_words, key=_place_of, reverse=self._falling)

    def _is_asked(self, row: Row) -> bool:
        return not self._state or row.seen.state == self._state


def indicator_rows(
    actor: Actor,
    *,
    plan: UnitPlan | None = None,
    unit_ids: Iterable[int] | None = None,
    state: str = "",
    kind: str = "",
    sort: str = "unit",
    falling: bool = False,
) -> Rows:
    """Return the indicators of a plan, or of all plans in force that the actor may read."""
    plans = UnitPlan.objects.filter(readable(actor))
    plans = plans.filter(pk=plan.pk) if plan else plans.filter(status=PlanStatus.IN_FORCE)
    if unit_ids is not None:
        plans = plans.filter(unit_id__in=list(unit_ids))
    rows = Indicator.objects.filter(goal__area__plan__in=plans.values("pk")).order_by("pk")
    return Rows(actor, rows.filter(kind=kind) if kind else rows, state=state, sort=sort, falling=falling)


@lru_cache(maxsize=2)
def _as_shown(today: dt.date) -> QuerySet[Indicator]:
    """Return the query of all that a row shows, to be narrowed: putting it together takes its time."""
    rows = Indicator.objects.select_related("goal__area__plan__body", "owner").order_by("pk")
    return stamped(with_decisions(rows, today))


def _line(actor: Actor, seen: Seen) -> Row:
    row = seen.row
    goal = row.goal
    area = goal.area.number or str(goal.area.position)
    number = f"{goal.number or f'{area}.{goal.position}'}.i{row.position}"
    return Row(
        seen, number, read_words(row, seen.latest), target_words(row), why_words(seen), owner_of(actor, seen)
    )


def owner_of(actor: Actor, seen: Seen) -> str:
    """Return who answers for an indicator; who is late is named to those concerned alone."""
    row = seen.row
    if row.owner is None:
        return ""
    late = seen.verdict is not None and seen.verdict.state in _LATE
    if late and not can_know_owner(actor, seen.plan, row):
        return gettext("Enhedens ledelse")
    return row.owner.name


def counts_of(rows: Iterable[Row]) -> dict[State, int]:
    """Return how many there are of each state; those without a state aren't counted."""
    return tally(row.seen.verdict.state for row in rows if row.seen.verdict)


def good_of(counts: dict[State, int]) -> int:
    """Return how many are reached or on track."""
    return good(counts)


def _place(unit: str, *place: int) -> tuple[Any, ...]:
    return danish.sort_key(unit), *place


def _place_of(row: Row) -> tuple[Any, ...]:
    one, plan = row.seen.row, row.seen.plan
    return _place(plan.unit_name, plan.pk, one.goal.area.position, one.goal.position, one.position)


_STATES = [*State]
_ORDERS: dict[str, Callable[[Row], Any]] = {
    "unit": _place_of,
    "state": lambda row: (
        _STATES.index(row.seen.verdict.state) if row.seen.verdict else len(_STATES), _place_of(row)
    ),
    "due": lambda row: (row.seen.due is None, row.seen.due or 0, _place_of(row)),
}  # fmt: skip
