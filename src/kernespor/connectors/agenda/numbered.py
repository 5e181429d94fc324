"""Headings with a number that part one item ("2. Hvad foreslås?"), and no items of their own.

Numbers that follow each other head the parts of an item, or the items of an agenda. What stands in the
headings and below them tells: questions and known words are parts, a case number of its own makes an item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kernespor.connectors.agenda.beside import SAYS
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.vocabulary import Label, find_label, fold, words
from kernespor.connectors.governing.layout import ended, is_lower
from kernespor.connectors.unit_plan.rows import Row

_NUMBER = re.compile(r"(?:(?P<number>\d{1,2})[.):]?|(?P<letter>[A-H])[.):]) +(?=\S)")
_QUESTION = re.compile(r"(?:hv|kan |skal |er |har |bliver ).{3,}\?", re.IGNORECASE)
_CAPITALS = frozenset("ABCDEFGH")
_LONGEST = 120  # letters of a heading
_FEWEST = 2  # headings that follow each other
_NO_PART = frozenset({"meeting", "title", "absent", "disqualified", "dissent"})
_PROPOSES = ("recommendation", "said_recommendation", "decision")
_ONCE = ("recommendation", "decision")  # what an item has once, and several items each


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line with a number that may head a part: where it stands, its words, and what they name."""

    at: int
    number: int
    prefix: str
    text: str
    level: int
    label: Label | None
    lettered: bool

    @property
    def is_part(self) -> bool:
        """Whether its words alone say that it heads a part."""
        return self.label is not None or bool(_QUESTION.fullmatch(self.text))


@dataclass(slots=True)
class _Marks:
    """Where the labels of each kind stand, and the headings of each level."""

    kinds: dict[str, list[int]] = field(default_factory=dict)
    levels: dict[int, list[int]] = field(default_factory=dict)

    def has(self, kind: str, start: int, end: int) -> bool:
        """Say whether a label of a kind stands between two entries."""
        places = self.kinds.get(kind, [])
        found = bisect_left(places, start)
        return found < len(places) and places[found] < end

    def above(self, level: int, at: int) -> int:
        """Return where the last heading of a higher level above an entry stands, or -1."""
        return max((_last(places, at) for own, places in self.levels.items() if own < level), default=-1)

    def below(self, level: int, at: int, end: int) -> int:
        """Return where the next heading of a higher level below an entry stands, or the end."""
        following = [
            places[found]
            for own, places in self.levels.items()
            if own < level and (found := bisect_left(places, at + 1)) < len(places)
        ]
        return min(following, default=end)


def with_parts(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with each numbered heading of a part as the label that it is."""
    marks = _Marks()
    for at, entry in enumerate(entries):
        if isinstance(entry, Mark):
            marks.kinds.setdefault(entry.kind, []).append(at)
        elif entry.level and entry.text and not entry.gone:
            marks.levels.setdefault(entry.level, []).append(at)
    made: dict[int, list[Entry]] = {at: [row] for at, row in _items_again(entries, marks).items()}
    runs = _runs(entries)
    starts = [*sorted(run[0].at for run in runs), len(entries)]
    for run in runs:
        following = starts[bisect_left(starts, run[-1].at + 1)]
        if _are_parts(entries, run, marks, following):
            for one in run:
                entry = entries[one.at]
                if isinstance(entry, Row):
                    made[one.at] = _as_mark(entry, one)
    return [one for at, entry in enumerate(entries) for one in made.get(at, [entry])]


def _items_again(entries: Sequence[Entry], marks: _Marks) -> dict[int, Row]:
    """Return what is an item's title though its word names a part: "3. Personale" on a group's agenda.

    Items that every agenda has tell how it counts; the next numbers are items where something is proposed.
    """
    numbered = [
        (at, int(row.bullet[:-1]), entry, row)
        for at, entry in enumerate(entries)
        if (row := _row(entry)).bullet[:-1].isdecimal() and row.text and not row.gone and not row.cell
    ]
    found: dict[int, Row] = {}
    last: tuple[int, int, bool] | None = None
    for place, (at, number, entry, row) in enumerate(numbered):
        follows = last is not None and last == (number - 1, row.level, row.bold)
        if isinstance(entry, Mark):
            end = numbered[place + 1][0] if place + 1 < len(numbered) else len(entries)
            if not follows or entry.keep or not any(marks.has(kind, at + 1, end) for kind in _PROPOSES):
                continue
            found[at] = row
        elif fold(row.text) not in words("formal") and not follows:
            continue
        last = number, row.level, row.bold
    return found


def _runs(entries: Sequence[Entry]) -> list[list[_Heading]]:
    """Return the headings whose numbers follow each other, set alike."""
    runs: list[list[_Heading]] = []
    open_: dict[tuple[int, bool, bool], list[_Heading]] = {}
    for at, entry in enumerate(entries):
        one = _heading(entries, at, entry)
        if one is None:
            continue
        key = (one.level, _row(entry).bold, one.lettered)
        run = open_.get(key)
        if run and one.number == run[-1].number + 1:
            run.append(one)
        elif one.number == 1:
            open_[key] = [one]
            runs.append(open_[key])
    return [run for run in runs if len(run) >= _FEWEST]


def _row(entry: Entry) -> Row:
    return entry.rows[0] if isinstance(entry, Mark) else entry


def _heading(entries: Sequence[Entry], at: int, entry: Entry) -> _Heading | None:
    """Read a line as a heading with a number, or return None."""
    row = _row(entry)
    if row.gone or not row.text or row.cell or (isinstance(entry, Mark) and entry.keep):
        return None
    match = None if row.bullet else _NUMBER.match(row.text)
    prefix, text = (match[0].strip(), row.text[match.end() :]) if match else ("", row.text)
    mark = match["number"] or match["letter"] if match else row.bullet.strip("().")
    lettered = mark in _CAPITALS
    question = bool(_QUESTION.fullmatch(text))
    if not (mark.isdecimal() or lettered) or len(text) > _LONGEST or is_lower(text):
        return None
    if (
        ended(text.rstrip(":?"))
        or (text.endswith(",") and not SAYS.match(text))
        or not (question or row.level or row.bold or _is_label(entry))
    ):
        return None
    if question and not (row.level or row.bold or _stands_apart(entries, at)):
        return None
    label = find_label(text)
    if label and label.kind in _NO_PART:
        label = None
    number = ord(mark) - ord("@") if lettered else int(mark)
    return _Heading(at, number, prefix, text, row.level, label, lettered)


def _is_label(entry: Entry) -> bool:
    return isinstance(entry, Mark)


def _stands_apart(entries: Sequence[Entry], at: int) -> bool:
    """Say whether a line begins a paragraph: a blank line, a label or a sentence's end stands above."""
    above = entries[at - 1] if at else None
    return above is None or isinstance(above, Mark) or above.blank or ended(above.text)


def _are_parts(entries: Sequence[Entry], run: Sequence[_Heading], marks: _Marks, following: int) -> bool:
    """Say whether the headings part one item; those of an agenda's items each have their own.

    The last one's end is known only where its level tells it: else the next item's title may stand before
    `following`, where numbers begin anew.
    """
    level = run[0].level
    last = marks.below(level, run[-1].at, len(entries)) if level else run[-1].at
    spans = [
        (one.at + 1, run[place + 1].at if place + 1 < len(run) else max(last, one.at + 1))
        for place, one in enumerate(run)
    ]
    if any(fold(one.text) in words("formal") for one in run):
        return False
    if any(marks.has("case_number", *span) or marks.has("item_type", *span) for span in spans):
        return False
    whole = [*spans[:-1], (spans[-1][0], max(spans[-1][1], last if level else following))]
    if any(sum(marks.has(kind, *span) for span in whole) > 1 for kind in _ONCE):
        return False
    known = sum(one.is_part for one in run)
    if known >= _FEWEST and known * 2 >= len(run):
        return True
    if sum(marks.has("said_recommendation", *span) for span in spans) > 1:
        return False
    above = marks.above(level, run[0].at) if level else -1
    set_apart = level > 1 or (not level and all(_row(entries[one.at]).bold for one in run))
    return set_apart and (
        marks.has("case_number", above + 1, run[0].at) or marks.has("item_type", above + 1, run[0].at)
    )


def _as_mark(row: Row, one: _Heading) -> list[Entry]:
    if SAYS.match(one.text):  # "4. Administrationen anbefaler, at" is the beginning of its own text
        return [
            Mark("said_recommendation", "", [row], sure=False, keep=True),
            replace(row, bullet="", level=0),
        ]
    kind, sure = one.label or ("unknown", False)
    return [Mark(kind, one.text, [row], sure, level=row.level, prefix=one.prefix)]


def _last(places: Sequence[int], at: int) -> int:
    found = bisect_left(places, at)
    return places[found - 1] if found else -1
