"""Whether a set of proposals can be decided together, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from kernespor.engines.money_once.records import Catalogue, Cell, Parcel


class Why(StrEnum):
    """Why a set is not admissible."""

    REQUIRES = "requires"
    EXCLUDES = "excludes"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason: the proposals that it is about; of a budget also where, what is cut and what there is."""

    why: Why
    proposals: tuple[str, ...]
    cell: Cell | None = None
    cut: int = 0
    budget: int = 0


def obstacles(catalogue: Catalogue, laid: Iterable[Parcel], chosen: AbstractSet[str]) -> tuple[Obstacle, ...]:
    """Return all that is in a set's way; nothing where it is admissible. `laid` are the parcels.

    A need names the one that has it first, then what is missing. An exclusion counts both ways and is told
    once. Raises ValueError for an unknown proposal.
    """
    if unknown := chosen - catalogue.proposals.keys():
        raise ValueError(f"no proposals: {sorted(unknown)}")
    found: list[Obstacle] = []
    excluded: set[tuple[str, str]] = set()
    for key in sorted(chosen):
        proposal = catalogue.proposals[key]
        found += [Obstacle(Why.REQUIRES, (key, other)) for other in sorted(proposal.requires - chosen)]
        excluded |= {(min(key, other), max(key, other)) for other in proposal.excludes & chosen}
    found += [Obstacle(Why.EXCLUDES, pair) for pair in sorted(excluded)]
    return (*found, *_over_budget(catalogue, laid, chosen))


def _over_budget(catalogue: Catalogue, laid: Iterable[Parcel], chosen: AbstractSet[str]) -> list[Obstacle]:
    """Return where a set cuts more than there is. What is declared the same counts in each of its cells."""
    cut: dict[Cell, int] = {}
    who: dict[Cell, set[str]] = {}
    for parcel in laid:
        of_set = {key: amount for key, amount in parcel.cuts.items() if key in chosen}
        cells = {parcel.cell} if parcel.cell else _cells(catalogue, parcel.declared, of_set.keys())
        for cell in cells if of_set else ():
            cut[cell] = cut.get(cell, 0) + min(of_set.values())
            who.setdefault(cell, set()).update(of_set)
    return [
        Obstacle(Why.OVER_BUDGET, tuple(sorted(who[cell])), cell, amount, catalogue.budget[cell])
        for cell, amount in sorted(cut.items())
        if cell in catalogue.budget and -amount > catalogue.budget[cell]
    ]


def _cells(catalogue: Catalogue, declared: str, keys: AbstractSet[str]) -> set[Cell]:
    (same,) = (one for one in catalogue.same if one.key == declared)
    return {cell for key, cell in same.cells.items() if key in keys}
