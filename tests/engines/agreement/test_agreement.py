"""Krippendorff's alpha against his own worked examples, and when nothing is told."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.agreement.alpha import agreement
from kernespor.engines.agreement.records import Agreement, Rating, Scale, Untold

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A, B and C: one observer a row.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def ratings(rows: tuple[str, ...], *, numbers: bool = True) -> list[Rating]:
    """Return the ratings of rows of signs; a dot is missing."""
    return [
        Rating(f"unit {at:02}", f"observer {by}", int(sign) if numbers else sign)
        for by, row in enumerate(rows)
        for at, sign in enumerate(row)
        if sign != "."
    ]


@pytest.mark.parametrize(
    ("found", "scale", "alpha"),
    [
        (ratings(BINARY), Scale.NOMINAL, 0.095),
        (ratings(NOMINAL, numbers=False), Scale.NOMINAL, 0.692),
        (ratings(MISSING), Scale.NOMINAL, 0.743),
        (ratings(MISSING), Scale.ORDINAL, 0.815),
        (ratings(MISSING), Scale.INTERVAL, 0.849),
    ],
)
def test_the_published_examples_come_out(found: list[Rating], scale: Scale, alpha: float) -> None:
    told = agreement(found, scale)
    assert told.alpha == pytest.approx(alpha, abs=0.0005)
    assert told.untold is None


def test_only_what_two_have_answered_about_counts() -> None:
    told = agreement(ratings(MISSING), Scale.NOMINAL)
    assert (told.units, told.values) == (11, 40)


@pytest.mark.parametrize(
    ("rows", "untold"),
    [
        ((), Untold.NO_PAIRS),
        (("1234567891",), Untold.NO_PAIRS),
        (("12345.....", ".....67891"), Untold.NO_PAIRS),
        (("123456789", "123456788"), Untold.TOO_FEW),
        (("1111111111", "1111111111"), Untold.NO_VARIATION),
        (("11111111112", "1111111111."), Untold.NO_VARIATION),
    ],
)
def test_too_little_is_told_as_that(rows: tuple[str, ...], untold: Untold) -> None:
    told = agreement(ratings(rows), Scale.NOMINAL)
    assert (told.alpha, told.untold) == (None, untold)


def test_how_few_are_too_few_can_be_set() -> None:
    assert agreement(ratings(("12", "12")), Scale.NOMINAL, least_units=2).alpha == 1


def by_the_definition(found: list[Rating]) -> Fraction:
    """Return nominal alpha from all pairs of answers, one by one and exactly."""
    units: dict[str, list[str | int]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(one.value)
    paired = [values for values in units.values() if len(values) > 1]
    everything = [value for values in paired for value in values]
    observed = sum(
        (Fraction(sum(a != b for a in values for b in values), len(values) - 1) for values in paired),
        Fraction(0),
    ) / len(everything)
    expected = Fraction(
        sum(a != b for a in everything for b in everything), len(everything) * (len(everything) - 1)
    )
    return 1 - observed / expected


@given(st.lists(st.text("abc.", min_size=12, max_size=12), min_size=2, max_size=4), st.randoms())
def test_alpha_is_what_the_definition_says_in_any_order(rows: list[str], dice: random.Random) -> None:
    found = ratings(tuple(rows), numbers=False)
    told = agreement(found, Scale.NOMINAL, least_units=1)
    dice.shuffle(found)
    assert agreement(found, Scale.NOMINAL, least_units=1) == told
    if told.alpha is not None:
        assert told.alpha == pytest.approx(float(by_the_definition(found)))


@given(st.lists(st.integers(1, 5), min_size=10, max_size=20).filter(lambda row: len(set(row)) > 1))
def test_those_who_agree_on_everything_agree_wholly(row: list[int]) -> None:
    both = [Rating(f"unit {at:02}", by, value) for at, value in enumerate(row) for by in ("a", "b")]
    assert [agreement(both, scale).alpha for scale in Scale] == pytest.approx([1, 1, 1])


def test_what_cannot_be_rated_is_refused() -> None:
    twice = [Rating("a", "b", 1), Rating("a", "b", 2)]
    with pytest.raises(ValueError, match="once"):
        agreement(twice, Scale.NOMINAL)
    with pytest.raises(ValueError, match="whole numbers"):
        agreement([Rating("a", "b", "c")], Scale.ORDINAL)
    with pytest.raises(ValueError, match="a rating is"):
        Rating("a", "b", "")
    with pytest.raises(ValueError, match="reason why not"):
        Agreement(None, None, 0, 0)
