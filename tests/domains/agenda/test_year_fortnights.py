"""A body that met every second week goes on doing so: across the turn of the year, around what is closed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from kernespor.domains.agenda.selectors.wheel_meetings import _following
from kernespor.engines.annual_wheel.days import Days
from kernespor.engines.annual_wheel.records import ClosedDay, SchoolHoliday

SUMMER = SchoolHoliday("Sommerferie", dt.date(2027, 6, 26), dt.date(2027, 8, 8))
FORTNIGHT, WEEK = dt.timedelta(days=14), dt.timedelta(days=7)
OPEN = Days((), ())


def fortnights(weekday: int, first: dt.date = dt.date(2026, 1, 5)) -> list[dt.date]:
    """Every second week of 2026 on a weekday, the last of them in the last fortnight of the year."""
    start = first + dt.timedelta(days=weekday)
    days = [start + number * FORTNIGHT for number in range(26)]
    return [day for day in days if day.year == 2026]


@pytest.mark.parametrize("weekday", range(5))
def test_every_second_week_goes_on_from_the_last_meeting_of_the_year_before(weekday: int) -> None:
    before = fortnights(weekday)
    found = list(_following(before, 2027, Days((), (SUMMER,))))
    assert {day.weekday() for day in found} == {weekday}
    assert (found[0] - before[-1]).days in {14, 21}
    assert all(OPEN.closing(day) is None for day in found)
    assert not any(SUMMER.first <= day <= SUMMER.last for day in found)
    gaps = [other - one for one, other in pairwise(found)]
    assert gaps.count(FORTNIGHT) > len(gaps) / 2
    assert min(gaps) >= WEEK
    # Whatever was closed, the weeks are those of the rhythm, or the one after such a week.
    assert all((day - before[-1]) % FORTNIGHT in (dt.timedelta(), WEEK) for day in found)


def test_a_closed_week_gives_way_to_the_next_and_a_break_to_nothing() -> None:
    # Great Prayer Day is no more; Easter Monday of 2027 is 29 March, Whit Monday 17 May.
    before = fortnights(0)
    found = list(_following(before, 2027, Days((ClosedDay("Lukkedag", 2, 1),), (SUMMER,))))
    assert before[-1] == dt.date(2026, 12, 21)
    assert found[:3] == [dt.date(2027, 1, 4), dt.date(2027, 1, 18), dt.date(2027, 2, 8)]
    assert dt.date(2027, 2, 15) in found
    assert dt.date(2027, 3, 29) not in found
    assert dt.date(2027, 4, 5) in found
    in_summer = [day for day in found if dt.date(2027, 6, 20) < day < dt.date(2027, 8, 20)]
    assert in_summer == [dt.date(2027, 6, 21), dt.date(2027, 8, 9), dt.date(2027, 8, 16)]


def test_the_last_fortnight_moves_not_into_the_year_after() -> None:
    closed = Days((ClosedDay("Lukkedag", 12, 27),), ())
    before = [dt.date(2026, 12, 28) - number * FORTNIGHT for number in range(8)]
    found = list(_following(before, 2027, closed))
    assert found[-1] == dt.date(2027, 12, 13)


def test_few_meetings_or_another_distance_are_the_rhythm_of_the_month() -> None:
    few = [dt.date(2026, 3, 3), dt.date(2026, 3, 17), dt.date(2026, 3, 31)]
    assert list(_following(few, 2027, OPEN)) == [
        dt.date(2027, 3, 2), dt.date(2027, 3, 16), dt.date(2027, 3, 23),
    ]  # fmt: skip
    monthly = [dt.date(2026, month, 10) for month in range(1, 13)]
    assert len(list(_following(monthly, 2027, OPEN))) == 12
