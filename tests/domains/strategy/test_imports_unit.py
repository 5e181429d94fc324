from __future__ import annotations

import pytest

from kernespor.domains.strategy.selectors.unit_match import propose
from kernespor.foundation.organisation.tree import Node, Tree

NAMES = (
    "Økonomi & Stab",
    "Børn & Unge",
    "Børnehuset Mælkevejen",
    "Børnehuset Mælkebøtten",
    "Teknik og Miljø",
)
TREE = Tree(
    [
        Node(place, f"U{place}", name, "TM" if place == 4 else "", "", None, None)
        for place, name in enumerate(NAMES)
    ]
)
ALL = frozenset(range(len(NAMES)))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Økonomi & Stab", 0),
        ("ØKONOMI OG STAB", 0),
        ("Afdelingen Økonomi og stab", 0),
        ("Teknik & Miljø", 4),
        ("TM", 4),
    ],
)
def test_a_name_that_only_one_unit_has_is_that_unit(said: str, meant: int) -> None:
    found = propose(said, TREE, ALL).sure
    assert found is not None
    assert found.unit_id == meant


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("Økonomi og Stabe", [0]),
        ("Børnehuset Mælkevejn", [2, 3]),
        ("Virksomheden Teknik og Miljø i byen", [4]),
    ],
)
def test_a_name_that_is_only_like_a_units_is_proposed_and_not_taken(said: str, near: list[int]) -> None:
    found = propose(said, TREE, ALL)
    assert found.sure is None
    assert [node.unit_id for node in found.near] == near


def test_two_units_of_one_name_are_a_choice() -> None:
    twins = Tree(
        [Node(1, "A", "Solsikken", "", "", None, None), Node(2, "B", "Solsikken", "", "", None, None)]
    )
    assert propose("Solsikken", twins, {1, 2}).sure is None
    assert [node.unit_id for node in propose("Solsikken", twins, {1, 2}).near] == [1, 2]
    mine = propose("Solsikken", twins, {2}).sure
    assert mine is not None
    assert mine.unit_id == 2


def test_a_unit_that_one_doesnt_plan_for_is_named_as_such() -> None:
    found = propose("Børn & Unge", TREE, {0})
    assert (found.sure, found.near, found.foreign) == (None, (), "Børn & Unge")


@pytest.mark.parametrize("said", ["", "–", "Rejsekontoret"])
def test_a_name_like_no_other_proposes_nothing(said: str) -> None:
    found = propose(said, TREE, ALL)
    assert (found.sure, found.near, found.foreign) == (None, (), "")
