"""The thread of an object, as its pages show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.thread import graph
from kernespor.foundation.thread.breaks import Broken, broken_among
from kernespor.foundation.thread.graph import Edge
from kernespor.foundation.thread.reach import Reach, reach
from kernespor.foundation.thread.registry import link_kind, structures

_DEEPEST = 5  # steps that a table moves its lines in


@dataclass(frozen=True, slots=True)
class Tie:
    """A link as one of its ends shows it: the words, the other end, why, and the row (0 in a structure)."""

    word: str
    other: Card
    why: str
    link: int


@dataclass(frozen=True, slots=True)
class Line:
    """One object of the thread in the table: how deep it hangs, its links by hand or act, what breaks it."""

    card: Card
    depth: int
    anchor: str  # the first of each kind can be led to
    is_here: bool
    ties: tuple[Tie, ...]
    breaks: tuple[Broken, ...]

    @property
    def indent(self) -> int:
        """How far the table moves it in."""
        return min(self.depth, _DEEPEST)


@dataclass(frozen=True, slots=True)
class Thread:
    """An object's thread: everything above and below that the actor may read, and where it is broken."""

    here: Card
    cards: Mapping[Ref, Card]
    reach: Reach
    breaks: tuple[Broken, ...]

    @property
    def first(self) -> Card:
        """What the thread begins with."""
        return self.cards[max(self.reach.above, key=self.reach.above.__getitem__, default=self.here.ref)]

    @property
    def last(self) -> Card:
        """What the thread ends with."""
        below = self.reach.below
        return max(
            (self.cards[ref] for ref in below),
            key=lambda card: (card.kind.stage, below[card.ref]),
            default=self.here,
        )

    @property
    def is_alone(self) -> bool:
        """Say whether nothing hangs together with the object."""
        return len(self.cards) == 1

    @property
    def has_money(self) -> bool:
        """Say whether any object has an amount."""
        return any(card.amount is not None for card in self.cards.values())

    def lines(self) -> list[Line]:
        """Return every object once: from the top down to here, then what is below in its own order."""
        breaks: dict[Ref, list[Broken]] = defaultdict(list)
        for one in self.breaks:
            breaks[one.ref].append(one)
        ties = self._ties()
        told: set[str] = set()
        lines = []
        for depth, ref in self._order():
            card = self.cards[ref]
            anchor = "" if ref.kind in told else f"led-{card.kind.slug}"
            told.add(ref.kind)
            is_here = ref == self.reach.here
            lines.append(
                Line(card, depth, anchor, is_here, tuple(ties.get(ref, ())), tuple(breaks.get(ref, ())))
            )
        return lines

    def _order(self) -> Iterator[tuple[int, Ref]]:
        beside: dict[Ref, list[Ref]] = defaultdict(list)
        for ref, upper in self.reach.beside.items():
            beside[upper].append(ref)
        depth = max(self.reach.above.values(), default=0)
        farthest = sorted(self.reach.above, key=lambda ref: (-self.reach.above[ref], ref))
        for ref in farthest:
            yield depth - self.reach.above[ref], ref
            yield from ((depth - self.reach.above[ref] + 1, one) for one in beside[ref])
        below: dict[Ref, list[Ref]] = defaultdict(list)
        for edge in self.reach.edges:
            if edge.lower in self.reach.below:
                below[edge.upper].append(edge.lower)
        told: set[Ref] = set()
        waiting = [(depth, self.reach.here)]
        while waiting:
            at, ref = waiting.pop()
            if ref not in told:
                told.add(ref)
                yield at, ref
                yield from ((at + 1, one) for one in (beside[ref] if ref == self.reach.here else ()))
                waiting += [(at + 1, one) for one in reversed(below[ref])]

    def _ties(self) -> dict[Ref, list[Tie]]:
        found: dict[Ref, list[Tie]] = defaultdict(list)
        for edge in self.reach.edges:
            if edge.link:
                found[edge.lower].append(_tie(edge, self.cards[edge.upper], upwards=True))
        return found


def walk(actor: Actor, row: Model) -> Thread:
    """Return the thread of an object that the actor may read.

    What the actor may not read is in no part of it and in no count; the number of queries doesn't grow with
    the thread: it grows with the kinds of objects and with the rounds of links between them.
    """
    here = objects.ref_of(row)
    edges = graph.around(here, actor.today)
    refs = {ref for edge in edges for ref in (edge.upper, edge.lower)} - {here}
    cards = {here: objects.card_of(row), **_cards(actor, refs)}
    found = reach(here, edges, cards)
    kept = {here, *found.above, *found.below, *found.beside}
    on_the_way = {ref: cards[ref] for ref in cards if ref in kept and ref not in found.beside}
    return Thread(
        cards[here],
        {ref: card for ref, card in cards.items() if ref in kept},
        found,
        tuple(broken_among(actor, on_the_way, found.edges)),
    )


def _cards(actor: Actor, refs: Collection[Ref]) -> dict[Ref, Card]:
    """Return the cards that the actor may read: a structure's at once, the others kind by kind."""
    cards: dict[Ref, Card] = {}
    left = set(refs)
    for structure in structures():
        parts = {ref for ref in left if ref.kind in structure.kinds}
        cards |= structure.cards(actor, parts) if parts else {}
        left -= parts
    return cards | objects.cards(actor, left)


def _tie(edge: Edge, other: Card, *, upwards: bool) -> Tie:
    kind = link_kind(edge.kind)
    return Tie(str(kind.up if upwards else kind.down), other, edge.why, edge.link)


@dataclass(frozen=True, slots=True)
class Strip:
    """The nearest of an object's thread: what stands above it, what is linked below, what breaks it.

    `kinds_up` and `kinds_down` are those of its nearest links, also to what the reader may not see.
    """

    above: tuple[Card, ...]
    here: Card
    below: tuple[Card, ...]
    breaks: tuple[Broken, ...]
    kinds_up: frozenset[str] = frozenset()
    kinds_down: frozenset[str] = frozenset()


@once
def strip(actor: Actor, row: Model) -> Strip:
    """Return the strip of an object that the actor may read: the structure's line, and the nearest links.

    One query for the links, one for the cards of each kind among them, those of the object's breaks.
    """
    here = objects.ref_of(row)
    line = [above for one in structures() if here.kind in one.kinds for above in one.line(row)]
    top = objects.ref_of(line[0]) if line else here
    edges = list(graph.links_of({here}, {here, top}, actor.today))
    near = {edge.upper for edge in edges} - {here, top}
    under = {edge.lower for edge in edges if edge.upper == here}
    cards = objects.cards(actor, near | under)
    above = [cards[ref] for ref in sorted(near) if ref in cards] + [objects.card_of(one) for one in line]
    return Strip(
        tuple(sorted(above, key=lambda card: card.kind.stage)),
        objects.card_of(row),
        tuple(sorted((cards[ref] for ref in under if ref in cards), key=lambda card: card.kind.stage)),
        tuple(broken_among(actor, {here: objects.card_of(row)}, ())),
        frozenset(edge.kind for edge in edges if edge.lower == here),
        frozenset(edge.kind for edge in edges if edge.upper == here),
    )
