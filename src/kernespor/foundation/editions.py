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


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions of a kind of objects: the numbers of some objects', newest first, and one of them."""

    numbers: Callable[[Collection[int]], Mapping[int, list[int]]]
    one: Callable[[int, int], Edition]


_kinds: dict[str, Editions] = {}


def register(kind: str, editions: Editions) -> None:
    """Say how the editions of a kind of objects are read; one of the same name replaces the one before."""
    _kinds[kind] = editions


def editions_of(refs: Iterable[Ref]) -> dict[Ref, list[Edition]]:
    """Return the editions of objects that the reader may read. One query for each kind that has some."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _kinds:
            wanted[ref.kind].add(ref.pk)
    return {
        Ref(kind, pk): [_kinds[kind].one(pk, number) for number in numbers]
        for kind, keys in wanted.items()
        for pk, numbers in _kinds[kind].numbers(keys).items()
    }


def edition(ref: Ref, number: int) -> Edition | None:
    """Return an edition that was named once, of an object that the reader may read. No query."""
    return _kinds[ref.kind].one(ref.pk, number) if ref.kind in _kinds else None
