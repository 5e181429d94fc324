"""The same sums for a table that is changed while one looks at it: laid out once, asked again and again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from kernespor.engines.money_once.parcels import parcels
from kernespor.engines.money_once.records import Amount, Catalogue


class Table:
    """A catalogue laid out for the seminar's table: any set's sums in a few milliseconds.

    `laid` are its parcels, for `overlaps` and `obstacles`.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._years = sorted(
            {cell.year for proposal in catalogue.proposals.values() for cell in proposal.amounts}
        )
        self._alone: dict[str, dict[int, int]] = {key: {} for key in catalogue.proposals}
        self._cost: dict[str, dict[int, int]] = {key: {} for key in catalogue.proposals}
        self._shared: dict[str, list[tuple[int, int]]] = {key: [] for key in catalogue.proposals}
        self._year_of: list[int] = []
        self.laid = parcels(catalogue)
        for parcel in self.laid:
            if len(parcel.cuts) == 1:
                ((key, cut),) = parcel.cuts.items()
                self._alone[key][parcel.year] = self._alone[key].get(parcel.year, 0) + cut
                continue
            for key, cut in parcel.cuts.items():
                self._shared[key].append((len(self._year_of), cut))
            self._year_of.append(parcel.year)
        for key, proposal in catalogue.proposals.items():
            for cell, amount in proposal.amounts.items():
                if amount > 0:
                    self._cost[key][cell.year] = self._cost[key].get(cell.year, 0) + amount

    def by_year(self, chosen: AbstractSet[str]) -> dict[int, Amount]:
        """Return what a set saves and costs in each year, as `reference.by_year` does."""
        saved, claimed, cost = (dict.fromkeys(self._years, 0) for _ in range(3))
        most: dict[int, int] = {}
        for key in chosen:
            for year, cut in self._alone[key].items():
                saved[year] += cut
                claimed[year] += cut
            for parcel, cut in self._shared[key]:
                claimed[self._year_of[parcel]] += cut
                most[parcel] = min(most.get(parcel, 0), cut)
            for year, amount in self._cost[key].items():
                cost[year] += amount
        for parcel, cut in most.items():
            saved[self._year_of[parcel]] += cut
        return {year: Amount(saved[year], claimed[year], cost[year]) for year in self._years}
