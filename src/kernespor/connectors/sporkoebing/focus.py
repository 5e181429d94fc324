"""Sporkøbing's focus areas: two sets, one after the other, who backed and adopted them, what hangs under."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.content import text_of

LEARNT, FOLLOWING = "lært", "næste"  # names of the parts of an evaluation
_TIED = {">": "goal", "*": "trial", "%": "area"}


def focus_of(calendar: Calendar) -> dict[str, Any]:
    """Return the sets in order of time, and the ties from titles of goals, trials and priority areas.

    Every day is dated from the present period; one that lies after `until` is `until`.
    """
    sets: list[dict[str, Any]] = []
    ties: list[dict[str, Any]] = []
    for line in text_of("focus.txt").splitlines():
        mark, _, rest = line.partition(" ")
        if not line or mark == "#":
            continue
        cells = rest.split("|")
        if mark == "@set":
            sets.append(_set(cells, calendar))
        elif mark in _TIED:
            title, key, area, why = cells
            ties.append({"kind": _TIED[mark], "title": title, "set": key, "area": int(area), "why": why})
        else:
            _line(sets[-1], mark, rest, cells, calendar)
    return {"sets": sets, "ties": ties}


def _set(cells: list[str], calendar: Calendar) -> dict[str, Any]:
    key, title, first, last = cells
    starts, ends = dt.date(calendar.year + int(first), 1, 1), dt.date(calendar.year + int(last), 12, 31)
    title = title.replace("{from}", str(starts.year)).replace("{to}", str(ends.year))
    return {
        "key": key, "title": title, "starts": str(starts), "ends": str(ends), "text": "", "areas": [],
        "backings": [], "notes": [], "edits": [],
    }  # fmt: skip


def _line(told: dict[str, Any], mark: str, rest: str, cells: list[str], calendar: Calendar) -> None:
    """Put a line where it belongs: in the set, or in the area that was last begun."""
    if mark == "text":
        told["text"] = rest
    elif mark in {"proposed", "replaced"}:
        told[mark] = _day(cells, calendar)
    elif mark == "backing":
        told["backings"].append({"who": cells[0], "on": _day(cells[1:4], calendar), "words": cells[4]})
    elif mark == "decided":
        said = {"body": cells[0], "case": cells[4], "words": cells[5]}
        told["decision"] = {**said, "on": _day(cells[1:4], calendar)}
    elif mark == "note":
        days = {"on": _day(cells[:3], calendar), "since": _day(cells[3:6], calendar)}
        told["notes"].append({**days, "title": cells[6], "sender": cells[7], "status": cells[8]})
    elif mark == "edit":
        told["edits"].append({"area": int(cells[0]), "heading": cells[1], "text": cells[2]})
    elif mark == "=":
        told["areas"].append({"title": rest, "text": "", "fates": [], "evaluation": None})
    else:
        _of_area(told["areas"][-1], mark, rest, cells, calendar)


def _of_area(area: dict[str, Any], mark: str, rest: str, cells: list[str], calendar: Calendar) -> None:
    if mark == "<":
        area["fates"].append({"kind": cells[0], "before": cells[1], "why": cells[2]})
    elif mark == "~":
        area["evaluation"] = {"on": _day(cells, calendar), "gjort": "", LEARNT: "", FOLLOWING: ""}
    elif mark in {"gjort", LEARNT, FOLLOWING}:
        area["evaluation"][mark] = rest
    else:
        area["text"] = f"{mark} {rest}"


def _day(cells: list[str], calendar: Calendar) -> str:
    """Return a day of a year counted from the present period's; 0|0|0 is the day it stands on."""
    years, month, day = (int(cell) for cell in cells)
    if not month:
        return str(calendar.until)
    return str(min(dt.date(calendar.year + years, month, day), calendar.until))
