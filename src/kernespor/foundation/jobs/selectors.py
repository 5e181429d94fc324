"""Runs as the pages show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.jobs import registry
from kernespor.foundation.jobs.enums import RunStatus, Trouble
from kernespor.foundation.jobs.models import Run, WorkerBeat
from kernespor.foundation.jobs.permissions import visible

SHOWN = 200
A_MOMENT = dt.timedelta(minutes=1)  # between the run and the event that it was asked for
SORTS = {"label": "job", "status": "status", "asker": "asked_label", "asked": "asked_at", "ended": "ended_at"}
_MARKS = {
    RunStatus.QUEUED: "not_begun",
    RunStatus.RUNNING: "on_track",
    RunStatus.DONE: "reached",
    RunStatus.FAILED: "off_track",
    RunStatus.CANCELLED: "closed",
}


@dataclass(frozen=True, slots=True)
class RunView:
    """A run, worded. `percent` is 0–100; `mark` is the state whose shape and colour stand beside the word."""

    pk: int
    label: str
    about: str
    status: str
    word: str
    mark: str
    percent: int
    text: str
    is_open: bool
    stop_asked: bool
    asked_at: dt.datetime
    asked_label: str
    by_clock: bool
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    attempts: int


def view_of(run: Run) -> RunView:
    """Return a run as the pages show it."""
    status = RunStatus(run.status)
    return RunView(
        pk=run.pk,
        label=registry.label_of(run.job),
        about=run.key,
        status=str(status),
        word=str(status.label),
        mark=_MARKS[status],
        percent=run.percent,
        text=_text(run),
        is_open=run.is_open,
        stop_asked=run.is_open and run.stop_asked,
        asked_at=run.asked_at,
        asked_label=run.asked_label,
        by_clock=run.asked_by_id is None,
        started_at=run.started_at,
        ended_at=run.ended_at,
        attempts=run.attempts,
    )


def _text(run: Run) -> str:
    if run.status == RunStatus.QUEUED:
        return _("Den venter på, at arbejderen bliver ledig.")
    if run.is_open and run.stop_asked:
        return _("Den er bedt om at standse og gør det, så snart den kan.")
    if run.trouble == Trouble.FAULT:
        words = _("Der er en fejl i programmet. Den har nummer {reference} i loggen.")
        return words.format(reference=run.error_reference)
    if run.trouble and run.trouble != Trouble.REFUSED:
        return str(Trouble(run.trouble).label)
    return run.text


def runs_for(
    actor: Actor, *, status: str = "", sort: str = "asked", descends: bool = True, limit: int = SHOWN
) -> list[RunView]:
    """Return the runs that this person may see, the newest unless another order is asked. One query."""
    rows: QuerySet[Run] = Run.objects.filter(visible(actor))
    if status:
        rows = rows.filter(status=status)
    key = F(SORTS[sort])
    rows = rows.order_by(key.desc(nulls_last=True) if descends else key.asc(nulls_last=True), "-pk")
    return [view_of(run) for run in rows[:limit]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person did about a run: when, who, in which words, why."""

    at: dt.datetime
    actor: str
    words: str
    why: str


def history_of(run: Run) -> list[Asked]:
    """Return what people asked of a run, the newest first. One query."""
    events = AuditEvent.objects.filter(
        at__gte=run.asked_at - A_MOMENT, subject_type=run._meta.label_lower, subject_id=run.pk
    )
    return [
        Asked(event.at, event.actor, str(verbs.word(event.verb)), event.why)
        for event in events.order_by("-at", "-id")[:SHOWN]
    ]


def last_beat() -> dt.datetime | None:
    """Return when a worker last gave a sign of life; nothing when none has."""
    return WorkerBeat.objects.order_by("-beat_at").values_list("beat_at", flat=True).first()
