"""The page of the year's rules: steps with when they are in words, days off by school year, what is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.models import DaysOff, WheelMade, WheelStep
from kernespor.domains.agenda.selectors.wheel_rules import is_open, step_of, titles, wrong
from kernespor.engines import danish
from kernespor.engines.annual_wheel.reading import load_rules
from kernespor.engines.annual_wheel.records import Bound, NthWeekday, OnDate, Relative, Rule, Step, Unit
from kernespor.foundation.bodies.models import BodyVersion
from kernespor.foundation.findings import sentence_of

_SCHOOL_YEAR = 8  # the month in which a school year begins


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the page lists it: `row` is None for one of the law's."""

    step: Step
    row: WheelStep | None
    when: str
    years: str
    made_for: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All that the page of the rules shows."""

    law: tuple[StepLine, ...]
    own: tuple[tuple[str, tuple[StepLine, ...]], ...]
    holidays: tuple[tuple[str, tuple[DaysOff, ...]], ...]
    closed: tuple[tuple[DaysOff, str], ...]
    wrong: tuple[str, ...]
    troubles: tuple[WheelMade, ...]


def rules_page(today: dt.date) -> RulesPage:
    """Return the rules as they are now. Five queries."""
    rows = list(WheelStep.objects.select_related("responsible"))
    steps = [step_of(row) for row in rows]
    names = dict(titles(steps))
    bodies = dict(bodies_to_choose(today))
    own: dict[str, list[StepLine]] = defaultdict(list)
    for row, step in zip(rows, steps, strict=True):
        own[step.process].append(_line(step, row, names, bodies))
    off = list(DaysOff.objects.all())
    holidays: dict[str, list[DaysOff]] = defaultdict(list)
    for one in off:
        if one.kind == OffKind.SCHOOL:
            holidays[_school_year(one.first)].append(one)
    return RulesPage(
        tuple(_line(step, None, names, {}) for step in load_rules().steps),
        tuple((process, tuple(own[process])) for process in sorted(own, key=danish.sort_key)),
        tuple((year, tuple(holidays[year])) for year in sorted(holidays, reverse=True)),
        tuple((one, _day(one.first.month, one.first.day)) for one in _by_day(off)),
        tuple(sentence_of(one) for one in wrong(rows, None, today.year)),
        tuple(WheelMade.objects.exclude(trouble="").order_by("-due")),
    )


def _by_day(off: list[DaysOff]) -> list[DaysOff]:
    closed = [one for one in off if one.kind == OffKind.CLOSED]
    return sorted(closed, key=lambda one: (one.first.month, one.first.day))


def _day(month: int, day: int) -> str:
    return f"{day}. {danish.MONTHS[month - 1]}"


def bodies_to_choose(day: dt.date) -> list[tuple[str, str]]:
    """Return (code, name) of the bodies of a day, by name. One query."""
    rows = BodyVersion.objects.on(day).values_list("body__code", "name")
    return sorted(rows, key=lambda pair: danish.sort_key(pair[1]))


def _line(step: Step, row: WheelStep | None, names: dict[str, str], bodies: dict[str, str]) -> StepLine:
    when = _words(step.rule, step.bound, names)
    if step.ends:
        until = gettext("{first}, til {last}")
        when = until.format(first=when, last=_words(step.ends, Bound.ON, names))
    made_for = ", ".join(bodies.get(code, code) for code in row.bodies) if row and row.makes else ""
    return StepLine(step, row, when, _years(step.valid_from, step.valid_to), made_for)


def _years(first: int, last: int) -> str:
    if is_open(last):
        return gettext("fra {first}").format(first=first)
    return str(first) if first == last else f"{first}–{last}"


def _words(rule: Rule, bound: Bound, names: dict[str, str]) -> str:
    """Return when a rule puts a step, in words."""
    match rule:
        case OnDate(month, day):
            words = gettext("senest {day}") if bound is Bound.LATEST else "{day}"
            return words.format(day=_day(month, day))
        case NthWeekday(nth, weekday, month):
            which = gettext("sidste") if nth < 0 else f"{nth}."
            return gettext("{which} {weekday} i {month}").format(
                which=which, weekday=danish.WEEKDAYS[weekday], month=danish.MONTHS[month - 1]
            )
        case Relative(number, unit, anchor, after):
            title = names.get(anchor, anchor)
            if number == 0:
                return gettext("samme dag som »{title}«").format(title=title)
            way = gettext("{distance} efter »{title}«") if after else gettext("{distance} før »{title}«")
            return way.format(distance=_distance(number, unit), title=title)


def _distance(number: int, unit: Unit) -> str:
    words = {
        Unit.DAYS: ngettext("{number} dag", "{number} dage", number),
        Unit.WEEKS: ngettext("{number} uge", "{number} uger", number),
        Unit.WORKING_DAYS: ngettext("{number} arbejdsdag", "{number} arbejdsdage", number),
    }
    return words[unit].format(number=number)


def _school_year(day: dt.date) -> str:
    first = day.year if day.month >= _SCHOOL_YEAR else day.year - 1
    return f"{first}/{first + 1}"
