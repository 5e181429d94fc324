"""What a set of proposals saves, counted once: slow, obvious, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from kernespor.engines.money_once.parcels import parcels
from kernespor.engines.money_once.records import Amount, Catalogue, Overlap, Parcel

Sums = Callable[[AbstractSet[str]], dict[int, Amount]]


def by_year(catalogue: Catalogue, chosen: AbstractSet[str]) -> dict[int, Amount]:
    """Return what a set saves and costs in each year of the catalogue; the years sum to the whole."""
    years = sorted({cell.year for proposal in catalogue.proposals.values() for cell in proposal.amounts})
    return {year: _of_year(catalogue, chosen, year) for year in years}


def _of_year(catalogue: Catalogue, chosen: AbstractSet[str], year: int) -> Amount:
    found = Amount()
    for parcel in parcels(catalogue):
        cuts = [cut for key, cut in parcel.cuts.items() if key in chosen]
        if cuts and parcel.year == year:
            found += Amount(saved=min(cuts), claimed=sum(cuts))
    for key in chosen:
        for cell, amount in catalogue.proposals[key].amounts.items():
            if amount > 0 and cell.year == year:
                found += Amount(cost=amount)
    return found


def overlaps(laid: Iterable[Parcel], chosen: AbstractSet[str]) -> tuple[Overlap, ...]:
    """Return the parcels that several of a set cut, those first of which most would be counted twice."""
    found = []
    for parcel in laid:
        cuts = {key: cut for key, cut in parcel.cuts.items() if key in chosen}
        if len(cuts) > 1:
            found.append(Overlap(parcel.year, parcel.cell, parcel.declared, cuts, min(cuts.values())))
    return tuple(sorted(found, key=lambda one: one.twice))


def labelled(
    sums: Sums, chosen: AbstractSet[str], labels: Mapping[str, str]
) -> tuple[dict[str, dict[int, Amount]], dict[int, int]]:
    """Return what the proposals of each label (a kind, a committee) save in each year, and what is between.

    `sums` gives a set's sums by year, by this module or the fast one. Each label is counted once within
    itself; what two labels both cut stands in both, and the second result says how much that is each year
    (negative): all labels less that are the whole. It is told, not shared out by a rule.
    """
    of_label = {
        label: sums({key for key in chosen if labels[key] == label})
        for label in sorted({labels[key] for key in chosen})
    }
    between = {
        year: sum(years[year].saved for years in of_label.values()) - amount.saved
        for year, amount in sums(chosen).items()
    }
    return of_label, between
