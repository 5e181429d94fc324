"""Measures with their readings, as their pages show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import can_read
from kernespor.foundation.measures.registry import FigureReading, Measure, Reading, Units
from kernespor.foundation.organisation.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Read:
    """A measure and what it showed; `stale_days` is how old the reading is where that is too old."""

    measure: Measure
    reading: Reading | None
    stale_days: int


@dataclass(frozen=True, slots=True)
class UnitRead:
    """What a measure showed for one unit of the tree alone."""

    node: Node
    depth: int
    read: Read


def readings(actor: Actor, units: Units, day: dt.date) -> list[Read]:
    """Return every measure that the actor may read, with its reading for these units."""
    return [
        _read(measure, measure.read(actor, units, day), day)
        for measure in registry.known()
        if can_read(actor, measure)
    ]


def reading(actor: Actor, measure: Measure, units: Units, day: dt.date) -> Read:
    """Return one measure with its reading for these units."""
    return _read(measure, measure.read(actor, units, day), day)


def by_unit(actor: Actor, measure: Measure, tree: Tree, day: dt.date) -> list[UnitRead]:
    """Return the units that have a reading of their own, in the order of the tree, never of their values."""
    if measure.read_units is None:
        return []
    found = measure.read_units(actor, day)
    return [
        UnitRead(node, depth, _read(measure, found[node.unit_id], day))
        for depth, node in tree.walk()
        if node.unit_id in found
    ]


def figure_of(actor: Actor, name: str, units: Units, day: dt.date) -> FigureReading | None:
    """Return a named figure as this actor may read it; nothing where they may not, or there is none."""
    figure = registry.figure(name)
    return figure.read(actor, units, day) if figure.readable(actor) else None


def _read(measure: Measure, found: Reading | None, day: dt.date) -> Read:
    age = (day - found.on).days if found else 0
    return Read(measure, found, age if age > measure.fresh_days else 0)
