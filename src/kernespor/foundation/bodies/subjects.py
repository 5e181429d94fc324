"""What a body can decide on, beside its own agenda: domains register their kinds of objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of objects that bodies decide on. `title` is the field that minutes would call one by.

    `whose` is the field with the unit that it is called after, where many share a title. `number` is that
    with its own case number, where it has one; what it is filed under counts anyway. `note` says of a row, as
    `fields` of it were read, why it is asked for even where everything fits.
    """

    kind: str
    title: str = "title"
    whose: str = ""
    number: str = ""
    fields: tuple[str, ...] = ()
    note: Callable[[dict[str, Any]], str] = lambda _row: ""


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Add a kind; one of the same name replaces the one before."""
    _kinds[kind.kind] = kind


def known() -> list[SubjectKind]:
    """Return every kind, in the order of their registration."""
    return list(_kinds.values())
