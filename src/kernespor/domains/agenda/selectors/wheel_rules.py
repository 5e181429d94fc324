"""The municipality's own rules of the year, as the engine computes with them; and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.models import DaysOff, WheelStep
from kernespor.engines import danish
from kernespor.engines.annual_wheel.checking import problems
from kernespor.engines.annual_wheel.reading import load_rules, read_step
from kernespor.engines.annual_wheel.records import PLACES, ClosedDay, Rules, SchoolHoliday, Step
from kernespor.engines.annual_wheel.results import Wheel
from kernespor.engines.annual_wheel.wheel import wheel
from kernespor.engines.findings import N_, Finding, Severity

FIRST, LAST = 2015, 2100  # years that the law's rules are written for
_AHEAD = 10  # years in which the days of a changed step are looked at
_LONG_AWAY = 9999


@dataclass(frozen=True, slots=True)
class Book:
    """The municipality's own rules as they are now."""

    steps: tuple[Step, ...] = ()
    closed: tuple[ClosedDay, ...] = ()
    holidays: tuple[SchoolHoliday, ...] = ()

    @property
    def rules(self) -> Rules:
        """The rules without any day that was fixed for one year."""
        return Rules(steps=self.steps, closed=self.closed)


def book() -> Book:
    """Return the rules as they are now. Two queries."""
    off = list(DaysOff.objects.all())
    return Book(
        tuple(step_of(row) for row in WheelStep.objects.all()),
        tuple(
            ClosedDay(row.name, row.first.month, row.first.day) for row in off if row.kind == OffKind.CLOSED
        ),
        tuple(SchoolHoliday(row.name, row.first, row.last) for row in off if row.kind == OffKind.SCHOOL),
    )


def step_of(row: WheelStep) -> Step:
    """Return a row as the engine has it. Raises ValueError for what `wrong_alone` would name."""
    told = {
        "code": row.code,
        "title": row.title,
        "process": row.process,
        "rule": row.rule,
        "source": row.source,
        "moves": row.moves,
        "meets": row.meets,
        "avoids_school_holidays": row.avoids_school_holidays,
        "fulfils": row.fulfils,
        "consultation": row.consultation,
        "parties": row.parties,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
    return read_step(told | ({"ends": row.ends} if row.ends else {}))


@lru_cache(maxsize=64)
def computed(law: Rules, own: Rules, year: int, holidays: tuple[SchoolHoliday, ...]) -> Wheel:
    """Return a year by rules; the same year by the same rules is computed once."""
    return wheel(law, own, year, holidays)


def wrong(rows: Sequence[WheelStep], changed: WheelStep | None, year: int) -> list[Finding]:
    """Return all that is wrong with rows of which one changed, in the years ahead of a year."""
    found = list(_alone(changed)) if changed else []
    if found:  # it can't be computed with before it holds together by itself
        return found
    off = [row for row in DaysOff.objects.all() if row.kind == OffKind.SCHOOL]
    holidays = [SchoolHoliday(row.name, row.first, row.last) for row in off]
    years = range(max(year, FIRST), min(year + _AHEAD, LAST) + 1)
    return list(problems(load_rules(), [step_of(row) for row in rows], years, holidays))


def _alone(row: WheelStep) -> Iterator[Finding]:
    """Say what is wrong with a step by itself."""
    rest = row.title
    for place in PLACES:
        rest = rest.replace(place, "")
    if "{" in rest or "}" in rest:
        yield _error(
            "wheel.title", N_("Navnet kan kun have {{år}}, {{næste}} og {{forrige}} i krøllede parenteser.")
        )
    if not FIRST <= row.valid_from <= row.valid_to:
        words = N_(
            "Trinnet skal gælde fra et år efter {first}, og det sidste år kan ikke ligge før det første."
        )
        yield Finding("wheel.years", Severity.ERROR, words, {"first": str(FIRST - 1)})
    if row.ends and row.meets:
        yield _error(
            "wheel.meets", N_("En periode har ingen mødedage. Vælg enten en sidste dag eller mødedage.")
        )
    if row.consultation and not row.ends:
        yield _error("wheel.consultation", N_("En høring er en periode. Skriv også, hvornår den slutter."))
    if row.makes and not (row.responsible_id and row.bodies):
        yield _error(
            "wheel.makes",
            N_("Det, der laves på dagen, skal have en ansvarlig og mindst ét udvalg, det skal til."),
        )


def _error(code: str, words: str) -> Finding:
    return Finding(code, Severity.ERROR, words)


def titles(own: Iterable[Step]) -> list[tuple[str, str]]:
    """Return (code, title) of the steps that others may be counted from: the law's, then the own by title."""
    law = [(step.code, step.plain_title) for step in load_rules().steps]
    return law + sorted(
        {step.code: step.plain_title for step in own}.items(), key=lambda pair: danish.sort_key(pair[1])
    )


def open_end(year: int | None) -> int:
    """Return the last year of a rule, where none was written the one long away."""
    return year or _LONG_AWAY


def is_open(year: int) -> bool:
    """Say whether a last year is none."""
    return year == _LONG_AWAY
