"""The links around an object: foreign keys through structures, the others from their rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kernespor.foundation import objects
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import structures

AT_ONCE = 10_000  # keys in one query: SQLite takes 32,766 values, and a link has two ends


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One link: `kind` is the name of its kind or of its structure, `link` its row (0 in a structure).

    `sideways` is a row between two objects of one stage: they stand beside each other, and no thread runs on
    from one into the other.
    """

    upper: Ref
    lower: Ref
    kind: str
    link: int = 0
    why: str = ""
    sideways: bool = False


def around(here: Ref, day: dt.date) -> list[Edge]:
    """Return every link on a way up or down from an object on a day, and what is linked right below these.

    One query for each round of links and one or two for each structure in it, whatever their number.
    """
    return _gathered(_Side({here}, upwards=True), _Side({here}, upwards=False), day=day)


def below(start: Collection[Ref], day: dt.date) -> list[Edge]:
    """Return every link on a way down from these objects on a day, sideways too. Queries as for `around`."""
    return _gathered(_Side(set(start), upwards=False, sideways=True), day=day)


class _Side:
    """The walk in one direction: what is known, what is new, whose links and structures are known."""

    def __init__(self, start: set[Ref], *, upwards: bool, sideways: bool = False) -> None:
        self.upwards = upwards
        self.sideways = sideways  # whether the walk goes on over links to the side
        self.known = set(start)
        self.fresh = set(start)
        self.linked: set[Ref] = set()
        self.covered: dict[str, set[Ref]] = defaultdict(set)

    def structural(self) -> Iterator[Edge]:
        """Yield what the structures know of the new objects, and count it as new too."""
        for structure in structures():
            covered = self.covered[structure.name]
            asked = {ref for ref in self.fresh if ref.kind in structure.kinds} - covered
            if not asked:
                continue
            covered |= asked
            for upper, lower in (structure.above if self.upwards else structure.below)(asked):
                covered |= {upper, lower}
                self.fresh |= {upper, lower}
                yield Edge(upper, lower, structure.name)

    def unlinked(self) -> set[Ref]:
        """Return the objects whose links are to be asked for, and count them as asked."""
        asked = self.fresh - self.linked
        self.linked |= asked
        return asked

    def go_on(self, found: Sequence[Edge], new: set[Ref]) -> None:
        """Go on from the far ends of what was found, and from what structures brought."""
        for edge in found:
            near, far = (edge.lower, edge.upper) if self.upwards else (edge.upper, edge.lower)
            if near in self.linked and (self.sideways or not edge.sideways):
                new = new | {far}
        self.fresh = new - self.known
        self.known |= new


def _gathered(*sides: _Side, day: dt.date) -> list[Edge]:
    edges: dict[Edge, None] = {}  # in the order in which they were found: a plan's own
    while any(side.fresh for side in sides):
        for side in sides:
            edges |= dict.fromkeys(side.structural())
        new = [set(side.fresh) for side in sides]
        asked = [side.unlinked() for side in sides]
        ups = set().union(*(refs for side, refs in zip(sides, asked, strict=True) if side.upwards))
        found = list(links_of(set().union(*asked), ups, day))
        edges |= dict.fromkeys(found)
        for side, reached in zip(sides, new, strict=True):
            side.go_on(found, reached)
    return list(edges)


def links_of(uppers: Collection[Ref], lowers: Collection[Ref], day: dt.date) -> Iterator[Edge]:
    """Yield the links right below `uppers` and right above `lowers` on a day. One query for each batch."""
    waiting = [*(("upper", ref) for ref in sorted(uppers)), *(("lower", ref) for ref in sorted(lowers))]
    for start in range(0, len(waiting), AT_ONCE):
        keys: dict[tuple[str, str], list[int]] = defaultdict(list)
        for end, ref in waiting[start : start + AT_ONCE]:
            keys[end, ref.kind].append(ref.pk)
        wanted = Q()
        for (end, kind), numbers in keys.items():
            wanted |= Q(**{f"{end}_kind": kind, f"{end}_pk__in": numbers})
        rows = Link.objects.on(day).filter(wanted).order_by("id")
        for pk, kind, why, upper_kind, upper, lower_kind, lower in rows.values_list(
            "pk", "kind", "why", "upper_kind", "upper_pk", "lower_kind", "lower_pk"
        ):
            above, under = Ref(upper_kind, upper), Ref(lower_kind, lower)
            yield Edge(above, under, kind, pk, why, _is_level(above, under))


def _is_level(one: Ref, other: Ref) -> bool:
    stages = {kind.name: kind.stage for kind in objects.known() if kind.name in {one.kind, other.kind}}
    return one.kind in stages and stages.get(one.kind) == stages.get(other.kind)
