"""Rows joined to passages: one heading, one label, one item or one paragraph each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kernespor.connectors.unit_plan.corrections import LineKind
from kernespor.connectors.unit_plan.furniture import Contents
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.repair import join_lines
from kernespor.connectors.unit_plan.rows import Row
from kernespor.connectors.unit_plan.vocabulary import Part, find_front_label, find_label, split_head

_TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")
_HYPHENED = re.compile(r"[^\W_][-‐\u00ad¬]$")
_OPEN_END = re.compile(
    r"(?:,|/|&|\b(?:og|eller|samt|i|på|af|for|til|med|ved|om|fra|at|som|der|den|det|de|en|et))$"
)
_LONE_BULLET = re.compile(
    r"[-–—*+•●○◦▪■□▶►▸‣⁃∙·✓➢\uf0b7\uf0a7\u2219§o]|\(?(?:\d{1,2}|[a-z])[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?"
)
_ADDRESS = re.compile(r"@|www\.|\b\d{4} [A-ZÆØÅ]|(?:\d\d ){3}\d\d|\b(?:tlf|telefon)\b", re.IGNORECASE)
_DASHES = "-–—"
_FEWEST_BROKEN = 5  # sentences over several lines before a document counts as wrapped
_SHARE_BROKEN = 0.06
_SLACK = 0.04  # of the width: letters differ in width, lines are not set to the last character
_BEYOND = 1.15  # times the width: a line that reaches further was never broken, like a centred title
_TAIL = 90  # letters: the longest word and its stop
_LONGEST = 8000  # letters that a paragraph may grow to by joining lines
_NEAR = 12  # lines within which the second point of a list follows the first
_HEADING_LINES = 3
_SHORT_LINE = 0.6
_HEADING_LIKE = 45  # characters under which a line without a stop may well be a heading


@dataclass(slots=True)
class Passage:
    """One paragraph, heading, label or item, with the lines it came from."""

    text: str
    rows: list[Row]
    gap: bool = True
    bold: bool = False
    known_heading: bool = False
    numbers: list[int] = field(default_factory=list)
    repairs: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def first(self) -> Row:
        """The row that opens the passage: its level, bullet and cell are the passage's."""
        return self.rows[0]

    @property
    def tail(self) -> str:
        """The end of the text, where it shows whether the sentence has ended."""
        return self.text[-_TAIL:]

    @property
    def level(self) -> int:
        """The heading level, 0 for none."""
        return self.first.level

    @property
    def bullet(self) -> str:
        """The mark that opened the passage."""
        return self.first.bullet

    @property
    def forced(self) -> LineKind | None:
        """What a person said the passage is."""
        return self.first.forced

    @property
    def full_text(self) -> str:
        """The text with its number, where the mark that opened it may be one ("2." of a heading)."""
        return f"{self.bullet} {self.text}" if self.bullet[:1].isalnum() and self.bullet != "o" else self.text


def make_passages(
    rows: Sequence[Row], known: AbstractSet[str], contents: Contents, notes: Notes
) -> list[Passage]:
    """Join the rows that aren't furniture."""
    joiner = _Joiner(rows, known, contents, notes)
    pending = ""
    for row in rows:
        if row.gone:
            mark = row.line.raw.strip()
            if row.gone == "rule" and _LONE_BULLET.fullmatch(mark):
                pending = mark
            elif row.gone != "rule":
                joiner.interrupted = True
            continue
        if row.blank:
            joiner.blanks += 1
            continue
        if _LONE_BULLET.fullmatch(row.text) and not row.bullet and not row.cell:
            pending, row.gone = row.text, "rule"
            continue
        if pending and not row.bullet:
            row.bullet = pending
        pending = ""
        joiner.take(row)
    return joiner.passages


class _Joiner:
    """Decides, row by row, whether the passage goes on."""

    def __init__(
        self, rows: Sequence[Row], known: AbstractSet[str], contents: Contents, notes: Notes
    ) -> None:
        self.known, self.contents, self.notes = known, contents, notes
        self.passages: list[Passage] = []
        self.blanks = 0
        self.interrupted = False
        live = [row for row in rows if not row.gone and not row.cell]
        self.width, self.double_spaced = _measure(live)
        self.has_bullets = _has_lists(live)

    def take(self, row: Row) -> None:
        """Add the row to the last passage, or begin one."""
        gap = self.blanks > (1 if self.double_spaced else 0)
        last = self.passages[-1] if self.passages else None
        if last and self._goes_on(last, row, gap=gap):
            self._join(last, row, gap=gap)
        else:
            passage = Passage(row.text, [row], gap or not last, row.bold)
            passage.known_heading = self._in_contents(passage)
            passage.numbers.append(row.number)
            self.passages.append(passage)
        self.blanks, self.interrupted = 0, False

    def _join(self, last: Passage, row: Row, *, gap: bool) -> None:
        text = row.text if not row.bullet else f"{row.bullet} {row.text}"
        joint = join_lines(last.text, text, self.known)
        if joint.repair:
            last.repairs.append((last.numbers[-1], *joint.repair))
        if gap and not self.interrupted:
            seam = f"… {' '.join(last.text.split()[-2:])} | {' '.join(text.split()[:2])} …"
            self.notes.noticed("paragraphs_joined", row.number, seam)
        last.text = joint.text
        last.rows.append(row)
        last.bold = last.bold and row.bold
        if last.numbers[-1] != row.number:
            last.numbers.append(row.number)
        last.known_heading = self._in_contents(last)

    def _in_contents(self, passage: Passage) -> bool:
        text = passage.full_text
        return bool(self.contents.titles) and self.contents.has(split_head(text).title or text)

    def _goes_on(self, last: Passage, row: Row, *, gap: bool) -> bool:
        before = last.rows[-1]
        if (
            row.forced
            or row.level
            or len(last.text) > _LONGEST
            or row.cell != last.first.cell
            or (row.line.style != before.line.style and not self._runs_over(last, row))
        ):
            return False
        if not gap and not row.bullet and self._completes_known(last, row):
            return True
        if last.level:
            wrapped = not gap and not row.bullet and row.text[:1].islower() and self.width is not None
            return wrapped and not self._would_fit(before, row.text)
        lower = row.text[:1].islower() or row.text[:1] in ",;)%"
        if self._stands_apart(last, row, lower=lower):
            return False
        return (
            self._goes_on_over_gap(last, row, lower=lower)
            if gap
            else self._goes_on_below(last, row, lower=lower)
        )

    def _stands_apart(self, last: Passage, row: Row, *, lower: bool) -> bool:
        """Say whether type, bullet or words make the row, or what is above it, a thing of its own."""
        before = last.rows[-1]
        opens = not lower and (
            self._opens(row) or bool(_ADDRESS.search(row.text) or _ADDRESS.search(before.text))
        )
        return (
            opens
            or last.known_heading
            or _looks_apart(before, row)
            or (row.bullet != "" and not self._is_dash_in_text(last, row, lower=lower))
            or find_label(last.text) is not None
            or _is_bare_head(last)
        )

    def _runs_over(self, last: Passage, row: Row) -> bool:
        """Say whether a sentence runs over from one of Word's paragraphs to the next."""
        if row.text[:1].islower():
            return True
        return not _TERMINAL.search(last.tail) and not self._would_fit(last.rows[-1], row.text)

    def _completes_known(self, last: Passage, row: Row) -> bool:
        """Say whether the two together are a heading of the contents list that one alone isn't."""
        if last.known_heading or not self.contents.titles or len(last.rows) > _HEADING_LINES:
            return False
        together = f"{last.full_text} {row.text}"
        return self.contents.has(split_head(together).title or together)

    def _opens(self, row: Row) -> bool:
        """Say whether the row opens something by its words: a label, a numbered heading, a known title."""
        if find_label(row.text) or find_front_label(row.text):
            return True
        head = split_head(row.text)
        if head.part and (head.number or head.title):
            return True
        return bool(head.number and head.title[:1].isupper()) or self.contents.has(row.text)

    def _is_dash_in_text(self, last: Passage, row: Row, *, lower: bool) -> bool:
        """Say whether a dash at a line's start is a dash in a sentence and no bullet."""
        if row.bullet not in _DASHES or not lower or _TERMINAL.search(last.tail) or self.width is None:
            return False
        return not self._would_fit(last.rows[-1], row.bullet) or (
            not self._would_fit(last.rows[-1], f"{row.bullet} {row.text}") and not last.bullet
        )

    def _goes_on_below(self, last: Passage, row: Row, *, lower: bool) -> bool:
        before = last.rows[-1]
        fits = self._would_fit(before, row.text)
        if _OPEN_END.search(last.tail) and len(last.text) >= _HEADING_LIKE:
            return True
        if _HYPHENED.search(last.tail) and (lower or not fits):
            return True
        return (
            self._sentence_goes_on(last, before, fits=fits) if lower else self._text_goes_on(last, fits=fits)
        )

    def _sentence_goes_on(self, last: Passage, before: Row, *, fits: bool) -> bool:
        """Say whether a small letter goes on with the sentence above, or opens a point without bullet."""
        ended = bool(_TERMINAL.search(last.tail))
        if self.width is None:
            return not ended and not last.text[:1].islower()
        short = fits and _reach(before) < _SHORT_LINE * self.width
        return not (ended and fits) and not (short and last.text[:1].islower())

    def _text_goes_on(self, last: Passage, *, fits: bool) -> bool:
        """Say whether a capital continues the paragraph above: only where the line above was full."""
        if self.width is None or fits or _is_numbered_head(last):
            return False
        if last.text.endswith(":"):
            return not self._in_list()
        return self.has_bullets or not _SENTENCE_END.search(last.tail) or not self._in_list()

    def _in_list(self) -> bool:
        """Say whether the last passage stands under a label or a line that ends in a colon."""
        for passage in reversed(self.passages[:-1]):
            label = find_label(passage.text)
            if label or passage.level:
                return bool(label and label.part in {Part.ACTION, Part.INDICATOR})
            if _is_numbered_head(passage):
                return False
        return False

    def _goes_on_over_gap(self, last: Passage, row: Row, *, lower: bool) -> bool:
        if _TERMINAL.search(last.tail) or last.bold != row.bold:
            return False
        long = len(last.text) >= _HEADING_LIKE or len(last.rows) > 1
        if lower:
            return long or last.text.endswith(",") or bool(_HYPHENED.search(last.tail))
        return (
            self.interrupted
            and long
            and not last.bullet
            and not _is_numbered_head(last)
            and bool(self.width is None or not self._would_fit(last.rows[-1], row.text))
        )

    def _would_fit(self, before: Row, text: str) -> bool:
        """Say whether the next word would have fitted on the line before: then the break was meant."""
        if self.width is None or _reach(before) > self.width * _BEYOND:
            return True
        word = text.split(maxsplit=1)[0] if text else ""
        return _reach(before) + 1 + len(word) <= self.width * (1 - _SLACK)


def _looks_apart(before: Row, row: Row) -> bool:
    """Say whether the type says that these are two things: bold against plain, large against small."""
    if before.line.size and row.line.size and abs(before.line.size - row.line.size) > 0.6:  # noqa: PLR2004 - points
        return True
    return before.bold != row.bold and bool(before.line.size)


def _is_bare_head(passage: Passage) -> bool:
    """Say whether the passage is only "Mål 1.1" or "Indsatsområde 2": its title comes below."""
    head = split_head(passage.full_text)
    return head.part is not None and not head.title


def _is_numbered_head(passage: Passage) -> bool:
    head = split_head(passage.full_text)
    return bool(head.part or "." in head.number)


def _has_lists(rows: Sequence[Row]) -> bool:
    """Say whether the document has lists: bullets, or a "2." close below a "1."."""
    texts = [row for row in rows if row.text]
    for place, row in enumerate(texts):
        mark = row.bullet.strip("().")
        if row.bullet and not mark.isdecimal():
            return True
        if mark == "1" and any(
            other.bullet.strip("().") == "2" for other in texts[place + 1 : place + _NEAR]
        ):
            return True
    return False


def _reach(row: Row) -> float:
    return row.line.reach or float(len(row.line.raw.rstrip()))


def _measure(rows: Sequence[Row]) -> tuple[float | None, bool]:
    """Return the width that lines were broken at (None: they weren't), and whether blanks part them all."""
    reaches: list[float] = []
    over_blank = 0
    texts = 0
    before: Row | None = None
    blanks = 0
    for row in rows:
        if row.blank:
            blanks += 1
            continue
        texts += 1
        if (
            before
            and row.text[:1].islower()
            and not row.bullet
            and not row.level
            and not before.level
            and not _TERMINAL.search(before.text)
        ):
            if not blanks:
                reaches.append(_reach(before))
            elif blanks == 1:
                over_blank += 1
                reaches.append(_reach(before))
        before, blanks = row, 0
    wrapped = len(reaches) >= max(_FEWEST_BROKEN, _SHARE_BROKEN * texts)
    if not wrapped:
        return None, False
    reaches.sort()
    return reaches[int(len(reaches) * 0.95)], over_blank > len(reaches) * 0.6
