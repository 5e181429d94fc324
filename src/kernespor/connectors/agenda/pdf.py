"""An agenda, minutes or one item as PDF, for everyone (PDF/UA-1) and for good (PDF/A-2a), set by typst."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst

from kernespor.connectors.agenda import story
from kernespor.connectors.agenda.blocks import Block, Points, Table, blocks
from kernespor.connectors.agenda.paper import AgendaPaper, says_closed, shown
from kernespor.connectors.agenda.records import AgendaItem
from kernespor.connectors.unit_plan.paper import WORD_JOINER, one_line
from kernespor.connectors.unit_plan.pdf import STANDARDS, all_fonts, own_fonts

ASSETS = Path(__file__).with_name("assets")
TEMPLATE = ASSETS / "dagsorden.typ"

_FOOT_LETTERS = 90
_LONG_WORD = re.compile(r"\S{40,}")
_PIECE = re.compile(r"\S{24}")
_BEYOND_LATIN = re.compile("[^ -~\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2212\u200b]")


def write_pdf(paper: AgendaPaper) -> bytes:
    """Return the paper as a PDF, the same bytes for the same paper.

    A letter that our typeface lacks is set in one of the machine's own; one that none has becomes □.
    """
    data = as_data(paper)
    for fonts in (own_fonts, all_fonts):
        try:
            return _compiled(data, paper.day(), fonts())
        except typst.TypstError:
            continue
    shown_letters = json.loads(_BEYOND_LATIN.sub("□", json.dumps(data, ensure_ascii=False)))
    return _compiled(shown_letters, paper.day(), own_fonts())


def as_data(paper: AgendaPaper) -> dict[str, Any]:
    """Return what the template reads: plain texts, numbers and lists, nothing that is markup."""
    reading = shown(paper)
    foot = paper.foot()
    return {
        "title": paper.title(),
        "kind": paper.kind.value,
        "draft": paper.draft,
        "heading": _plain(f"{reading.body or paper.kind.value} {reading.term}".strip()),
        "municipality": one_line(paper.municipality),
        "facts": [[label, _plain(value)] for label, value in paper.facts() if label != story.TERM],
        "items": [_item(item) for item in reading.items],
        "foot": foot if len(foot) <= _FOOT_LETTERS else f"{foot[: _FOOT_LETTERS - 1].rstrip()}…",
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    facts = ((story.CASE_NUMBER, item.case_number), (story.ITEM_TYPE, item.item_type))
    return {
        "heading": _plain(story.item_heading(item)),
        "closed": says_closed(item),
        "facts": [[label, _plain(value)] for label, value in facts if value],
        "fields": list(_fields(item)),
    }


def _fields(item: AgendaItem) -> Iterator[dict[str, Any]]:
    for heading, text in story.fields(item):
        yield _field(heading, [_block(one) for one in blocks(text)])
    if item.attachments or "attachments" in item.kinds:
        names = Points(item.attachments) if item.attachments else blocks(story.NO_ATTACHMENT)[0]
        yield _field(story.HEADINGS["attachments"], [_block(names)])
    for one in item.decisions:
        field = _field(story.decision_heading(one), [_block(block) for block in blocks(one.text)])
        field["absent"] = _plain(story.absent_line(one))
        field["disqualified"] = _plain(story.names_line(one.disqualified)) if one.disqualified else ""
        field["statements"] = [_lines(text) for text in story.statements(one)]
        yield field


def _field(heading: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"heading": _plain(heading), "blocks": found, "absent": "", "disqualified": "", "statements": []}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", "rows": [[_plain(cell) for cell in row] for row in block.rows]}
    if isinstance(block, Points):
        form = block.form.replace("%1", block.first)
        return {"kind": "points", "form": form, "points": [_lines(point) for point in block.points]}
    text = f"{block.mark} {block.text}" if block.mark else block.text
    return {"kind": "paragraph", "marked": bool(block.mark), "lines": _lines(text)}


def _lines(text: str) -> list[str]:
    return [_plain(line) for line in text.split("\n")]


def _plain(text: str) -> str:
    """Return a text without our marks; words too long for a line may break."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text.replace(WORD_JOINER, ""))


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
