"""The whole plan as one picture: a track for each goal, a mark for each action at its deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kernespor.domains.strategy.selectors.plan import AreaView, GoalView, PartView, PlanView

LEFT, RIGHT = 300, 800  # where the first and the last day of the picture stand
TOP, ROW, HEAD, GAP = 96, 32, 34, 12
MARK = 18
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """An action on its track. `x` is the mark's middle."""

    x: int
    part: PartView


@dataclass(frozen=True, slots=True)
class Track:
    """A goal: its line, dark until today, and its marks."""

    goal: GoalView
    y: int
    marks: tuple[Mark, ...]
    undated: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A priority area with its tracks."""

    area: AreaView
    y: int
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a quarter on the axis; `year` is set on the first quarter shown of each."""

    x: int
    width: int
    quarter: int
    year: int | None

    @property
    def half(self) -> int:
        """Half the quarter's width, where its word stands."""
        return self.width // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the drawing needs, in its own units."""

    blocks: tuple[Block, ...]
    ticks: tuple[Tick, ...]
    today_x: int | None
    height: int
    width: int = WIDTH


def picture_of(view: PlanView) -> Picture:
    """Return the plan laid out between its first and its last quarter, widened to hold every deadline."""
    first, last = _span(view)
    scale = _Scale(first, last)
    blocks, bottom = _blocks(view, scale)
    return Picture(
        blocks=blocks,
        ticks=tuple(_ticks(scale)),
        today_x=scale.x(view.today) if first <= view.today <= last else None,
        height=bottom + GAP,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> int:
        days = (self.last - self.first).days or 1
        return LEFT + round((RIGHT - LEFT) * (day - self.first).days / days)


def _span(view: PlanView) -> tuple[dt.date, dt.date]:
    deadlines = [part.row.deadline for part in view.actions() if part.row.deadline]
    first = min([view.plan.period_from, *deadlines])
    last = max([view.plan.period_to, *deadlines])
    start = dt.date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    return start, _next_quarter(last) - dt.timedelta(days=1)


def _next_quarter(day: dt.date) -> dt.date:
    quarter = (day.month - 1) // 3
    return dt.date(day.year + quarter // 3, (3 * quarter + 3) % 12 + 1, 1)


def _ticks(scale: _Scale) -> Iterator[Tick]:
    day, year = scale.first, None
    while day <= scale.last:
        after = _next_quarter(day)
        x = scale.x(day)
        yield Tick(x, scale.x(after) - x, (day.month - 1) // 3 + 1, day.year if day.year != year else None)
        day, year = after, day.year


def _blocks(view: PlanView, scale: _Scale) -> tuple[tuple[Block, ...], int]:
    blocks, y = [], TOP
    for area in view.areas:
        tracks, row = [], y + HEAD + ROW // 2 + 2
        for goal in area.goals:
            tracks.append(_track(goal, row, scale))
            row += ROW
        blocks.append(Block(area, y, tuple(tracks)))
        y = row - ROW // 2 + GAP
    return tuple(blocks), y


def _track(goal: GoalView, y: int, scale: _Scale) -> Track:
    dated = sorted(
        ((part.row.deadline, part) for part in goal.actions if part.row.deadline),
        key=lambda pair: (pair[0], pair[1].row.position),
    )
    places = _apart([scale.x(deadline) for deadline, _ in dated])
    marks = tuple(Mark(x, part) for x, (_, part) in zip(places, dated, strict=True))
    return Track(goal, y, marks, tuple(part for part in goal.actions if not part.row.deadline))


def _apart(places: list[int]) -> list[int]:
    """Move marks that would lie on top of each other apart, within the track: each action is seen."""
    step = min(MARK, (RIGHT - LEFT) // max(len(places) - 1, 1))
    for this in range(1, len(places)):
        places[this] = max(places[this], places[this - 1] + step)
    end = RIGHT
    for this in reversed(range(len(places))):
        places[this] = min(places[this], end)
        end = places[this] - step
    return places
