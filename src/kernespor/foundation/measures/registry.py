"""What is measured, and the figures that stand in texts. Domains register theirs; nothing is typed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise

from kernespor.foundation.access.actor import Actor

Units = frozenset[int] | None


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure showed: of `total` where it is a count of something, and the day it is true of.

    `note` says in words what the value is of, or what one must know to read it.
    """

    value: int | Decimal
    on: dt.date
    source: str
    note: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `unit` is what it counts ("mål", "dage"), `source` where it is read.

    `read` takes the actor, the units to read (a unit with what lies under it; None: the whole municipality)
    and the day; it returns nothing where there is nothing to read, and then `missing` says why.
    `read_units` returns the reading of each unit that has one of its own, in as many queries as for one.
    A reading older than `fresh_days` is stale.
    """

    code: str
    label: str | Promise
    unit: str | Promise
    direction: Direction
    source: str | Promise
    readable: Callable[[Actor], bool]
    read: Callable[[Actor, Units, dt.date], Reading | None]
    missing: str | Promise = ""
    read_units: Callable[[Actor, dt.date], Mapping[int, Reading]] | None = None
    fresh_days: int = 120


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure in its sentence: the words before it, the figure, the words after; its source, its day."""

    before: str
    value: str
    after: str
    source: str
    on: dt.date
    more: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A named figure for texts in documents and cases; `read` as of a measure."""

    name: str
    label: str | Promise
    readable: Callable[[Actor], bool]
    read: Callable[[Actor, Units, dt.date], FigureReading | None]


_measures: dict[str, Measure] = {}
_figures: dict[str, Figure] = {}


def register(measure: Measure) -> None:
    """Add a measure; one of the same code replaces the one before."""
    _measures[measure.code] = measure


def register_figure(figure: Figure) -> None:
    """Add a figure; one of the same name replaces the one before."""
    _figures[figure.name] = figure


def known() -> list[Measure]:
    """Return every measure, in the order of their registration."""
    return list(_measures.values())


def of(code: str) -> Measure | None:
    """Return a measure by its code, or nothing."""
    return _measures.get(code)


def figure(name: str) -> Figure:
    """Return a figure by its name; KeyError when nobody registered it."""
    return _figures[name]
