"""What can be found: each part of the product registers where its texts are.

A text is found as the object it belongs to: by itself, or, where `under` is given (a status, a comment, the
name of a file), as the object that it stands under. Who may find it is asked of the kind of that object, and
of the text's own kind where it has one. The index is kept up in the act that writes the row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from kernespor.foundation.objects import Ref


@dataclass(frozen=True, slots=True)
class Text:
    """What is searched: a hit in the title stands before one in the body; plain text, no markup.

    `unit_id` and `on` are what results are filtered by, and put in order by: the object's unit and its day.
    """

    title: str
    body: str = ""
    unit_id: int | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where texts of one model are. `kind_name` is the model's label in small letters ("strategy.goal").

    `rows` gives every row, whoever may read it, with all that `text` needs (select_related). `under` names
    the object that the text is found as; without it the row is that object, and its kind must be registered.
    `follows` names models whose rows the text is also made of, with the keys of the texts that one changes.
    `as_written` says that `text` and `under` need nothing but the row as the act wrote it: none is read.
    """

    kind_name: str
    rows: Callable[[], QuerySet[Any]]
    text: Callable[[Any], Text]
    under: Callable[[Any], Ref | None] | None = None
    follows: Mapping[str, Callable[[Any], Iterable[int]]] = field(default_factory=dict)
    as_written: bool = False


_sources: dict[str, Source] = {}
_listeners: list[Callable[[Source], None]] = []


def register(source: Source) -> None:
    """Add a source; one of the same kind replaces the one before."""
    _sources[source.kind_name] = source
    for listener in _listeners:
        listener(source)


def on_registered(listener: Callable[[Source], None]) -> None:
    """Have a function called with every source, those that are there already too."""
    _listeners.append(listener)
    for source in _sources.values():
        listener(source)


def of(kind_name: str) -> Source | None:
    """Return the source of a kind of rows, or nothing when its texts can't be found."""
    return _sources.get(kind_name)


def known() -> list[Source]:
    """Return every source: objects first, then what stands under them."""
    return sorted(_sources.values(), key=lambda source: (source.under is not None, source.kind_name))
