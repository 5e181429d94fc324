"""Notes as PDF, readable by everyone (PDF/UA-1) and for good (PDF/A-2a), set by typst."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import typst

from kernespor.connectors.note.records import Note, NotePart, in_order
from kernespor.connectors.unit_plan.pdf import STANDARDS, all_fonts, own_fonts
from kernespor.engines.danish import long_date

ASSETS = Path(__file__).with_name("assets")
TEMPLATE = ASSETS / "notat.typ"

_FOOT_LETTERS = 72
_LONG_WORD = re.compile(r"\S{40,}")
_PIECE = re.compile(r"\S{24}")
_BEYOND_LATIN = re.compile("[^ -~\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2212\u200b]")


def write_pdf(note: Note) -> bytes:
    """Return the note as a PDF, the same bytes for the same note.

    A letter that our typeface lacks is set in one of the machine's own; one that none has becomes □.
    """
    data = as_data(note)
    for fonts in (own_fonts, all_fonts):
        try:
            return _compiled(data, note.on, fonts())
        except typst.TypstError:
            continue
    shown = json.loads(_BEYOND_LATIN.sub("□", json.dumps(data, ensure_ascii=False)))
    return _compiled(shown, note.on, own_fonts())


def as_data(note: Note) -> dict[str, Any]:
    """Return what the template reads: plain texts, numbers and lists, nothing that is markup."""
    paper = in_order(note)
    title = paper.title or paper.kind
    day = long_date(paper.on) if paper.on else ""
    room = max(20, _FOOT_LETTERS - len(paper.municipality) - len(day))
    short = title if len(title) <= room else title[: room - 1].rstrip() + "…"
    return {
        "title": _breakable(title),
        "kind": paper.kind,
        "sender": _breakable(paper.sender),
        "date": day,
        "municipality": paper.municipality,
        "author": paper.municipality or paper.sender or paper.kind,
        "facts": [_breakable(line) for line in paper.facts],
        "parts": [_part(part) for part in paper.parts],
        "colophon": [_breakable(line) for line in paper.colophon],
        "foot": " · ".join(part for part in (paper.municipality, short, day) if part),
    }


def _part(part: NotePart) -> dict[str, Any]:
    return {
        "heading": _breakable(part.heading),
        "level": part.level,
        "blocks": [
            _breakable(block) if isinstance(block, str) else [_breakable(point) for point in block]
            for block in part.blocks()
        ],
        "sources": _breakable("Kilder: " + "; ".join(part.sources) + ".") if part.sources else "",
    }


def _breakable(text: str) -> str:
    """Let words that no hyphenation knows break, so that they stay on the page."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


def _compiled(data: dict[str, Any], on: dt.date | None, fonts: typst.Fonts) -> bytes:
    written = typst.compile(
        TEMPLATE,
        root=ASSETS,
        font_paths=fonts,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=dt.datetime.combine(on or dt.date(1980, 1, 1), dt.time(), dt.UTC),
    )
    return bytes(written)
