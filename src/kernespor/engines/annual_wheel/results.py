"""A year as it was computed: moments, why they were moved, and collisions with their ways out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kernespor.engines.annual_wheel.records import Moved, Step, Verified
from kernespor.engines.danish import WEEKDAYS, long_date
from kernespor.engines.findings import N_, Finding


class Obstacle(StrEnum):
    """Why a step can't lie on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    SCHOOL_HOLIDAY = "school_holiday"
    NO_MEETING = "no_meeting"
    LIMIT = "limit"


WORDS = {
    Obstacle.WEEKEND: N_("{day} er en {name}."),
    Obstacle.HOLIDAY: N_("{day} er en helligdag ({name})."),
    Obstacle.CLOSED: N_("Kommunen holder lukket {day} ({name})."),
    Obstacle.SCHOOL_HOLIDAY: N_("{day} ligger i {name}."),
    Obstacle.NO_MEETING: N_("{day} er en {name}, som ikke er en mødedag."),
    Obstacle.LIMIT: N_("{day} ligger uden for {name}."),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a step met on a day, with the obstacle's own name in Danish."""

    kind: Obstacle
    day: dt.date
    name: str

    @property
    def template(self) -> str:
        """The Danish sentence, for {day} and {name}."""
        return WORDS[self.kind]

    @property
    def params(self) -> dict[str, str | int]:
        """The day and the name, for the sentence."""
        return {"day": long_date(self.day), "name": self.name}

    @property
    def message(self) -> str:
        """What the step met, in Danish."""
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class Moment:
    """One step in one year.

    `planned` is the day before anything was moved; of a step of the law it is the law's own day. `decided`
    says that the day was set for this year alone. `verified` is the weakest of the step's own and of what it
    is computed from.
    """

    step: Step
    year: int
    on: dt.date
    planned: dt.date
    ends: dt.date | None = None
    computed_from: tuple[str, ...] = ()
    moved_because: tuple[Hit, ...] = ()
    decided: bool = False
    verified: Verified = Verified.YES
    source: str = ""

    @property
    def code(self) -> str:
        """The step's code."""
        return self.step.code

    @property
    def title(self) -> str:
        """The step's title in this year."""
        return self.step.titled(self.year)

    @property
    def legal(self) -> bool:
        """Say whether the step is the law's, and not the municipality's own."""
        return self.step.legal

    @property
    def last(self) -> dt.date:
        """The last day: of a period its end."""
        return self.on if self.ends is None else self.ends


@dataclass(frozen=True, slots=True)
class WayOut:
    """A step and the day that it could be moved to; of a period also the day that it would end on."""

    step: str
    title: str
    on: dt.date
    ends: dt.date | None = None

    @property
    def template(self) -> str:
        """The Danish sentence, for {step}, {day} and {last_day}."""
        if self.ends is None:
            return N_("Flyt »{step}« til {day}.")
        return N_("Flyt »{step}« til {day} – {last_day}.")

    @property
    def params(self) -> dict[str, str | int]:
        """The words for the sentence."""
        return {"step": self.title, "day": dated(self.on), "last_day": dated(self.ends or self.on)}

    @property
    def message(self) -> str:
        """The way out in Danish."""
        return self.template.format(**self.params)

    def chosen(self, year: int, source: str) -> Moved:
        """Return the way out as a decided day of the year, with who decided it as its source."""
        return Moved(self.step, year, self.on, source, self.ends)


@dataclass(frozen=True, slots=True)
class Collision:
    """What doesn't go together, the steps it is about, and ways out, the nearest first."""

    finding: Finding
    steps: tuple[str, ...]
    ways_out: tuple[WayOut, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What makes two collisions the same, whatever their days."""
        return (self.finding.code, self.steps)


@dataclass(frozen=True, slots=True)
class Wheel:
    """A year: its moments in order of their days, and its collisions."""

    year: int
    moments: tuple[Moment, ...] = ()
    collisions: tuple[Collision, ...] = ()

    def moment(self, code: str) -> Moment:
        """Return a step's moment. Raises KeyError where the year has none."""
        for moment in self.moments:
            if moment.code == code:
                return moment
        raise KeyError(code)


def dated(day: dt.date) -> str:
    """Return a day as in "tirsdag den 12. oktober 2027"."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"
