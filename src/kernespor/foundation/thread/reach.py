"""What of a web of links hangs together with an object, once what may not be read is taken out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.graph import Edge


@dataclass(frozen=True, slots=True)
class Reach:
    """What an object came from and what it led to, each with how many links away it is at most.

    `beside` holds what isn't on the way but is linked to it, with what it hangs on: what is right below
    something above, and what stands to the side of the object or of something above it.
    """

    here: Ref
    above: Mapping[Ref, int]
    below: Mapping[Ref, int]
    beside: Mapping[Ref, Ref]
    edges: tuple[Edge, ...]


def reach(here: Ref, edges: Iterable[Edge], visible: Collection[Ref]) -> Reach:
    """Return what is reached from an object over visible objects alone: a hidden one lets nothing through."""
    seen = tuple(edge for edge in edges if edge.upper in visible and edge.lower in visible)
    up: dict[Ref, list[Ref]] = defaultdict(list)
    down: dict[Ref, list[Ref]] = defaultdict(list)
    for edge in seen:
        if not edge.sideways:
            up[edge.lower].append(edge.upper)
            down[edge.upper].append(edge.lower)
    above, below = _depths(here, up), _depths(here, down)
    on_the_way = {here, *above, *below}
    beside = {
        other: one
        for edge in seen
        for one, other in ((edge.upper, edge.lower), (edge.lower, edge.upper))
        if other not in on_the_way
        and ((one in above or one == here) if edge.sideways else (one in above and one == edge.upper))
    }
    known = on_the_way | set(beside)
    kept = tuple(edge for edge in seen if edge.upper in known and edge.lower in known)
    return Reach(here, above, below, beside, kept)


def _depths(here: Ref, onwards: Mapping[Ref, Iterable[Ref]]) -> dict[Ref, int]:
    """Return the longest way to each object in one direction, in the order in which they are met."""
    found: dict[Ref, int] = {}
    level, depth = {here: None}, 0
    # A ring can't be tied; should one stand there all the same, the number of objects ends the walk.
    while level and depth <= len(found) + 1:
        depth += 1
        level = {ref: None for one in level for ref in onwards.get(one, ()) if ref != here}
        found |= dict.fromkeys(level, depth)
    return found
