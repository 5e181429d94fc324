"""Sporkøbing's calendar: everything is dated from the day on which the municipality stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the last day of the month that lies so many months before a day's month."""
    total = day.year * 12 + day.month - months
    return dt.date(total // 12, total % 12 + 1, 1) - DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day `until`, and the first year of the plans that are in force on it.

    The present period is chosen so that `until` lies 6 to 18 months into its two years: whenever
    Sporkøbing is made, there is something to follow up.
    """

    until: dt.date

    @property
    def year(self) -> int:
        """The first year of the present period."""
        return (self.until - dt.timedelta(days=181)).year

    @property
    def founded(self) -> dt.date:
        """The first day of every unit without an event of its own."""
        return dt.date(self.year - 9, 1, 1)

    def first(self, years: int) -> dt.date:
        """Return the first day of a period that begins so many years after the present one."""
        return dt.date(self.year + years, 1, 1)

    def last(self, years: int) -> dt.date:
        """Return the last day of the two-year period that begins so many years after the present one."""
        return dt.date(self.year + years + 1, 12, 31)
