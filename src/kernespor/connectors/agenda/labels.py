"""Finds the labels of an agenda's parts: alone, with a value, in a cell, in a column, over lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kernespor.connectors.agenda.beside import (
    DECISION,
    LONGEST,
    SAYS,
    fits,
    further_label,
    gapped,
    gapped_at,
    inline_label,
    is_heading_like,
    is_parted,
    joined,
    looks_filled_in,
    parted_by_colon,
    raw_rest,
    side_by_side,
)
from kernespor.connectors.agenda.bodies import find_body, tells_who
from kernespor.connectors.agenda.cases import is_case
from kernespor.connectors.agenda.columns import left_column
from kernespor.connectors.agenda.decision_heads import decision_rows, has_text_below, read_decider
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.forms import LABEL_ROWS, form_tables, set_aside_column_heads
from kernespor.connectors.agenda.vocabulary import (
    Label,
    find_label,
    fold,
    is_type,
    may_begin_label,
    names_document,
    words,
)
from kernespor.connectors.governing.layout import Layout, ended, is_open
from kernespor.connectors.unit_plan.rows import Row

SHORT_KINDS = frozenset(
    {
        "case_number",
        "item_type",
        "registration",
        "attachments",
        "absent",
        "disqualified",
        "meeting",
        "decision",
    }
)
_NOT_DECIDED_BELOW = frozenset({"", "lead", "meeting", "section", "history", "registration"})
_DECIDES = frozenset({"decision", "absent", "disqualified", "dissent"})
_VERB = re.compile(r"(?:indstiller|indstilles|foreslår|foreslås|anbefaler|anbefales)\b", re.IGNORECASE)
_NOT_SAID_IN = frozenset(
    {"recommendation", "said_recommendation", "decision", "absent", "disqualified", "dissent"}
)
_NUMBER_OF_ITEM = re.compile(
    r"(?:dagsordens?)?(?:punkt|pkt\.?)(?: ?nr\.?)? ?\d{1,3}[.:]?(?: \(.*\))?", re.IGNORECASE
)
_ATTACHED = re.compile(r"Bilag \d{1,2} ?(?:[:–—-] |\.pdf)")
_CAPITALS = frozenset("ABCDEFGH")  # by which labels may be counted: "B. Sagsfremstilling"
_POINT = re.compile(r"at\b|a\)")  # what a recommendation may begin with in small letters
_COLUMNS = "\n"  # stands for a value that is a column of its own
_NEAR = 20  # lines below a label in which its text begins
_UNKNOWN_WORDS = 4
_FEWEST_FORM = 2  # lines with a label and a value side by side before a document counts as a form


def find_marks(rows: Sequence[Row], layout: Layout) -> list[Entry]:
    """Return the rows with every label, and what a line says beside its label as a row of its own."""
    return _Finder(rows, layout).run()


class _Finder:
    def __init__(self, rows: Sequence[Row], layout: Layout) -> None:
        self.rows, self.layout = rows, layout
        self.tables = form_tables(rows)
        set_aside_column_heads(rows, self.tables)
        self.filled: dict[tuple[int, int], set[int]] = {}
        for row in rows:
            if row.cell and row.text:
                self.filled.setdefault(row.cell[:2], set()).add(row.cell[2])
        self.number = 0
        self.texts = Counter(row.text for row in rows)
        self.beside: list[str] = []
        self.entries: list[Entry] = []
        self.kind = ""
        self.blanks = 0
        self.before: Row | None = None
        self.form = sum(gapped(row) is not None or looks_filled_in(row) for row in rows) >= _FEWEST_FORM

    def run(self) -> list[Entry]:
        """Go over the rows once."""
        place = 0
        while place < len(self.rows):
            row = self.rows[place]
            if row.gone or row.blank:
                self.blanks += row.blank and not row.gone
                self.entries.append(row)
                place += 1
                continue
            place += self._take(place, row)
            self.blanks = 0
        return self.entries

    def _take(self, place: int, row: Row) -> int:
        """Add the row, with the label that begins at it if one does; return how many rows that took."""
        found = None if self._is_value_cell(row) else self._at(place, row)
        if found and self._names_document(place, found[0]):
            found = None
        if found is None:
            if _NUMBER_OF_ITEM.fullmatch(row.text) or (self.kind in _DECIDES and is_case(row.text)):
                self.kind = "lead"  # another item begins: what was decided of the last one is at its end
            self.entries.append(self._as_value(row))
            self.before = row
            return 1
        mark, rest, taken = found
        plain = not rest or (taken == 1 and not gapped(row))
        said = mark.kind == "recommendation" and _VERB.search(mark.text)
        if said and plain and not self._looks_set(row):
            mark = Mark("said_recommendation", "", [row], sure=False, keep=True)
            taken = 1
        self.entries.append(mark)
        self.kind = mark.kind
        self.before = None
        if mark.keep:
            self.entries.append(self._as_value(row))
            self.before = row
        elif rest == _COLUMNS:
            self.entries.extend(self._right_column(mark.rows))
        elif rest:
            self.entries.extend(self._rest(row if taken == 1 else self.rows[place + taken - 1], rest))
        else:
            # Blank and set-aside rows between the label's lines stay where they are.
            self.entries.extend(one for one in self.rows[place : place + taken] if one.gone)
        return taken

    def _names_document(self, place: int, mark: Mark) -> bool:
        """Say whether a word that is a label below names the whole document here, above all labels."""
        if mark.kind == "decision":
            return self.kind in {"", "meeting"} and names_document(mark.text.split()[0])
        if mark.kind != "recommendation" or self.kind or self.before or not names_document(mark.text):
            return False
        below = next((row.text for row in self.rows[place + 1 : place + _NEAR] if row.text), "")
        return below.startswith("Til ") and find_body(below) is not None  # "Indstilling / Til Byrådet"

    def _looks_set(self, row: Row) -> bool:
        """Say whether the row is set as a heading, by its level, its weight or its cell."""
        return bool(row.level or row.cell) or (row.bold and bool(row.line.size))

    def _right_column(self, rows: Sequence[Row]) -> list[Entry]:
        made: list[Entry] = []
        for row, text in zip(rows, self.beside, strict=True):
            if text:
                self.before = replace(row, text=" ".join(text.split()), line=replace(row.line, raw=text))
                made.append(self.before)
        return made

    def _rest(self, row: Row, rest: str) -> list[Entry]:
        """Return what stands beside a label; a further label on the same line is one too."""
        made: list[Entry] = []
        for part in side_by_side(rest) if self.kind in SHORT_KINDS | {"section", "history"} else [rest]:
            if made and (inner := further_label(part)):
                made.append(Mark(inner[0].kind, inner[1], [row], inner[0].sure))
                part = inner[2]  # noqa: PLW2901 - what is left of it
                self.kind = inner[0].kind
            text = " ".join(part.split())
            if text:
                value = replace(
                    row,
                    text=text,
                    level=0,
                    bold=False,
                    cell=None,
                    line=replace(row.line, raw=part, cell=None),
                )
                made.append(value)
                self.before = value
        return made

    def _as_value(self, row: Row) -> Row:
        if row.cell and row.cell[0] in self.tables:
            return replace(row, cell=None, line=replace(row.line, cell=None))
        return row

    def _is_value_cell(self, row: Row) -> bool:
        """Say whether the row stands to the right of a label in its table."""
        if not row.cell or row.cell[0] not in self.tables:
            return bool(row.cell) and not self._opens_cell(row)
        table, line, column = row.cell
        columns = self.tables[table].get(line, set())
        return column not in columns

    def _opens_cell(self, row: Row) -> bool:
        return row.cell is not None and row.cell[2] == 1

    def _at(self, place: int, row: Row) -> tuple[Mark, str, int] | None:
        if not row.text[:1].isupper() or len(row.text) > 20_000:  # noqa: PLR2004 - no line of text
            return None
        return (
            self._decision(place, row)
            or self._in_columns(place, row)
            or self._over_rows(place, row)
            or self._beside(row)
            or self._met_alone(place, row)
            or self._said(row)
            or self._unknown(row)
        )

    def _unknown(self, row: Row) -> tuple[Mark, str, int] | None:
        """Find what stands where a label would, in a form, and is none that we know."""
        if row.cell and row.cell[0] in self.tables:
            filled = self.filled.get(row.cell[:2], set())
            if row.cell[2] == 1 and len(filled) > 1 and fold(row.text) in words("item_numbers"):
                return Mark("registration", row.text, [row]), "", 1
            if row.cell[2] == 1 and len(filled) > 1 and is_heading_like(row.text):
                return Mark("unknown", row.text, [row], sure=False), "", 1
            return None
        gap = gapped_at(row) if self.form and self._free(row) else None
        if gap and is_heading_like(gap[0]) and len(gap[0].split()) <= _UNKNOWN_WORDS and gap[1][:1].isupper():
            return Mark("unknown", gap[0], [row], sure=False), gap[1], 1
        return None

    def _free(self, row: Row) -> bool:
        """Say whether the text above has come to an end, so that a label may follow."""
        before = self.before
        if before is None or self.blanks > self.layout.usual_blanks or row.level or before.level:
            return True
        if (row.bold and not before.bold) or (row.cell and row.cell != before.cell):
            return True
        if row.line.style and row.line.style != before.line.style:
            return True
        if self.kind in SHORT_KINDS and len(before.text) < LONGEST:
            return True
        if is_open(before.text):
            return False
        return ended(before.text) or bool(before.bullet) or bool(row.line.style)

    def _stands_apart(self, row: Row) -> bool:
        """Say whether the row is set as a heading, or blank lines stand above it."""
        return self.blanks > self.layout.usual_blanks or bool(row.level) or row.bold or bool(row.cell)

    def _met_alone(self, place: int, row: Row) -> tuple[Mark, str, int] | None:
        """Find a line that is nothing but a body and its day, as some minutes head a decision."""
        if self.kind in _NOT_DECIDED_BELOW or row.bullet or not self._free(row):
            return None
        met = read_decider(row.text)
        if not met or not met.body or not met.date_text:
            return None
        again = self.texts[row.text] > 1  # a page's head, or the same meeting's decision of another item
        text_below = met.term or has_text_below(self.rows, place, self.layout)
        if again and not (self._stands_apart(row) and text_below):
            return None
        return Mark("decision", row.text, [row], level=row.level), "", 1

    def _in_sentence(self, row: Row) -> bool:
        """Say whether the line above goes on in this one, as far as its width and its last word tell."""
        before = self.before
        if before is None:
            return False
        return (
            self.layout.worded
            or is_open(before.text)
            or (not ended(before.text) and self.layout.is_full(before, row.text, self.layout.width))
        )

    def _decision(self, place: int, row: Row) -> tuple[Mark, str, int] | None:
        """Find "Beslutning i Økonomiudvalget den 17-04-2018", on one line or on several."""
        match = DECISION.match(row.text)
        if not match or row.bullet or self._is_type(row):
            return None
        if taken := decision_rows(self.rows, place, match.end(), free=self._free(row)):
            took = [one for one in self.rows[place : place + taken] if one.text and not one.gone]
            return Mark("decision", " ".join(one.text for one in took), took, level=row.level), "", taken
        head, colon, rest = row.text.partition(":")
        if colon and rest.strip() and tells_who(head[match.end() :]):
            return Mark("decision", f"{head}:", [row], level=row.level), rest.strip(), 1
        gap = gapped_at(row)
        if gap and tells_who(gap[0][match.end() :]):
            return Mark("decision", gap[0], [row], level=row.level), gap[1], 1
        return None

    def _is_type(self, row: Row) -> bool:
        """Say whether the row is the value of the type's label above it, and not a label itself."""
        return self.kind == "item_type" and self.before is None and is_type(row.text)

    def _over_rows(self, place: int, row: Row) -> tuple[Mark, str, int] | None:
        """Find a label that is the whole line, or goes over to the next ones."""
        best = None if self._is_type(row) else self._longest(place, row)
        if best is None or (row.bullet and not self._is_numbered(row, best[0])):
            return None
        label, mark, rest, taken = best
        below = next(
            (
                one.text
                for one in self.rows[place + taken : place + taken + _NEAR]
                if one.text and not one.gone
            ),
            "",
        )
        if label.kind == "recommendation" and not rest and below[:1].islower() and not _POINT.match(below):
            return None  # "Forvaltningens forslag / godkendt."
        if (
            self.kind == "attachments"
            and label.kind in {"section", "history", "background", "registration"}
            and not self._stands_apart(row)
        ):
            return None  # an attachment's name
        plain = label.kind in {"case_number", "item_type"} or mark.text.endswith(":")
        if not (self._free(row) or (label.sure and (plain or not self._in_sentence(row)))):
            return None
        return mark, rest, taken

    def _is_numbered(self, row: Row, label: Label) -> bool:
        """Say whether a label may have this number: its word is sure, or it follows a numbered label's.

        Below "Bilag" a number alone says nothing: "1. Høringssvar" is an attachment unless it is bold.
        """
        mark = row.bullet.strip("().")
        number = int(mark) if mark.isdecimal() else ord(mark) - ord("@") if mark in _CAPITALS else 0
        follows = number == self.number + 1 > 1
        apart = self.kind != "attachments" or row.level or row.bold
        if not number or not (follows or (label.sure and apart)):
            return False
        self.number = number
        return True

    def _longest(self, place: int, row: Row) -> tuple[Label, Mark, str, int] | None:
        """Return the longest label that begins at the row, what stands beside it, and its number of rows."""
        best: tuple[Label, Mark, str, int] | None = None
        text = ""
        took: list[Row] = []
        parted = False
        for offset, other in enumerate(self.rows[place : place + LABEL_ROWS * 3], start=1):
            if other.gone or other.blank:
                continue
            if took and (other.cell != row.cell or other.bullet or other.level != row.level):
                break
            gap = (gapped_at(other) or parted_by_colon(text, other.text)) if took else None
            said, rest = gap or (other.text, "")
            parted = parted or is_parted(text, said)
            text = joined(text, said)
            took.append(other)
            label = find_label(text) if len(text) <= LONGEST else None
            if label and (len(took) == 1 or not said[:1].isupper() or "/" in text or self.layout.worded):
                mark = Mark(label.kind, text, list(took), label.sure, level=row.level, parted=parted)
                best = label, mark, rest, offset
            more = may_begin_label(text) or text.endswith("-")
            if gap or text.endswith(":") or not more or len(took) >= LABEL_ROWS:
                break
        return best

    def _in_columns(self, place: int, row: Row) -> tuple[Mark, str, int] | None:
        """Find a label in a left column over several lines, with its text beside it line by line."""
        found = left_column(self.rows, place)
        if found is None or not (self._free(row) or find_label(found.text)):
            return None
        self.beside = found.beside
        parted = any(row.text.split(maxsplit=1)[0].endswith("-") for row in found.rows)
        return Mark(found.kind, found.text, found.rows, parted=parted), _COLUMNS, found.taken

    def _beside(self, row: Row) -> tuple[Mark, str, int] | None:
        """Find a label with its value on the same line."""
        if row.bullet:
            inline = inline_label(row.text, colon=True)
            if inline and inline[0].sure and inline[0].kind in {"case_number", "item_type"}:
                return Mark(inline[0].kind, inline[1], [row]), inline[2], 1
            return None
        if gap := gapped(row):
            label, words, rest = gap
            if label.sure or self._free(row):
                return Mark(label.kind, words, [row], label.sure, level=row.level), rest, 1
        if inline := inline_label(row.text, colon=True):
            label, words, rest = inline
            if label.sure or self._free(row):
                rest = raw_rest(row, rest)
                return Mark(label.kind, words, [row], label.sure, level=row.level), rest, 1
        if inline := inline_label(row.text, colon=False):
            label, words, rest = inline
            certain = label.sure and label.kind == "case_number"
            if (certain or self._free(row)) and fits(label, rest, form=self.form):
                return Mark(label.kind, words, [row], label.sure, level=row.level), raw_rest(row, rest), 1
        return None

    def _said(self, row: Row) -> tuple[Mark, str, int] | None:
        """Find a sentence that opens a part by itself: "Direktionen indstiller, at …", "Bilag 1: …"."""
        if row.bullet and not self._free(row):
            return None
        if self.kind not in _NOT_SAID_IN and self._free(row) and SAYS.match(row.text):
            return Mark("said_recommendation", "", [row], sure=False, keep=True), "", 1
        if self.kind != "attachments" and self._free(row) and _ATTACHED.match(row.text):
            return Mark("attachments", "", [row], sure=False, keep=True), "", 1
        return None
