"""The one helper through which every write goes: rows and their audit event, in one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.digests import payload_digest
from kernespor.foundation.audit.lasts import among, followed_by
from kernespor.foundation.audit.models import AuditEvent, LastEvent
from kernespor.foundation.audit.unaudited import put
from kernespor.foundation.audit.words import words_of
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.versioned import VersionedRow

Row = TypeVar("Row", bound=models.Model)
BATCH = 500
_listeners: list[Callable[[Sequence[models.Model]], None]] = []
UNSAID = frozenset({"password"})  # the log says that it was set, never what it is, hashed or not


def on_written(listener: Callable[[Sequence[models.Model]], None]) -> None:
    """Have a function called with the rows that an act wrote, in the act's transaction, before its event.

    For what is derived from rows and must never lag behind them (an index). Removed rows have no key.
    """
    if listener not in _listeners:
        _listeners.append(listener)


class Change:
    """The writes of one act. Use it through `change`, which opens the transaction and writes the event."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self.subject: models.Model | None = None
        self._rows: list[dict[str, Any]] = []
        self.written: list[models.Model] = []
        self.erasing: AuditEvent | None = None

    def create(self, model: type[Row], **fields: Any) -> Row:
        """Insert a row and return it."""
        row = model._default_manager.create(**fields)
        self._note(row, {}, _values(row, fields))
        return row

    def create_many(self, model: type[Row], rows: Sequence[Row]) -> list[Row]:
        """Insert many rows at once and return them with their keys."""
        created = model._default_manager.bulk_create(rows, batch_size=BATCH)
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        for row in created:
            self._note(row, {}, _values(row, names))
        return created

    def update(
        self, row: Row, *, seen: int | None = None, where: dict[str, Any] | None = None, **fields: Any
    ) -> Row:
        """Change fields of a row and return it as it now is; nothing is written when nothing changes.

        `seen` is the version that the person had on the screen, `where` what must still hold (the status a
        transition leaves). Raises StaleWrite with the row as it stands when someone else was first.
        """
        if seen is not None and isinstance(row, VersionedRow) and row.version != seen:
            raise StaleWrite(row)
        new = {name: value for name, value in fields.items() if getattr(row, name) != value}
        if not new:
            return row
        # Not `type(row)`: the row may be the lazy user of a request.
        rows = row._meta.model._default_manager
        matching = rows.filter(pk=row.pk, **(where or {}))
        written: dict[str, Any] = dict(new)
        if isinstance(row, VersionedRow):
            matching = matching.filter(version=row.version)
            written["version"] = row.version + 1
        before = _values(row, new)
        if not matching.update(**written):
            raise StaleWrite(rows.filter(pk=row.pk).first())
        for name, value in written.items():
            setattr(row, name, value)
        self._note(row, before, _values(row, new))
        return row

    def touch(self, row: models.Model) -> None:
        """Raise the row's `revision`: something beneath it changed. On PostgreSQL this queues writers."""
        row._meta.model._default_manager.filter(pk=row.pk).update(revision=models.F("revision") + 1)

    def delete(self, row: models.Model) -> None:
        """Remove a row; what it held stays in the event."""
        names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
        self._note(row, _values(row, names), {})
        row.delete()

    def erase(self, event: AuditEvent) -> None:
        """Erase the payload of an event; the digest of what it was stays, and this act says that it is gone.

        Raises StaleWrite when it is gone already. The event that says so needs its number beforehand.
        """
        self.erasing = event
        self._rows.append({"row": f"{event._meta.label_lower}:{event.pk}", "before": {}, "after": {}})

    def _note(self, row: models.Model, before: dict[str, Any], after: dict[str, Any]) -> None:
        self._rows.append({"row": f"{row._meta.label_lower}:{row.pk}", "before": before, "after": after})
        self.written.append(row)

    def event(self, actor: Actor, verb: str, why: str) -> AuditEvent | None:
        """Return the event of what was written, or nothing when nothing was."""
        if not self._rows:
            return None
        subject = self.subject
        event = AuditEvent(
            at=self.at,
            actor=actor.label[:200],
            person_id=actor.person_id,
            doer_id=actor.doer_id if actor.on_behalf else None,
            unit_id=_unit_of(subject) if subject else None,
            verb=verb,
            subject_type=subject._meta.label_lower if subject else "",
            subject_id=subject.pk if subject else None,
            subject=str(subject)[:300] if subject else "",
            why=why,
            rows=self._rows,
        )
        event.payload_digest = payload_digest(event)
        event.words = words_of(event)
        return event


@contextmanager
def change(
    *,
    actor: Actor,
    verb: str,
    about: models.Model | None = None,
    why: str = "",
    at: dt.datetime | None = None,
) -> Iterator[Change]:
    """Open one act: all its rows and its one event are written together, or none of it is.

    `about` is the object whose history the event belongs to; an act that creates it sets `act.subject`.
    Raises KeyError for a verb that has no word.
    """
    verbs.word(verb)
    with transaction.atomic():
        act = Change(at or timezone.now())
        act.subject = about
        yield act
        for listener in _listeners if act.written else ():
            listener(act.written)
        event = act.event(actor, verb, why)
        if event:
            event.save(force_insert=True)
            _note_last(event, is_newest=at is None)
        if event and act.erasing:
            _erase(act.erasing, event)


def _note_last(event: AuditEvent, *, is_newest: bool) -> None:
    """Note an event of the followed objects. Where it `is_newest`, nothing later is looked for."""
    found = followed_by(event)
    if found and not is_newest:
        later = LastEvent.objects.filter(among(found), at__gt=event.at)
        found -= {Ref(row.kind, row.object_id) for row in later}
    # In one order, whoever writes: two that touch the same objects wait for each other, and never crosswise.
    rows = [
        LastEvent(kind=ref.kind, object_id=ref.pk, at=event.at, verb=event.verb)
        for ref in sorted(found, key=lambda ref: (ref.kind, ref.pk))
    ]
    put(rows, over=("kind", "object_id"))


def _erase(event: AuditEvent, by: AuditEvent) -> None:
    """Empty an event of all words; its head, and the digest of what stood there, stay."""
    rows = AuditEvent.objects.filter(pk=event.pk, erased_by=None)
    about = f"{event.subject_type}:{event.subject_id}" if event.subject_id else ""
    if not rows.update(actor="", subject="", why="", rows=[], words=about, erased_by=by.pk):
        raise StaleWrite(event)


def _unit_of(row: models.Model) -> int | None:
    """Return the unit that an object belongs to, where it belongs to one."""
    if hasattr(row, "unit_id"):
        found: int | None = row.unit_id
        return found
    return objects.card_of(row).unit_id if row.pk and objects.is_known(row) else None


def _values(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """Return fields as JSON values; of a related row its key and what it was called then."""
    values: dict[str, Any] = {}
    for name in names:
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            known = field.is_cached(row)
            key = getattr(row, field.attname)
            values[name] = {"id": key, "label": str(getattr(row, name))} if known and key else key
        elif name in UNSAID:
            values[name] = "…"
        elif isinstance(field, models.BinaryField):
            values[name] = f"{len(getattr(row, name))} bytes"
        else:
            values[name] = getattr(row, name)
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain
