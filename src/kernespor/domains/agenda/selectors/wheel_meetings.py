"""The meetings that a year asks of the bodies: on its steps, and in their own rhythm of the year before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kernespor.domains.agenda.enums import MeetingKind, MeetingStatus
from kernespor.domains.agenda.models import Meeting
from kernespor.domains.agenda.permissions import runs
from kernespor.domains.agenda.selectors.wheel_year import Year, year_of
from kernespor.engines.annual_wheel.days import DAY, Days
from kernespor.engines.annual_wheel.reading import load_bodies, load_rules
from kernespor.engines.annual_wheel.results import Moment
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import called

_FORTNIGHT = dt.timedelta(days=14)
_FEWEST = 6  # meetings of a year in which one can see that a body meets every second week
_NEAR = dt.timedelta(days=6)  # a meeting of the rhythm gives way to one that a step asks for so near
_WEEK, _MOST_WEEKS, _FIFTH = 7, 8, 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A day on which a body is to meet: the steps that ask for it, none where it is the body's rhythm."""

    on: dt.date
    steps: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of a body in a year that aren't planned yet, and how its last one was held."""

    body: Body
    name: str
    days: tuple[Wanted, ...]
    like: Meeting | None


def series_of(actor: Actor, year: int) -> list[Series]:
    """Return what is to be planned for each body whose meetings the actor runs. Seven queries."""
    found = year_of(year)
    parties = load_bodies()
    rows = Body.objects.filter(runs(actor)).annotate(body_name=called("pk", actor.today))
    bodies = sorted(rows, key=lambda body: body.body_name)
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    held = Meeting.objects.filter(body__in=bodies, on__year__in=(year - 1, year))
    for meeting in held.exclude(status=MeetingStatus.CANCELLED).order_by("on"):
        meetings[meeting.body_id].append(meeting)
    days = Days((*load_rules().closed, *found.book.closed), found.book.holidays)
    series = [
        Series(
            body, body.body_name, _days(found, parties.get(body.kind, ""), meetings[body.pk], days),
            next((one for one in reversed(meetings[body.pk]) if one.kind == MeetingKind.ORDINARY), None),
        )
        for body in bodies
    ]  # fmt: skip
    return [one for one in series if one.days]


def _days(found: Year, party: str, meetings: Sequence[Meeting], days: Days) -> tuple[Wanted, ...]:
    year = found.wheel.year
    taken = {one.on for one in meetings if one.on.year == year}
    asked: dict[dt.date, list[Moment]] = defaultdict(list)
    for moment in found.wheel.moments:
        if party in moment.step.parties and not moment.legal and moment.ends is None:
            asked[moment.on].append(moment)
    wanted = [
        Wanted(on, tuple(one.title for one in ones), any(one.step.meets for one in ones))
        for on, ones in asked.items()
        if on not in taken
    ]
    near = taken | {one.on for one in wanted if one.sure}
    rhythm = [one.on for one in meetings if one.on.year == year - 1 and one.kind == MeetingKind.ORDINARY]
    wanted += [
        Wanted(day, (), sure=True)
        for day in dict.fromkeys(_following(rhythm, year, days))
        if not any(abs(day - other) <= _NEAR for other in near)
    ]
    return tuple(sorted(wanted, key=lambda one: one.on))


def _following(before: Iterable[dt.date], year: int, days: Days) -> Iterator[dt.date]:
    """Yield the days of the same rhythm a year later.

    Who met every second week goes on doing so across the turn of the year. The others meet on the same
    weekday of the same month, the first open week from there on.
    """
    before = sorted(before)
    every_second = [other for one, other in pairwise(before) if other - one == _FORTNIGHT]
    if len(before) >= _FEWEST and 2 * len(every_second) > len(before):
        yield from _fortnights(every_second[-1], year, days)
        return
    for day in before:
        number = (day.day - 1) // _WEEK + 1
        first = dt.date(year, day.month, 1)
        on = first + ((day.weekday() - first.weekday()) % _WEEK + _WEEK * (min(number, _FIFTH - 1) - 1)) * DAY
        for _week in range(_MOST_WEEKS):
            if _is_open(on, days):
                break
            on += _WEEK * DAY
        if on.year == year:
            yield on


def _fortnights(last: dt.date, year: int, days: Days) -> Iterator[dt.date]:
    """Yield every second week of a year, counted from a day before it.

    A closed week gives way to the week after it; in a longer break there is no meeting.
    """
    on = last
    while on.year <= year:
        on += _FORTNIGHT
        weeks = (on, on + _WEEK * DAY)
        found = next((day for day in weeks if day.year == year and _is_open(day, days)), None)
        if on.year == year and found:
            yield found


def _is_open(day: dt.date, days: Days) -> bool:
    return days.closing(day) is None and days.school_holiday(day) is None
