"""The links around an object: foreign keys through structures, the others from their rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q

from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import structures

AT_ONCE = 10_000  # keys in one query: SQLite takes 32,766 values, and a link has two ends


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One link: `kind` is the name of its kind or of its structure, `link` its row (0 in a structure)."""

    upper: Ref
    lower: Ref
    kind: str
    link: int = 0


def above(start: Collection[Ref], day: dt.date) -> frozenset[Edge]:
    """Return every link on a way up from these objects on a day, and what is linked right below these.

    One query for each round of links and for each kind of a structure, whatever their number.
    """
    return _gathered(start, day, upwards=True)


def below(start: Collection[Ref], day: dt.date) -> frozenset[Edge]:
    """Return every link on a way down from these objects on a day. Queries as for `above`."""
    return _gathered(start, day, upwards=False)


def _gathered(start: Collection[Ref], day: dt.date, *, upwards: bool) -> frozenset[Edge]:
    edges: set[Edge] = set()
    known, fresh, linked = set(start), set(start), set[Ref]()
    covered: dict[str, set[Ref]] = defaultdict(set)
    while fresh:
        reached: set[Ref] = set()
        for structure in structures():
            asked = {ref for ref in fresh if ref.kind in structure.kinds} - covered[structure.name]
            covered[structure.name] |= asked
            pairs = (structure.above if upwards else structure.below)(asked) if asked else ()
            for upper, lower in pairs:
                edges.add(Edge(upper, lower, structure.name))
                covered[structure.name] |= {upper, lower}
                reached |= {upper, lower}
        found = set(links_of((fresh | reached) - linked, day, above=upwards))
        linked |= fresh | reached
        edges |= found
        reached |= {
            edge.upper if upwards else edge.lower for edge in found if _leads_on(edge, linked, upwards)
        }
        fresh = reached - known
        known |= reached
    return frozenset(edges)


def _leads_on(edge: Edge, linked: Collection[Ref], upwards: bool) -> bool:  # noqa: FBT001 - a direction
    return (edge.lower if upwards else edge.upper) in linked


def links_of(refs: Collection[Ref], day: dt.date, *, above: bool) -> Iterator[Edge]:
    """Yield the links right below these objects on a day and, where asked, right above. One query a batch."""
    keys: dict[str, list[int]] = defaultdict(list)
    waiting = sorted(refs)
    for start in range(0, len(waiting), AT_ONCE):
        keys.clear()
        for ref in waiting[start : start + AT_ONCE]:
            keys[ref.kind].append(ref.pk)
        wanted = Q()
        for kind, numbers in keys.items():
            wanted |= Q(upper_kind=kind, upper_pk__in=numbers)
            if above:
                wanted |= Q(lower_kind=kind, lower_pk__in=numbers)
        rows = Link.objects.on(day).filter(wanted).order_by("id")
        for pk, kind, upper_kind, upper, lower_kind, lower in rows.values_list(
            "pk", "kind", "upper_kind", "upper_pk", "lower_kind", "lower_pk"
        ):
            yield Edge(Ref(upper_kind, upper), Ref(lower_kind, lower), kind, pk)
