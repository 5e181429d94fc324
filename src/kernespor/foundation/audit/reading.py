"""Events as one person may read them: what they may not see of an object isn't in its events either."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import labels, verbs
from kernespor.foundation.audit.difference import Piece, difference
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.permissions import can_see_all
from kernespor.foundation.audit.words import MOST_ROWS
from kernespor.foundation.objects import Card, Ref

SHOWN_ROWS = 40  # of one event; an import has thousands
NAMED_ROWS = 3
Cards = Mapping[Ref, Card]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after, each in pieces."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that an event wrote: what it is called, where it stands now, and its fields."""

    kind: str
    title: str
    url: str
    is_new: bool
    is_gone: bool
    fields: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """When, by whom and why the words of an event were erased."""

    at: dt.datetime
    actor: str
    why: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as a page shows it. `hidden`: that it happened may be seen, but not what it was about.

    `parts` are the objects that its first rows are or point at, where the rows were read: a page about an
    object that has parts can name those that it shows.
    """

    pk: int
    at: dt.datetime
    actor: str
    words: str
    verb: str
    kind: str
    subject: str
    url: str
    why: str
    hidden: bool
    erased: Erased | None
    parts: tuple[Ref, ...] = ()
    touched: tuple[Touched, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """An event that somebody may see; `hidden` as of `EventRow`."""

    event: AuditEvent
    hidden: bool


def read(actor: Actor, events: Sequence[AuditEvent], *, whole: bool = False) -> list[EventRow]:
    """Return those events that the actor may read, in their order; `whole` with every field before and after.

    One query, one for each kind of object in what they may read, and one where something was erased.
    """
    return rows_of(actor, seen(actor, events), whole=whole)


def seen(actor: Actor, events: Sequence[AuditEvent]) -> list[Seen]:
    """Return which of the events the actor may see, in their order. One query for each kind of object."""
    refs = {_subject(event) for event in events}
    readable = objects.cards(actor, refs).keys()
    kept = _kept(actor, events)
    gone = _gone(refs - readable) if can_see_all(actor) else frozenset()
    found = []
    for event in events:
        sight = _sight(actor, event, readable, gone)
        if sight is not None and event.pk in kept and not is_own(actor, event):
            sight = True if can_see_all(actor) else None
        if sight is not None:
            found.append(Seen(event, sight))
    return found


def rows_of(actor: Actor, chosen: Sequence[Seen], *, whole: bool) -> list[EventRow]:
    """Return events as a page shows them. One query for each kind of object, and one where one is erased."""
    refs = {_subject(one.event) for one in chosen if not one.hidden}
    if whole:
        refs |= {ref for one in chosen if not one.hidden for ref in _refs(one.event)}
    cards = objects.cards(actor, refs)
    erased = _erased(one.event for one in chosen)
    found = []
    for one in chosen:
        touched = tuple(_shown(one.event, cards)) if whole and not one.hidden else ()
        found.append(_row(one.event, cards, erased, hidden=one.hidden, touched=touched))
    return found


def without_kept(actor: Actor, events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """Return the events without those about a row whose own rule keeps it from the actor."""
    kept = _kept(actor, events)
    return [event for event in events if event.pk not in kept or is_own(actor, event)]


def allowed(events: Sequence[AuditEvent]) -> list[EventRow]:
    """Return events, without their fields, for a page whose reader has been asked about already."""
    erased = _erased(events)
    return [_row(event, {}, erased, hidden=False, touched=()) for event in events]


def is_own(actor: Actor, event: AuditEvent) -> bool:
    """Say whether the person at the keys did it, or it was done in their place."""
    oneself = actor.doer_id or actor.person_id
    return oneself is not None and oneself in {event.person_id, event.doer_id}


def _kept(actor: Actor, events: Iterable[AuditEvent]) -> frozenset[int]:
    """Return the events that wrote a row with a rule of its own that keeps it from the actor.

    One query for each kind of such rows that is among them.
    """
    wrote: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for event in events:
        for ref in _guarded(event):
            wrote[ref.kind][ref.pk].add(event.pk)
    kept: set[int] = set()
    for kind, found in wrote.items():
        readable = labels.guards()[kind](actor, found.keys())
        kept.update(*(events for key, events in found.items() if key not in readable))
    return frozenset(kept)


def _guarded(event: AuditEvent) -> Iterable[Ref]:
    """Yield the rows with a rule of their own that an event wrote.

    Its words begin with them, and are read in a hundredth of the time; those of the largest don't hold all.
    """
    if not any(kind in event.words for kind in labels.guards()):
        return
    refs = [_ref(token) for token in event.words.split(" ") if ":" in token]
    if len(refs) >= MOST_ROWS:
        refs = [_ref(row["row"]) for row in event.rows]
    yield from (ref for ref in refs if ref.kind in labels.guards())


def _sight(actor: Actor, event: AuditEvent, readable: Collection[Ref], gone: frozenset[Ref]) -> bool | None:
    """Return whether what the event was about is hidden; None where the event itself isn't shown."""
    own = is_own(actor, event)
    if event.verb in verbs.private() and not own:
        return None
    subject = _subject(event)
    if _is_object(subject.kind):
        if subject in readable:
            return False
        return True if own or subject in gone else None
    return not (own or labels.is_open(subject.kind))


def _row(
    event: AuditEvent,
    cards: Cards,
    erased: Mapping[int, Erased],
    *,
    hidden: bool,
    touched: tuple[Touched, ...],
) -> EventRow:
    subject = _subject(event)
    card = cards.get(subject)
    return EventRow(
        pk=event.pk,
        at=event.at,
        actor=event.actor,
        words=verbs.said(event.verb),
        verb=event.verb,
        kind=_kind_word(subject.kind),
        subject="" if hidden else event.subject,
        url=card.url if card and not hidden else "",
        why="" if hidden else event.why,
        hidden=hidden,
        erased=erased.get(event.erased_by or 0),
        parts=() if hidden or "rows" in event.get_deferred_fields() else _parts(event),
        touched=touched,
        more=max(0, len(event.rows) - SHOWN_ROWS) if touched else 0,
    )


def _parts(event: AuditEvent) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(_refs(event, NAMED_ROWS)))


def _shown(event: AuditEvent, cards: Cards) -> Iterable[Touched]:
    about = _subject(event)
    for row in event.rows[:SHOWN_ROWS]:
        ref = _ref(row["row"])
        if _is_object(ref.kind) and row["after"] and ref not in cards:
            continue
        card = cards.get(ref)
        yield Touched(
            kind=_kind_word(ref.kind),
            title=card.title if card and ref != about else "",
            url=card.url if card and ref != about else "",
            is_new=not row["before"],
            is_gone=not row["after"],
            fields=tuple(_fields(ref.kind, row, cards)),
        )


def _fields(kind: str, row: dict[str, Any], cards: Cards) -> Iterable[Difference]:
    for name in {**row["before"], **row["after"]}:
        label = labels.field_word(kind, name)
        before, after = row["before"].get(name), row["after"].get(name)
        if not label or before == after:
            continue
        field = labels.field_of(kind, name)
        other = field.related_model if field is not None and field.is_relation else None
        target = other._meta.label_lower if isinstance(other, type) else ""
        if target and not all(_may_name(target, value, cards) for value in (before, after)):
            continue
        shown = [labels.said(field, labels.veiled(kind, field, value)) for value in (before, after)]
        yield Difference(label, *difference(*shown))


def _may_name(target: str, value: Any, cards: Cards) -> bool:
    """Say whether a value that points at a row has a name that may be shown."""
    if value is None:
        return True
    return isinstance(value, dict) and (not _is_object(target) or Ref(target, value["id"]) in cards)


def _refs(event: AuditEvent, rows: int = SHOWN_ROWS) -> Iterable[Ref]:
    """Yield every object that the first rows of an event are, or point at."""
    for row in event.rows[:rows]:
        ref = _ref(row["row"])
        yield ref
        for side in ("before", "after"):
            for name, value in row[side].items():
                field = labels.field_of(ref.kind, name) if isinstance(value, dict) and "id" in value else None
                other = field.related_model if field is not None else None
                if isinstance(other, type):
                    yield Ref(other._meta.label_lower, value["id"])


def _erased(events: Iterable[AuditEvent]) -> dict[int, Erased]:
    keys = [event.erased_by for event in events if event.erased_by]
    rows = AuditEvent.objects.filter(pk__in=keys) if keys else ()
    return {row.pk: Erased(row.at, row.actor, row.why) for row in rows}


def _gone(refs: Iterable[Ref]) -> frozenset[Ref]:
    """Return those objects that no longer exist. One query for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if _is_object(ref.kind):
            wanted[ref.kind].add(ref.pk)
    return frozenset(
        Ref(kind, key)
        for kind, keys in wanted.items()
        for key in keys - set(objects.of(kind).model._default_manager.in_bulk(keys))
    )


def _subject(event: AuditEvent) -> Ref:
    return Ref(event.subject_type, event.subject_id or 0)


def _ref(text: str) -> Ref:
    kind, _, key = text.rpartition(":")
    return Ref(kind, int(key) if key.isdecimal() else 0)


def _is_object(kind: str) -> bool:
    return any(one.name == kind for one in objects.known())


def _kind_word(kind: str) -> str:
    return str(objects.of(kind).label) if _is_object(kind) else labels.kind_word(kind)
