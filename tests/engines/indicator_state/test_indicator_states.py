"""The state of indicators: the rules one by one, and over random facts what may never be."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.indicator_state.records import Better, Facts, Kind, Why
from kernespor.engines.indicator_state.states import expected, next_due, verdict
from kernespor.engines.plan_state.records import GOOD, State

TODAY = dt.date(2026, 11, 20)
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
D = Decimal


def facts(kind: Kind = Kind.MEASURED, **known: Any) -> Facts:
    usual: dict[str, Any] = {"expected_from": YEAR[0], "has_owner": True, "fresh_days": 92}
    return Facts(kind, **(usual | known))


def measured(value: int, read_on: dt.date = dt.date(2026, 11, 1), **known: Any) -> Facts:
    usual: dict[str, Any] = {
        "better": Better.UP, "baseline": D(50), "baseline_on": YEAR[0], "target": D(70), "deadline": YEAR[1],
    }  # fmt: skip
    return facts(value=D(value), read_on=read_on, **(usual | known))


@pytest.mark.parametrize(
    ("value", "state", "why"),
    [
        (70, State.REACHED, Why.TARGET_MET),
        (67, State.ON_TRACK, Why.ON_THE_LINE),
        (66, State.SLIPPING, Why.BEHIND_THE_LINE),
        (50, State.SLIPPING, Why.BEHIND_THE_LINE),
        (49, State.OFF_TRACK, Why.WORSE_THAN_BASELINE),
    ],
)
def test_a_figure_is_held_against_the_line_on_its_own_day(value: int, state: State, why: Why) -> None:
    # On 1 November 304 of 364 days of the line are gone: 66.7.
    found = verdict(measured(value), today=TODAY)
    assert (found.state, found.why) == (state, why)


def test_the_tolerance_is_how_far_short_still_counts() -> None:
    assert verdict(measured(66, tolerance=D(1)), today=TODAY).state is State.ON_TRACK
    assert verdict(measured(49, tolerance=D(1)), today=TODAY).state is State.SLIPPING
    near = measured(69, read_on=YEAR[1], tolerance=D(1))
    assert verdict(near, today=dt.date(2027, 1, 5)).state is State.ON_TRACK


def test_down_is_better_turns_the_line() -> None:
    falling = {"better": Better.DOWN, "baseline": D(50), "target": D(40)}
    assert verdict(measured(41, **falling), today=TODAY).state is State.ON_TRACK
    assert verdict(measured(45, **falling), today=TODAY).state is State.SLIPPING
    assert verdict(measured(51, **falling), today=TODAY).state is State.OFF_TRACK
    assert verdict(measured(40, **falling), today=TODAY).state is State.REACHED


def test_without_baseline_or_deadline_the_target_is_met_or_not() -> None:
    no_line = {"baseline": None, "baseline_on": None}
    assert verdict(measured(70, **no_line), today=TODAY).state is State.REACHED
    assert verdict(measured(69, **no_line), today=TODAY).state is State.SLIPPING
    always = {**no_line, "deadline": None}
    assert verdict(measured(70, **always), today=TODAY).state is State.ON_TRACK
    assert verdict(measured(69, **always), today=TODAY).state is State.OFF_TRACK


def test_neither_way_is_better_keeps_within_the_tolerance() -> None:
    band = {"better": Better.NONE, "tolerance": D(2)}
    for value, state in (
        (68, State.ON_TRACK),
        (72, State.ON_TRACK),
        (67, State.SLIPPING),
        (73, State.SLIPPING),
    ):
        assert verdict(measured(value, **band), today=TODAY).state is state
    ended = measured(71, read_on=YEAR[1], **band)
    assert verdict(ended, today=dt.date(2027, 6, 1)).state is State.REACHED


def test_without_a_target_no_worse_than_the_baseline_will_do() -> None:
    floor = {"target": None, "deadline": None}
    assert verdict(measured(50, **floor), today=TODAY).state is State.ON_TRACK
    assert verdict(measured(49, **floor), today=TODAY).state is State.OFF_TRACK
    nothing = measured(50, **floor, better=Better.NONE)
    assert verdict(nothing, today=TODAY).why is Why.NO_LIMIT


def test_past_its_deadline_hurts_more_than_being_old() -> None:
    late = measured(60, read_on=dt.date(2026, 2, 1), deadline=dt.date(2026, 6, 30))
    found = verdict(late, today=TODAY)
    assert (found.state, found.overdue_days) == (State.OFF_TRACK, 143)
    met_then = measured(70, read_on=dt.date(2026, 2, 1), deadline=dt.date(2026, 6, 30))
    found = verdict(met_then, today=TODAY)
    assert (found.state, found.why, found.overdue_days) == (State.STALE, Why.TOO_OLD, 0)
    assert found.silent_days == 292


def test_a_reading_on_the_deadline_is_the_last() -> None:
    done = measured(71, read_on=YEAR[1])
    assert next_due(done) is None
    assert verdict(done, today=dt.date(2029, 1, 1)).state is State.REACHED
    missed = measured(60, read_on=YEAR[1])
    assert verdict(missed, today=dt.date(2029, 1, 1)).state is State.OFF_TRACK


def test_the_first_reading_is_waited_for_and_then_missed() -> None:
    assert verdict(facts(), today=dt.date(2026, 4, 3)).state is State.NOT_BEGUN
    found = verdict(facts(), today=dt.date(2026, 4, 4))
    assert (found.state, found.why) == (State.STALE, Why.NEVER_READ)


def test_a_measure_that_is_no_more_is_stale_whatever_it_showed() -> None:
    found = verdict(facts(Kind.COMPUTED, gone=True), today=TODAY)
    assert (found.state, found.why) == (State.STALE, Why.MEASURE_GONE)


def test_a_milestone_is_met_late_or_waited_for() -> None:
    day = dt.date(2026, 12, 1)
    assert verdict(facts(Kind.MILESTONE, deadline=day), today=TODAY).state is State.NOT_BEGUN
    late = verdict(facts(Kind.MILESTONE, deadline=day), today=dt.date(2026, 12, 3))
    assert (late.state, late.overdue_days) == (State.OFF_TRACK, 2)
    met = facts(Kind.MILESTONE, deadline=day, met=True, read_on=TODAY)
    assert verdict(met, today=dt.date(2030, 1, 1)).state is State.REACHED
    dateless = facts(Kind.MILESTONE)
    assert verdict(dateless, today=dt.date(2026, 2, 1)).why is Why.NO_DAY
    assert verdict(dateless, today=TODAY).state is State.STALE


@pytest.mark.parametrize(
    ("level", "state"),
    [
        (0, State.OFF_TRACK),
        (1, State.OFF_TRACK),
        (2, State.SLIPPING),
        (3, State.ON_TRACK),
        (4, State.ON_TRACK),
    ],
)
def test_a_judgement_is_good_from_its_place_on_the_scale(level: int, state: State) -> None:
    judged = facts(Kind.ASSESSED, level=level, good_from=3, read_on=TODAY, deadline=YEAR[1])
    assert verdict(judged, today=TODAY).state is state


def test_the_line_is_straight_and_ends_at_its_ends() -> None:
    line = measured(0, baseline=D(0), target=D(364))
    assert expected(line, YEAR[0]) == 0
    assert expected(line, YEAR[0] + dt.timedelta(days=91)) == 91
    assert expected(line, YEAR[1]) == 364
    assert expected(line, dt.date(2020, 1, 1)) == 0
    assert expected(line, dt.date(2030, 1, 1)) == 364
    assert expected(measured(0, deadline=YEAR[0]), YEAR[0]) == 70


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": 1, "read_on": TODAY},
        {"value": D(1)},
        {"read_on": TODAY},
        {"tolerance": D(-1)},
        {"fresh_days": 0},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"reading|tolerance"):
        facts(**wrong)


days = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
figures = st.decimals(-1000, 1000, places=2)


@st.composite
def random_facts(draw: st.DrawFn) -> Facts:
    kind = draw(st.sampled_from(list(Kind)))
    read = draw(st.booleans())
    of_kind = {
        Kind.ASSESSED: ("level", st.integers(0, 5)),
        Kind.MILESTONE: ("met", st.booleans()),
    }.get(kind, ("value", figures))
    known: dict[str, Any] = {of_kind[0]: draw(of_kind[1]), "read_on": draw(days)} if read else {}
    return Facts(
        kind,
        expected_from=draw(days),
        has_owner=draw(st.booleans()),
        owner_left=draw(st.booleans()),
        fresh_days=draw(st.integers(1, 400)),
        better=draw(st.sampled_from(list(Better))),
        baseline=draw(st.none() | figures),
        baseline_on=draw(st.none() | days),
        target=draw(st.none() | figures),
        tolerance=draw(st.decimals(0, 50, places=2)),
        deadline=draw(st.none() | days),
        good_from=draw(st.none() | st.integers(0, 5)),
        gone=draw(st.booleans()),
        **known,
    )


@given(random_facts(), days)
def test_never_green_when_stale_or_ownerless(known: Facts, today: dt.date) -> None:
    found = verdict(known, today=today)
    due = next_due(known)
    nobody = not known.has_owner or known.owner_left
    # Said anew, not as the engine says it: what was read, how old it is, whether that was the last reading.
    met = known.kind is Kind.MILESTONE and bool(known.met)
    last = bool(known.deadline and known.read_on and known.read_on >= known.deadline)
    old = known.read_on is None or (today - known.read_on).days > known.fresh_days
    if nobody or known.gone or (old and not met and not last):
        assert found.state not in GOOD
    assert (found.state is State.OWNERLESS) == nobody
    assert not (found.overdue_days and found.state in GOOD)
    assert not (due and due < today and found.state in GOOD)


@given(random_facts(), days)
def test_a_state_always_has_its_reason_and_a_stale_one_its_age(known: Facts, today: dt.date) -> None:
    found = verdict(known, today=today)
    assert found.why in Why
    assert found == verdict(known, today=today)
    assert found.silent_days == 0 or found.state is State.STALE


@given(st.lists(figures, min_size=2, max_size=2).map(sorted), st.booleans(), days)
def test_a_better_figure_is_never_a_worse_state(pair: list[Decimal], rising: bool, today: dt.date) -> None:  # noqa: FBT001 - drawn
    worse, better = pair if rising else pair[::-1]
    ways = {"better": Better.UP} if rising else {"better": Better.DOWN, "baseline": D(70), "target": D(50)}
    order = [State.REACHED, State.ON_TRACK, State.SLIPPING, State.OFF_TRACK, State.STALE]
    line: dict[str, Any] = {"baseline": D(50), "baseline_on": YEAR[0], "target": D(70), "deadline": YEAR[1]}
    read = {**line, **ways, "tolerance": D(2), "read_on": min(today, TODAY)}
    first, second = (verdict(facts(value=value, **read), today=today) for value in (worse, better))
    if State.STALE not in {first.state, second.state}:
        assert order.index(second.state) <= order.index(first.state)
