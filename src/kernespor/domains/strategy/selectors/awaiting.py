"""What awaits a person of the strategy beside the plans, read at once for all that make tasks of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import DateField, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, TruncDate

from kernespor.domains.strategy.enums import (
    AnalysisStatus,
    FocusStatus,
    ImportStatus,
    NoteStatus,
    TrialStatus,
)
from kernespor.domains.strategy.models import (
    Analysis,
    AnalysisReport,
    FocusSet,
    PlanImport,
    StatusNote,
    Trial,
)
from kernespor.domains.strategy.permissions.focus import KEEPERS
from kernespor.domains.strategy.policies.analyses import DECIDE_DAYS, REMIND_DAYS
from kernespor.domains.strategy.policies.reviews import DUE
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.permissions import LEADING
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind

REPORT, RESULT, TRIAL, FOCUS, NOTE, READING = "report", "result", "trial", "focus", "note", "reading"
_FOCUS_AHEAD = dt.timedelta(days=90)


class Awaiting(NamedTuple):
    """A thing that awaits someone. `above` is the analysis of a report, `more` to whom it is given."""

    kind: str
    pk: int
    above: int | None
    title: str
    more: str
    day: dt.date | None
    owner_id: int | None
    deputy_id: int | None


def awaiting(actor: Actor, kind: str) -> list[Awaiting]:
    """Return what awaits the actor of a kind, by day. One query for all kinds on one page."""
    return [row for row in _awaiting(actor) if row.kind == kind]


def theirs(actor: Actor) -> Q:
    """Return the analyses that the actor owns, is deputy for, or is the head of the unit of."""
    led = [role.unit_id for role in actor.roles if role.kind in LEADING and role.unit_id in role.unit_ids]
    return _answers(actor) | Q(unit_id__in=led)


@once
def _awaiting(actor: Actor) -> tuple[Awaiting, ...]:
    if actor.person_id is None:
        return ()
    own = [] if actor.on_behalf else [_notes(actor), _readings(actor)]
    rows = _reports(actor).union(_results(actor), _trials(actor), _focus_sets(actor), *own, all=True)
    found = [Awaiting(*row) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.day or dt.date.max, row.pk)))


def _answers(actor: Actor) -> Q:
    answers = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    return answers if actor.limit is None else answers & Q(unit_id__in=actor.limit)


def _reports(actor: Actor) -> QuerySet[Any, Any]:
    """Return the statuses of analyses that are to be given within a fortnight, or should have been."""
    soon = actor.today + dt.timedelta(days=REMIND_DAYS)
    rows = AnalysisReport.objects.filter(
        analysis__in=Analysis.objects.filter(theirs(actor)).order_by().values("pk"),
        given_on=None,
        due__lte=soon,
    )
    return rows.order_by().values_list(
        Value(REPORT, TextField()), "pk", "analysis_id", "analysis__title", "to_name", "due",
        "analysis__owner_id", "analysis__deputy_id",
    )  # fmt: skip


def _results(actor: Actor) -> QuerySet[Any, Any]:
    """Return the analyses whose result has waited for a decision for long."""
    before = actor.today - dt.timedelta(days=DECIDE_DAYS)
    rows = Analysis.objects.filter(theirs(actor), status=AnalysisStatus.RESULT, result_on__lt=before)
    return _shaped(rows, RESULT, "result_on", people=True)


def _trials(actor: Actor) -> QuerySet[Any, Any]:
    """Return the trials that run and whose review is near; one without an owner is its unit's head's."""
    heads = [role.unit_id for role in actor.roles if role.kind is RoleKind.HEAD]
    mine = _answers(actor) | Q(owner__isnull=True, unit_id__in=heads)
    rows = Trial.objects.filter(mine, status=TrialStatus.RUNNING, review_on__lte=actor.today + DUE)
    return _shaped(rows, TRIAL, "review_on", people=True)


def _focus_sets(actor: Actor) -> QuerySet[Any, Any]:
    """Return the sets in force whose period is over, or soon will be, with an area nobody has evaluated."""
    rows = FocusSet.objects.filter(
        unit_id__in=_kept(actor),
        status=FocusStatus.IN_FORCE,
        ends__lte=actor.today + _FOCUS_AHEAD,
        areas__evaluations__isnull=True,
    )
    return _shaped(rows.distinct(), FOCUS, "ends")


def _notes(actor: Actor) -> QuerySet[Any, Any]:
    """Return the notes that the actor began on and hasn't finished, where they keep focus areas."""
    rows = StatusNote.objects.filter(created_by_id=actor.person_id, status=NoteStatus.DRAFT)
    return _shaped(rows if _kept(actor) else rows.none(), NOTE, "on")


def _readings(actor: Actor) -> QuerySet[Any, Any]:
    """Return the documents that the actor has laid in and neither saved nor discarded."""
    rows = PlanImport.objects.filter(created_by_id=actor.person_id, status=ImportStatus.OPEN)
    return _shaped(rows, READING, TruncDate("created_at"), title="file__name")


def _kept(actor: Actor) -> set[int]:
    return {role.unit_id for role in actor.roles if role.kind in KEEPERS and role.covers(role.unit_id)}


def _shaped(
    rows: QuerySet[Any], kind: str, day: Any, *, title: str = "title", people: bool = False
) -> QuerySet[Any, Any]:
    none = Cast(Value(None), IntegerField())
    who = ("owner_id", "deputy_id") if people else (none, none)
    return rows.order_by().values_list(
        Value(kind, TextField()), "pk", none, title, Value("", TextField()), Cast(day, DateField()), *who
    )
