"""School holidays as a municipality gives them, for years in which we know them or make them up."""

from __future__ import annotations

import datetime as dt

from kernespor.engines.annual_wheel.days import public_holidays
from kernespor.engines.annual_wheel.records import SchoolHoliday

DAY = dt.timedelta(days=1)


def school_holidays(year: int) -> tuple[SchoolHoliday, ...]:
    easter = next(day for day, name in public_holidays(year).items() if name == "Påskedag")

    def week(number: int) -> tuple[dt.date, dt.date]:
        return dt.date.fromisocalendar(year, number, 1), dt.date.fromisocalendar(year, number, 5)

    return (
        SchoolHoliday("juleferien", dt.date(year - 1, 12, 21), dt.date(year, 1, 3)),
        SchoolHoliday("vinterferien", *week(7)),
        SchoolHoliday("påskeferien", easter - 8 * DAY, easter + DAY),
        SchoolHoliday("sommerferien", dt.date(year, 6, 26), dt.date(year, 8, 9)),
        SchoolHoliday("efterårsferien", *week(42)),
        SchoolHoliday("juleferien", dt.date(year, 12, 21), dt.date(year + 1, 1, 3)),
    )
