"""Proposals with what they cut, and what people have declared of the krone behind it.

Amounts are whole øre with the sign of the house: an expense is positive, a saving negative. All records are
frozen and checked at birth: a wrong one raises ValueError. Keys are opaque; the caller has the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where money stands in the municipality's own ledger: a cost centre, an account, a year."""

    cost_centre: str
    account: str
    year: int

    def __post_init__(self) -> None:
        if not self.cost_centre or not self.account:
            raise ValueError(f"no cell: {self.cost_centre!r}, {self.account!r}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal: what it saves (negative) or costs (positive) in each cell, and what it hangs together with.

    It may need others to be chosen too, and can't be chosen with those that it excludes.
    """

    key: str
    amounts: Mapping[Cell, int]
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "amounts", MappingProxyType(dict(self.amounts)))
        if not self.key or self.key in self.requires | self.excludes:
            raise ValueError(f"a proposal has a key, and neither needs nor excludes itself: {self.key!r}")
        if self.requires & self.excludes:
            raise ValueError(f"{self.key} can't need what it excludes")


@dataclass(frozen=True, slots=True)
class Apart:
    """Declared by a person: what each of these proposals cuts in a cell nobody else cuts. It counts whole."""

    cell: Cell
    proposals: frozenset[str]

    def __post_init__(self) -> None:
        if not self.proposals:
            raise ValueError("somebody's krone are apart from the others'")


@dataclass(frozen=True, slots=True)
class Same:
    """Declared by a person: this much of what these proposals cut, each in its cell, is the same krone.

    The cells are of one year; `amount` is negative, as the cuts are.
    """

    key: str
    amount: int
    cells: Mapping[str, Cell]

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", MappingProxyType(dict(self.cells)))
        if not self.key or self.amount >= 0:
            raise ValueError(f"the same krone are a saving: {self.key!r}, {self.amount}")
        if len(self.cells) < 2 or len({cell.year for cell in self.cells.values()}) != 1:  # noqa: PLR2004 - two share
            raise ValueError(f"{self.key}: two or more proposals share krone, in one year")

    @property
    def year(self) -> int:
        """The year of the cells."""
        return next(iter(self.cells.values())).year


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All proposals of a round, what is declared of them, and the budget of the cells where it is known."""

    proposals: Mapping[str, Proposal]
    apart: tuple[Apart, ...] = ()
    same: tuple[Same, ...] = ()
    budget: Mapping[Cell, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "proposals", MappingProxyType(dict(self.proposals)))
        object.__setattr__(self, "budget", MappingProxyType(dict(self.budget)))
        if any(key != proposal.key for key, proposal in self.proposals.items()):
            raise ValueError("each proposal stands under its own key")
        if len({one.key for one in self.same}) != len(self.same):
            raise ValueError("each declaration has its own key")
        for proposal, cell in [
            *((key, one.cell) for one in self.apart for key in one.proposals),
            *(pair for one in self.same for pair in one.cells.items()),
        ]:
            if proposal not in self.proposals or self.cut(proposal, cell) >= 0:
                raise ValueError(f"{proposal} cuts nothing in {cell}, and something is declared of it")
        for (proposal, cell), amount in self.declared().items():
            if amount < self.cut(proposal, cell):
                raise ValueError(f"{proposal} cuts less in {cell} than is declared the same")

    def cut(self, proposal: str, cell: Cell) -> int:
        """Return what a proposal saves in a cell: negative, or 0."""
        return min(self.proposals[proposal].amounts.get(cell, 0), 0)

    def declared(self) -> dict[tuple[str, Cell], int]:
        """Return how much of each cut is declared to be the same krone as others'."""
        found: dict[tuple[str, Cell], int] = {}
        for one in self.same:
            for pair in one.cells.items():
                found[pair] = found.get(pair, 0) + one.amount
        return found


@dataclass(frozen=True, slots=True)
class Amount:
    """What a set saves, counted once and as claimed one by one, and what it costs; net is what is left."""

    saved: int = 0
    claimed: int = 0
    cost: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.saved + other.saved, self.claimed + other.claimed, self.cost + other.cost)

    @property
    def net(self) -> int:
        """The saving, counted once, with the cost."""
        return self.saved + self.cost

    @property
    def twice(self) -> int:
        """What would be counted more than once if the proposals were added up: negative, or 0."""
        return self.claimed - self.saved


@dataclass(frozen=True, slots=True)
class Parcel:
    """Krone that may be cut by several: of a cell (undeclared, or apart), or declared the same.

    `cuts` is what each proposal cuts of it; together they cut the largest of them.
    """

    year: int
    cuts: Mapping[str, int]
    cell: Cell | None = None
    declared: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cuts", MappingProxyType(dict(self.cuts)))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Krone that several of a set cut: what each cuts of them, and what is counted.

    `declared` is the key of the declaration, if a person made one.
    """

    year: int
    cell: Cell | None
    declared: str
    cuts: Mapping[str, int]
    counted: int

    @property
    def twice(self) -> int:
        """What adding up would count more than once: negative."""
        return sum(self.cuts.values()) - self.counted
