"""Shares counted in whole parts, so many to the whole that every mean taken of them is whole too.

Exact as fractions are, and faster: a catalogue holds hundreds of proposals with several answers each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import lcm

from kernespor.engines.grey_zone.records import ANSWERS

Parts = tuple[int, int, int]
Triple = tuple[Fraction, Fraction, Fraction]
BASIS = 100 * 100  # a per cent of a question's per cent
_HALVES = 2  # the worst off and the best off count alike
_ANSWERS = lcm(*(len(answers) - 1 for answers in ANSWERS.values()))


def whole(people: int = 1) -> int:
    """Return how many parts the whole has where the means of that many people are taken."""
    return BASIS * _HALVES * _ANSWERS * lcm(*range(1, people + 1)) * people


def summed(parts: Iterable[Parts]) -> Parts:
    """Return the sum, kind by kind."""
    one, two, three = 0, 0, 0
    for first, second, third in parts:
        one, two, three = one + first, two + second, three + third
    return one, two, three


def mean(parts: Sequence[Parts]) -> Parts:
    """Return the mean, kind by kind: whole by the choice of the whole."""
    one, two, three = summed(parts)
    count = len(parts)
    return one // count, two // count, three // count


def of_each(choose: Callable[[Iterable[int]], int], parts: Sequence[Parts]) -> Parts:
    """Return the least or the most that each kind has."""
    one, two, three = (choose(column) for column in zip(*parts, strict=True))
    return one, two, three


def reach(choose: Callable[[Iterable[int]], int], possible: Iterable[Sequence[Parts]]) -> Parts:
    """Return the least or the most that each kind gets, whatever the answers to what isn't known."""
    return summed(of_each(choose, parts) for parts in possible)


def fractions(parts: Parts, of: int) -> Triple:
    """Return parts of a whole as fractions."""
    one, two, three = parts
    return Fraction(one, of), Fraction(two, of), Fraction(three, of)
