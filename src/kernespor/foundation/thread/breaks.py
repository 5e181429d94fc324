"""Where the thread is broken: what the registered kinds find, for one thread or for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.organisation.tree import Node, Tree, tree_on
from kernespor.foundation.thread.graph import Edge
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, break_kinds


@dataclass(frozen=True, slots=True)
class Broken:
    """One break with its kind and the card of what is broken."""

    kind: BreakKind
    found: Break
    card: Card

    @property
    def ref(self) -> Ref:
        """The object that is broken."""
        return self.found.ref


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many breaks there are in a unit with what lies under it."""

    node: Node
    depth: int
    count: int


@dataclass(frozen=True, slots=True)
class AllBroken:
    """Every break that the actor may see, with the numbers by kind and by area; filters narrow `shown`."""

    shown: tuple[Broken, ...]
    total: int
    kinds: tuple[tuple[BreakKind, int], ...]
    areas: tuple[AreaCount, ...]
    tree: Tree

    @property
    def broad_areas(self) -> list[AreaCount]:
        """The areas down to the first level at which there is more than one."""
        depths = [area.depth for area in self.areas]
        last = next(
            (depth for depth in sorted(set(depths)) if depths.count(depth) > 1), max(depths, default=0)
        )
        return [area for area in self.areas if area.depth <= last]


def broken(actor: Actor, scope: Scope) -> list[Broken]:
    """Return the breaks in a scope, in the order of their kinds."""
    found = [(kind, one) for kind in break_kinds() for one in kind.find(actor, scope)]
    cards = {one.ref: objects.card_of(one.row) for _kind, one in found if one.row is not None}
    cards |= objects.cards(actor, {one.ref for _kind, one in found} - set(cards))
    return [Broken(kind, one, cards[one.ref]) for kind, one in found if one.ref in cards]


def broken_among(actor: Actor, cards: Mapping[Ref, Card], edges: Iterable[Edge]) -> list[Broken]:
    """Return the breaks of these objects, between which these links are. Only kinds that can be are asked."""
    below = {(edge.upper, edge.lower.kind) for edge in edges}
    found = []
    for kind in break_kinds():
        refs = frozenset(ref for ref in cards if ref.kind == kind.of and (ref, kind.unless) not in below)
        if refs:
            found += [Broken(kind, one, cards[one.ref]) for one in kind.find(actor, Scope(refs))]
    return found


def all_broken(actor: Actor, *, kind: str = "", unit_id: int | None = None) -> AllBroken:
    """Return everything that is broken, narrowed to a kind and to a unit with what lies under it."""
    found = broken(actor, Scope())
    tree = tree_on(actor.today)
    under = tree.with_below(unit_id) if unit_id and unit_id in tree.nodes else None
    here = [one for one in found if under is None or one.card.unit_id in under]
    shown = tuple(one for one in here if not kind or one.kind.name == kind)
    counts = {one.name: sum(1 for other in here if other.kind.name == one.name) for one in break_kinds()}
    return AllBroken(
        shown,
        len(found),
        tuple((one, counts[one.name]) for one in break_kinds()),
        _areas(tree, [one.card.unit_id for one in found if not kind or one.kind.name == kind]),
        tree,
    )


def _areas(tree: Tree, units: list[int | None]) -> tuple[AreaCount, ...]:
    """Return the units that have breaks under them, in the order of the tree: never by their numbers."""
    lines = []
    for depth, node in tree.walk():
        under = tree.with_below(node.unit_id)
        count = sum(1 for unit in units if unit in under)
        if count:
            lines.append(AreaCount(node, depth, count))
    return tuple(lines)
