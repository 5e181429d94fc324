"""What may be shown of a goal or an action: what is stale, ownerless or overdue is never green."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernespor.engines.plan_state.records import GOOD, NEEDS_A_DECISION, Facts, Judgement, Shown, State
from kernespor.engines.plan_state.states import good, shown, tally

TODAY = dt.date(2026, 11, 20)
FRESH = 120
DAY = dt.timedelta(days=1)
LONG_AGO = TODAY - 300 * DAY
MINE = Facts(
    expected_from=dt.date(2026, 1, 1),
    has_owner=True,
    deadline=dt.date(2026, 12, 31),
    judgement=Judgement.ON_TRACK,
    judged_on=dt.date(2026, 11, 1),
)

days = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    judgement = draw(st.none() | st.sampled_from(Judgement))
    return Facts(
        expected_from=draw(days),
        has_owner=draw(st.booleans()),
        owner_left=draw(st.booleans()),
        begins=draw(st.none() | days),
        deadline=draw(st.none() | days),
        judgement=judgement,
        judged_on=draw(days) if judgement else None,
    )


def state(**changes: object) -> State:
    return shown(replace(MINE, **changes), today=TODAY, fresh_days=FRESH).state  # type: ignore[arg-type]


@given(facts(), days, st.integers(1, 400))
@example(replace(MINE, deadline=TODAY - DAY), TODAY, FRESH)
def test_what_is_stale_ownerless_or_overdue_is_never_green(known: Facts, today: dt.date, fresh: int) -> None:
    found = shown(known, today=today, fresh_days=fresh)
    reached = known.judgement is Judgement.REACHED
    if not known.has_owner:
        assert found.state not in GOOD
    if known.judgement is Judgement.CLOSED:
        assert found == Shown(State.CLOSED)
    if reached:
        return  # what was reached stands on its evidence, whatever the day
    if known.owner_left or (known.deadline and known.deadline < today):
        assert found.state not in GOOD
    if known.judged_on is None or (today - known.judged_on).days > fresh:
        assert found.state not in GOOD
    if found.state in GOOD:
        assert found.overdue_days == found.silent_days == 0
        assert known.judgement is Judgement.ON_TRACK


@given(facts(), days, st.integers(1, 400))
def test_days_are_never_negative_and_said_only_when_there_are_some(
    known: Facts, today: dt.date, fresh: int
) -> None:
    found = shown(known, today=today, fresh_days=fresh)
    assert found.overdue_days >= 0
    assert found.silent_days == 0 or found.silent_days > fresh
    if found.state is State.STALE:
        assert found.silent_days > fresh
    if found.state in {State.REACHED, State.CLOSED, State.NOT_BEGUN}:
        assert found.overdue_days == 0
    if found.overdue_days and known.has_owner and not known.owner_left:
        assert found.state is State.OFF_TRACK


@given(facts(), days, st.integers(1, 400))
def test_nothing_gets_greener_by_waiting(known: Facts, today: dt.date, fresh: int) -> None:
    """With nothing said and nobody new, tomorrow is green only if today was."""
    if shown(known, today=today + DAY, fresh_days=fresh).state in GOOD:
        before = shown(known, today=today, fresh_days=fresh).state
        assert before in GOOD


@given(st.lists(st.sampled_from(State)))
def test_a_tally_names_every_state_in_order_and_loses_none(states: list[State]) -> None:
    counts = tally(states)
    assert list(counts) == list(State)
    assert sum(counts.values()) == len(states)
    assert good(counts) == sum(one in GOOD for one in states)
    assert all(counts[one] == states.count(one) for one in State)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, State.ON_TRACK),
        ({"judgement": Judgement.SLIPPING}, State.SLIPPING),
        ({"judgement": Judgement.OFF_TRACK}, State.OFF_TRACK),
        ({"judgement": Judgement.REACHED}, State.REACHED),
        ({"judgement": Judgement.CLOSED}, State.CLOSED),
        ({"judgement": Judgement.CLOSED, "has_owner": False}, State.CLOSED),
        ({"judgement": Judgement.REACHED, "owner_left": True}, State.REACHED),
        ({"judgement": Judgement.REACHED, "has_owner": False}, State.OWNERLESS),
        ({"judgement": Judgement.REACHED, "deadline": TODAY - 300 * DAY}, State.REACHED),
        ({"has_owner": False}, State.OWNERLESS),
        ({"owner_left": True}, State.OWNERLESS),
        ({"owner_left": True, "deadline": TODAY - DAY}, State.OWNERLESS),
        ({"deadline": TODAY}, State.ON_TRACK),
        ({"deadline": TODAY - DAY}, State.OFF_TRACK),
        ({"deadline": TODAY - DAY, "judged_on": TODAY - 200 * DAY}, State.OFF_TRACK),
        ({"deadline": None}, State.ON_TRACK),
        ({"judged_on": TODAY - FRESH * DAY}, State.ON_TRACK),
        ({"judged_on": TODAY - (FRESH + 1) * DAY}, State.STALE),
        ({"judgement": None, "judged_on": None}, State.STALE),
        ({"judgement": None, "judged_on": None, "begins": TODAY + DAY}, State.NOT_BEGUN),
        ({"judgement": None, "judged_on": None, "begins": TODAY}, State.NOT_BEGUN),
        ({"judgement": None, "judged_on": None, "begins": TODAY - FRESH * DAY}, State.NOT_BEGUN),
        ({"judgement": None, "judged_on": None, "begins": TODAY - (FRESH + 1) * DAY}, State.STALE),
        ({"judgement": Judgement.NOT_BEGUN, "begins": TODAY + DAY, "judged_on": LONG_AGO}, State.NOT_BEGUN),
        ({"judgement": Judgement.NOT_BEGUN, "judged_on": LONG_AGO}, State.STALE),
        ({"begins": TODAY + DAY, "judged_on": LONG_AGO}, State.STALE),
    ],
)  # fmt: skip
def test_the_state_of_each_case(changes: dict[str, object], expected: State) -> None:
    assert state(**changes) is expected


def test_the_days_over_and_without_a_word_are_whole() -> None:
    late = replace(MINE, deadline=TODAY - 7 * DAY, judged_on=TODAY - 130 * DAY)
    assert shown(late, today=TODAY, fresh_days=FRESH) == Shown(State.OFF_TRACK, 7, 130)
    before = replace(
        MINE, expected_from=TODAY - 10 * DAY, begins=TODAY - 400 * DAY, judgement=None, judged_on=None
    )
    assert shown(before, today=TODAY, fresh_days=FRESH) == Shown(State.NOT_BEGUN)


def test_a_judgement_without_a_day_or_a_day_without_one_is_no_fact() -> None:
    with pytest.raises(ValueError, match="a judgement has a day"):
        replace(MINE, judged_on=None)
    with pytest.raises(ValueError, match="a judgement has a day"):
        replace(MINE, judgement=None)


def test_what_needs_a_decision_is_no_good_news() -> None:
    assert not GOOD & set(NEEDS_A_DECISION)
