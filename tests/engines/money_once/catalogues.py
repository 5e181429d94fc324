"""Catalogues of any kind, for the properties, and the krone that they cut, laid out one by one."""

from __future__ import annotations

from hypothesis import strategies as st

from kernespor.engines.money_once.records import Apart, Catalogue, Cell, Proposal, Same

CELLS = [Cell(centre, "4000", year) for centre in ("100", "200") for year in (2027, 2028)]
KEYS = ("a", "b", "c", "d", "e")


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Return a catalogue of up to five proposals with declarations that hold."""
    proposals = {
        key: Proposal(key, draw(st.dictionaries(st.sampled_from(CELLS), st.integers(-9, 4), max_size=4)))
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5))
    }
    left = {
        (key, cell): amount
        for key, one in proposals.items()
        for cell, amount in one.amounts.items()
        if amount < 0
    }
    cuts = sorted(left)
    apart = tuple(
        Apart(cell, frozenset({key}))
        for key, cell in draw(st.lists(st.sampled_from(cuts), max_size=3) if cuts else st.just([]))
    )
    same = []
    for at, year in enumerate(draw(st.lists(st.sampled_from((2027, 2028)), max_size=2))):
        shared = {key: cell for key, cell in cuts if cell.year == year and left[key, cell] < 0}
        if len(shared) > 1:
            amount = -draw(st.integers(1, min(-left[pair] for pair in shared.items())))
            same.append(Same(f"same {at}", amount, shared))
            for pair in shared.items():
                left[pair] -= amount
    return Catalogue(proposals, apart, tuple(same))


def krone(catalogue: Catalogue, key: str) -> set[tuple]:
    """Return every øre that a proposal cuts, each with a name: the same øre has the same name."""
    found: set[tuple] = set()
    apart = {(one, declared.cell) for declared in catalogue.apart for one in declared.proposals}
    for cell, amount in catalogue.proposals[key].amounts.items():
        rest = -min(amount, 0)
        for declared in catalogue.same:
            if declared.cells.get(key) == cell:
                found |= {(cell.year, declared.key, number) for number in range(-declared.amount)}
                rest += declared.amount
        owner = key if (key, cell) in apart else ""
        found |= {(cell.year, cell, owner, number) for number in range(rest)}
    return found
