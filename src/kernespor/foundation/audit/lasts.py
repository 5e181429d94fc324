"""When something last happened to an object: kept beside the events, for a million are too many to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent, LastEvent
from kernespor.foundation.objects import Ref

LOADED = "sporkoebing_loaded"  # how the verbs end by which the demo's municipality comes in: nothing happened
NARROW = 2_000  # keys in one question; of more, all that is followed is read
_followed: set[str] = set()
_fields: dict[str, str] = {}


def follow(kinds: Iterable[str], fields: Mapping[str, str]) -> None:
    """Follow objects of these kinds; a row written with one of these fields is an event of what it names."""
    _followed.update(kinds)
    _fields.update(fields)


def lasts(refs: Collection[Ref]) -> dict[Ref, tuple[dt.datetime, str]]:
    """Return when something last happened to each of the objects, and its verb. One query."""
    rows = LastEvent.objects.filter(among(refs)) if len(refs) <= NARROW else LastEvent.objects.all()
    found = rows.values_list("kind", "object_id", "at", "verb")
    return {Ref(kind, pk): (at, verb) for kind, pk, at, verb in found}


def followed_by(event: AuditEvent) -> set[Ref]:
    """Return the followed objects that an event was about, wrote, or wrote something of."""
    if event.verb in verbs.private() or event.verb.endswith(LOADED):
        return set()
    found = {Ref(event.subject_type, event.subject_id or 0)}
    for row in event.rows:
        kind, _colon, key = row["row"].rpartition(":")
        if key.isdecimal():
            found.add(Ref(kind, int(key)))
        found |= set(_named(row["after"]))
    return {ref for ref in found if ref.kind in _followed}


def among(refs: Iterable[Ref]) -> Q:
    """Return what finds the rows of these objects."""
    keys: dict[str, list[int]] = {}
    for ref in refs:
        keys.setdefault(ref.kind, []).append(ref.pk)
    found = Q(pk__in=())
    for kind, numbers in keys.items():
        found |= Q(kind=kind, object_id__in=numbers)
    return found


def _named(after: dict[str, Any]) -> Iterable[Ref]:
    for name, value in after.items():
        number = value.get("id") if isinstance(value, dict) else value
        if name in _fields and isinstance(number, int):
            yield Ref(_fields[name], number)
