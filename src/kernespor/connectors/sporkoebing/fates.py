"""What becomes of an action: its dates and the statuses that were, or were not, written about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from kernespor.connectors.sporkoebing.bank import BankAction
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.engines.danish import long_date

STALE_AFTER = 120


_UNSAID = 0.4  # of what hasn't begun, this share was never spoken of
_DOUBT = 0.2  # of the statuses on the way, this share says that it slips


class Fate(StrEnum):
    """What is planted; the value is the letter that a bank may fix."""

    ON_TRACK = "O"
    REACHED = "R"
    SLIPPING = "S"
    OFF_TRACK = "F"  # and past its deadline
    STALE = "T"
    OWNERLESS = "U"  # no owner, or one who has left
    NOT_BEGUN = "N"
    CLOSED = "C"
    FORGOTTEN = "D"  # past its deadline, said to be on track
    SILENT = "V"  # begun, and nothing was ever written
    CARRIED = "W"  # closed at the end of a period, and carried on into the next plan
    DRAFTED = "X"  # stands in a draft


WEIGHTS = {
    Fate.ON_TRACK: 36,
    Fate.REACHED: 15,
    Fate.SLIPPING: 12,
    Fate.OFF_TRACK: 6,
    Fate.STALE: 7,
    Fate.OWNERLESS: 5,
    Fate.NOT_BEGUN: 10,
    Fate.CLOSED: 3,
    Fate.FORGOTTEN: 4,
    Fate.SILENT: 2,
}
PROMISED = (Fate.STALE, Fate.OFF_TRACK, Fate.OWNERLESS, Fate.SLIPPING, Fate.REACHED, Fate.FORGOTTEN)
_JUDGEMENTS = {
    Fate.REACHED: "reached",
    Fate.SLIPPING: "slipping",
    Fate.OFF_TRACK: "off_track",
    Fate.NOT_BEGUN: "not_begun",
    Fate.CLOSED: "closed",
    Fate.CARRIED: "closed",
}
CONCLUDED_WEIGHTS = {Fate.REACHED: 70, Fate.CARRIED: 20, Fate.CLOSED: 10}


@dataclass(frozen=True)
class Status:
    """One status: when, how it stands, and the words."""

    day: dt.date
    judgement: str
    text: str


@dataclass(frozen=True)
class Course:
    """An action's first day, deadline and statuses in order of time."""

    begins: dt.date
    deadline: dt.date
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class Span:
    """A plan's two years, and the last day on which anyone wrote about it."""

    first: dt.date
    last: dt.date
    known_until: dt.date


def draw(weights: dict[Fate, int], rng: Random) -> Fate:
    """Draw a fate by its weight."""
    point = rng.random() * sum(weights.values())
    for fate, weight in weights.items():
        point -= weight
        if point < 0:
            return fate
    return Fate.ON_TRACK


def report_days(span: Span) -> list[dt.date]:
    """Return the 10th of each quarter's last month from the first day to the last known one."""
    days = (
        dt.date(year, month, 10)
        for year in range(span.first.year, span.known_until.year + 1)
        for month in (3, 6, 9, 12)
    )
    return [day for day in days if span.first < day < span.known_until]


def pick_day(rng: Random, first: dt.date, last: dt.date) -> dt.date:
    """Return a day that people choose for a deadline (the 1st, the 15th, a month's last) between two days."""
    one = dt.timedelta(days=1)
    days = [first + one * number for number in range(max((last - first).days, 0) + 1)]
    nice = [day for day in days if day.day in (1, 15) or (day + one).day == 1]
    return rng.choice(nice or days)


def course_of(action: BankAction, fate: Fate, span: Span, rng: Random) -> Course:
    """Return what happened to an action, as its fate has it."""
    begins, deadline = _dates(fate, span, rng)
    return Course(begins, deadline, tuple(_statuses(action, fate, span, begins, deadline, rng)))


def _dates(fate: Fate, span: Span, rng: Random) -> tuple[dt.date, dt.date]:
    now, days = span.known_until, dt.timedelta
    if fate in (Fate.NOT_BEGUN, Fate.DRAFTED):
        soon = min(now + days(20), span.last - days(30))
        begins = pick_day(rng, soon, min(now + days(150), span.last - days(110)))
        return begins, pick_day(rng, min(begins + days(80), span.last - days(5)), span.last)
    begins = pick_day(rng, span.first, min(now - days(150), span.first + days(170)))
    if fate is Fate.OFF_TRACK:
        return begins, pick_day(rng, now - days(70), now - days(12))
    if fate is Fate.FORGOTTEN:
        return begins, pick_day(rng, now - days(45), now - days(8))
    if fate is Fate.REACHED:
        return begins, pick_day(rng, begins + days(60), min(now + days(30), span.last))
    return begins, pick_day(rng, min(now + days(8), span.last - days(40)), span.last)


def _statuses(
    action: BankAction, fate: Fate, span: Span, begins: dt.date, deadline: dt.date, rng: Random
) -> list[Status]:
    last_word = _last_word(action, fate, span, begins, deadline, rng)
    if last_word is None:
        return []
    days = [day + dt.timedelta(days=rng.randrange(9)) for day in report_days(span)]
    days = [day for day in days if begins < day < last_word.day - dt.timedelta(days=20)]
    # People forget: about one quarterly status in five was never written.
    days = [day for day in days if rng.random() > 0.2]  # noqa: PLR2004 - one in five is forgotten
    return [*_way_there(action, fate, days, rng), last_word]


def _last_word(
    action: BankAction, fate: Fate, span: Span, begins: dt.date, deadline: dt.date, rng: Random
) -> Status | None:
    if fate in (Fate.SILENT, Fate.DRAFTED) or (fate is Fate.NOT_BEGUN and rng.random() < _UNSAID):
        return None
    day = _last_day(fate, span.known_until, begins, deadline, rng)
    text = {
        Fate.NOT_BEGUN: f"Begynder {long_date(begins)}.",
        Fate.OFF_TRACK: f"Fristen den {long_date(deadline)} blev ikke holdt. {action.trouble}",
        Fate.SLIPPING: action.trouble,
        Fate.CLOSED: action.trouble,
    }.get(fate, action.progress)
    if fate in (Fate.CLOSED, Fate.CARRIED):
        text += " " + _word(fate.name.lower(), rng)
    elif fate is Fate.REACHED and not action.fate:
        # What a bank tells of progress is often half the way; only where it fixes the fate is it the end.
        text = _word("reached", rng)
    return Status(day, _JUDGEMENTS.get(fate, "on_track"), text)


def _last_day(fate: Fate, now: dt.date, begins: dt.date, deadline: dt.date, rng: Random) -> dt.date:
    """Return the day of the last status: recent, but where the fate says otherwise."""
    days = dt.timedelta
    if fate is Fate.STALE:
        return now - days(STALE_AFTER + 2 + rng.randrange(25))
    if fate is Fate.OFF_TRACK:
        return deadline + days(1 + rng.randrange((now - deadline).days - 1))
    if fate is Fate.FORGOTTEN:
        return deadline - days(4 + rng.randrange(40))
    if fate is Fate.REACHED:
        return min(now - days(2), deadline + days(rng.randrange(18) - 6))
    if fate is Fate.CLOSED:
        return begins + days(60 + rng.randrange((now - begins).days - 65))
    return now - days(3 + rng.randrange(20 if fate is Fate.CARRIED else 80))


def _way_there(action: BankAction, fate: Fate, days: Sequence[dt.date], rng: Random) -> list[Status]:
    """Return the statuses before the last word: a start, the ups and downs, what led up to it."""
    statuses: list[Status] = []
    for place, day in enumerate(days):
        if place == 0:
            statuses.append(Status(day, "on_track", _word("start", rng)))
        elif place == len(days) - 1 and fate is Fate.OFF_TRACK:
            statuses.append(Status(day, "slipping", _word("slow", rng)))
        elif place == len(days) - 1 and (fate is Fate.SLIPPING or (fate is Fate.REACHED and not action.fate)):
            statuses.append(Status(day, "on_track", action.progress))
        elif rng.random() < _DOUBT and statuses[-1].judgement == "on_track":
            statuses.append(Status(day, "slipping", _word("slow", rng)))
        elif statuses[-1].judgement == "slipping":
            statuses.append(Status(day, "on_track", _word("again", rng)))
        else:
            statuses.append(Status(day, "on_track", _word("middle", rng)))
    return statuses


def _word(kind: str, rng: Random) -> str:
    return rng.choice([text for key, text in table_of("words.txt") if key == kind])
