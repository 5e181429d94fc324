"""A business case, the rate that its years are discounted by, and what comes of it.

Amounts are whole øre with the sign of the house: an expense is positive, a saving negative. All records are
frozen and checked at birth: a wrong one raises ValueError.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Effect:
    """What a year brings: the likely amount, and the least and the most that it may save.

    A saving is negative, so `most` is the lowest of the three numbers.
    """

    likely: int
    least: int
    most: int

    def __post_init__(self) -> None:
        if not self.most <= self.likely <= self.least:
            raise ValueError(f"the likely lies between the most and the least: {self}")


@dataclass(frozen=True, slots=True)
class Case:
    """The years of a business case: the investment of each, and the effect of each. The first is year 0."""

    investment: Mapping[int, int]
    effects: Mapping[int, Effect]

    def __post_init__(self) -> None:
        object.__setattr__(self, "investment", MappingProxyType(dict(self.investment)))
        object.__setattr__(self, "effects", MappingProxyType(dict(self.effects)))
        if not self.investment or not self.effects:
            raise ValueError("a business case has an investment and an effect")
        if min(self.investment.values()) < 0:
            raise ValueError("an investment is an expense, and expenses are positive")

    @property
    def years(self) -> range:
        """All years from the first to the last, those between with nothing in them too."""
        named = self.investment.keys() | self.effects.keys()
        return range(min(named), max(named) + 1)


@dataclass(frozen=True, slots=True)
class Rate:
    """A discount rate a year, from one day on, with its source."""

    code: str
    rate: Fraction
    valid_from: dt.date
    source: str
    verified: bool

    def __post_init__(self) -> None:
        if not self.code or not self.source or not 0 <= self.rate < 1:
            raise ValueError(f"no rate: {self.code!r}, {self.rate}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case comes to: `total` and `present_value`, both negative for a gain, to the øre.

    `paid_back` is how many years from the beginning of the first year it takes until the savings have paid
    what was spent for good; none where they don't within the case.
    """

    total: int
    present_value: int
    paid_back: Fraction | None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The likely outcome, the one with the least effects and the one with the most, and the rate used."""

    likely: Outcome
    least: Outcome
    most: Outcome
    rate: Rate


def load_rates() -> tuple[Rate, ...]:
    """Return the rates of rates.toml."""
    return read_rates(resources.files(__package__).joinpath("rates.toml").read_text(encoding="utf-8"))


def read_rates(text: str) -> tuple[Rate, ...]:
    """Read rates as in rates.toml; raises ValueError for what is no rate."""
    try:
        return tuple(
            Rate(code, Fraction(row["rate"]) / 100, row["valid_from"], row["source"], row["verified"])
            for code, row in tomllib.loads(text).items()
        )
    except KeyError as missing:
        raise ValueError(f"{missing} is missing") from missing


def in_force(rates: Iterable[Rate], on: dt.date) -> Rate:
    """Return the newest rate that holds on a day; raises ValueError where none does."""
    held = [rate for rate in rates if rate.valid_from <= on]
    if not held:
        raise ValueError(f"no rate is known for {on}")
    return max(held, key=lambda rate: rate.valid_from)
