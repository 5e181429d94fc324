"""Sporkøbing's tree of units, and what happened to it over three years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import table_of

# Where a section's head refers to another section's head and not to the one above.
REFERS_TO = {"OS-LON": "OS-HR"}


def units_of(calendar: Calendar, *, small: bool) -> list[UnitRow]:
    """Return the rows of all units, each unit's stretches in order of time."""
    rows = [
        UnitRow(code, name, short, kind, parent, REFERS_TO.get(code, ""), calendar.founded)
        for code, name, short, kind, parent, mark in table_of("units.txt")
        if mark or not small
    ]
    past = _history(calendar)
    return [stretch for row in rows for stretch in past.get(row.code, _unchanged)(row)]


class _Event:
    """What a unit was before a day, or the days on which it opened and closed."""

    def __init__(
        self,
        day: dt.date,
        *,
        opens: bool = False,
        closes: bool = False,
        before: dict[str, str] | None = None,
        after: dict[str, str] | None = None,
    ) -> None:
        self.day, self.opens, self.closes = day, opens, closes
        self.before, self.after = before or {}, after or {}

    def __call__(self, row: UnitRow) -> list[UnitRow]:
        if self.opens:
            return [replace(row, valid_from=self.day)]
        if self.closes:
            return [replace(row, valid_to=self.day - DAY)]
        return [
            self._with(replace(row, valid_to=self.day - DAY), self.before),
            self._with(replace(row, valid_from=self.day), self.after),
        ]

    @staticmethod
    def _with(row: UnitRow, changes: dict[str, str]) -> UnitRow:
        return replace(
            row,
            name=changes.get("name", row.name),
            short_name=changes.get("short_name", row.short_name),
            parent_code=changes.get("parent_code", row.parent_code),
        )


def _unchanged(row: UnitRow) -> list[UnitRow]:
    return [row]


def _history(calendar: Calendar) -> dict[str, _Event]:
    """Return each changed unit's event: renamed, moved, merged into another, opened or closed."""
    summer, year = dt.date(calendar.year - 1, 8, 1), calendar.first(0)
    earlier = calendar.first(-1)
    return {
        # renamed
        "KF": _Event(
            earlier, before={"name": "Kultur, Fritid & Borgerservice", "short_name": "Kultur & Borgerservice"}
        ),
        "BU-D02": _Event(
            calendar.first(-2) + 59 * DAY, before={"name": "Vuggestuen Solen", "short_name": "Solen"}
        ),
        "SB-SOC": _Event(earlier, before={"name": "Voksen & Handicap", "short_name": "Voksen & Handicap"}),
        "TM-EJD": _Event(summer, before={"name": "Bygningsdrift", "short_name": "Bygningsdrift"}),
        # moved to another department
        "OS-BOR": _Event(earlier, before={"parent_code": "KF"}),
        "KF-MUS": _Event(summer, before={"parent_code": "BU"}),
        "BU-SUN": _Event(year, before={"parent_code": "AS-TRA"}),
        "TM-E01": _Event(year, before={"parent_code": "OS"}),
        # merged: one closes on the day before the other carries both
        "BU-D04": _Event(summer, closes=True),
        "BU-D01": _Event(summer, before={"name": "Børnehuset Mælkebøtten", "short_name": "Mælkebøtten"}),
        "OS-IT": _Event(earlier, before={"name": "IT-drift", "short_name": "IT-drift"}),
        "AS-H02": _Event(year, closes=True),
        "AS-H03": _Event(year, before={"name": "Hjemmeplejen Midt", "short_name": "Hjemmepleje Midt"}),
        # closed and opened
        "KF-BI2": _Event(dt.date(calendar.year - 1, 7, 1), closes=True),
        "BU-F08": _Event(dt.date(calendar.year, 5, 1), closes=True),
        "BU-D21": _Event(dt.date(calendar.year, 3, 1), opens=True),
        "SB-B09": _Event(dt.date(calendar.year - 1, 10, 1), opens=True),
        # decided, and still to come
        "TM-V02": _Event(calendar.first(2), closes=True),
        "AS-T04": _Event(calendar.first(2), after={"name": "Aktivitetscenter Svellehaven"}),
    }
