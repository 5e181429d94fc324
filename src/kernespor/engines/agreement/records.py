"""What was answered by whom about what, and how much they agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """What differs between two values: only that they differ, how many stand between them, or how much."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Untold(StrEnum):
    """Why nothing can be told of an agreement."""

    NO_PAIRS = "no_pairs"
    TOO_FEW = "too_few"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer: about which unit, by whom, what. Whoever doesn't know has no rating."""

    unit: str
    by: str
    value: str | int

    def __post_init__(self) -> None:
        if not self.unit or not self.by or self.value == "":
            raise ValueError("a rating is of something, by someone, and says something")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much people agree: 1 wholly, 0 as chance would, below 0 less than that.

    Where nothing can be told there is no `alpha` but the reason. `units` are those that two or more have
    answered about and `values` their answers: nothing else counts.
    """

    alpha: float | None
    untold: Untold | None
    units: int
    values: int

    def __post_init__(self) -> None:
        if (self.alpha is None) == (self.untold is None):
            raise ValueError("an agreement is told, or there is a reason why not")
