"""The year as PDF for the wall, readable by everyone (PDF/UA-1) and for good (PDF/A-2a), set by typst."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import typst

from kernespor.connectors.annual_wheel import drawing
from kernespor.connectors.annual_wheel.records import Mark, WheelPaper
from kernespor.connectors.unit_plan.pdf import STANDARDS, all_fonts, own_fonts
from kernespor.engines.danish import MONTHS, SHORT_MONTHS

ASSETS = Path(__file__).with_name("assets")
TEMPLATE = ASSETS / "aarshjul.typ"
_LARGE, _SMALL = 9.4, 5.4  # points, of the words beside the wheel
_LINE = 0.46  # millimetres of height that a line of one point takes
_BEYOND_LATIN = re.compile("[^ -~\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2212]")
_KEPT = re.compile(r" (?=\d)|(?<=\d\.) ")  # numbers stay on the line of their word
_LETTER = 0.19  # millimetres of width of a letter of one point, generously


def write_pdf(paper: WheelPaper) -> bytes:
    """Return the year as a PDF, the same bytes for the same year.

    A letter that our typeface lacks is set in one of the machine's own; one that none has becomes □.
    """
    data = as_data(paper)
    for fonts in (own_fonts, all_fonts):
        try:
            return _compiled(data, paper.made_on, fonts())
        except typst.TypstError:
            continue
    shown = json.loads(_BEYOND_LATIN.sub("□", json.dumps(data, ensure_ascii=False)))
    return _compiled(shown, paper.made_on, own_fonts())


def as_data(paper: WheelPaper) -> dict[str, Any]:
    """Return what the template reads: texts, numbers and points, nothing that is markup."""
    labels = drawing.labels(paper.marks, paper.year)
    most = max((sum(one.right is side for one in labels) for side in (True, False)), default=0)
    room = drawing.gap(most)
    size = round(min(_LARGE, max(_SMALL, room / (2 * _LINE) - 0.5)), 2)
    lines = max(1, int(room / (size * _LINE)))
    names = drawing.processes(paper.marks)
    middle = [(dt.date(paper.year, month, 16) - dt.date(paper.year, 1, 1)).days for month in range(1, 13)]
    return {
        "year": str(paper.year),
        "municipality": paper.municipality,
        "facts": list(paper.facts),
        "colophon": list(paper.colophon),
        "centre": drawing.CENTRE,
        "rim": drawing.RIM,
        "hub": drawing.HUB,
        "rings": [drawing.ring_radius(ring, len(names)) for ring in range(len(names))],
        "processes": names,
        "wedges": [drawing.wedge(month, paper.year) for month in range(1, 13)],
        "months": [
            {"name": name, "at": drawing.point(day, paper.year, (drawing.HUB + drawing.INNER) / 2)}
            for name, day in zip((month[:3] for month in MONTHS), middle, strict=True)
        ],
        "size": size,
        "label": {"width": drawing.LABEL_WIDTH, "height": round(min(room, size * _LINE * lines + 0.6), 2)},
        "labels": [_label(one, int(drawing.LABEL_WIDTH / (size * _LETTER)) * lines) for one in labels],
        "list": _by_month(paper),
        "alt": (
            f"Årshjul {paper.year} tegnet som en cirkel, der løber med uret fra januar øverst. "
            f"{len(paper.marks)} trin er sat på cirklen med dag og navn. De står alle på listen efter hjulet."
        ),
    }


def _label(one: drawing.Label, letters: int) -> dict[str, Any]:
    day, title = _days(one.mark), _KEPT.sub("\u00a0", one.mark.title)
    room = max(12, letters - len(day) - 6)
    return {
        "at": one.at,
        "right": one.right,
        "line": one.line,
        "dot": one.dot,
        "arc": one.arc,
        "ring": one.ring,
        "legal": one.mark.legal,
        "day": day,
        "title": title if len(title) <= room else title[: room - 1].rstrip() + "…",
    }


def _days(mark: Mark) -> str:
    first = f"{mark.on.day}. {SHORT_MONTHS[mark.on.month - 1]}"
    if mark.ends is None or mark.ends == mark.on:
        return first
    last = f"{mark.ends.day}. {SHORT_MONTHS[mark.ends.month - 1]}"
    return f"{mark.on.day}.–{last}" if mark.ends.month == mark.on.month else f"{first} – {last}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_month(paper: WheelPaper) -> list[dict[str, Any]]:
    names = drawing.processes(paper.marks)
    found = []
    for month, name in enumerate(MONTHS, start=1):
        rows = [
            {
                "day": _days(mark),
                "title": _KEPT.sub("\u00a0", mark.title),
                "who": _sentence(", ".join(mark.parties)),
                "legal": mark.legal,
                "ring": names.index(mark.process),
                "unverified": mark.unverified,
            }
            for mark in paper.marks
            if mark.on.month == month
        ]
        found.append({"name": name.capitalize(), "rows": rows})
    return found


def _compiled(data: dict[str, Any], on: dt.date, fonts: typst.Fonts) -> bytes:
    written = typst.compile(
        TEMPLATE,
        root=ASSETS,
        font_paths=fonts,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=dt.datetime.combine(on, dt.time(), dt.UTC),
    )
    return bytes(written)
