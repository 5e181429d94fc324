"""Sporkøbing's budget analyses: what they were to find out, what came of it, and the statuses they owe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from kernespor.connectors.sporkoebing.calendar import DAY, Calendar, months_before
from kernespor.connectors.sporkoebing.content import text_of
from kernespor.connectors.sporkoebing.plans import Spec

_PARTS = "\n%%\n"
_WORDS = ("purpose", "hypothesis", "method", "data", "anchoring")
_KINDS = ("mark", "effort", "method", "example", "step")
_AFTER_PURPOSE = 5  # lines: the first "method" of each analysis tells how, the later ones are parts


def analyses_of(specs: Sequence[Spec], calendar: Calendar) -> list[dict[str, Any]]:
    """Return the analyses, the first begun first.

    The first line of each: key, unit, person, title, months since it began, months since it was to end,
    body that asked for it, owner, deputy, key of the governing document. Then its words, one on each line;
    parts with who is drawn in (`@`: the words of a passage); statuses with body, name, days until due, days
    since given and by whom; result, decision, and the goals that it led to.
    """
    stems = {(spec.file.split("-2")[0], spec.span.first.year - calendar.year): spec.file for spec in specs}
    return [_analysis(part.splitlines(), calendar, stems) for part in text_of("analyses.txt").split(_PARTS)]


def _analysis(lines: Sequence[str], calendar: Calendar, stems: dict[tuple[str, int], str]) -> dict[str, Any]:
    key, unit, by, title, begins, ends, body, owner, deputy, document = lines[0].split("|")
    rows = [line.split("|") for line in lines[1:] if line]
    told = dict(row[:2] for row in rows[:_AFTER_PURPOSE])
    return {
        "key": key, "unit": unit, "by": by, "title": title, "body": body, "owner": owner, "deputy": deputy,
        "document": document,
        "begins": _months(calendar, begins), "ends": _months(calendar, ends),
        "words": {name: told[name] for name in _WORDS},
        "parts": [
            {
                "kind": row[0].rstrip("@"),
                "text": row[1],
                "participants": row[2] if len(row) > 2 else "",  # noqa: PLR2004 - a third cell, where there is one
                "cited": row[0].endswith("@"),
            }
            for row in rows[_AFTER_PURPOSE:]
            if row[0].rstrip("@") in _KINDS
        ],
        "reports": list(_reports(rows, calendar)),
        "result": next(
            ({"on": _months(calendar, row[1]), "by": row[2], "text": row[3]} for row in rows
             if row[0] == "result"), None,
        ),
        "decided": next(
            (
                {"on": _months(calendar, row[1]), "body": row[2], "title": row[3], "outcome": row[4],
                 "words": row[5]}
                for row in rows if row[0] == "decided"
            ), None,
        ),
        "leads": [lead for row in rows if row[0] == "leads" for lead in _leads(row, stems)],
    }  # fmt: skip


def _reports(rows: Sequence[Sequence[str]], calendar: Calendar) -> Iterator[dict[str, str]]:
    for row in rows:
        if row[0] == "report":
            _, body, name, due, given, by, text = row
            yield {
                "body": body,
                "to_name": name,
                "due": (calendar.until + int(due) * DAY).isoformat(),
                "given_on": (calendar.until + int(given) * DAY).isoformat() if given else "",
                "by": by,
                "text": text,
            }


def _leads(row: Sequence[str], stems: dict[tuple[str, int], str]) -> Iterator[dict[str, str]]:
    stem, years, number = row[1].split(":")
    if (stem, int(years)) in stems:
        yield {"file": stems[stem, int(years)], "number": number, "by": row[2], "why": row[3]}


def _months(calendar: Calendar, months: str) -> str:
    day: dt.date = months_before(calendar.until, int(months))
    return day.isoformat()
