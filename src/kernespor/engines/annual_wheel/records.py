"""The rules of a year: steps, how their days come, and what the law or a decision changed in one year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_LEAP = 2024  # a year in which every day of a month exists
# What stands for a year in a title, and how many years it is from the one that is made. People write titles:
# nothing else of a format is read in them.
PLACES = {"{year}": 0, "{next}": 1, "{before}": -1}
WRITTEN = {"{year}": "{år}", "{next}": "{næste}", "{before}": "{forrige}"}  # as people write them
_YEARS = re.compile(r"\{(year|next|before)\}")
_NTH = frozenset({1, 2, 3, 4, -1})


class Moves(StrEnum):
    """The way in which a step leaves a day that it can't lie on."""

    EARLIER = "earlier"
    LATER = "later"
    STAYS = "stays"


class Bound(StrEnum):
    """What a day of the law is: the very day, the last one, or the first one."""

    ON = "on"
    LATEST = "latest"
    EARLIEST = "earliest"


class Verified(StrEnum):
    """How far a date has been held against its source, the weakest first."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"


class Unit(StrEnum):
    """What a distance is counted in. Working days leave out weekends, holidays and the own closing days."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class OnDate:
    """The same day of the same month every year."""

    month: int
    day: int

    def __post_init__(self) -> None:
        dt.date(_LEAP, self.month, self.day)
        if (self.month, self.day) == (2, 29):
            raise ValueError("29 February isn't there every year")


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The first to fourth weekday (0 is Monday) of a month, or the last one (-1)."""

    nth: int
    weekday: int
    month: int

    def __post_init__(self) -> None:
        dt.date(_LEAP, self.month, 1)
        if self.nth not in _NTH or self.weekday not in range(7):
            raise ValueError(f"no such weekday of a month: {self.nth}, {self.weekday}")


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days, weeks or working days before or after another step.

    Before a period counts from its first day, after it from its last. Nought days from a step means: in the
    same meeting.
    """

    number: int
    unit: Unit
    anchor: str
    after: bool

    def __post_init__(self) -> None:
        if self.number < 0 or not self.anchor:
            raise ValueError("a distance is nought or more, from a step")


Rule = OnDate | NthWeekday | Relative


@dataclass(frozen=True, slots=True)
class Step:
    """What is done every year, with the years in which the rule is in force.

    `title` may hold {year}, {next} and {before}. A step with `ends` is a period. `fulfils` is the law's step
    that this one carries out and whose bound it may not cross. `meets` are the weekdays (0 is Monday) on
    which those who meet do so; none means any.
    """

    code: str
    title: str
    process: str
    rule: Rule
    source: str
    ends: Rule | None = None
    legal: bool = False
    bound: Bound = Bound.ON
    verified: Verified = Verified.YES
    valid_from: int = 1
    valid_to: int = 9999
    moves: Moves = Moves.EARLIER
    avoids_school_holidays: bool = False
    meets: tuple[int, ...] = ()
    fulfils: str = ""
    consultation: bool = False
    parties: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.code and self.title and self.process and self.source):
            raise ValueError(f"{self.code}: a step has a code, a title, a process and a source")
        self.titled(_LEAP)
        if self.valid_from > self.valid_to or not set(self.meets) <= set(range(7)):
            raise ValueError(f"{self.code}: years or weekdays that can't be")
        wrong_way = {Bound.LATEST: Moves.LATER, Bound.EARLIEST: Moves.EARLIER}
        if wrong_way.get(self.bound) is self.moves:
            raise ValueError(f"{self.code}: would move across its own bound")
        if self.ends is not None and (self.meets or self.legal):
            raise ValueError(f"{self.code}: a period is the municipality's own and has no weekdays")
        if self.consultation and self.ends is None:
            raise ValueError(f"{self.code}: a consultation is a period")
        if self.legal and self.fulfils:
            raise ValueError(f"{self.code}: the law's step fulfils none")

    def titled(self, year: int) -> str:
        """Return the title of the step in a year. Raises ValueError for braces that aren't of `PLACES`."""
        title = self.title
        for place, apart in PLACES.items():
            title = title.replace(place, str(year + apart))
        if "{" in title or "}" in title:
            raise ValueError(f"{self.code}: the title has a brace that is no year's")
        return title

    @property
    def plain_title(self) -> str:
        """What the step is called whatever the year."""
        return " ".join(_YEARS.sub("", self.title).split())

    def in_force(self, year: int) -> bool:
        """Say whether the rule is in force in a year."""
        return self.valid_from <= year <= self.valid_to

    def distances(self) -> tuple[Relative, ...]:
        """Return the distances from which the step's first and last day are computed."""
        return tuple(rule for rule in (self.rule, self.ends) if isinstance(rule, Relative))


@dataclass(frozen=True, slots=True)
class Gap:
    """So many days at least between two steps of the law, or those that fulfil them."""

    code: str
    first: str
    second: str
    days: int
    source: str
    verified: Verified = Verified.YES
    valid_from: int = 1
    valid_to: int = 9999

    def __post_init__(self) -> None:
        if self.days < 1 or self.first == self.second or not self.source:
            raise ValueError(f"{self.code}: a gap has two steps, days and a source")

    def in_force(self, year: int) -> bool:
        """Say whether the gap is asked for in a year."""
        return self.valid_from <= year <= self.valid_to


@dataclass(frozen=True, slots=True)
class Moved:
    """The day of one step in one year, decided by itself: by an executive order, or by the municipality."""

    step: str
    year: int
    on: dt.date
    source: str
    ends: dt.date | None = None
    verified: Verified = Verified.YES

    def __post_init__(self) -> None:
        if not self.source or (self.ends is not None and self.ends < self.on):
            raise ValueError(f"{self.step}: a decided day has a source, and ends after it began")


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day of every year on which the municipality is closed though it is no public holiday."""

    name: str
    month: int
    day: int

    def __post_init__(self) -> None:
        OnDate(self.month, self.day)


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A local school holiday, from its first to its last day."""

    name: str
    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.name}: ends before it begins")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of the law, or all of a municipality. One code may stand twice, for different years."""

    steps: tuple[Step, ...] = ()
    gaps: tuple[Gap, ...] = ()
    moved: tuple[Moved, ...] = ()
    closed: tuple[ClosedDay, ...] = ()

    def __post_init__(self) -> None:
        spans = sorted((step.code, step.valid_from, step.valid_to) for step in self.steps)
        _refuse(
            one[0] for one, other in pairwise(spans)
            if one[0] == other[0] and other[1] <= one[2]
        )  # fmt: skip
        decided = [(moved.step, moved.year) for moved in self.moved]
        _refuse(code for code, year in set(decided) if decided.count((code, year)) > 1)

    def joined(self, other: Rules) -> Rules:
        """Return both sets as one. Raises ValueError where both have a rule for the same step and year."""
        return Rules(
            self.steps + other.steps,
            self.gaps + other.gaps,
            self.moved + other.moved,
            self.closed + other.closed,
        )

    def with_moved(self, moved: Moved) -> Rules:
        """Return the rules with one more decided day, in place of one for the same step and year."""
        kept = tuple(one for one in self.moved if (one.step, one.year) != (moved.step, moved.year))
        return Rules(self.steps, self.gaps, (*kept, moved), self.closed)


def _refuse(codes: Iterable[str]) -> None:
    twice = sorted(set(codes))
    if twice:
        raise ValueError(f"two rules for the same year: {', '.join(twice)}")
