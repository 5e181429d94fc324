"""From one year to the next: what moved in the calendar, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kernespor.engines.annual_wheel.records import Relative
from kernespor.engines.annual_wheel.results import Moment, Obstacle, Wheel
from kernespor.engines.findings import N_

_LEAP_DAY = (2, 29)
Reason = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Shift:
    """One step in two years: `before` is None for a new step. `reasons` are Danish sentences with params."""

    before: Moment | None
    after: Moment
    reasons: tuple[Reason, ...]

    @property
    def days(self) -> int | None:
        """How many days later in the calendar it lies (negative: earlier); None for a new step."""
        if self.before is None:
            return None
        place = self.before.on
        # 29 February has its place on the day after 28 February.
        extra = (place.month, place.day) == _LEAP_DAY
        same = dt.date(self.after.year, place.month, place.day - extra)
        return (self.after.on - same).days - extra


def shifts(before: Wheel, after: Wheel) -> tuple[Shift, ...]:
    """Return each step of a year beside the same step of the year before, in order of the days."""
    known = {moment.code: moment for moment in before.moments}
    return tuple(
        Shift(known.get(one.code), one, tuple(_reasons(known.get(one.code), one, after)))
        for one in after.moments
    )


def gone(before: Wheel, after: Wheel) -> tuple[Moment, ...]:
    """Return the moments of a year that have none in the next."""
    kept = {moment.code for moment in after.moments}
    return tuple(moment for moment in before.moments if moment.code not in kept)


def _reasons(before: Moment | None, after: Moment, wheel: Wheel) -> Iterator[Reason]:
    if before is None:
        yield N_("Trinnet er nyt."), {}
        return
    if (before.planned.month, before.planned.day) != (after.planned.month, after.planned.day):
        yield from _other_day(before, after, wheel)
    for hit in after.moved_because:
        yield hit.template, hit.params
    names = [name for name in _holidays(before) if name not in _holidays(after)]
    if names:
        words = N_("I {year} var det flyttet uden om {names}.")
        yield words, {"year": str(before.year), "names": ", ".join(names)}


def _holidays(moment: Moment) -> list[str]:
    """Return the holidays and closed days that a step went around."""
    known = {Obstacle.HOLIDAY, Obstacle.CLOSED, Obstacle.SCHOOL_HOLIDAY}
    return list(dict.fromkeys(hit.name for hit in moment.moved_because if hit.kind in known))


def _other_day(before: Moment, after: Moment, wheel: Wheel) -> Iterator[Reason]:
    if before.legal and (before.decided or after.decided):
        yield N_("Lovens dag er en anden."), {}
    elif before.decided:
        words = N_("I {year} blev dagen valgt: {source}")
        yield words, {"year": str(before.year), "source": before.source}
    elif before.step.rule != after.step.rule:
        yield N_("Reglen er en anden."), {}
    elif isinstance(after.step.rule, Relative):
        yield N_("Følger »{title}«."), {"title": wheel.moment(after.step.rule.anchor).title}
    else:
        yield N_("Ugedagen falder på en anden dato."), {}
