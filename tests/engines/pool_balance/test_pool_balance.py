"""A pool's balance over random histories, to the øre and in any order."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.pool_balance.records import Account, Event, EventKind, Odd, Oddity
from kernespor.engines.pool_balance.reference import balance

FIRST = dt.date(2026, 1, 1)
LAST = dt.date(2026, 12, 31)


def day(at: int) -> dt.date:
    """Return a day of the year."""
    return FIRST + dt.timedelta(days=at)


def events() -> st.SearchStrategy[list[Event]]:
    """Return any history, sensible or not."""
    row = st.tuples(
        st.sampled_from(EventKind), st.integers(0, 10**9), st.integers(0, 9), st.sampled_from("ab")
    )
    return st.lists(row, max_size=15).map(
        lambda rows: [
            Event(str(at), kind, amount, day(on), "" if kind is EventKind.FUNDED else of)
            for at, (kind, amount, on, of) in enumerate(rows)
        ]
    )


@given(events(), st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_balance_is_the_same_whatever_the_order_and_however_often_it_is_told(
    history: list[Event], at: int, dice: random.Random
) -> None:
    told = [*history, *history[:3]]
    dice.shuffle(told)
    assert balance(told, day(at)) == balance(history, day(at))


@given(events(), st.integers(0, 9))
def test_all_figures_are_sums_of_what_happened_until_the_day(history: list[Event], at: int) -> None:
    found = balance(history, day(at))
    sums = {
        kind: sum(one.amount for one in history if one.kind is kind and one.on <= day(at))
        for kind in EventKind
    }
    assert found.funded == sums[EventKind.FUNDED]
    assert found.total == Account(**{kind: amount for kind, amount in sums.items() if kind != "funded"})
    assert found.held == found.free + sum(one.left for _, one in found.accounts)


@given(events())
def test_what_is_odd_today_stands_open_and_all_else_is_closed(history: list[Event]) -> None:
    found = balance(history, LAST)
    open_now = {(one.code, one.application): one.most for one in found.oddities if one.until is None}
    over = {(Odd.POOL_OVERDRAWN, ""): -found.free}
    for key, one in found.accounts:
        over[Odd.GRANT_OVERDRAWN, key] = -one.left
        over[Odd.GRANTED_MORE_THAN_APPLIED, key] = one.granted - one.applied
        over[Odd.REPAID_MORE_THAN_DRAWN, key] = -one.owed
    assert set(open_now) == {key for key, amount in over.items() if amount > 0}
    assert all(open_now[key] >= amount for key, amount in over.items() if amount > 0)
    for one in found.oddities:
        assert one.most > 0
        assert one.until is None or one.since < one.until


@given(events(), st.integers(0, 9))
def test_what_was_odd_by_a_day_is_told_of_it_later_too(history: list[Event], at: int) -> None:
    then = {(one.code, one.application, one.since) for one in balance(history, day(at)).oddities}
    assert then <= {(one.code, one.application, one.since) for one in balance(history, LAST).oddities}


def test_a_grant_from_application_to_repayment() -> None:
    history = [
        Event("1", EventKind.FUNDED, 1_000, day(0)),
        Event("2", EventKind.APPLIED, 400, day(1), "a"),
        Event("3", EventKind.GRANTED, 300, day(2), "a"),
        Event("4", EventKind.DRAWN, 250, day(3), "a"),
        Event("5", EventKind.RETURNED, 50, day(4), "a"),
        Event("6", EventKind.REPAID, 100, day(5), "a"),
    ]
    found = balance(history, LAST)
    ((name, account),) = found.accounts
    assert (name, account) == ("a", Account(400, 300, 50, 250, 100))
    assert (account.left, account.owed) == (0, 150)
    assert (found.free, found.held, found.oddities) == (850, 850, ())
    assert balance(history, day(2)).free == 700


def test_who_draws_before_the_grant_or_more_than_it_is_told_with_days_and_amount() -> None:
    history = [
        Event("1", EventKind.FUNDED, 100, day(0)),
        Event("2", EventKind.APPLIED, 500, day(0), "a"),
        Event("3", EventKind.DRAWN, 80, day(1), "a"),
        Event("4", EventKind.GRANTED, 120, day(3), "a"),
        Event("5", EventKind.DRAWN, 50, day(5), "a"),
    ]
    assert balance(history, LAST).oddities == (
        Oddity(Odd.GRANT_OVERDRAWN, "a", day(1), day(3), 80),
        Oddity(Odd.POOL_OVERDRAWN, "", day(3), None, 20),
        Oddity(Odd.GRANT_OVERDRAWN, "a", day(5), None, 10),
    )


def test_what_happens_on_one_day_happens_at_once() -> None:
    history = [
        Event("1", EventKind.FUNDED, 100, day(0)),
        Event("2", EventKind.DRAWN, 10, day(0), "a"),
        Event("3", EventKind.GRANTED, 10, day(0), "a"),
        Event("4", EventKind.APPLIED, 10, day(0), "a"),
    ]
    assert balance(history, LAST).oddities == ()


def test_what_cannot_have_happened_is_refused() -> None:
    one = Event("1", EventKind.FUNDED, 100, FIRST)
    with pytest.raises(ValueError, match="two ways"):
        balance([one, Event("1", EventKind.FUNDED, 200, FIRST)], LAST)
    with pytest.raises(ValueError, match="no event"):
        Event("1", EventKind.FUNDED, -1, FIRST)
    with pytest.raises(ValueError, match="of an application"):
        Event("1", EventKind.DRAWN, 1, FIRST)
    with pytest.raises(ValueError, match="of an application"):
        Event("1", EventKind.FUNDED, 1, FIRST, "a")
