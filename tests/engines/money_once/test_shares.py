"""Shares sum exactly; what is shown rounded says so and isn't forced to sum."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.money_once.shares import Shown, shown, spread

WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 10**6), min_size=1).filter(
    lambda weights: any(weights.values())
)


@given(st.integers(-(10**12), 10**12), WEIGHTS)
def test_shares_sum_to_what_was_spread_and_none_is_an_ore_off(amount: int, weights: dict[str, int]) -> None:
    found = spread(amount, weights)
    assert sum(found.values()) == amount
    assert found.keys() == weights.keys()
    for key, share in found.items():
        assert abs(share - Fraction(amount * weights[key], sum(weights.values()))) < 1
    assert spread(-amount, weights) == {key: -share for key, share in found.items()}
    assert spread(amount, dict(reversed(weights.items()))) == found


def test_the_largest_remainder_gets_the_last_ore_and_the_first_key_of_equals() -> None:
    assert spread(-100, {"a": 1, "b": 1, "c": 1}) == {"a": -34, "b": -33, "c": -33}
    assert spread(10, {"a": 1, "b": 5, "c": 1}) == {"a": 2, "b": 7, "c": 1}


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 2, "b": -1}])
def test_nothing_is_spread_over_nothing(weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        spread(100, weights)


def test_rounded_parts_are_not_forced_to_sum() -> None:
    assert shown([-140_000, -140_000, -140_000]) == Shown((-1, -1, -1), -4, rounded=True, sums=False)
    assert shown([-100_000, 300_000]) == Shown((-1, 3), 2, rounded=False, sums=True)


@given(st.lists(st.integers(-(10**12), 10**12)))
def test_each_figure_is_rounded_by_itself_halves_to_the_even_one(amounts: list[int]) -> None:
    found = shown(amounts)
    assert found.parts == tuple(round(Fraction(amount, 100_000)) for amount in amounts)
    assert found.total == round(Fraction(sum(amounts), 100_000))
