"""What was kept of objects as they once stood: domains register the kinds whose editions have a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kernespor.foundation.objects import Ref


@dataclass(frozen=True, slots=True)
class Edition:
    """An object as it once stood: its number, what it is called, and where one reads what it changed."""

    number: int
    label: str
    url: str


# By the keys of objects that the reader has been allowed to read: the editions of each, the newest first.
Read = Callable[[Collection[int]], Mapping[int, list[Edition]]]
_kinds: dict[str, Read] = {}


def register(kind: str, read: Read) -> None:
    """Say how the editions of a kind of objects are read; one of the same name replaces the one before."""
    _kinds[kind] = read


def editions_of(refs: Iterable[Ref]) -> dict[Ref, list[Edition]]:
    """Return the editions of objects that the reader may read. One query for each kind that has some."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _kinds:
            wanted[ref.kind].add(ref.pk)
    return {Ref(kind, pk): found for kind, keys in wanted.items() for pk, found in _kinds[kind](keys).items()}
