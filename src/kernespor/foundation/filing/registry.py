"""What can be filed: each part of the product says when its objects are finished, and as which documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kernespor.foundation.access.actor import Actor


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

    `finished` gives the finished ones of those that the actor may read, `finished_on` the day of one of them.
    """

    kind: str
    finished: Callable[[Actor], QuerySet[Any]]
    finished_on: Callable[[Any], dt.date | None]
    documents: Callable[[Actor, Any], list[Document]] = _nothing


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
