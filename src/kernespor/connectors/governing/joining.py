"""Rows joined to pieces: one heading, one bullet or one paragraph each, with the lines they came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kernespor.connectors.governing.layout import Layout, ended, is_lower, is_open, reach
from kernespor.connectors.governing.words import FACT
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.repair import join_lines
from kernespor.connectors.unit_plan.rows import Row
from kernespor.engines.danish import MONTHS

_LONE_MARK = re.compile(
    r"[-–—*+•●○◦▪■□▶►▸‣⁃∙·✓➢\ue000-\uf8ff\u2219§o]|\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?"
)
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(
    rf"(?!\d{{1,2}}\.? (?:{'|'.join(MONTHS)}))\d[\d.,/-]*(?: (?:den|kr|mio|pct|og|i)\b.*| [a-zæøå].*)?"
)
_HYPHENED = re.compile(r"[^\W_][-‐\u00ad¬]$")
_NUMBERED = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|(?:Spor|Tema|Figur|Tabel|Bilag|Kapitel|Afsnit) \d)\s+\S"
    r"|[A-ZÆØÅ]\w+ \d{1,2}[:.]"
)
_DASHES = "-–—"
_LONG = 45  # letters from which a line without a stop is more likely a broken sentence than a heading
_MOST = 8000  # letters that a piece may grow to
_POINTS = 0.6  # of type size: below this two lines are set alike
_HEAD_LINES = 40  # lines that a head may take
_SIDE_BY_SIDE = re.compile(r"\S {5,}\S")
_HEADING_WORDS = 12  # words of a heading that fills its line
_NEAR = 6  # lines below a lone bullet that its text may begin on
_RULE = 9  # blank lines that a drawn rule is worth
_FEWEST_IN_COLUMN, _NARROWEST = 3, 0.4  # lines, and share of the width, of a column beside a figure
_SHARE_LONG = 0.6  # of the width


@dataclass(slots=True)
class Piece:
    """What becomes a block.

    `starts` says at which letter of the text each row begins; `gap` that blank lines stand above it, `tight`
    that what follows stands right below it.
    """

    text: str
    rows: list[Row]
    starts: list[int] = field(default_factory=lambda: [0])
    marks: list[Row] = field(default_factory=list)
    gap: bool = True
    tight: bool = False
    level: int = 0
    mark: str = ""
    depth: int = 0
    heading: bool = False
    run_in: bool = False

    @property
    def first(self) -> Row:
        """The row that opens it."""
        return self.rows[0]

    @property
    def full_text(self) -> str:
        """The text with its number, where the mark that opened it is one."""
        return f"{self.mark} {self.text}" if self.mark[:1].isdigit() else self.text

    @property
    def apart(self) -> bool:
        """Whether it stands for itself: blank lines above it, or a paragraph of Word."""
        return self.gap or self.first.line.style != ""

    def line_at(self, place: int) -> int:
        """Return the source line that holds the letter at a place of the text."""
        for start, row in zip(reversed(self.starts), reversed(self.rows), strict=True):
            if start <= place:
                return row.number
        return self.first.number


def make_pieces(rows: Sequence[Row], layout: Layout, known: AbstractSet[str], notes: Notes) -> list[Piece]:
    """Join the rows that aren't set aside."""
    joiner = _Joiner(rows, layout, known, notes)
    pending: list[Row] = []
    for place, row in enumerate(rows):
        if _is_lone_mark(row, rows[place + 1 : place + _NEAR], layout):
            pending.append(row)
            row.gone = "mark"
        elif row.gone:
            joiner.interrupted = joiner.interrupted or row.gone != "rule"
            joiner.blanks += _RULE if row.gone == "rule" else 0
        elif row.blank:
            joiner.blanks += 1
        else:
            if pending and not row.bullet:
                row.bullet = pending[-1].line.raw.strip()
            joiner.take(row, pending)
            pending = []
    for row in pending:
        row.gone = "rule"
    return joiner.pieces


def _is_lone_mark(row: Row, below: Sequence[Row], layout: Layout) -> bool:
    """Say whether a line is a bullet or a number of a list, with its text on the next line."""
    lone = row.line.raw.strip() if row.gone else row.text
    if row.gone not in {"", "rule"} or row.bullet or row.cell or not _LONE_MARK.fullmatch(lone):
        return False
    if not lone[0].isalnum() and lone[0] != "(":
        return True
    text = next((other.text for other in below if other.text and not other.gone), "")
    return not layout.worded and text[:1].isupper()


class _Joiner:
    """Decides, row by row, whether the piece goes on."""

    def __init__(self, rows: Sequence[Row], layout: Layout, known: AbstractSet[str], notes: Notes) -> None:
        self.layout, self.known, self.notes = layout, known, notes
        self.pieces: list[Piece] = []
        self.blanks = 0
        self.interrupted = False
        self.widest = _stretches(rows, layout)
        self.small = {word for row in rows for word in _WORD.findall(row.text) if word[0].islower()}

    def take(self, row: Row, marks: list[Row]) -> None:
        """Add the row to the last piece, or begin one."""
        gap = self.blanks > self.layout.usual_blanks
        last = self.pieces[-1] if self.pieces else None
        if last and self._goes_on(last, row, gap=gap):
            self._join(last, row)
            last.marks.extend(marks)
        else:
            if last:
                last.tight = not gap and not self.layout.usual_blanks
            mark = row.bullet or self._lost_mark(last, row)
            self.pieces.append(
                Piece(row.text, [row], marks=list(marks), gap=gap or not last, level=row.level, mark=mark)
            )
        self.blanks, self.interrupted = 0, False

    def _lost_mark(self, last: Piece | None, row: Row) -> str:
        """Return " " for a point whose bullet was lost, and only its indent is left."""
        if not last or row.line.indent <= self.layout.indent or row.level or row.cell or row.line.size:
            return ""
        same = last.mark == " " and last.first.line.indent == row.line.indent
        return " " if last.text.endswith(":") or same else ""

    def _join(self, last: Piece, row: Row) -> None:
        if last.first.cell:
            last.starts.append(len(last.text) + 3)
            last.text = f"{last.text} | {row.text}"
        else:
            text = f"{row.bullet} {row.text}" if row.bullet else row.text
            joint = join_lines(last.text, text, self.known)
            if joint.repair:
                self.notes.repaired("hyphens_joined", last.rows[-1].number, *joint.repair)
            last.starts.append(max(len(joint.text) - len(text), 0))
            last.text = joint.text
        last.rows.append(row)

    def _goes_on(self, last: Piece, row: Row, *, gap: bool) -> bool:
        before = last.rows[-1]
        if row.cell or before.cell:
            return bool(row.cell and before.cell and row.cell[:2] == before.cell[:2])
        lower = is_lower(row.text) or bool(_FIGURES.match(row.text) and not ended(last.text))
        if self._begins(last, row, lower=lower, gap=gap):
            return False
        if self.layout.worded:
            return not gap
        if _looks_apart(before, row) or (row.line.style != before.line.style and not lower):
            return False
        if self.layout.full_from is None:
            return (lower or (row.text[:1].isdigit() and is_open(last.text))) and self._broken(last)
        return self._over_gap(last, row, lower=lower) if gap else self._below(last, row, lower=lower)

    def _begins(self, last: Piece, row: Row, *, lower: bool, gap: bool) -> bool:
        """Say whether a mark, or what is above, makes the row a thing of its own."""
        before = last.rows[-1]
        after_heading = last.level > 0 and not (lower and not gap and self._full(before, row))
        marked = row.level > 0 or (row.bullet != "" and not self._is_dash(last, row, lower=lower))
        full = len(last.text) > _MOST
        return after_heading or marked or full or _is_head_line(before) or _is_head_line(row)

    def _full(self, before: Row, row: Row) -> bool:
        widest = self.widest.get(id(before), self.layout.width)
        return self.layout.is_full(before, row.text, widest)

    def _is_dash(self, last: Piece, row: Row, *, lower: bool) -> bool:
        """Say whether a dash or a number at a line's start stands within the sentence."""
        if ended(last.text) or not self._full(last.rows[-1], row):
            return False
        if row.bullet[-1:] == "." and row.bullet[:-1].isdigit():
            above = re.match(r"\d+", last.mark)
            return above is None or int(row.bullet[:-1]) != int(above[0]) + 1
        return row.bullet in _DASHES and lower

    def _broken(self, last: Piece) -> bool:
        """Say whether the text above breaks off in mid-sentence."""
        text = last.text
        if ended(text) or last.mark:
            return is_open(text) and not ended(text)
        return len(text) >= _LONG or is_open(text) or bool(_HYPHENED.search(text[-3:]))

    def _below(self, last: Piece, row: Row, *, lower: bool) -> bool:
        before = last.rows[-1]
        full = self._full(before, row)
        stopped = ended(last.text)
        if not stopped and (is_open(last.text) or _HYPHENED.search(last.text[-3:])):
            return True
        if self._lost_mark(last, row) and not lower:
            return False
        if lower:
            short = reach(before) < _SHARE_LONG * self.layout.width
            item = short and is_lower(last.text) and not full and len(last.rows) == 1
            return not (stopped and not full) and not item
        if _NUMBERED.match(row.text) and (stopped or not full):
            return False
        return full and not last.text.endswith(":") and not self._may_be_two(last, row)

    def _may_be_two(self, last: Piece, row: Row) -> bool:
        """Say whether a full line may be a heading all the same.

        What follows it begins with a capital that its first word doesn't have elsewhere.
        """
        if row.bullet or len(last.text.split()) > _HEADING_WORDS or ". " in last.text:
            return False
        word = row.text.split(maxsplit=1)[0].strip(',.:;"”»«')
        return (
            len(last.rows) == 1
            and last.gap
            and not last.mark
            and not ended(last.text)
            and word.lower() in self.small
        )

    def _over_gap(self, last: Piece, row: Row, *, lower: bool) -> bool:
        if ended(last.text):
            return False
        before = last.rows[-1]
        long = reach(before) >= _SHARE_LONG * self.layout.width
        if lower:
            return long or is_open(last.text) or bool(_HYPHENED.search(last.text[-3:]))
        return self.interrupted and self._full(before, row) and len(last.text) >= _LONG


def _is_head_line(row: Row) -> bool:
    """Say whether a line says a fact of the head ("Dato: 2. maj 2026"), or two side by side."""
    if row.cell or row.number > _HEAD_LINES or row.line.style:
        return False
    return bool(row.text[:1].isupper() and FACT.fullmatch(row.text)) or bool(
        _SIDE_BY_SIDE.search(row.line.raw.strip())
    )


def _looks_apart(before: Row, row: Row) -> bool:
    """Say whether the type says that these are two things: bold against plain, large against small."""
    one, other = before.line.size, row.line.size
    if one and other and abs(one - other) > _POINTS:
        return True
    return before.bold != row.bold


def _stretches(rows: Sequence[Row], layout: Layout) -> dict[int, float]:
    """Return for each row how far the widest row around it reaches that no gap parts from it."""
    found: dict[int, float] = {}
    stretch: list[Row] = []
    blanks = 0

    def close() -> None:
        widest = max((reach(row) for row in stretch), default=0.0)
        column = len(stretch) >= _FEWEST_IN_COLUMN and widest >= _NARROWEST * layout.width
        found.update({id(row): widest if column else layout.width for row in stretch})
        stretch.clear()

    for row in rows:
        if row.gone:
            continue
        if row.blank:
            blanks += 1
            continue
        if blanks > layout.usual_blanks:
            close()
        stretch.append(row)
        blanks = 0
    close()
    return found
