"""All indicators that a person may see, with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
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
    and of them only those in the slice are read. Two queries and those of `see`, however many there are.
    """

    def __init__(
        self, actor: Actor, asked: QuerySet[Indicator], *, state: str, sort: str, falling: bool
    ) -> None:
        self._actor, self._state, self._sort, self._falling = actor, state, sort, falling
        self._asked = stamped(
            with_decisions(asked.select_related("goal__area__plan__body", "owner"), actor.today)
        )
        placed = list(asked.values_list("kind", "pk", *_PLACE))
        self._others = [pk for kind, pk, *_place_ in placed if kind != IndicatorKind.WORDS]
        self._in_words = [] if state else [place for kind, *place in placed if kind == IndicatorKind.WORDS]
        self._followed: list[Row] | None = None

    @cached_property
    def _words(self) -> list[int]:
        ordered = sorted(self._in_words, key=lambda one: (_place(*one[1:]), one[0]), reverse=self._falling)
        return [pk for pk, *_place_ in ordered]

    @property
    def words(self) -> int:
        """How many nobody has said how to follow."""
        return len(self._in_words)

    @property
    def followed(self) -> list[Row]:
        """Those that someone has said how to follow, in order."""
        self._read([])
        return self._followed or []

    def __len__(self) -> int:
        return self.words + (len(self.followed) if self._state else len(self._others))

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])

    def __getitem__(self, shown: slice) -> list[Row]:
        first, last, _step = shown.indices(len(self))
        before_words = 0 if self._falling else len(self) - self.words
        before_others = self.words if self._falling else 0
        start, end = max(0, first - before_words), max(0, last - before_words)
        words = self._read(self._words[start:end] if end else [])
        others = self.followed[max(0, first - before_others) : max(0, last - before_others)]
        return words + others if self._falling else others + words

    def _read(self, words: list[int]) -> list[Row]:
        """Return the rows of some in words alone, and keep those of the others: one query for both."""
        others = self._others if self._followed is None else []
        if not others and not words:
            self._followed = self._followed or []
            return []
        pairs = [(row, row.goal.area.plan) for row in self._asked.filter(pk__in=[*others, *words])]
        found = see(pairs, today=self._actor.today, asking=self._actor)
        lines = {pk: _line(self._actor, seen) for pk, seen in found.items()}
        if self._followed is None:
            followed = [lines[pk] for pk in others if not self._state or found[pk].state == self._state]
            self._followed = sorted(followed, key=_ORDERS[self._sort], reverse=self._falling)
        return [lines[pk] for pk in words]


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


# Where an indicator stands among the others: its unit, its plan, its place in there.
_PLACE = (
    "goal__area__plan__unit_name", "goal__area__plan_id", "goal__area__position", "goal__position",
    "position",
)  # fmt: skip


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
