"""A year of the calendar as it stands, computed or fixed; what the rules say now; and the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext

from kernespor.domains.agenda.models import WheelDay, WheelYear
from kernespor.domains.agenda.selectors.wheel_rules import Book, book, computed
from kernespor.engines.annual_wheel.reading import load_rules
from kernespor.engines.annual_wheel.records import Moved, Rules, Verified
from kernespor.engines.annual_wheel.results import Moment, Wheel
from kernespor.engines.annual_wheel.shifts import Shift, shifts
from kernespor.engines.annual_wheel.wheel import next_wheel
from kernespor.engines.danish import long_date
from kernespor.engines.findings import N_


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the rules it was computed from, and its fixed days where it is fixed."""

    wheel: Wheel
    book: Book
    fixed: WheelYear | None = None
    days: tuple[WheelDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What the rules or the law say otherwise than a fixed year: a sentence with its params, and the step."""

    code: str
    title: str
    template: str
    params: dict[str, str]

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return gettext(self.template).format(**self.params)


@dataclass(frozen=True, slots=True)
class Move:
    """A day chosen by hand for a step of one year, and why."""

    on: dt.date
    why: str
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen of a year: days by the code of the step, and steps that follow the rules again."""

    moves: Mapping[str, Move] = field(default_factory=dict)
    follow: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """A year about to be fixed: its steps beside those of the year before, and what doesn't go together.

    `ruled` is each step as the rules give it where it isn't moved by hand; `why` the reasons by code.
    """

    wheel: Wheel
    shifts: tuple[Shift, ...]
    ruled: Mapping[str, Moment]
    why: Mapping[str, str]
    before: Year
    fixed: WheelYear | None


def year_of(year: int) -> Year:
    """Return a year as it stands. Three queries."""
    rules = book()
    fixed, days = _fixed(year)
    moved = _moved(days, year, fixed, rules)
    own = Rules(rules.steps, moved=moved, closed=rules.closed)
    return Year(computed(load_rules(), own, year, rules.holidays), rules, fixed, days)


def _fixed(year: int) -> tuple[WheelYear | None, tuple[WheelDay, ...]]:
    """Return a year's fixed days and their head, which is never without days. One query."""
    days = tuple(WheelDay.objects.filter(of_year__year=year).select_related("of_year").order_by("on", "code"))
    return (days[0].of_year, days) if days else (None, ())


def _moved(days: Iterable[WheelDay], year: int, fixed: WheelYear | None, rules: Book) -> tuple[Moved, ...]:
    """Return the fixed days of the municipality's own steps that there still are; the law's are the law's."""
    codes = {step.code for step in rules.steps}
    said = gettext("Vedtaget {day}").format(day=long_date(fixed.fixed_on)) if fixed else ""
    return tuple(
        Moved(
            day.code, year, day.on, f"{said}: {day.why}" if day.why else said, day.ends,
            Verified(day.verified),
        )
        for day in days
        if not day.legal and day.code in codes
    )  # fmt: skip


def plan_of(year: int, choices: Choices) -> Plan:
    """Return a year by its rules, its fixed days, and what is chosen of it. Four queries."""
    before = year_of(year - 1)
    rules = before.book
    fixed, fixed_days = _fixed(year)
    days = {day.code: day for day in fixed_days}
    kept = [day for code, day in days.items() if code not in choices.moves and code not in choices.follow]
    codes = {step.code for step in rules.steps}
    hand = tuple(
        Moved(code, year, one.on, one.why or "–", one.ends)
        for code, one in choices.moves.items()
        if code in codes
    )
    stands = _moved(kept, year, fixed, rules)
    why = {day.code: day.why for day in kept if day.why} | {
        code: one.why for code, one in choices.moves.items()
    }
    by_hand = tuple(one for one in stands if one.step in why) + hand
    law = load_rules()
    made = next_wheel(law, _own(rules, stands + hand), before.wheel, rules.holidays)
    return Plan(made, shifts(before.wheel, made), _ruled(law, rules, year, by_hand), why, before, fixed)


def _own(rules: Book, moved: tuple[Moved, ...]) -> Rules:
    return Rules(rules.steps, moved=moved, closed=rules.closed)


def _ruled(law: Rules, rules: Book, year: int, by_hand: tuple[Moved, ...]) -> dict[str, Moment]:
    """Return each step as the rules give it: one moved by hand without that, the others with it."""
    following = computed(law, _own(rules, by_hand), year, rules.holidays)
    if not by_hand:
        return {one.code: one for one in following.moments}
    moved = {one.step for one in by_hand}
    alone = {one.code: one for one in computed(law, rules.rules, year, rules.holidays).moments}
    return {one.code: one for one in following.moments if one.code not in moved} | {
        code: alone[code] for code in moved if code in alone
    }


def differences(found: Year) -> list[Difference]:
    """Return what the rules and the law say now otherwise than a fixed year, by day."""
    if found.fixed is None:
        return []
    year = found.wheel.year
    by_hand = tuple(
        one for one in _moved([day for day in found.days if day.why], year, found.fixed, found.book)
    )
    ruled = _ruled(load_rules(), found.book, year, by_hand)
    told = [one for day in found.days if (one := _differs(day, ruled.get(day.code)))]
    known = {day.code for day in found.days}
    new = N_("Trinnet er kommet til, siden året blev vedtaget. Det ligger {now}.")
    return told + [
        Difference(code, one.title, new, {"now": long_date(one.on)})
        for code, one in ruled.items()
        if code not in known
    ]


def _differs(day: WheelDay, now: Moment | None) -> Difference | None:
    if now is None:
        gone = N_("Trinnet står ikke længere i reglerne. Det lå {was}.")
        return Difference(day.code, day.title, gone, {"was": long_date(day.on)})
    said = now.planned if day.legal else now.on
    ends = None if day.legal or day.why else now.ends
    if said == day.ruled and (day.legal or bool(day.why) or ends == day.ends):
        return None
    words = (
        N_("Loven siger nu {now}. Den sagde {was}, da året blev vedtaget.")
        if day.legal
        else N_("Reglerne giver nu {now}. De gav {was}, da året blev vedtaget.")
    )
    same = said == day.ruled and ends and day.ends
    first, last = (day.ends, ends) if same and day.ends and ends else (day.ruled, said)
    return Difference(day.code, day.title, words, {"was": long_date(first), "now": long_date(last)})
