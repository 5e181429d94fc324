"""Payback and present value, against figures that can be reckoned by hand and against plain decimals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.business_case.records import (
    Case,
    Effect,
    Rate,
    in_force,
    load_rates,
    read_rates,
)
from kernespor.engines.business_case.reference import outcomes

DAY = dt.date(2026, 11, 20)
(TREASURY,) = load_rates()
TEN = Rate("ten", Fraction(1, 10), DAY, "hand", verified=True)


def sure(*amounts: int) -> dict[int, Effect]:
    """Return effects from 2027 on that nobody doubts."""
    return {2027 + at: Effect(amount, amount, amount) for at, amount in enumerate(amounts)}


def test_a_case_reckoned_by_hand() -> None:
    found = outcomes(Case({2027: 10_000}, sure(0, -5_500, -6_050)), TEN).likely
    assert (found.total, found.present_value) == (-1_550, 0)
    assert found.paid_back == 2 + Fraction(4_500, 6_050)


def test_the_rate_is_three_and_a_half_per_cent_with_its_date_and_source() -> None:
    rate = in_force(load_rates(), DAY)
    assert (rate.rate, rate.verified) == (Fraction(35, 1000), False)
    assert outcomes(Case({2027: 0}, sure(0, -1_035_000)), rate).likely.present_value == -1_000_000
    with pytest.raises(ValueError, match="no rate is known"):
        in_force(load_rates(), dt.date(2020, 1, 1))


def test_the_newest_rate_that_holds_is_used() -> None:
    later = Rate("later", Fraction(3, 100), dt.date(2027, 1, 1), "hand", verified=True)
    assert in_force((later, TREASURY), DAY) == TREASURY
    assert in_force((TREASURY, later), dt.date(2027, 1, 1)) == later


@pytest.mark.parametrize(
    ("net", "paid"),
    [
        ((100, -100), Fraction(2)),
        ((100, -50), None),
        ((100, -200), Fraction(3, 2)),
        ((-10, -10), Fraction(0)),  # it never owed anything
        ((100, -150, 100, -100), Fraction(7, 2)),  # paid back, in debt again, and out of it for good
        ((100, -100, 0, 0), Fraction(2)),
    ],
)
def test_it_is_paid_back_when_it_is_out_of_debt_for_good(net: tuple[int, ...], paid: Fraction | None) -> None:
    assert outcomes(Case({2027: 0}, sure(*net)), TEN).likely.paid_back == paid


@pytest.mark.parametrize(("amount", "value"), [(-2, -2), (-6, -4), (-10, -8)])
def test_halves_of_an_ore_go_to_the_even_one(amount: int, value: int) -> None:
    third = Rate("third", Fraction(1, 3), DAY, "hand", verified=True)
    assert outcomes(Case({2027: 0}, sure(0, amount)), third).likely.present_value == value


@given(
    st.lists(st.integers(0, 10**10), min_size=1, max_size=5),
    st.lists(st.lists(st.integers(-(10**10), 10**9), min_size=3, max_size=3), min_size=1, max_size=8),
)
def test_the_likely_lies_between_and_decimals_agree_to_the_ore(
    investment: list[int], effects: list[list[int]]
) -> None:
    case = Case(
        {2027 + at: amount for at, amount in enumerate(investment)},
        {
            2027 + at: Effect(*(sorted(three)[place] for place in (1, 2, 0)))
            for at, three in enumerate(effects)
        },
    )
    found = outcomes(case, TREASURY)
    for name in ("total", "present_value"):
        most, likely, least = (getattr(getattr(found, one), name) for one in ("most", "likely", "least"))
        assert most <= likely <= least
    with localcontext() as context:
        context.prec = 60
        value = sum(
            (case.investment.get(year, 0) + (case.effects[year].likely if year in case.effects else 0))
            / Decimal("1.035") ** (year - 2027)
            for year in case.years
        )
    assert abs(found.likely.present_value - value) <= Decimal("0.5")
    assert (found.likely.paid_back is None) == (found.likely.total > 0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Effect(likely=-1, least=-2, most=-3),
        lambda: Case({}, sure(-1)),
        lambda: Case({2027: 1}, {}),
        lambda: Case({2027: -1}, sure(-1)),
        lambda: Rate("", Fraction(0), DAY, "hand", verified=True),
        lambda: Rate("a", Fraction(35, 10), DAY, "hand", verified=True),
        lambda: read_rates('[a]\nrate = "3"\n'),
    ],
)
def test_what_is_no_case_and_no_rate_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
