"""Timing, and how figures are printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any


def seconds(work: Callable[[], Any], *, times: int) -> list[float]:
    """Return how long each of `times` runs took, after one that isn't counted."""
    work()
    return [once(work) for _ in range(times)]


def once(work: Callable[[], Any]) -> float:
    """Return how long one run took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(taken: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


def in_turn(
    one: Callable[[], Any], other: Callable[[], Any], *, times: int
) -> tuple[list[float], list[float]]:
    """Time two things alternately, so that what else the machine does hits both."""
    one(), other()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, into in zip((one, other), taken, strict=True):
            into.append(once(work))
    return taken
