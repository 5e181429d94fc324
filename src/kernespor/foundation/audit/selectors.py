"""What happened to an object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import models

from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event as a page shows it."""

    at: dt.datetime
    actor: str
    words: str
    verb: str
    why: str
    rows: list[dict[str, object]]


def history_of(subject: models.Model, *, limit: int = 100, without: Collection[str] = ()) -> list[HistoryRow]:
    """Return the events of an object, newest first, some verbs left out. One query."""
    events = AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    events = events.exclude(verb__in=without)
    return list(_rows(events.order_by("-at", "-id")[:limit]))


def _rows(events: Iterable[AuditEvent]) -> Iterable[HistoryRow]:
    for event in events:
        yield HistoryRow(
            event.at, event.actor, str(verbs.word(event.verb)), event.verb, event.why, event.rows
        )
