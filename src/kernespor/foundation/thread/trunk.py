"""The thread as it is drawn: one trunk of knots, and short spurs with the number of what hangs beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kernespor.foundation import objects
from kernespor.foundation.objects import Card, Kind, Ref
from kernespor.foundation.thread.breaks import Broken
from kernespor.foundation.thread.selectors import Thread

Place = tuple[str, int, str]  # the side, how far from here, the kind of objects


@dataclass(frozen=True, slots=True)
class Spur:
    """What hangs beside the trunk at a knot: a kind and its objects."""

    kind: Kind
    cards: tuple[Card, ...]

    @property
    def words(self) -> str:
        """The number and the kind: "3 målindikatorer"."""
        one = len(self.cards) == 1
        return f"{len(self.cards)} {str(self.kind.label if one else self.kind.plural).lower()}"

    @property
    def url(self) -> str:
        """Where it leads: to the object, or to their place in the table."""
        return self.cards[0].url if len(self.cards) == 1 else f"#led-{self.kind.slug}"


@dataclass(slots=True)
class Knot:
    """One knot of the trunk: an object, or several of a kind; the marks of the breaks right after it."""

    kind: Kind
    cards: tuple[Card, ...]
    is_here: bool = False
    spurs: list[Spur] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)

    @property
    def is_one(self) -> bool:
        """Say whether the knot is a single object."""
        return len(self.cards) == 1

    @property
    def label(self) -> str:
        """The kind's word, in the number that there are."""
        return str(self.kind.label if self.is_one else self.kind.plural)

    @property
    def title(self) -> str:
        """The object's title, or how many there are."""
        return self.cards[0].title if self.is_one else Spur(self.kind, self.cards).words

    @property
    def url(self) -> str:
        """Where it leads: to the object, or to their place in the table."""
        return Spur(self.kind, self.cards).url

    @property
    def amount(self) -> int | None:
        """What the objects amount to, in øre a year; None where none of them has an amount."""
        amounts = [card.amount for card in self.cards if card.amount is not None]
        return sum(amounts) if amounts else None


@dataclass(frozen=True, slots=True)
class Damage:
    """The breaks of one kind on this thread under their number."""

    number: int
    breaks: tuple[Broken, ...]

    @property
    def kind_label(self) -> str:
        """What the kind of break is called."""
        return str(self.breaks[0].kind.label)


@dataclass(frozen=True, slots=True)
class Trunk:
    """The knots in order, and the breaks by number."""

    knots: tuple[Knot, ...]
    damages: tuple[Damage, ...]


def trunk_of(thread: Thread) -> Trunk:
    """Return the trunk through an object: the longest way up and the longest way down, and what hangs beside.

    Where two ways are equally long, the one that comes from further up, or reaches further down, is it.
    """
    groups = _groups(thread)
    neighbours = _neighbours(thread)
    here: Place = ("here", 0, thread.here.ref.kind)
    up = _way(groups, neighbours, "above", lambda place: (place[1], -objects.of(place[2]).stage))
    down = _way(groups, neighbours, "below", lambda place: (place[1], objects.of(place[2]).stage))
    way = [*reversed(up), here, *down]
    knots = {place: Knot(objects.of(place[2]), tuple(groups[place]), is_here=place == here) for place in way}
    for place in sorted(groups, key=lambda place: (objects.of(place[2]).stage, place)):
        if place not in knots:
            knots[_held_by(place, neighbours, knots)].spurs.append(
                Spur(objects.of(place[2]), tuple(groups[place]))
            )
    return Trunk(tuple(knots.values()), _damages(thread, neighbours, knots))


def _groups(thread: Thread) -> dict[Place, list[Card]]:
    found: dict[Place, list[Card]] = defaultdict(list)
    for ref, card in thread.cards.items():
        found[_place(thread, ref)].append(card)
    return found


def _place(thread: Thread, ref: Ref) -> Place:
    reach = thread.reach
    if ref == reach.here:
        return ("here", 0, ref.kind)
    if ref in reach.above:
        return ("above", reach.above[ref], ref.kind)
    if ref in reach.below:
        return ("below", reach.below[ref], ref.kind)
    return ("beside", reach.above.get(reach.beside[ref], 0), ref.kind)


def _neighbours(thread: Thread) -> dict[Place, set[Place]]:
    """Return for each place those one step nearer to here that it is linked to; beside: what it hangs on."""
    found: dict[Place, set[Place]] = defaultdict(set)
    for edge in thread.reach.edges:
        upper, lower = _place(thread, edge.upper), _place(thread, edge.lower)
        if upper[0] == "above" and lower[0] in {"above", "here"} and lower[1] == upper[1] - 1:
            found[upper].add(lower)
        if lower[0] == "below" and upper[0] in {"below", "here"} and upper[1] == lower[1] - 1:
            found[lower].add(upper)
    for ref, holder in thread.reach.beside.items():
        found[_place(thread, ref)].add(_place(thread, holder))
    return found


def _way(
    groups: Mapping[Place, list[Card]],
    neighbours: Mapping[Place, set[Place]],
    side: str,
    rank: Callable[[Place], tuple[int, int]],
) -> list[Place]:
    """Return the places from the one next to here out to the farthest."""
    far = max((place for place in groups if place[0] == side), key=rank, default=None)
    way: list[Place] = []
    while far and far[0] == side:
        way.insert(0, far)
        far = max(neighbours[far], key=rank, default=None)
    return way


def _held_by(place: Place, neighbours: Mapping[Place, set[Place]], knots: Mapping[Place, Knot]) -> Place:
    """Return the knot that a place hangs on, over as many others as there are between."""
    while place not in knots:
        place = min(neighbours[place], default=next(one for one, knot in knots.items() if knot.is_here))
    return place


def _damages(
    thread: Thread, neighbours: Mapping[Place, set[Place]], knots: Mapping[Place, Knot]
) -> tuple[Damage, ...]:
    """Number the kinds of breaks as one meets them along the trunk, and mark the knots."""
    order = list(knots)
    found: dict[str, list[Broken]] = defaultdict(list)
    where: dict[str, set[Place]] = defaultdict(set)
    for one in thread.breaks:
        found[one.kind.name].append(one)
        where[one.kind.name].add(_held_by(_place(thread, one.ref), neighbours, knots))
    names = sorted(found, key=lambda name: min(order.index(place) for place in where[name]))
    for number, name in enumerate(names, start=1):
        for place in where[name]:
            knots[place].marks.append(number)
    return tuple(Damage(number, tuple(found[name])) for number, name in enumerate(names, start=1))
