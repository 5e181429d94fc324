"""The calendar of the year (årshjul): computed from dated rules, drawn as a wheel, for all or for one."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kernespor.engines import danish
from kernespor.engines.annual_wheel.reading import load_own, load_roles, load_rules, load_school_holidays
from kernespor.engines.annual_wheel.results import Moment, Wheel
from kernespor.engines.annual_wheel.wheel import for_party, wheel
from kernespor.foundation.access.actor import Actor

FIRST, LAST = 2015, 2100  # years that the rules are written for
_SIZE, _RING = 200, 78  # of the drawing, and of the circle on which the steps stand


@dataclass(frozen=True, slots=True)
class Dot:
    """A step on the wheel: where it stands in the drawing, whether the law sets it, its month."""

    x: float
    y: float
    legal: bool


@dataclass(frozen=True, slots=True)
class Sector:
    """A month of the wheel: the line that begins it, and where its name stands."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float


@lru_cache(maxsize=8)
def wheel_of(year: int) -> Wheel:
    """Return the calendar of a year."""
    return wheel(load_rules(), load_own(), year, load_school_holidays())


def parties() -> list[str]:
    """Return everyone whom a step concerns, in Danish order."""
    steps = [*load_rules().steps, *load_own().steps]
    return sorted({party for step in steps for party in step.parties}, key=danish.sort_key)


def mine(actor: Actor) -> list[str]:
    """Return the parties that the actor's roles make them one of."""
    concern = load_roles()
    return list(dict.fromkeys(party for role in actor.roles for party in concern.get(role.kind, [])))


def moments_for(year: int, chosen: Iterable[str]) -> list[Moment]:
    """Return the moments of a year in the order of their days; with parties, those of one of them."""
    chosen = list(chosen)
    found = wheel_of(year)
    return list(for_party(found, chosen) if chosen else found.moments)


def dots(moments: Iterable[Moment]) -> list[Dot]:
    """Return where the moments stand on the wheel: the year runs with the clock, January at the top."""
    return [Dot(*_at(moment.on, _RING), moment.legal) for moment in moments]


def sectors(year: int) -> list[Sector]:
    """Return the twelve months of the wheel."""
    found = []
    for month in range(1, 13):
        first = dt.date(year, month, 1)
        found.append(
            Sector(danish.MONTHS[month - 1][:3], *_at(first, 96), *_at(first + dt.timedelta(days=15), 60))
        )
    return found


def _at(day: dt.date, radius: float) -> tuple[float, float]:
    part = (day - dt.date(day.year, 1, 1)).days / 366
    angle = 2 * math.pi * part - math.pi / 2
    middle = _SIZE / 2
    return round(middle + radius * math.cos(angle), 1), round(middle + radius * math.sin(angle), 1)
