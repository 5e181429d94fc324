"""Sporkøbing's agenda items with their way from body to body, and the meetings ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import table_of, text_of
from kernespor.connectors.sporkoebing.people import People

_FRIDAY = 4
_QUIET = {(12, day) for day in range(22, 32)} | {(1, 1)}  # no body meets between Christmas and New Year
_WORDS = ("title", "theme", "economy", "consultation", "recommendation")
Told = dict[str, list[str]]


def agenda_of(
    units: Sequence[UnitRow], people: People, calendar: Calendar, *, small: bool
) -> dict[str, list[dict[str, Any]]]:
    """Return the items with their steps, and the meetings ahead, by kind; dates as "2026-11-20"."""
    known = {unit.code for unit in units}
    persons = {person.id for person in people.persons}
    bodies = {row[0] for row in table_of("bodies.txt") if (row[9] or not small) and row[4] in known}
    items: list[dict[str, Any]] = []
    meetings: list[dict[str, Any]] = []
    gatherings: list[dict[str, Any]] = []
    for told, marked in _blocks():
        meetings += [one for line in told.get("series", []) for one in _series(line, calendar, bodies)]
        gatherings += _gathering(told, calendar, bodies)
        if "title" in told and (marked or not small) and told["unit"][0] in known:
            items.append(_item(told, calendar, bodies, persons))
    return {"items": items, "meetings": meetings, "gatherings": gatherings}


def _blocks() -> Iterator[tuple[Told, bool]]:
    for block in text_of("agenda.txt").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        told: Told = {}
        for line in lines[1:]:
            name, _, text = line.partition(": ")
            told.setdefault(name, []).append(text)
        yield told, lines[0].startswith("!")


def _item(told: Told, calendar: Calendar, bodies: set[str], persons: set[str]) -> dict[str, Any]:
    way = [word for word in " ".join(told.get("way", [])).split() if word.partition("/")[0] in bodies]
    first = {name: told.get(name, [""])[0].replace("^", "\n") for name in _WORDS}
    number = told.get("case", [""])[0]
    return first | {
        "case_number": f"{calendar.until.year % 100}/{number}" if number else "",
        "item_type": told.get("type", [""])[0],
        "unit": told["unit"][0],
        "by": told["by"][0],
        "subjects": " ".join(told.get("subjects", [])).split(),
        "urgent": "urgent" in told,
        "openness": told.get("openness", ["open"])[0],
        "sections": [_section(line) for line in told.get("section", [])],
        "attachments": told.get("attachment", []),
        "heard": told.get("heard", []),
        "way": [[word.partition("/")[0], word.partition("/")[2]] for word in way],
        "steps": [step for line in told.get("step", []) if (step := _step(line, calendar, bodies, persons))],
    }


def _section(line: str) -> list[str]:
    heading, _, text = line.partition("|")
    return [heading, text.replace("^", "\n")]


def _step(line: str, calendar: Calendar, bodies: set[str], persons: set[str]) -> dict[str, Any] | None:
    """Return a step, or nothing where the small municipality lacks the one it names."""
    day, what, who, *more = line.split(" ", 4)
    step: dict[str, Any] = {"on": _day(calendar, day), "what": what}
    if what == "approve":
        return step | {"by": who} if who in persons else None
    if who not in bodies:
        return None
    step |= {"body": who, "meeting": _day(calendar, more[0])}
    rest = more[1] if len(more) > 1 else ""
    if what == "decide":
        outcome, _, words = rest.partition(" ")
        return step | {"outcome": outcome, "words": words}
    if what == "follow":
        owner, due, task = rest.split(" ", 2)
        return step | {"owner": owner, "due": _day(calendar, due), "task": task} if owner in persons else None
    return step | {"why": rest}


def _series(line: str, calendar: Calendar, bodies: set[str]) -> Iterator[dict[str, Any]]:
    body, weekday, first, weeks, number, hour, place = line.split(" ", 6)
    begins = calendar.until + int(first) * DAY
    begins += (int(weekday) - begins.weekday()) % 7 * DAY
    for count in range(int(number) if body in bodies else 0):
        on = begins + 7 * int(weeks) * count * DAY
        on += 7 * DAY if (on.month, on.day) in _QUIET else 0 * DAY
        due = _weekday(on - 10 * DAY)
        yield {"body": body, "on": str(on), "hour": hour, "place": place, "due": str(due)}


def _gathering(told: Told, calendar: Calendar, bodies: set[str]) -> list[dict[str, Any]]:
    """Return a chair's or a theme meeting, with its programme, guests and notes."""
    if "gathering" not in told:
        return []
    kind, body, day, hour, place = told["gathering"][0].split(" ", 4)
    meeting = {"kind": kind, "body": body, "on": _day(calendar, day), "hour": hour, "place": place}
    points = [line.split("|") for line in told.get("point", [])]
    guests = [line.split("|") for line in told.get("guest", [])]
    found = meeting | {"points": points, "guests": guests, "notes": told.get("note", [])}
    return [found] if body in bodies else []


def _day(calendar: Calendar, text: str) -> str:
    return str(_weekday(calendar.until + int(text) * DAY))


def _weekday(day: dt.date) -> dt.date:
    """Return a day, or the Friday before it where it lies at a weekend."""
    return day - max(0, day.weekday() - _FRIDAY) * DAY
