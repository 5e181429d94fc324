"""The wheel of a year, of the next one, and what of it concerns whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kernespor.engines.annual_wheel.collisions import collisions
from kernespor.engines.annual_wheel.days import Days
from kernespor.engines.annual_wheel.moments import check, moments
from kernespor.engines.annual_wheel.records import Rules, SchoolHoliday
from kernespor.engines.annual_wheel.results import Collision, Moment, WayOut, Wheel
from kernespor.engines.annual_wheel.ways_out import Search

_TRIED = "prøvet"


def wheel(
    rules: Rules,
    own: Rules,
    year: int,
    school_holidays: Iterable[SchoolHoliday] = (),
    *,
    ways_out: bool = True,
) -> Wheel:
    """Return a calendar year as the law's rules and a municipality's own give it.

    `school_holidays` are the local ones that touch the year. Without `ways_out` collisions are only named,
    which is enough for a list or a feed. Raises ValueError where the rules name steps that aren't there,
    compute steps from each other, or have two days for one step.
    """
    together = rules.joined(own)
    order = check(together)
    days = Days(together.closed, school_holidays)
    made, left_out = moments(together, order, year, days)
    found = collisions(together, year, days, made, left_out)

    def tried(way: WayOut) -> tuple[Collision, ...]:
        changed = together.with_moved(way.chosen(year, _TRIED))
        again, lacking = moments(changed, order, year, days)
        return collisions(changed, year, days, again, lacking)

    return Wheel(
        year,
        tuple(sorted(made.values(), key=lambda one: (one.on, one.code))),
        Search(days, made, found, tried).answered() if ways_out else found,
    )


def next_wheel(rules: Rules, own: Rules, this: Wheel, school_holidays: Iterable[SchoolHoliday] = ()) -> Wheel:
    """Return the year after a wheel's by the same rules; days decided for one year alone stay behind."""
    return wheel(rules, own, this.year + 1, school_holidays)


def for_party(wheel: Wheel, parties: Collection[str]) -> tuple[Moment, ...]:
    """Return the moments that concern one of some parties ("økonomiudvalg"), in order of their days."""
    return tuple(moment for moment in wheel.moments if not set(parties).isdisjoint(moment.step.parties))
