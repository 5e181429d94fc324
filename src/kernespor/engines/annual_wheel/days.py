"""Which days of a year are open: weekends, public holidays, own closing days, local school holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache

import holidays

from kernespor.engines.annual_wheel.records import ClosedDay, Moves, SchoolHoliday, Step
from kernespor.engines.annual_wheel.results import Hit, Obstacle
from kernespor.engines.danish import WEEKDAYS

DAY = dt.timedelta(days=1)
REACH = 70  # days that a step may be moved: past the summer holidays to the next weekday
_SATURDAY = 5
_LIMIT = "lovens grænse"


@cache
def public_holidays(year: int) -> Mapping[dt.date, str]:
    """Return Denmark's public holidays of a year with their Danish names.

    Grundlovsdag, Christmas Eve and New Year's Eve are none: a municipality that is closed then says so.
    """
    # Without a language the library would ask the machine for one.
    return dict(holidays.country_holidays("DK", years=year, language="da"))


class Days:
    """The days around a year, for one municipality."""

    def __init__(self, closed: Iterable[ClosedDay], school_holidays: Iterable[SchoolHoliday]) -> None:
        self._closed = {(one.month, one.day): one.name for one in closed}
        self._school = {
            one.first + number * DAY: one.name
            for one in sorted(school_holidays, key=lambda one: (one.first, one.last, one.name))
            for number in range((one.last - one.first).days + 1)
        }
        self._known: dict[dt.date, Hit | None] = {}

    def closing(self, day: dt.date) -> Hit | None:
        """Return why nobody works on a day, or None."""
        if day not in self._known:
            self._known[day] = self._look_up(day)
        return self._known[day]

    def _look_up(self, day: dt.date) -> Hit | None:
        if name := public_holidays(day.year).get(day):
            return Hit(Obstacle.HOLIDAY, day, name)
        if day.weekday() >= _SATURDAY:
            return Hit(Obstacle.WEEKEND, day, WEEKDAYS[day.weekday()])
        if name := self._closed.get((day.month, day.day)):
            return Hit(Obstacle.CLOSED, day, name)
        return None

    def school_holiday(self, day: dt.date) -> Hit | None:
        """Return the school holiday that a day lies in, or None."""
        name = self._school.get(day)
        return Hit(Obstacle.SCHOOL_HOLIDAY, day, name) if name else None

    def hit(self, step: Step, day: dt.date, *, meeting: bool = True) -> Hit | None:
        """Return why a step can't lie on a day, or None. `meeting` asks for its weekdays as well."""
        if found := self.closing(day):
            return found
        if step.avoids_school_holidays and (found := self.school_holiday(day)):
            return found
        if meeting and step.meets and day.weekday() not in step.meets:
            return Hit(Obstacle.NO_MEETING, day, WEEKDAYS[day.weekday()])
        return None

    def counted(self, day: dt.date, number: int) -> dt.date:
        """Return the day so many working days after a day, or before it where the number is negative."""
        way = DAY if number > 0 else -DAY
        for _ in range(abs(number)):
            day += way
            while self.closing(day):
                day += way
        return day

    def settled(
        self, step: Step, planned: dt.date, moves: Moves, low: dt.date, high: dt.date
    ) -> tuple[dt.date, tuple[Hit, ...]]:
        """Return the nearest day in the step's direction that it can lie on, and what it met on the way.

        It never moves out of the span from `low` to `high`, but into it. Where it finds no day, it stays on
        the planned one: what is wrong there is then told as a collision.
        """
        met: dict[tuple[Obstacle, str], Hit] = {}
        way = {Moves.EARLIER: -DAY, Moves.LATER: DAY, Moves.STAYS: 0 * DAY}[moves]
        for number in range(REACH if way else 1):
            day = planned + number * way
            hit = None if low <= day <= high else Hit(Obstacle.LIMIT, day, _LIMIT)
            hit = hit or self.hit(step, day)
            if hit is None:
                return day, tuple(met.values())
            # Weekends on the way, and days on which nobody meets anyway, explain nothing.
            told = hit.kind not in {Obstacle.WEEKEND, Obstacle.NO_MEETING}
            if not number or (told and (not step.meets or day.weekday() in step.meets)):
                met.setdefault((hit.kind, hit.name), hit)
        return planned, ()

    def all_in_school_holiday(self, first: dt.date, last: dt.date) -> Hit | None:
        """Return the school holiday that every working day of a period lies in, or None."""
        hits = [
            self.school_holiday(day)
            for number in range((last - first).days + 1)
            if self.closing(day := first + number * DAY) is None
        ]
        return hits[0] if hits and all(hits) else None
