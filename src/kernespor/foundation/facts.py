"""What the house knows of its objects: figures and days that a text about them is held against.

Each domain registers what it knows of its kinds. An actor is told only what they may read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from kernespor.engines.item_review.known import Role
from kernespor.engines.item_review.records import Known
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref

__all__ = ["Known", "Role", "Source", "known_of", "register"]

# What an actor may know of the objects of one kind under these keys. Few queries, however many keys.
Source = Callable[[Actor, Collection[int]], Iterable[Known]]

_sources: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Say what is known of a kind ("strategy.goal"); another source of the kind replaces the one before."""
    _sources[kind] = source


def known_of(actor: Actor, refs: Iterable[Ref]) -> list[Known]:
    """Return what the actor may know of objects, thing by thing. No query for kinds that nobody knows of."""
    keys: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _sources:
            keys[ref.kind].add(ref.pk)
    return [fact for kind, wanted in sorted(keys.items()) for fact in _sources[kind](actor, wanted)]
