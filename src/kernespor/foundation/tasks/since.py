"""What others did to what is mine since the last visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.objects import Card, Ref

_READ = 200  # events looked at; a page shows a few


@dataclass(frozen=True, slots=True)
class News:
    """Something that others did to an object: who did it last, what, how many times, when last."""

    card: Card
    who: str
    words: str
    times: int
    at: dt.datetime


def news(actor: Actor, mine: Iterable[Ref], since: dt.date, *, limit: int = 6) -> list[News]:
    """Return what others did to these objects from that day on, newest first, the same deed on one once.

    Only of what the actor may read today. One query for the events, one for each kind of object in them.
    """
    refs = set(mine)
    which = Q(pk__in=())
    for kind in {ref.kind for ref in refs}:
        which |= Q(subject_type=kind, subject_id__in=[ref.pk for ref in refs if ref.kind == kind])
    start = timezone.make_aware(dt.datetime.combine(since, dt.time()))
    events = AuditEvent.objects.filter(which, at__gte=start).exclude(person_id=actor.oneself.person_id)
    rows = events.exclude(verb__endswith="_seen").order_by("-at", "-id").defer("rows", "why")[:_READ]
    newest: dict[tuple[Ref, str], tuple[AuditEvent, int]] = {}
    for event in rows:
        key = (Ref(event.subject_type, event.subject_id or 0), event.verb)
        first, times = newest.get(key, (event, 0))
        newest[key] = (first, times + 1)
    cards = objects.cards(actor, {ref for ref, _ in newest})
    found = [
        News(cards[ref], event.actor, str(verbs.word(verb)), times, event.at)
        for (ref, verb), (event, times) in newest.items()
        if ref in cards
    ]
    return found[:limit]
