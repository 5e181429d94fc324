"""What the house knows of its objects: figures and days that a text about them is held against.

Each domain registers what it knows of its kinds. An actor is told only what they may read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import F, QuerySet, TextField, Value

from kernespor.engines.item_review.known import Role
from kernespor.engines.item_review.records import Known
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref

__all__ = ["Known", "Names", "Role", "Source", "known_of", "named_in", "register"]

MOST_READ = 100_000  # letters of a text in which names are looked for
SHORTEST = 10  # letters of a name that hardly stands in a text by chance

# What an actor may know of the objects of one kind under these keys. Few queries, however many keys.
Source = Callable[[Actor, Collection[int]], Iterable[Known]]

# The objects of one kind that a text may name and the actor may read, with the field that holds their name.
Names = Callable[[Actor], tuple[QuerySet[Any], str]]

_sources: dict[str, Source] = {}
_names: dict[str, Names] = {}


def register(kind: str, source: Source, names: Names | None = None) -> None:
    """Say what is known of a kind ("strategy.goal"), and of which a text may speak by their names alone.

    Another source of the kind replaces the one before.
    """
    _sources[kind] = source
    if names:
        _names[kind] = names


def named_in(actor: Actor, text: str) -> list[Ref]:
    """Return the objects whose whole name stands in a text, of those that the actor may read. One query.

    A name that several have names none of them, nor does one that is a part of a longer name found there.
    """
    said = Value(text[:MOST_READ], output_field=TextField())
    rows = [
        queryset.order_by().annotate(of_kind=Value(kind), said_name=F(name), said_in=said)
        .filter(said_in__icontains=F("said_name")).values_list("of_kind", "pk", "said_name")
        for kind, names in sorted(_names.items()) for queryset, name in [names(actor)]
    ]  # fmt: skip
    if not rows or not text.strip():
        return []
    found = [
        (Ref(kind, pk), " ".join(name.casefold().split())) for kind, pk, name in rows[0].union(*rows[1:])
    ]
    times = Counter(name for _, name in found)
    return sorted(
        ref
        for ref, name in found
        if len(name) >= SHORTEST
        and times[name] == 1
        and not any(name in other for other in times if other != name)
    )


def known_of(actor: Actor, refs: Iterable[Ref]) -> list[Known]:
    """Return what the actor may know of objects, thing by thing. No query for kinds that nobody knows of."""
    keys: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _sources:
            keys[ref.kind].add(ref.pk)
    return [fact for kind, wanted in sorted(keys.items()) for fact in _sources[kind](actor, wanted)]
