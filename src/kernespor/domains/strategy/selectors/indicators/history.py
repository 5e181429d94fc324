"""What an indicator showed over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.domains.strategy.calculations.indicators import is_comparable
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.domains.strategy.permissions.indicators import can_see_measure
from kernespor.domains.strategy.selectors.indicators.words import row_words
from kernespor.foundation.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One reading as it was recorded. `corrected`: another of the same day was recorded later.

    `other`: it is of something else than what is counted now, and isn't held against the target.
    """

    row: IndicatorReading
    words: str
    corrected: bool
    other: bool


@dataclass(frozen=True, slots=True)
class History:
    """What was read and this person may see, newest first, and what stands in one line, oldest first."""

    lines: tuple[Line, ...]
    points: tuple[IndicatorReading, ...]


def history_of(actor: Actor, indicator: Indicator, plan: UnitPlan) -> History:
    """Return what an indicator showed, but for what was read from a measure that the actor may not read.

    Of a computed one, which is read every night, the last reading of each month and the newest stand in the
    line; all of them are rows. One query.
    """
    rows = [
        row
        for row in indicator.readings.filter(on__lte=actor.today).order_by("on", "recorded_at", "id")
        if not row.computed or can_see_measure(actor, row.measure)
    ]
    last_of_day: dict[dt.date, IndicatorReading] = {}
    lines = []
    for row in rows:
        if is_comparable(indicator, row, plan_unit=plan.unit_id):
            last_of_day[row.on] = row
    for row in rows:
        same = is_comparable(indicator, row, plan_unit=plan.unit_id)
        lines.append(Line(row, row_words(row), same and last_of_day[row.on] is not row, not same))
    return History(tuple(reversed(lines)), tuple(_thinned([last_of_day[day] for day in sorted(last_of_day)])))


def shown(history: History, most: int) -> list[Line]:
    """Return the lines that a page shows: those typed, and of each month's computed ones the last."""
    kept, months = [], set[tuple[int, int, str]]()
    for line in history.lines:
        month = (line.row.on.year, line.row.on.month, line.row.measure)
        if line.row.computed and month in months:
            continue
        months.add(month)
        kept.append(line)
    return kept[:most]


def _thinned(rows: Sequence[IndicatorReading]) -> list[IndicatorReading]:
    """Return the typed readings, and of the computed the last of each month."""
    return [
        row
        for row, after in zip(rows, [*rows[1:], None], strict=False)
        if not row.computed or after is None or (after.on.year, after.on.month) != (row.on.year, row.on.month)
    ]
