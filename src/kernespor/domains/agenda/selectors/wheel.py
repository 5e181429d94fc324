"""The calendar of the year (årshjul): computed from dated rules, drawn as a wheel, for all or for one."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from kernespor.connectors.annual_wheel.records import Mark, WheelPaper
from kernespor.domains.agenda.selectors.wheel_rules import Book
from kernespor.domains.agenda.selectors.wheel_year import Year
from kernespor.engines import danish
from kernespor.engines.annual_wheel.reading import load_roles, load_rules
from kernespor.engines.annual_wheel.records import Verified
from kernespor.engines.annual_wheel.results import Moment
from kernespor.engines.annual_wheel.wheel import for_party
from kernespor.foundation.access.actor import Actor

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


def parties(rules: Book) -> list[str]:
    """Return everyone whom a step concerns, in Danish order."""
    steps = [*load_rules().steps, *rules.steps]
    return sorted({party for step in steps for party in step.parties}, key=danish.sort_key)


def mine(actor: Actor) -> list[str]:
    """Return the parties that the actor's roles make them one of."""
    concern = load_roles()
    return list(dict.fromkeys(party for role in actor.roles for party in concern.get(role.kind, [])))


def moments_for(found: Year, chosen: Iterable[str]) -> list[Moment]:
    """Return the moments of a year in the order of their days; with parties, those of one of them."""
    chosen = list(chosen)
    return list(for_party(found.wheel, chosen) if chosen else found.wheel.moments)


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


def paper_of(
    found: Year, moments: Iterable[Moment], *, municipality: str, whom: str, today: dt.date
) -> WheelPaper:
    """Return the year as it goes on the wall; with a word for whom, where it is for some alone."""
    facts = [gettext("For {whom}").format(whom=whom)] if whom else []
    if found.fixed:
        facts.append(gettext("Vedtaget {day}").format(day=danish.long_date(found.fixed.fixed_on)))
    made = gettext("Lovens dage og kommunens egne trin, som de stod i Kernespor {day}.")
    return WheelPaper(
        year=found.wheel.year,
        municipality=municipality,
        marks=tuple(
            Mark(
                one.on, one.title, one.step.process, one.ends, one.step.parties, one.legal,
                one.verified is not Verified.YES,
            )
            for one in moments
        ),
        made_on=today,
        facts=tuple(facts),
        colophon=(made.format(day=danish.long_date(today)),),
    )  # fmt: skip
