"""All indicators that a person may see, with filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from kernespor.domains.strategy.enums import IndicatorKind, PlanStatus
from kernespor.domains.strategy.models import Indicator, UnitPlan
from kernespor.domains.strategy.permissions.plans import can_know_owner, readable
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


def indicator_rows(
    actor: Actor,
    *,
    plan: UnitPlan | None = None,
    unit_ids: Iterable[int] | None = None,
    state: str = "",
    kind: str = "",
    sort: str = "unit",
    falling: bool = False,
) -> list[Row]:
    """Return the indicators of a plan, or of all plans in force that the actor may read, in order.

    One query and those of `see`.
    """
    plans = UnitPlan.objects.filter(readable(actor))
    plans = plans.filter(pk=plan.pk) if plan else plans.filter(status=PlanStatus.IN_FORCE)
    if unit_ids is not None:
        plans = plans.filter(unit_id__in=list(unit_ids))
    rows = Indicator.objects.filter(goal__area__plan__in=plans.values("pk"))
    rows = with_decisions(rows.select_related("goal__area__plan__body", "owner"), actor.today)
    if kind:
        rows = rows.filter(kind=kind)
    pairs = [(row, row.goal.area.plan) for row in rows.order_by("pk")]
    found = see(pairs, today=actor.today, asking=actor)
    lines = [_line(actor, found[row.pk]) for row, _plan in pairs]
    lines = [line for line in lines if not state or line.seen.state == state]
    return sorted(lines, key=_ORDERS[sort], reverse=falling)


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


def in_words_alone(rows: Iterable[Row]) -> int:
    """Return how many nobody has said how to follow."""
    return sum(1 for row in rows if row.seen.row.kind == IndicatorKind.WORDS)


def _place(row: Row) -> tuple[Any, ...]:
    one = row.seen.row
    return (
        danish.sort_key(row.seen.plan.unit_name), row.seen.plan.pk,
        one.goal.area.position, one.goal.position, one.position,
    )  # fmt: skip


_STATES = [*State]
_ORDERS: dict[str, Callable[[Row], Any]] = {
    "unit": lambda row: (row.seen.row.kind == IndicatorKind.WORDS, _place(row)),  # what is followed first
    "state": lambda row: (
        _STATES.index(row.seen.verdict.state) if row.seen.verdict else len(_STATES), _place(row)
    ),
    "due": lambda row: (row.seen.due is None, row.seen.due or 0, _place(row)),
}  # fmt: skip
