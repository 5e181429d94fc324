"""Money counted once, to the øre: against the krone themselves, one by one."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.money_once.catalogues import CELLS, catalogues, krone
from kernespor.engines.money_once.admissible import Obstacle, Why, obstacles
from kernespor.engines.money_once.fast import Table
from kernespor.engines.money_once.parcels import parcels
from kernespor.engines.money_once.records import Amount, Apart, Catalogue, Cell, Proposal, Same
from kernespor.engines.money_once.reference import by_year, labelled, overlaps

CELL, LATER, OTHER = CELLS[0], CELLS[1], CELLS[2]


def whole(catalogue: Catalogue, chosen: set[str]) -> Amount:
    """Return a set's sum over all years."""
    return sum(by_year(catalogue, chosen).values(), Amount())


@st.composite
def chosen_from(draw: st.DrawFn) -> tuple[Catalogue, set[str]]:
    """Return a catalogue and some of its proposals."""
    catalogue = draw(catalogues())
    keys = sorted(catalogue.proposals)
    return catalogue, draw(st.sets(st.sampled_from(keys))) if keys else set()


@given(chosen_from())
def test_a_set_saves_exactly_the_krone_that_it_cuts_each_once(given_set: tuple[Catalogue, set[str]]) -> None:
    catalogue, chosen = given_set
    cut = set().union(*(krone(catalogue, key) for key in chosen))
    for year, amount in by_year(catalogue, chosen).items():
        assert -amount.saved == sum(one[0] == year for one in cut)
        assert -amount.claimed == sum(one[0] == year for key in chosen for one in krone(catalogue, key))


@given(catalogues())
def test_all_that_is_cut_is_what_inclusion_and_exclusion_make_of_it(catalogue: Catalogue) -> None:
    keys = sorted(catalogue.proposals)
    sets = {key: krone(catalogue, key) for key in keys}
    total = sum(
        (-1) ** (size + 1) * len(set.intersection(*(sets[key] for key in some)))
        for size in range(1, len(keys) + 1)
        for some in combinations(keys, size)
    )
    assert -whole(catalogue, set(keys)).saved == total


@given(chosen_from())
def test_the_union_is_no_more_than_the_sum_and_no_less_than_the_largest(
    given_set: tuple[Catalogue, set[str]],
) -> None:
    catalogue, chosen = given_set
    alone = [whole(catalogue, {key}) for key in chosen]
    together = whole(catalogue, chosen)
    assert sum(one.saved for one in alone) == together.claimed <= together.saved
    assert together.saved <= min((one.saved for one in alone), default=0)
    assert together.cost == sum(one.cost for one in alone)
    assert together.net == together.saved + together.cost
    assert together.twice == sum(one.twice for one in overlaps(parcels(catalogue), chosen)) <= 0


@given(chosen_from())
def test_one_more_proposal_never_saves_less_and_the_same_again_saves_nothing(
    given_set: tuple[Catalogue, set[str]],
) -> None:
    catalogue, chosen = given_set
    for key in catalogue.proposals:
        more = whole(catalogue, chosen | {key}).saved
        assert more <= whole(catalogue, chosen).saved
        if key in chosen:
            assert more == whole(catalogue, chosen).saved


@given(chosen_from(), st.randoms(use_true_random=False))
def test_no_order_counts(given_set: tuple[Catalogue, set[str]], dice: random.Random) -> None:
    catalogue, chosen = given_set
    rows = list(catalogue.proposals.items())
    dice.shuffle(rows)
    shuffled = Catalogue(dict(rows), catalogue.apart[::-1], catalogue.same[::-1])
    assert by_year(shuffled, chosen) == by_year(catalogue, chosen)
    assert {one.twice for one in overlaps(parcels(shuffled), chosen)} == {
        one.twice for one in overlaps(parcels(catalogue), chosen)
    }


@given(chosen_from())
def test_the_fast_table_says_the_same(given_set: tuple[Catalogue, set[str]]) -> None:
    catalogue, chosen = given_set
    assert Table(catalogue).by_year(chosen) == by_year(catalogue, chosen)


@given(chosen_from(), st.lists(st.sampled_from(["efficiency", "reduction"]), min_size=5, max_size=5))
def test_all_labels_less_what_is_between_them_are_the_whole(
    given_set: tuple[Catalogue, set[str]], of: list[str]
) -> None:
    catalogue, chosen = given_set
    labels = dict(zip(sorted(catalogue.proposals), of, strict=False))
    found, between = labelled(Table(catalogue).by_year, chosen, labels)
    assert set(found) == {labels[key] for key in chosen}
    for year, amount in by_year(catalogue, chosen).items():
        assert sum(years[year].saved for years in found.values()) - between[year] == amount.saved
        assert between[year] <= 0


def catalogue_of(*declared: Apart | Same, **amounts: dict[Cell, int]) -> Catalogue:
    """Return a catalogue of proposals by name with what is declared of them."""
    return Catalogue(
        {key: Proposal(key, cells) for key, cells in amounts.items()},
        tuple(one for one in declared if isinstance(one, Apart)),
        tuple(one for one in declared if isinstance(one, Same)),
    )


def test_two_that_cut_one_cell_are_seen_and_the_larger_counts() -> None:
    found = catalogue_of(a={CELL: -100, LATER: -50}, b={CELL: -80}, c={LATER: -7, OTHER: 30})
    first, second = overlaps(parcels(found), {"a", "b", "c"})
    assert (first.cell, dict(first.cuts), first.counted, first.twice) == (
        CELL,
        {"a": -100, "b": -80},
        -100,
        -80,
    )
    assert (second.cell, second.declared, second.twice) == (LATER, "", -7)
    assert whole(found, {"a", "b", "c"}) == Amount(saved=-150, claimed=-237, cost=30)
    assert overlaps(parcels(found), {"b", "c"}) == ()


def test_what_is_declared_apart_is_added() -> None:
    found = catalogue_of(Apart(CELL, frozenset({"b"})), a={CELL: -100}, b={CELL: -80}, c={CELL: -60})
    assert whole(found, {"a", "b", "c"}).saved == -180
    assert [one.twice for one in overlaps(parcels(found), {"a", "b", "c"})] == [-60]


def test_what_is_declared_the_same_is_counted_once_wherever_it_stands() -> None:
    found = catalogue_of(Same("x", -30, {"a": CELL, "b": OTHER}), a={CELL: -100}, b={OTHER: -80})
    assert whole(found, {"a", "b"}).saved == -150
    assert whole(found, {"b"}).saved == -80
    (one,) = overlaps(parcels(found), {"a", "b"})
    assert (one.cell, one.declared, one.twice, one.year) == (None, "x", -30, CELL.year)


def test_that_only_a_part_is_the_same_is_two_declarations() -> None:
    found = catalogue_of(
        Same("x", -30, {"a": CELL, "b": CELL}), Apart(CELL, frozenset({"a", "b"})),
        a={CELL: -100}, b={CELL: -80},
    )  # fmt: skip
    assert whole(found, {"a", "b"}).saved == -150


def test_costs_are_never_taken_for_each_other() -> None:
    assert whole(catalogue_of(a={CELL: 40}, b={CELL: 40}), {"a", "b"}) == Amount(cost=80)


def test_a_set_is_admissible_or_says_why_not() -> None:
    proposals = {
        "a": Proposal("a", {CELL: -60}, requires=frozenset({"b", "gone"})),
        "b": Proposal("b", {CELL: -50}, excludes=frozenset({"c"})),
        "c": Proposal("c", {OTHER: -50}, excludes=frozenset({"b"})),
    }
    found = Catalogue(proposals)
    assert obstacles(found, parcels(found), {"b"}) == ()
    assert obstacles(found, parcels(found), {"a", "b", "c"}) == (
        Obstacle(Why.REQUIRES, ("a", "gone")),
        Obstacle(Why.EXCLUDES, ("b", "c")),
    )
    with pytest.raises(ValueError, match="no proposals"):
        obstacles(found, parcels(found), {"x"})


def test_nobody_can_cut_more_than_there_is() -> None:
    proposals = {"a": Proposal("a", {CELL: -60}), "b": Proposal("b", {CELL: -50, OTHER: -20})}
    budget = {CELL: 100, OTHER: 19}
    nested = Catalogue(proposals, budget=budget)
    assert obstacles(nested, parcels(nested), {"a"}) == ()
    assert obstacles(nested, parcels(nested), {"a", "b"}) == (
        Obstacle(Why.OVER_BUDGET, ("b",), OTHER, -20, 19),
    )
    all_of_it = Catalogue(proposals, budget={CELL: 60, OTHER: 20})
    assert obstacles(all_of_it, parcels(all_of_it), {"a", "b"}) == ()
    apart = Catalogue(proposals, (Apart(CELL, frozenset({"a"})),), budget={CELL: 100})
    assert obstacles(apart, parcels(apart), {"a", "b"}) == (
        Obstacle(Why.OVER_BUDGET, ("a", "b"), CELL, -110, 100),
    )
    same = Catalogue(proposals, same=(Same("x", -20, {"a": CELL, "b": OTHER}),), budget={CELL: 59, OTHER: 19})
    assert [one.cell for one in obstacles(same, parcels(same), {"a", "b"})] == [CELL, OTHER]
    assert obstacles(same, parcels(same), set()) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Cell("", "4000", 2027),
        lambda: Proposal("", {}),
        lambda: Proposal("a", {}, requires=frozenset({"a"})),
        lambda: Proposal("a", {}, requires=frozenset({"b"}), excludes=frozenset({"b"})),
        lambda: Apart(CELL, frozenset()),
        lambda: Same("x", 10, {"a": CELL, "b": CELL}),
        lambda: Same("x", -10, {"a": CELL}),
        lambda: Same("x", -10, {"a": CELL, "b": LATER}),
        lambda: Catalogue({"a": Proposal("b", {})}),
        lambda: catalogue_of(Apart(CELL, frozenset({"a"})), a={CELL: 10}),
        lambda: catalogue_of(Apart(CELL, frozenset({"x"})), a={CELL: -10}),
        lambda: catalogue_of(Same("x", -11, {"a": CELL, "b": CELL}), a={CELL: -10}, b={CELL: -20}),
        lambda: catalogue_of(
            *(Same("x", -1, {"a": CELL, "b": CELL}) for _ in range(2)), a={CELL: -10}, b={CELL: -20}
        ),
    ],
)
def test_what_cannot_be_is_refused_at_birth(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
