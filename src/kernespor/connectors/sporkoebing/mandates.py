"""Sporkøbing's mandates of groups: what they are to do, what they delivered, what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import table_of, text_of
from kernespor.connectors.sporkoebing.people import People

Told = dict[str, list[str]]


def mandates_of(
    units: Sequence[UnitRow], people: People, calendar: Calendar, *, small: bool
) -> list[dict[str, Any]]:
    """Return the mandates with what was delivered and their harvest; dates as "2026-11-20"."""
    known = {unit.code for unit in units}
    persons = {person.id for person in people.persons}
    bodies = {row[0] for row in table_of("bodies.txt") if (row[9] or not small) and row[4] in known}
    return [
        _mandate(told, calendar, persons)
        for told, marked in _blocks()
        if (marked or not small) and told["body"][0] in bodies and told["tovholder"][0] in persons
    ]


def _blocks() -> Iterator[tuple[Told, bool]]:
    for block in text_of("mandates.txt").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        told: Told = {}
        for line in lines[1:]:
            name, _, text = line.partition(": ")
            told.setdefault(name, []).append(text)
        yield told, lines[0].startswith("!")


def _mandate(told: Told, calendar: Calendar, persons: set[str]) -> dict[str, Any]:
    one = {name: texts[0].replace("^", "\n") for name, texts in told.items()}
    due = [line.partition(" ") for line in told.get("deliverable", [])]
    settled = [
        (int(number), {"state": state, "on": _day(calendar, day), "result": words})
        for state in ("delivered", "given_up")
        for line in told.get(state, [])
        for number, day, words in [line.split(" ", 2)]
    ]
    became = dict(settled)
    carried = [line.partition(" ") for line in told.get("carried", [])]
    return {
        **{name: one[name] for name in ("body", "title", "task", "frame", "set_by", "tovholder")},
        "reports_to": one["reports_to"],
        "power": "power" in one,
        "decision": _decision(one["decided"], calendar) if "decided" in one else None,
        "starts": _day(calendar, one["starts"]),
        "ends": _day(calendar, one["ends"]) if "ends" in one else "",
        "deliverables": [
            {"text": text, "due": _day(calendar, day), "became": became.get(number)}
            for number, (day, _, text) in enumerate(due, start=1)
        ],
        "harvest": {
            "on": _day(calendar, one["ended"]),
            "came_of_it": one["came_of_it"],
            "learned": one["learned"],
            "carried": [[owner, words] for owner, _, words in carried if owner in persons],
        }
        if "ended" in one
        else None,
    }


def _decision(line: str, calendar: Calendar) -> dict[str, str]:
    day, body, words = line.split(" ", 2)
    title, _, text = words.partition("|")
    return {"on": _day(calendar, day), "body": body, "title": title, "words": text}


def _day(calendar: Calendar, text: str) -> str:
    return str(calendar.until + int(text) * DAY)
