"""What happened: to an object, and in the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.permissions import within
from kernespor.foundation.audit.reading import (
    EventRow,
    Seen,
    allowed,
    is_own,
    read,
    rows_of,
    seen,
    without_kept,
)
from kernespor.foundation.audit.words import by_words
from kernespor.foundation.objects import Ref, ref_of

PAGE = 50
LOOKED_AT = (1, 20, 500)  # for the latest one that the reader may see
ROUNDS = 5  # how often one page looks further when much of what it found isn't the reader's to see


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is left out limits nothing. Both days are part of the time."""

    person_id: int | None = None
    verb: str = ""
    kind: str = ""
    about: Ref | None = None
    unit_ids: frozenset[int] | None = None
    words: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, newest first; `older` is the number to go on before, 0 where there are no more."""

    rows: tuple[EventRow, ...]
    older: int


def history(actor: Actor, row: Model, *, before: int = 0, limit: int = 20, whole: bool = True) -> Page:
    """Return what happened to an object that the actor may read: in its own acts, and in those of others."""
    return _page(actor, _of(row), before, limit, whole=whole, names=True)


def latest(actor: Actor, row: Model) -> list[EventRow]:
    """Return the latest event of an object that the actor may read, or none. One query, seldom two."""
    rows = _of(row).filter(subject_type__gt="").order_by("-at", "-pk")
    for number in LOOKED_AT:
        shown = without_kept(actor, list(rows[:number]))
        if shown:
            return allowed(shown[:1])
    return []


def _of(row: Model) -> QuerySet[AuditEvent]:
    """Return the events of an object; that somebody looked at it is none."""
    return AuditEvent.objects.filter(words__has=str(ref_of(row))).exclude(verb__in=verbs.private())


def history_of(subject: Model, *, limit: int = 100, without: Collection[str] = ()) -> list[EventRow]:
    """Return what happened to a row that is no kind of object, newest first, some verbs left out.

    Whether the reader may see it is for the page to ask. Fields aren't among it.
    """
    events = AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
    events = events.filter(words__has=str(ref_of(subject))).exclude(verb__in=without)
    return allowed(list(events.order_by("-at", "-pk")[:limit]))


def search(actor: Actor, asked: Asked, *, before: int = 0, limit: int = PAGE) -> Page:
    """Return the events that were looked for, among those that the actor may look for."""
    return _page(actor, matching(actor, asked), before, limit, whole=False, names=False)


def every(actor: Actor, asked: Asked, *, most: int) -> Iterator[EventRow]:
    """Yield the events that were looked for, newest first, at most so many; read in pieces."""
    before, left = 0, most
    while left:
        rows = matching(actor, asked)
        page = _page(actor, rows, before, min(left, 500), whole=False, names=False)
        yield from page.rows
        before, left = page.older, left - len(page.rows)
        if not before:
            return


def matching(actor: Actor, asked: Asked) -> QuerySet[AuditEvent]:
    """Return the events that were looked for, among those that the actor may look for, in no order."""
    rows = AuditEvent.objects.filter(within(actor))
    if asked.person_id:
        rows = rows.filter(Q(person_id=asked.person_id) | Q(doer_id=asked.person_id))
    if asked.verb:
        rows = rows.filter(verb=asked.verb)
    if asked.kind:
        rows = rows.filter(subject_type=asked.kind)
    if asked.about:
        rows = rows.filter(words__has=str(asked.about))
    if asked.unit_ids is not None:
        rows = rows.filter(unit_id__in=sorted(asked.unit_ids))
    if asked.first:
        rows = rows.filter(at__gte=_midnight(asked.first))
    if asked.last:
        rows = rows.filter(at__lt=_midnight(asked.last + dt.timedelta(days=1)))
    return by_words(rows, asked.words)


def event_for(actor: Actor, event_id: int) -> tuple[AuditEvent, EventRow] | None:
    """Return one event, raw and as the actor may read it; nothing where there is none for them."""
    event = AuditEvent.objects.filter(pk=event_id).first()
    rows = read(actor, [event], whole=True) if event else []
    if event is None or not rows:
        return None
    may_look = not rows[0].hidden or is_own(actor, event) or matching(actor, Asked()).filter(pk=event_id)
    return (event, rows[0]) if may_look else None


def _page(
    actor: Actor,
    rows: QuerySet[AuditEvent],
    before: int,
    limit: int,
    *,
    whole: bool,
    names: bool,
) -> Page:
    """Return a page; `names` with the rows that say which parts an event was about.

    One query for the numbers of what may come on it, one for each round of them, and one for each kind of
    object in it.
    """
    found: list[Seen] = []
    older = 0
    deferred = () if names else ("rows",)
    # The numbers alone first, for every round at once: they are read from the index, however little of it is
    # wanted, and a common word is looked up once.
    keys = list(_older(rows, _event(before)).values_list("pk", flat=True)[: ROUNDS * limit + 1])
    for start in range(0, ROUNDS * limit, limit):
        looked = keys[start : start + limit]
        known = AuditEvent.objects.defer(*deferred).in_bulk(looked)
        wanted = limit - len(found)
        visible = seen(actor, [known[key] for key in looked])
        found += visible[:wanted]
        older = looked[-1] if len(keys) > start + limit else 0
        if len(visible) > wanted:
            older = found[-1].event.pk
        if len(found) == limit or not older:
            break
    return Page(tuple(rows_of(actor, found, whole=whole)), older)


def _event(number: int) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=number).first() if number else None


def _older(rows: QuerySet[AuditEvent], last: AuditEvent | None) -> QuerySet[AuditEvent]:
    if last:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk), at__lte=last.at)
    return rows.order_by("-at", "-pk")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
