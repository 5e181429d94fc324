"""What is spread sums exactly to what was spread; what is shown rounded says so and isn't forced to sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

THOUSAND_KRONER = 100_000
HALF = 2


def spread(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return an amount's shares by weight, to the øre, by the largest remainder; equal remainders by key.

    Raises ValueError where nothing weighs anything, or something weighs less.
    """
    whole = sum(weights.values())
    if whole <= 0 or min(weights.values()) < 0:
        raise ValueError("what is spread has weights, and none below zero")
    sign = -1 if amount < 0 else 1
    parts = {key: divmod(abs(amount) * weight, whole) for key, weight in weights.items()}
    left = abs(amount) - sum(share for share, _ in parts.values())
    first = sorted(parts, key=lambda key: (-parts[key][1], key))[:left]
    return {key: sign * (share + (key in first)) for key, (share, _) in parts.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """Amounts as they are shown in whole units, with their exact sum rounded by itself.

    `rounded` says that something was lost, `sums` whether the shown parts happen to give the shown sum.
    """

    parts: tuple[int, ...]
    total: int
    rounded: bool
    sums: bool


def shown(amounts: Sequence[int], unit: int = THOUSAND_KRONER) -> Shown:
    """Return amounts in whole units, halves to the even one, and never forced to sum."""
    parts = tuple(_nearest(amount, unit) for amount in amounts)
    total = _nearest(sum(amounts), unit)
    rounded = any(amount % unit for amount in amounts)
    return Shown(parts, total, rounded, sum(parts) == total)


def _nearest(amount: int, unit: int) -> int:
    below, over = divmod(amount, unit)
    return below + (over * HALF > unit or (over * HALF == unit and below % HALF == 1))
