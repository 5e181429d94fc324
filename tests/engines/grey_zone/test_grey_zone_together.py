"""Several people's answers: a point with its spread, and what they disagree about."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.grey_zone.answering import answers, known_answers, people
from kernespor.engines.grey_zone.function import load
from kernespor.engines.grey_zone.records import (
    Answers,
    Avoidable,
    Cost,
    Effect,
    Given,
    Group,
    Kind,
    Lapses,
    Level,
    Question,
    Way,
)
from kernespor.engines.grey_zone.reference import position
from kernespor.engines.grey_zone.together import together

FUNCTION = load()
REARRANGED = Answers(
    (Group("borgere", Effect.SAME),), Lapses.NOTHING, Way.BY_US, Avoidable.YES, Level.POLITICALLY, Cost.LESS
)
WORSE = replace(REARRANGED, residents=(Group("borgere", Effect.WORSE),))


@given(answers())
def test_one_alone_stands_where_the_answers_place_it(one: Answers) -> None:
    placed, found = position(one, FUNCTION), together([Given("a", "head", one)], FUNCTION)
    assert found
    assert (found.point, found.at, found.kinds) == (placed.point, placed.at, placed.kinds)
    assert (found.reach_low, found.reach_high) == (placed.low, placed.high)
    assert (found.apart, found.differences) == (0, ())


@given(people(answers()), st.randoms(use_true_random=False))
def test_the_order_of_people_makes_no_difference(some: tuple[Given, ...], dice: random.Random) -> None:
    shuffled = list(some)
    dice.shuffle(shuffled)
    assert together(shuffled, FUNCTION) == together(some, FUNCTION)


@given(answers(), st.integers(2, 5))
def test_those_who_agree_have_no_spread(one: Answers, count: int) -> None:
    found = together([Given(str(at), "head", one) for at in range(count)], FUNCTION)
    assert found
    assert found.apart == 0
    assert found.low == found.high == tuple(found.point) == tuple(position(one, FUNCTION).point)
    assert found.differences == ()


@given(people(answers()))
def test_the_point_is_the_mean_of_the_dots_and_lies_in_their_spread(some: tuple[Given, ...]) -> None:
    found = together(some, FUNCTION)
    assert found
    for kind, low, high, least, most in zip(
        Kind, found.low, found.high, found.reach_low, found.reach_high, strict=True
    ):
        shares = [dot.point.of(kind) for dot in found.dots]
        assert found.point.of(kind) == sum(shares) / len(shares)
        assert (low, high) == (min(shares), max(shares))
        assert 0 <= least <= low <= high <= most <= 1


@given(people(known_answers(), least=2))
def test_what_people_differ_in_explains_how_far_apart_they_are(some: tuple[Given, ...]) -> None:
    found = together(some, FUNCTION)
    assert found
    assert found.apart <= sum((one.apart for one in found.differences), Fraction(0))
    assert 0 <= found.apart <= 1
    differ = {question for question in Question if len({one.answers.to(question) for one in some}) > 1}
    assert {one.question for one in found.differences} == differ
    order = [(not one.decides, -one.apart) for one in found.differences]
    assert order == sorted(order)


@given(people(answers()))
def test_who_knows_nothing_moves_nothing_and_only_widens_the_reach(some: tuple[Given, ...]) -> None:
    before, after = together(some, FUNCTION), together([*some, Given("x", "med", Answers())], FUNCTION)
    assert before
    assert after
    assert after.point == before.point
    assert (after.low, after.high, after.apart) == (before.low, before.high, before.apart)
    assert after.differences == before.differences
    assert all(new <= old for new, old in zip(after.reach_low, before.reach_low, strict=True))
    assert all(new >= old for new, old in zip(after.reach_high, before.reach_high, strict=True))


@given(people(known_answers(), least=2), st.data())
def test_one_who_finds_residents_worse_off_never_moves_all_towards_efficiency(
    some: tuple[Given, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(some) - 1))
    worse = replace(some[at], answers=replace(some[at].answers, residents=(Group("a", Effect.WORSE),)))
    before = together(some, FUNCTION)
    after = together([*some[:at], worse, *some[at + 1 :]], FUNCTION)
    assert before
    assert after
    assert after.point.efficiency <= before.point.efficiency
    assert after.point.service_reduction >= before.point.service_reduction


def test_what_they_disagree_about_comes_with_who_said_what_and_the_decisive_first() -> None:
    found = together(
        [
            Given("hanne", "head", replace(REARRANGED, level=Level.BY_LAW)),
            Given("carl", "controller", REARRANGED),
            Given("mette", "med", WORSE),
        ],
        FUNCTION,
    )
    assert found
    first, second = found.differences
    assert (first.question, first.decides) == (Question.RESIDENTS, True)
    assert (second.question, second.decides) == (Question.LEVEL, False)
    assert [(one.answers, one.by) for one in first.said] == [
        ((Effect.WORSE,), (("mette", "med"),)),
        ((Effect.SAME,), (("carl", "controller"), ("hanne", "head"))),
    ]
    assert first.apart == FUNCTION.weights[Question.RESIDENTS].weight


def test_a_difference_that_moves_no_kind_is_told_as_that() -> None:
    found = together(
        [Given("a", "head", REARRANGED), Given("b", "head", replace(REARRANGED, cost=Cost.SAME))], FUNCTION
    )
    assert found
    assert [(one.question, one.decides) for one in found.differences] == [(Question.COST, False)]


def test_nobody_is_no_point_and_nobody_answers_twice() -> None:
    assert together([], FUNCTION) is None
    with pytest.raises(ValueError, match="once"):
        together([Given("a", "head", WORSE), Given("a", "med", REARRANGED)], FUNCTION)


def test_only_dont_knows_are_no_kind() -> None:
    found = together([Given("a", "head", Answers()), Given("b", "med", Answers())], FUNCTION)
    assert found
    assert found.kinds == ()
