"""How Sporkøbing's indicators are followed, and what was read of them over three years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from kernespor.connectors.sporkoebing.calendar import Calendar, months_before
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.people import People
from kernespor.connectors.sporkoebing.plans import Plan, Planted

INDICATOR_COLUMNS = (
    "file", "number", "kind", "measure", "unit_code", "counts", "direction", "baseline", "baseline_on",
    "target", "tolerance", "deadline", "scale", "good_from", "source", "every_months", "decision",
)  # fmt: skip
READING_COLUMNS = ("file", "number", "date", "value", "level", "met", "source", "evidence", "author")
_YEARS_BACK = 36  # months
_MISSED = 0.12  # of the readings that were due, this share was never written
_CORRECTED = 0.05  # of those written, this share was corrected the same day
_STALE_MONTHS = 9  # how long ago someone last read what nobody reads any longer
_ENDS = {"+": 1.0, "~": 0.55, "-": -0.25, "?": 0.6, "!": 1.1}  # of the way expected by now
_JUDGED = (
    "Samtaler med ledere og medarbejdere.", "Den seneste måling og to møder.", "Drøftet i ledergruppen.",
    "Svar fra de syv, der blev spurgt.",
)  # fmt: skip
WHY_MET = "Beslutningen er det, milepælen handler om."
_MET = "Det ligger i sagen og er meldt ud til enhederne."
_WRONG = "Tallet var skrevet af fra den forkerte linje."


@dataclass(frozen=True)
class Way:
    """How an indicator is followed, as the content has it."""

    kind: str
    what: str
    direction: str
    baseline: str
    target: str
    tolerance: str
    months: int
    source: str
    fate: str
    decision: str


@dataclass(frozen=True)
class Followed:
    """An indicator of a plan with the way it is followed and the days between which it is."""

    plan: Plan
    item: Planted
    way: Way
    first: dt.date
    last: dt.date
    until: dt.date


def followed_of(plans: Sequence[Plan], calendar: Calendar) -> list[Followed]:
    """Return the indicators that are followed, in every plan but drafts."""
    ways = {(row[0], row[1]): _way(row[2:]) for row in table_of("indicators.txt")}
    found = []
    for plan in plans:
        if plan.spec.lifecycle == "draft":
            continue
        items = {item.number: item for item in plan.items}
        span = plan.spec.span
        for number, text in _texts(plan):
            way = ways.get((plan.spec.bank, text))
            if way and number in items:
                until = min(calendar.until, span.known_until)
                found.append(Followed(plan, items[number], way, span.first, span.last, until))
    return found


def indicators_of(found: Sequence[Followed]) -> Iterator[tuple[str, ...]]:
    """Yield how each is followed."""
    for one in found:
        way, file = one.way, one.plan.spec.file
        measure, _, unit = way.what.partition(":") if way.kind == "computed" else ("", "", "")
        scale = [word.strip() for word in way.what.split(",")] if way.kind == "assessed" else []
        share = "procent" if way.source == "%" else ""
        yield (
            file, one.item.number, way.kind, measure, unit,
            way.what if way.kind == "measured" else share,
            way.direction, way.baseline.replace(",", "."),
            one.first.isoformat() if way.baseline else "",
            way.target.replace(",", ".") if way.kind != "assessed" else "",
            way.tolerance.replace(",", ".") if way.kind != "assessed" else "",
            _deadline(one).isoformat(), "/".join(scale),
            str(scale.index(way.tolerance)) if scale else "",
            way.source if way.kind == "measured" else "",
            str(way.months) if way.months and way.kind in {"measured", "assessed"} else "",
            way.decision,
        )  # fmt: skip


def readings_of(found: Sequence[Followed], seed: int, people: People) -> Iterator[tuple[str, ...]]:
    """Yield what was read, in order of the plans, each by someone who worked there on the day."""
    for one in found:
        rng = Random(f"{seed}/{one.plan.spec.file}/{one.item.number}")  # noqa: S311 - made, not kept secret
        rows = {"measured": _measured, "assessed": _assessed, "milestone": _milestone}.get(one.way.kind)
        for day, value, level, met, evidence in rows(one, rng) if rows else ():
            author = _author(one, day, people)
            if author:
                source = one.way.source if value else ""
                yield (
                    one.plan.spec.file, one.item.number, day.isoformat(), value, level, met, source, evidence,
                    author,
                )  # fmt: skip


_Row = tuple[dt.date, str, str, str, str]


def _way(row: Sequence[str]) -> Way:
    kind, what, direction, baseline, target, tolerance, months, source, fate, *rest = row
    return Way(
        kind, what, direction, baseline, target, tolerance, int(months or 0), source, fate,
        rest[0] if rest else "",
    )  # fmt: skip


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    for at, area in enumerate(plan.areas, start=1):
        for place, goal in enumerate(area.goals, start=1):
            for number, text in enumerate(goal.indicators, start=1):
                yield f"{at}.{place}.i{number}", text


def _deadline(one: Followed) -> dt.date:
    if one.way.kind != "milestone":
        return one.last
    return months_before(one.first, -one.way.months)


def _days(one: Followed, rng: Random) -> list[dt.date]:
    """Return the days on which someone read, oldest first: every so many months, at times forgotten."""
    last = 1 if one.way.fate != "?" else _STALE_MONTHS
    months = range(_YEARS_BACK, last - 1, -max(one.way.months, 1))
    days = [months_before(one.until, month) - dt.timedelta(days=rng.randrange(5)) for month in months]
    kept = [day for day in days[:-1] if rng.random() > _MISSED]
    return [*kept, *days[-1:]]


def _measured(one: Followed, rng: Random) -> Iterator[_Row]:
    baseline, decimals = _figure(one.way.baseline)
    target = _figure(one.way.target)[0] if one.way.target else baseline * Decimal("1.02")
    whole = max((one.last - one.first).days, 1)
    for day in _days(one, rng):
        line = min(max((day - one.first).days / whole, 0.0), 1.0)
        way = line * _ENDS[one.way.fate] + (rng.random() - 0.5) * 0.08
        if one.way.fate == "!" and day >= one.until - dt.timedelta(days=100):
            way = 1.0 + rng.random() * 0.05
        value = round(baseline + (target - baseline) * Decimal(str(round(way, 4))), decimals)
        if value < 0:
            value = Decimal(0)
        if rng.random() < _CORRECTED:
            yield day, str(round(value * Decimal("1.1"), decimals)), "", "", ""
            yield day, str(value), "", "", _WRONG
        else:
            yield day, str(value), "", "", ""


def _assessed(one: Followed, rng: Random) -> Iterator[_Row]:
    scale = [word.strip() for word in one.way.what.split(",")]
    good = scale.index(one.way.tolerance)
    days = _days(one, rng)
    for place, day in enumerate(days):
        last = place == len(days) - 1
        level = good if one.way.fate in {"+", "!"} else good - 1
        level += 0 if last else rng.choice((-1, 0, 0))
        yield day, "", str(min(max(level, 0), len(scale) - 1)), "", rng.choice(_JUDGED)


def _milestone(one: Followed, rng: Random) -> Iterator[_Row]:
    deadline = _deadline(one)
    if one.way.fate == "!":
        met = min(deadline, one.until) - dt.timedelta(days=3 + rng.randrange(30))
        yield met, "", "", "1", _MET
    elif one.way.fate == "-" and deadline < one.until:
        yield deadline, "", "", "0", "Sagen er udskudt til efter sommerferien."


def _figure(text: str) -> tuple[Decimal, int]:
    value = Decimal(text.replace(",", "."))
    return value, len(text.partition(",")[2])


def _author(one: Followed, day: dt.date, people: People) -> str:
    """Return who could have written on that day: the owner, the one before them, the deputy or the head."""
    head = people.head_of[one.plan.spec.unit.code]
    item = one.item
    for person in (item.owner, f"tidligere.{item.owner}", item.deputy, head, f"tidligere.{head}"):
        if person and people.served(person, day):
            return person
    return ""
