"""The questions place the fourteen vignettes where a reader of the strategy puts them, with the reasons."""

from __future__ import annotations

import pytest

from engines.grey_zone.answering import later
from kernespor.engines.grey_zone import function, vignettes
from kernespor.engines.grey_zone.definitions import State, clauses, contradictions
from kernespor.engines.grey_zone.records import Kind
from kernespor.engines.grey_zone.reference import position
from kernespor.engines.grey_zone.vignettes import Vignette

ALL = vignettes.load()
EFFICIENCY, REDUCTION, ADMINISTRATIVE = Kind


@pytest.fixture(params=ALL, ids=[one.code for one in ALL])
def vignette(request: pytest.FixtureRequest) -> Vignette:
    """Each of the fourteen."""
    found: Vignette = request.param
    return found


def test_it_is_placed_where_the_reader_puts_it(vignette: Vignette) -> None:
    placed = position(vignette.answers, function.load())
    assert placed.kinds == vignette.expected
    assert placed.settled
    assert placed.open_questions == ()


def test_its_reasons_speak_for_the_place_and_sum_to_the_point(vignette: Vignette) -> None:
    placed = position(vignette.answers, function.load())
    assert [sum(parts) for parts in zip(*(one.gives for one in placed.reasons), strict=True)] == list(
        placed.point
    )
    assert set(placed.reasons[0].towards) & set(vignette.expected), "the weightiest answer speaks for it"
    spoken_for = {kind for one in placed.reasons for kind in one.towards}
    assert set(vignette.expected) <= spoken_for


def test_it_runs_into_the_contradiction_that_its_reader_saw_and_no_other(vignette: Vignette) -> None:
    found = [one.code for one in contradictions(vignette.answers)]
    assert found == ([vignette.contradiction] if vignette.contradiction else [])


def test_its_passage_stands_in_the_strategy(vignette: Vignette) -> None:
    assert vignette.passage in function.load().passages


def broken(vignette: Vignette, kind: Kind) -> list[str]:
    """Return the clauses of a kind that a vignette doesn't meet, the typical ones left out."""
    return [
        one.code
        for one in clauses(vignette.answers)
        if one.kind is kind and one.state is not State.MET and not one.typical
    ]


@pytest.mark.parametrize(
    "code",
    ["booking_online", "training_again", "courses_together", "youth_club_closed", "library_hours",
     "cleaning_less_often", "fewer_children", "state_takes_over"],
)  # fmt: skip
def test_what_is_one_kind_meets_every_clause_of_its_definition(code: str) -> None:
    (found,) = (one for one in ALL if one.code == code)
    (kind,) = found.expected
    assert broken(found, kind) == []


@pytest.mark.parametrize(
    ("code", "kind", "lacks"),
    [
        ("activities_changed", EFFICIENCY, ["not_worse_off"]),
        ("activities_changed", REDUCTION, ["worse_off", "lapses"]),
        ("newsletter_ended", EFFICIENCY, ["arranged_anew"]),
        ("newsletter_ended", REDUCTION, ["worse_off"]),
        ("cheaper_contract", EFFICIENCY, ["arranged_anew"]),
        ("cheaper_contract", ADMINISTRATIVE, ["follows_what_was_set"]),
        ("law_gives_less", ADMINISTRATIVE, ["level_kept"]),
        ("more_for_the_same", EFFICIENCY, ["costs_less"]),
    ],
)
def test_what_is_grey_or_contradicted_lacks_a_clause(code: str, kind: Kind, lacks: list[str]) -> None:
    (found,) = (one for one in ALL if one.code == code)
    assert broken(found, kind) == lacks


def test_there_are_fourteen_of_every_sort() -> None:
    assert len(ALL) == 14
    places = [one.expected for one in ALL if not one.contradiction]
    assert [places.count((kind,)) for kind in Kind] == [3, 3, 2]
    assert {one for one in places if len(one) > 1} == {
        (EFFICIENCY, REDUCTION), (EFFICIENCY, ADMINISTRATIVE), (REDUCTION, ADMINISTRATIVE),
    }  # fmt: skip
    assert {one.contradiction for one in ALL} == {
        "", "more_for_the_same_money", "ends_what_nobody_decided",
    }  # fmt: skip


def test_of_those_written_after_the_weights_two_of_eleven_stand_in_a_zone_that_is_too_wide() -> None:
    placed = {code: (position(one, function.load()).kinds, there) for code, (one, there) in later().items()}
    assert {code for code, (kinds, there) in placed.items() if kinds != there} == {
        "lower_interest", "never_used",
    }  # fmt: skip
    assert all(set(there) <= set(kinds) for kinds, there in placed.values())
