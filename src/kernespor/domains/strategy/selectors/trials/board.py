"""The board: every trial that a person may see, each with how it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from kernespor.domains.strategy.calculations.trials import state_of
from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.models import Trial, TrialAdoption, TrialEffect, TrialFollower
from kernespor.domains.strategy.permissions.trials import readable
from kernespor.engines import danish
from kernespor.engines.plan_state.records import Shown, State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name
from kernespor.foundation.ui.states import label_of

OVER, WITHOUT_DECISION = "over", "uden-beslutning"  # beside the statuses: what is wrong with one
_SEARCHED = ("title", "belief", "attempt", "place", "know_by", "law", "learnt")
_WORST_FIRST = (
    *(State.OFF_TRACK, State.OWNERLESS, State.STALE, State.SLIPPING),
    *(State.ON_TRACK, State.REACHED, State.NOT_BEGUN, State.CLOSED),
)


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """What the board is asked for; what is left out limits nothing."""

    kind: str = ""
    status: str = ""  # a status, or OVER, or WITHOUT_DECISION
    unit_ids: frozenset[int] | None = None
    words: str = ""
    followed: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A trial on the board."""

    trial: Trial
    unit: str
    shown: Shown | None
    adopted: int
    copied: int
    followed: bool

    @property
    def stage(self) -> str:
        """Where it is in its life, or how it goes while it runs, in words."""
        if self.shown:
            return label_of(self.shown.state)
        if self.trial.outcome:
            return f"{self.trial.get_status_display()}: {self.trial.get_outcome_display()}"
        return str(self.trial.get_status_display())

    @property
    def cause(self) -> str:
        """What stands beside the state: how late, or how long nothing was heard."""
        return cause_of(self.shown)

    @property
    def until(self) -> dt.date | None:
        """The day it ended, else the day it is to end."""
        return self.trial.ended_on or self.trial.ends

    @property
    def undecided(self) -> bool:
        """Say whether it is a forsøg that began without its decision and still has none."""
        return is_undecided(self.trial)


def cause_of(shown: Shown | None) -> str:
    """Return what stands beside a state in words, empty where nothing does."""
    if shown and shown.overdue_days:
        return gettext("{days} dage over slutdatoen").format(days=shown.overdue_days)
    if shown and shown.silent_days:
        return gettext("{days} dage uden nyt").format(days=shown.silent_days)
    return ""


def is_undecided(trial: Trial) -> bool:
    """Say whether a forsøg has begun, and still has no decision."""
    return (
        trial.kind == TrialKind.DECIDED
        and trial.decision_id is None
        and trial.status not in {TrialStatus.IDEA, TrialStatus.DROPPED}
    )


def board(actor: Actor, query: BoardQuery, *, sort: str = "state", falling: bool = False) -> list[BoardRow]:
    """Return the trials that the actor may see, filtered and in order. Two queries."""
    active = active_persons(actor.today)
    rows = [
        BoardRow(
            trial=row,
            unit=unit_name_of(row),
            shown=state_of(row, row.last, active=active, today=actor.today),
            adopted=row.adopted,
            copied=row.copied,
            followed=row.followed,
        )
        for row in _rows(actor, query)
    ]
    return sorted(rows, key=_ORDERS[sort], reverse=falling)


def _rows(actor: Actor, query: BoardQuery) -> QuerySet[Any]:
    found = with_last(Trial.objects.filter(readable(actor)), actor.today)
    found = with_unit_name(found, actor.today)
    if query.kind:
        found = found.filter(kind=query.kind)
    if query.unit_ids is not None:
        found = found.filter(unit_id__in=query.unit_ids)
    for word in query.words.split():
        found = found.filter(_any_of(word))
    mine = TrialFollower.objects.filter(trial=OuterRef("pk"), person_id=actor.hand or 0)
    copies = Trial.objects.filter(readable(actor), copied_from=OuterRef("pk"))
    found = found.annotate(
        followed=Exists(mine),
        adopted=_count(TrialAdoption.objects.filter(trial=OuterRef("pk")), "trial"),
        copied=_count(copies, "copied_from"),
    )
    if query.followed:
        found = found.filter(followed=True)
    return _of_status(found, query.status, actor.today).order_by("pk")


def _of_status(rows: QuerySet[Any], status: str, today: dt.date) -> QuerySet[Any]:
    if status == OVER:
        return rows.filter(status=TrialStatus.RUNNING, ends__lt=today)
    if status == WITHOUT_DECISION:
        return undecided(rows)
    return rows.filter(status=status) if status else rows


def undecided(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return those that `is_undecided` says yes to."""
    ideas = (TrialStatus.IDEA, TrialStatus.DROPPED)
    return rows.filter(kind=TrialKind.DECIDED, decision=None).exclude(status__in=ideas)


def with_last(rows: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Add `last` to trials: the day of the last effect that was written by today."""
    seen = TrialEffect.objects.filter(trial=OuterRef("pk"), on__lte=today).order_by()
    latest = seen.values("trial").annotate(day=Max("on")).values("day")
    found: QuerySet[Any] = rows.annotate(last=Subquery(latest))
    return found


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _any_of(word: str) -> Q:
    found = Q()
    for name in _SEARCHED:
        found |= Q(**{f"{name}__icontains": word})
    return found


def _state_key(row: BoardRow) -> tuple[int, int, str]:
    """Order what runs first, and in it what hurts most; then by where the rest is in its life."""
    if row.shown:
        return 0, _WORST_FIRST.index(row.shown.state), ""
    return 1, list(TrialStatus).index(TrialStatus(row.trial.status)), row.trial.outcome


_ORDERS: dict[str, Callable[[BoardRow], Any]] = {
    "title": lambda row: danish.sort_key(row.trial.title),
    "unit": lambda row: (danish.sort_key(row.unit), danish.sort_key(row.trial.title)),
    "until": lambda row: (row.until is None, row.until or dt.date.min, row.trial.pk),
    "state": _state_key,
    "begins": lambda row: (row.trial.begins or dt.date.min, row.trial.pk),
}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the first sentence of the board says."""

    running: int
    over: int
    ended: int
    failed: int
    taken_over: int
    ideas: int


def totals(rows: Iterable[BoardRow]) -> Totals:
    """Count what the board shows, by where it is in its life."""
    rows = list(rows)

    def number(*statuses: TrialStatus) -> int:
        return sum(1 for row in rows if row.trial.status in statuses)

    return Totals(
        running=number(TrialStatus.RUNNING),
        over=sum(1 for row in rows if row.shown and row.shown.overdue_days),
        ended=number(TrialStatus.ENDED, TrialStatus.TAKEN_OVER),
        failed=sum(1 for row in rows if row.trial.outcome == "failed"),
        taken_over=number(TrialStatus.TAKEN_OVER),
        ideas=number(TrialStatus.IDEA),
    )
