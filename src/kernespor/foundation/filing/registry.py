"""What can be filed: each part of the product says when its objects are finished, and as which documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from kernespor.foundation.access.actor import Actor

Shown = str | Combinable  # a field, or what is made of several


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a package: its file name with suffix, its title, its bytes."""

    name: str
    title: str
    content: bytes


def _nothing(_actor: Actor, _row: Any) -> list[Document]:
    return []


@dataclass(frozen=True, slots=True)
class Filable:
    """A kind that can be filed.

    `finished` gives the finished ones of those that the actor may read. `finished_on`, `title` and `unit` are
    what the list of them shows, said to the database: it reads all kinds at once.
    """

    kind: str
    finished: Callable[[Actor], QuerySet[Any]]
    finished_on: Shown
    documents: Callable[[Actor, Any], list[Document]] = _nothing
    title: Shown = "title"
    unit: str = "unit_id"


_known: dict[str, Filable] = {}


def register(filable: Filable) -> None:
    """Add a kind; one of the same name replaces the one before."""
    _known[filable.kind] = filable


def known() -> list[Filable]:
    """Return every kind that can be filed."""
    return list(_known.values())


def of(kind: str) -> Filable | None:
    """Return how a kind is filed, or nothing when it isn't."""
    return _known.get(kind)
