"""Where everything stands on the poster, in millimetres from the upper left corner of an A3 landscape."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.connectors.annual_wheel.records import Mark

Point = tuple[float, float]
WIDTH, HEIGHT, MARGIN = 420.0, 297.0, 13.0
CENTRE: Point = (210.0, 152.0)
RIM, INNER, HUB = 94.0, 42.0, 27.0
ELBOW, LABEL = 103.0, 107.0  # from the centre, to both sides
LABEL_WIDTH = WIDTH / 2 - LABEL - MARGIN
_TOP, _BOTTOM = 17.0, 279.0  # of the middles of the labels
_ROOMY = 9.4  # between two labels where there is room
_STEP = 2.0  # days along the rim in a line that bends


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a step beside the wheel: the middle of their edge, and the line from its dot."""

    mark: Mark
    at: Point
    right: bool
    line: tuple[Point, ...]
    dot: Point
    arc: tuple[Point, ...]
    ring: int


def processes(marks: Sequence[Mark]) -> list[str]:
    """Return the processes of a year, the one with most steps outermost, where there is most room."""
    number = Counter(mark.process for mark in marks)
    return sorted(number, key=lambda name: (number[name], name))


def ring_radius(ring: int, rings: int) -> float:
    """Return how far from the centre the dots of a process stand."""
    return INNER + (ring + 0.5) * (RIM - INNER) / rings


def point(days: float, year: int, radius: float) -> Point:
    """Return a point on a circle: the year runs with the clock, January from the top."""
    length = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    angle = 2 * math.pi * days / length - math.pi / 2
    return (
        round(CENTRE[0] + radius * math.cos(angle), 2),
        round(CENTRE[1] + radius * math.sin(angle), 2),
    )


def gap(number: int) -> float:
    """Return the distance between labels of which so many stand on one side."""
    return min(_ROOMY, (_BOTTOM - _TOP) / max(1, number - 1))


def spread(wanted: Sequence[float], least: float) -> list[float]:
    """Return places in the order and as near to the wanted ones as a least distance between them lets."""
    groups: list[tuple[float, int]] = []  # the mean of what is wanted without the distances, and how many
    for number, place in enumerate(wanted):
        mean, size = place - number * least, 1
        while groups and groups[-1][0] > mean:
            other, many = groups.pop()
            mean, size = (other * many + mean * size) / (many + size), many + size
        groups.append((mean, size))
    low, high = _TOP, _BOTTOM - max(0, len(wanted) - 1) * least
    bases = [min(max(mean, low), high) for mean, size in groups for _ in range(size)]
    return [round(base + number * least, 2) for number, base in enumerate(bases)]


def labels(marks: Sequence[Mark], year: int) -> list[Label]:
    """Return every step with its dot, its line and the place of its words, none upon another."""
    names = processes(marks)
    taken: dict[tuple[int, float], int] = {}
    placed: list[tuple[Mark, int, float]] = []
    for mark in marks:
        ring, day = names.index(mark.process), float((mark.on - dt.date(year, 1, 1)).days)
        number = taken.get((ring, day), 0)
        taken[ring, day] = number + 1
        placed.append((mark, ring, day + number * _STEP))
    half = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days / 2
    return [
        *_side([one for one in placed if one[2] < half], year, len(names), right=True),
        *_side([one for one in placed if one[2] >= half], year, len(names), right=False),
    ]


def _side(placed: list[tuple[Mark, int, float]], year: int, rings: int, *, right: bool) -> list[Label]:
    ordered = placed if right else placed[::-1]  # from the top downwards
    rims = [point(day, year, RIM + 2) for _mark, _ring, day in ordered]
    heights = spread([y for _x, y in rims], gap(len(ordered)))
    way = 1 if right else -1
    found = []
    for (mark, ring, day), rim, y in zip(ordered, rims, heights, strict=True):
        dot = point(day, year, ring_radius(ring, rings))
        elbow, edge = (CENTRE[0] + way * ELBOW, y), (CENTRE[0] + way * (LABEL - 1.5), y)
        arc = _arc(mark, day, year, ring_radius(ring, rings))
        at = (CENTRE[0] + way * LABEL, y)
        found.append(Label(mark, at, right, (dot, rim, elbow, edge), dot, arc, ring))
    return found


def _arc(mark: Mark, day: float, year: int, radius: float) -> tuple[Point, ...]:
    """Return the points of a period along its ring, within the year."""
    if mark.ends is None or mark.ends <= mark.on:
        return ()
    last = min(day + (mark.ends - mark.on).days, (dt.date(year, 12, 31) - dt.date(year, 1, 1)).days)
    number = max(2, int((last - day) / _STEP) + 1)
    return tuple(point(day + (last - day) * place / (number - 1), year, radius) for place in range(number))


def wedge(month: int, year: int) -> tuple[Point, ...]:
    """Return the outline of a month's sector between the hub and the rim."""
    first = dt.date(year, month, 1)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    begin, end = ((day - dt.date(year, 1, 1)).days for day in (first, after))
    days = [begin + (end - begin) * place / 12 for place in range(13)]
    return (
        *(point(day, year, RIM) for day in days),
        *(point(day, year, HUB) for day in reversed(days)),
    )
