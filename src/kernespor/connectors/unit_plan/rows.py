"""Lines made ready to be read: corrected, in one alphabet, with tables and soft breaks taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import normalise, parse_marks
from kernespor.connectors.documents.text import is_ruler, split_row
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.repair import has_foreign, repair_alphabet
from kernespor.connectors.unit_plan.vocabulary import words_of


@dataclass(slots=True)
class Row:
    """One line, or one part of a line, on its way to be read; `gone` names the furniture that it became."""

    number: int
    text: str
    line: Line
    level: int = 0
    bullet: str = ""
    bold: bool = False
    cell: tuple[int, int, int] | None = None
    forced: LineKind | None = None
    gone: str = ""

    @property
    def blank(self) -> bool:
        """Whether the row holds nothing to read."""
        return not self.text


def make_rows(
    lines: Sequence[Line], corrections: Corrections, notes: Notes
) -> tuple[list[Row], frozenset[str]]:
    """Return the rows of a document and the words (lower case) that it spells in Latin letters."""
    rows: list[Row] = []
    for line in lines:
        rows.extend(_rows_of(_corrected(line, corrections), corrections))
    known = frozenset(word for row in rows if not has_foreign(row.text) for word in words_of(row.text))
    for row in rows:
        if has_foreign(row.text):
            repaired = repair_alphabet(row.text, known)
            row.text = repaired.text
            for wrong, right in repaired.repairs:
                notes.repaired("foreign_letters", row.number, wrong, right)
            for word in repaired.foreign:
                notes.noticed("foreign_words", row.number, word)
    return rows, known


def _corrected(line: Line, corrections: Corrections) -> Line:
    text = corrections.texts.get(line.number)
    return line if text is None else replace(line, text=parse_marks(text).text, raw=text)


def _rows_of(line: Line, corrections: Corrections) -> list[Row]:
    forced = corrections.kinds.get(line.number)
    if line.role == "row" and line.cell:
        return _cells(line, forced)
    parts = line.text.split("\n")
    first = _row(line, parts[0], forced)
    rows = [first]
    for part in parts[1:]:
        marks = parse_marks(part, headings=False)
        rows.append(Row(line.number, marks.text, line, 0, marks.bullet, cell=line.cell, forced=forced))
    return [row for row in rows if row.text] or [first]


def _row(line: Line, text: str, forced: LineKind | None) -> Row:
    text = " ".join(normalise(text).split())
    ruler = (
        bool(text or line.raw.strip())
        and is_ruler(line.raw.strip())
        and not any(letter.isalnum() or letter in "%‰" for letter in text)
    )
    return Row(
        line.number,
        "" if ruler else text,
        line,
        min(max(line.level, 0), 9),
        line.bullet,
        line.bold,
        line.cell,
        forced,
        "rule" if ruler else "",
    )


def _cells(line: Line, forced: LineKind | None) -> list[Row]:
    """Take the row of a Markdown table apart; <br> parts the paragraphs of a cell."""
    table, row, _ = line.cell or (0, 0, 0)
    if is_ruler(line.raw.strip()):
        return [Row(line.number, "", line, gone="rule")]
    rows = []
    for column, cell in enumerate(split_row(line.raw), start=1):
        for part in cell.replace("<br/>", "<br>").replace("<br />", "<br>").split("<br>"):
            marks = parse_marks(part, headings=False)
            rows.append(
                Row(line.number, marks.text, line, 0, marks.bullet, marks.bold, (table, row, column), forced)
            )
    return rows or [Row(line.number, "", line)]
