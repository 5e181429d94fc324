"""What holds of every position, and of what the strategy says against itself."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.grey_zone.answering import KNOWN_EFFECTS, answers, known_answers
from kernespor.engines.grey_zone.definitions import (
    ENDS_UNDECIDED,
    MORE_FOR_THE_SAME,
    Clause,
    State,
    clauses,
    contradictions,
)
from kernespor.engines.grey_zone.function import load
from kernespor.engines.grey_zone.records import (
    ANSWERS,
    UNKNOWN,
    Answers,
    Avoidable,
    Cost,
    Effect,
    Group,
    Kind,
    Lapses,
    Level,
    Question,
    Shares,
    Way,
)
from kernespor.engines.grey_zone.reference import position

FUNCTION = load()
ALL_KNOWN = Answers(
    (Group("borgere", Effect.SAME),), Lapses.NOTHING, Way.BY_US, Avoidable.YES, Level.NEITHER, Cost.LESS
)


def completions(found: Answers) -> list[Answers]:
    """Return every way in which the unanswered could be answered, but for single groups of residents."""
    choices = {
        question: [one for one in ANSWERS[question] if one != UNKNOWN]
        for question in Question
        if found.to(question) == {UNKNOWN}
    }
    done = []
    for chosen in product(*choices.values()):
        new = dict(zip(choices, chosen, strict=True))
        if Question.RESIDENTS in new:
            new[Question.RESIDENTS] = (Group("borgere", Effect(new[Question.RESIDENTS])),)
        done.append(replace(found, **new))
    return done


@given(answers())
def test_the_point_is_always_inside_the_figure(found: Answers) -> None:
    placed = position(found, FUNCTION)
    assert sum(placed.point) == 1
    assert all(0 <= low <= share <= high <= 1 for low, share, high in zip(
        placed.low, placed.point, placed.high, strict=True
    ))  # fmt: skip
    assert placed.at == FUNCTION.at(placed.point)
    assert sum(sum(one.gives) for one in placed.reasons) == 1
    assert [max(one.gives) for one in placed.reasons] == sorted(
        (max(one.gives) for one in placed.reasons), reverse=True
    )


@given(known_answers(), st.data())
def test_residents_worse_off_never_move_it_towards_efficiency(found: Answers, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found.residents) - 1))
    worse = KNOWN_EFFECTS[: KNOWN_EFFECTS.index(found.residents[at].effect) + 1]
    groups = list(found.residents)
    groups[at] = replace(groups[at], effect=data.draw(st.sampled_from(worse)))
    before = position(found, FUNCTION).point
    after = position(replace(found, residents=tuple(groups)), FUNCTION).point
    assert after.efficiency <= before.efficiency
    assert after.service_reduction >= before.service_reduction


@given(known_answers())
def test_more_that_lapses_and_less_that_is_saved_never_move_towards_efficiency(found: Answers) -> None:
    for field, row in (
        ("lapses", (Lapses.NOTHING, Lapses.PARTLY, Lapses.WHOLLY)),
        ("cost", (Cost.LESS, Cost.SAME, Cost.MORE)),
    ):
        shares = [position(replace(found, **{field: one}), FUNCTION).point.efficiency for one in row]
        assert shares == sorted(shares, reverse=True)


@given(answers(), st.randoms(use_true_random=False))
def test_neither_order_nor_names_nor_number_of_groups_count(found: Answers, dice: random.Random) -> None:
    groups = [replace(group, name=f"{group.name} igen") for group in found.residents]
    dice.shuffle(groups)
    more = [replace(group, name=f"{group.name} og igen") for group in groups]
    assert position(replace(found, residents=tuple(groups + more)), FUNCTION) == position(found, FUNCTION)


@given(answers())
def test_what_is_not_known_widens_and_shifts_towards_no_answer(found: Answers) -> None:
    placed = position(found, FUNCTION)
    points = [position(one, FUNCTION) for one in completions(found)]
    for kind, low, high in zip(Kind, placed.low, placed.high, strict=True):
        shares = [one.point.of(kind) for one in points]
        assert sum(shares) / len(shares) == placed.point.of(kind), "the mean of all that could be answered"
        assert low == min(one.low[list(Kind).index(kind)] for one in points)
        assert high == max(one.high[list(Kind).index(kind)] for one in points)
    if placed.settled:
        assert {one.kinds for one in points} == {placed.kinds}


@given(answers())
def test_an_open_question_is_one_that_nobody_has_answered(found: Answers) -> None:
    for question in position(found, FUNCTION).open_questions:
        assert UNKNOWN in found.to(question)


def test_nothing_answered_is_no_kind_and_everything_open() -> None:
    placed = position(Answers(), FUNCTION)
    assert placed.kinds == ()
    assert not placed.settled
    assert Question.RESIDENTS in placed.open_questions
    assert all(one.towards == () for one in placed.reasons)


def test_some_worse_and_some_better_stand_halfway() -> None:
    mixed = replace(ALL_KNOWN, residents=(Group("a", Effect.WORSE), Group("b", Effect.BETTER)))
    ends = [replace(ALL_KNOWN, residents=(Group("a", one),)) for one in (Effect.WORSE, Effect.BETTER)]
    worse, better = (position(one, FUNCTION).point for one in ends)
    middle = [(low + high) / 2 for low, high in zip(worse, better, strict=True)]
    assert list(position(mixed, FUNCTION).point) == middle
    assert "residents.worse+better" in {one.code for one in position(mixed, FUNCTION).reasons}


@given(answers())
def test_a_contradiction_stands_only_where_both_its_passages_speak_for_certain(found: Answers) -> None:
    state = {one.code: one.state for one in clauses(found)}
    spoken = contradictions(found)
    if MORE_FOR_THE_SAME in spoken:
        assert (state["not_worse_off"], state["costs_less"]) == (State.MET, State.BROKEN)
    if ENDS_UNDECIDED in spoken:
        assert state["worse_off"] in {State.MET, State.PARTLY}
        assert (state["lapses"], state["follows_what_was_set"]) == (State.MET, State.BROKEN)
    for one in completions(found)[:20]:
        assert set(spoken) <= set(contradictions(one))


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"cost": Cost.LESS}, MORE_FOR_THE_SAME),
        ({"residents": (Group("a", Effect.SAME),)}, MORE_FOR_THE_SAME),
        ({"residents": (Group("a", Effect.BETTER), Group("b", Effect.UNKNOWN))}, MORE_FOR_THE_SAME),
        ({"lapses": Lapses.NOTHING}, ENDS_UNDECIDED),
        ({"level": Level.POLITICALLY}, ENDS_UNDECIDED),
        ({"level": Level.UNKNOWN}, ENDS_UNDECIDED),
        ({"residents": (Group("a", Effect.SAME),)}, ENDS_UNDECIDED),
    ],
)
def test_each_contradiction_hangs_on_each_of_its_answers(change: dict, gone: object) -> None:
    more = replace(ALL_KNOWN, residents=(Group("a", Effect.BETTER),), cost=Cost.SAME)
    ends = replace(ALL_KNOWN, residents=(Group("a", Effect.WORSE),), lapses=Lapses.WHOLLY)
    found = more if gone is MORE_FOR_THE_SAME else ends
    assert contradictions(found) == (gone,)
    assert contradictions(replace(found, **change)) == ()


def test_both_contradictions_quote_two_places_of_the_strategy() -> None:
    for one in (MORE_FOR_THE_SAME, ENDS_UNDECIDED):
        places = {FUNCTION.passages[reading.passage].place for reading in one.readings}
        assert len(places) == 2
        assert one.readings[0].kind is not one.readings[1].kind


def test_clauses_say_what_is_met_partly_met_and_not_known() -> None:
    mixed = Answers((Group("a", Effect.WORSE), Group("b", Effect.SAME)))
    state = {one.code: one for one in clauses(mixed)}
    assert (state["not_worse_off"].state, state["worse_off"].state) == (State.PARTLY, State.PARTLY)
    assert state["level_kept"].state is State.BROKEN
    assert state["costs_less"].state is State.UNKNOWN
    unknown: tuple[Clause, ...] = clauses(Answers())
    assert {one.state for one in unknown} == {State.UNKNOWN}
    assert [one.code for one in unknown if one.typical] == ["unavoidable", "not_changed_by_us"]
    assert {one.passage for one in unknown} <= set(FUNCTION.passages)


def test_the_fields_overlap_and_cover_the_figure() -> None:
    steps = range(21)
    found = [
        FUNCTION.kinds((one, two, 20 - one - two), 20)
        for one, two in product(steps, steps)
        if one + two <= 20
    ]
    assert {len(kinds) for kinds in found} == {1, 2, 3}


def test_a_field_is_drawn_where_the_kind_has_its_share() -> None:
    share = FUNCTION.field_from
    corner, *edges = FUNCTION.field(Kind.EFFICIENCY)
    assert corner == FUNCTION.corners[Kind.EFFICIENCY]
    assert edges == [
        FUNCTION.at(Shares(share, 1 - share, Fraction(0))),
        FUNCTION.at(Shares(share, Fraction(0), 1 - share)),
    ]
