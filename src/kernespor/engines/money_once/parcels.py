"""The krone of a catalogue, laid out in parcels of which what several cut is counted once."""

from __future__ import annotations

from kernespor.engines.money_once.records import Catalogue, Cell, Parcel


def parcels(catalogue: Catalogue) -> tuple[Parcel, ...]:
    """Return every parcel: one of each declaration, one of each cut that is apart, one of each cell's rest.

    Undeclared cuts of one cell are taken to be the same krone as far as the smaller goes: the careful
    reading, since nobody has said that they are others.
    """
    declared = catalogue.declared()
    apart = {(key, one.cell) for one in catalogue.apart for key in one.proposals}
    found = [
        Parcel(one.year, dict.fromkeys(sorted(one.cells), one.amount), declared=one.key)
        for one in catalogue.same
    ]
    of_cell: dict[Cell, dict[str, int]] = {}
    for key in sorted(catalogue.proposals):
        for cell in catalogue.proposals[key].amounts:
            rest = catalogue.cut(key, cell) - declared.get((key, cell), 0)
            if rest < 0 and (key, cell) in apart:
                found.append(Parcel(cell.year, {key: rest}, cell))
            elif rest < 0:
                of_cell.setdefault(cell, {})[key] = rest
    found += [Parcel(cell.year, cuts, cell) for cell, cuts in sorted(of_cell.items())]
    return tuple(found)
