"""What an event says, as one number: nobody can change a word of it and keep the number.

The digest of an event is taken of its head and of the digest of its payload, so that a payload which the
law wants erased can go while the digest of what it was stays, and with it all that is built on it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

PAYLOAD = ("actor", "subject", "why", "rows")  # what may hold words about people
HEAD = ("person_id", "doer_id", "unit_id", "verb", "subject_type", "subject_id", "payload_digest")
EXACT = 2**53  # whole numbers up to here are the same in every database and every reader
LEAF = 40  # bytes: eight of the event's number, thirty-two of its digest


def canonical(value: Any) -> bytes:
    """Return a value as the one JSON text that stands for it: keys in order, nothing between."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def payload_digest(event: Any) -> str:
    """Return the digest of an event's payload."""
    return hashlib.sha256(canonical({name: getattr(event, name) for name in PAYLOAD})).hexdigest()


def event_digest(event: Any) -> bytes:
    """Return the digest of an event: its moment, its head, and the digest of its payload."""
    at: dt.datetime = event.at
    head = [at.astimezone(dt.UTC).isoformat(timespec="microseconds")]
    return hashlib.sha256(canonical([*head, *(getattr(event, name) for name in HEAD)])).digest()


def leaves_of(digests: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the numbers and digests of events, in order, as bytes."""
    return b"".join(number.to_bytes(8) + digest for number, digest in digests)


def digests_in(leaves: bytes) -> dict[int, bytes]:
    """Return the digest of each event that stands in these leaves."""
    return {
        int.from_bytes(leaves[at : at + 8]): leaves[at + 8 : at + LEAF] for at in range(0, len(leaves), LEAF)
    }


def head_of(seal: Any) -> str:
    """Return the head of a seal: what it covers, and the head of the seal before it."""
    at: dt.datetime = seal.sealed_at
    parts = [
        *(seal.number, seal.first_id, seal.last_id, seal.count, seal.previous),
        at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        hashlib.sha256(bytes(seal.leaves)).hexdigest(),
    ]
    return hashlib.sha256(canonical(parts)).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value with its numbers as every database gives them back: 1.0, 1e0 and 1 are one."""
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, int) and abs(value) <= EXACT:
        return value
    return f"#{Decimal(repr(value)).normalize()}" if value != int(value) or abs(value) > EXACT else int(value)
