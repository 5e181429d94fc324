"""Krippendorff's alpha by NLTK, and when there is too little to tell it of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from nltk.metrics.agreement import AnnotationTask

from kernespor.engines.agreement.records import Agreement, Rating, Scale, Untold

LEAST_UNITS = 10
_PAIR = 2


def agreement(ratings: Iterable[Rating], scale: Scale, *, least_units: int = LEAST_UNITS) -> Agreement:
    """Return how much those who rated agree; raises ValueError where someone rates a unit twice.

    Missing answers are left out, as the measure itself does. Nothing is told of fewer than `least_units`
    units, nor where all answers are the same: without a difference there is no chance to compare with.
    """
    given = sorted(ratings, key=lambda one: (one.unit, one.by))
    if len({(one.unit, one.by) for one in given}) != len(given):
        raise ValueError("each rates a unit once")
    if scale is not Scale.NOMINAL and any(isinstance(one.value, str) for one in given):
        raise ValueError(f"on an {scale} scale the values are whole numbers")
    of_unit = Counter(one.unit for one in given)
    paired = [one for one in given if of_unit[one.unit] >= _PAIR]
    units = len({one.unit for one in paired})
    untold = _untold(paired, units, least_units)
    alpha = None if untold else _alpha(paired, scale)
    return Agreement(alpha, untold, units, len(paired))


def _untold(paired: Sequence[Rating], units: int, least_units: int) -> Untold | None:
    if not paired:
        return Untold.NO_PAIRS
    if units < least_units:
        return Untold.TOO_FEW
    return Untold.NO_VARIATION if len({one.value for one in paired}) == 1 else None


def _alpha(paired: Sequence[Rating], scale: Scale) -> float:
    task = AnnotationTask([(one.by, one.unit, one.value) for one in paired], distance=_apart(paired, scale))
    return float(task.alpha())


def _apart(paired: Sequence[Rating], scale: Scale) -> Callable[[str | int, str | int], float]:
    """Return how far two values are apart, squared, as Krippendorff defines it for each scale."""
    if scale is Scale.NOMINAL:
        return lambda one, other: float(one != other)
    if scale is Scale.INTERVAL:
        return lambda one, other: float((int(one) - int(other)) ** 2)
    counts = Counter(int(one.value) for one in paired)

    def ordinal(one: str | int, other: str | int) -> float:
        low, high = sorted((int(one), int(other)))
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    return ordinal
