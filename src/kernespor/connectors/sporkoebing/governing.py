"""Sporkøbing's governing documents: who laid each in, how it came into force, what builds on its passages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kernespor.connectors.sporkoebing.calendar import DAY, Calendar, months_before
from kernespor.connectors.sporkoebing.content import table_of, text_of
from kernespor.connectors.sporkoebing.plans import Spec

WHY_UNHEARD = "Programmet er drøftet på tre møder i chefgruppen, og Byrådet har bedt om det inden sommer."
HEARING = "Høring om {title}"
HEARING_GROUND = "Direktionen hører lederne, før den vedtager noget, der gælder for dem."
_PARTS = "\n%%\n"
_HEARD_FOR = 12  # days that those heard have left on the municipality's day


def governing_of(
    specs: Sequence[Spec], calendar: Calendar
) -> tuple[list[dict[str, Any]], Mapping[str, bytes]]:
    """Return the documents in the order in which they were adopted, and their texts by file name.

    The first line of each: key, kind, unit, person, way into force, body, months since it was adopted, days
    until it held, months until its last day, the key of what it replaced.
    """
    stems = {(spec.file.split("-2")[0], spec.span.first.year - calendar.year): spec.file for spec in specs}
    rows, texts = [], {}
    for part in text_of("governing.txt").split(_PARTS):
        first, _, text = part.partition("\n")
        key, kind, unit, person, way, body, months, days, last, replaces, *_ = first.split("|")
        adopted = months_before(calendar.until, int(months)) if way not in {"hear", "draft"} else None
        texts[f"{key}.md"] = text.strip().encode() + b"\n"
        rows.append({
            "key": key,
            "file": f"{key}.md",
            "kind": kind,
            "unit": unit,
            "person": person,
            "way": way,
            "body": body,
            "adopted_on": _day(adopted),
            "valid_from": _day(adopted + int(days) * DAY if adopted and days else None),
            "valid_to": _day(months_before(calendar.until, int(last)) if last else None),
            "replaces": replaces,
            "heard_until": _day(calendar.until + _HEARD_FOR * DAY) if way == "hear" else "",
            "passages": list(_passages(key, stems)),
        })  # fmt: skip
    return rows, texts


def _passages(key: str, stems: Mapping[tuple[str, int], str]) -> Iterator[dict[str, Any]]:
    for document, role, measure, target, direction, words, built, why in table_of("governing_passages.txt"):
        if document == key:
            ends = [one.split(":") for one in built.split()]
            goals = [(stems.get((stem, int(years))), number) for stem, years, number in ends]
            yield {
                "words": words,
                "role": role,
                "measure": measure,
                "target": target,
                "direction": direction,
                "builds": [{"plan": plan, "number": number} for plan, number in goals if plan],
                "why": why,
            }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
