"""Lines that may begin an item: each number, with its form and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.states import part_state, read_state_and_case
from kernespor.connectors.agenda.vocabulary import is_type
from kernespor.connectors.unit_plan.rows import Row

_IN_BRACKETS = r"\((?:åbent?|lukket|(?:åben|lukket) sag|(?:åbent|lukket) punkt|å|l)\)"
_STATE = rf"(?:(?P<state>{_IN_BRACKETS})\s*[.:–-]?\s*)?"
_EXPLICIT = re.compile(
    rf"(?:dagsordens?punkt|dagsordenens punkt|punkt|pkt\.?|sag)(?: ?nr\.?)?\s*"
    rf"(?P<number>\d{{1,3}})(?![\w/]|-\d|\.\d)\s*[.:)–-]*\s*{_STATE}(?P<title>.*)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?P<number>\d{1,3})\s*[.:)]?\s*[-–]?\s*"
    rf"(?P<state>{_IN_BRACKETS})\s*[.:–-]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?P<number>\d{{1,3}})(?:[.):]|[.)]?\s?[-–:])\s*{_STATE}(?P<title>\D.*|)", re.IGNORECASE
)
_LETTERED = re.compile(
    rf"(?P<letter>[A-H])\. ?(?P<number>\d{{1,2}})[.:)]? \s*{_STATE}(?P<title>[A-ZÆØÅ§\"»”(].*)"
)
_BARE = re.compile(r"(?P<number>\d{1,3})(?:\s+(?P<title>[A-ZÆØÅ§\"»”(].*))?")
_FORMS = (
    ("explicit", _EXPLICIT),
    ("marked", _MARKED),
    ("lettered", _LETTERED),
    ("numbered", _NUMBERED),
    ("bare", _BARE),
)
LONGEST_TITLE = 220
_REACH = 10  # lines after an item's number in which its first label stands
_REACH_LETTERS = 700
STRONG = frozenset({"explicit", "marked", "lettered"})
_PER_LETTER = 1000  # what a letter counts, so that B.1 follows A.9
_TITLE_ROWS = 4
_WORDS_OF_SENTENCE = 6  # from which a line with a full stop is a sentence
OF_HEADS = frozenset({"meeting", "absent"})  # labels that a meeting's head has too


@dataclass(slots=True)
class Opener:
    """The beginning of an item: its number, its title's rows, and the place of the entry after them.

    `own` is what of the title stands on the line of the number, `below` what stands on the next one where
    the number has a line of its own, `letter` that of "A.1".
    """

    at: int
    number: int
    form: str
    title: str
    row: Row
    state: str = ""
    evidence: bool = False  # a label stands soon below
    rows: list[Row] = field(default_factory=list)
    end: int = 0
    own: str = ""
    below: str = ""
    letter: str = ""
    repairs: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def called(self) -> str:
        """The number as it is written."""
        return f"{self.letter}.{self.number % _PER_LETTER}" if self.letter else str(self.number)

    @property
    def said(self) -> str:
        """The title as far as the line says it, to be compared with a contents list's."""
        return self.title or self.below


def _whole(row: Row) -> str:
    return f"{row.bullet} {row.text}" if row.bullet[:1].isdigit() else row.text


def candidates(entries: Sequence[Entry]) -> list[Opener]:
    """Return every line with a number that a title may follow."""
    found = [
        opener
        for at, entry in enumerate(entries)
        if isinstance(entry, Row) and not (entry.gone or entry.blank or entry.cell)
        if not (at and _is_label_in_cell(entries[at - 1]))
        if (opener := _candidate(entries, at, entry))
    ]
    places = {one.at for one in found}
    for one in found:
        one.evidence = has_label_below(entries, one.at, places)
    return found


def _is_label_in_cell(entry: Entry) -> bool:
    """Say whether what stands below is what a form says: "Punkt nr. | 6"."""
    return isinstance(entry, Mark) and entry.kind == "registration" and bool(entry.rows[0].cell)


def _candidate(entries: Sequence[Entry], at: int, row: Row) -> Opener | None:
    whole = _whole(row)
    if row.bullet and not row.bullet[:1].isdigit() and not _EXPLICIT.fullmatch(whole):
        return None
    found = ((name, pattern.fullmatch(whole)) for name, pattern in _FORMS)
    form, match = next((one for one in found if one[1]), ("", None))
    if match is None:
        return None
    if form in {"numbered", "bare"} and row.level:
        form = "heading"  # a number in a heading is more than a number
    groups = match.groupdict()
    title, state = (groups["title"] or "").strip(), groups.get("state") or ""
    if not _may_be_title(title, form):
        return None
    if not state:
        title, state = part_state(title)
    opener = Opener(at, int(groups["number"]), form, title, row, state, letter=groups.get("letter") or "")
    if opener.letter:
        opener.number += _PER_LETTER * (ord(opener.letter) - ord("A") + 1)
    if form == "explicit" and not title:
        opener.below = _next_text(entries, at)
    return opener


def _next_text(entries: Sequence[Entry], at: int) -> str:
    """Return what stands on the next filled line, without a mark of its state, or nothing."""
    for entry in entries[at + 1 : at + 1 + _TITLE_ROWS]:
        if isinstance(entry, Mark):
            return ""
        if entry.text and not entry.gone:
            return part_state(entry.text)[0]
    return ""


def _may_be_title(title: str, form: str) -> bool:
    if not title:
        return True
    if len(title) > LONGEST_TITLE or title[:1].islower() or title[:3] in {"At ", "at "}:
        return False
    return form in STRONG or (
        not title.endswith((";", ","))
        and not (title.endswith(".") and len(title.split()) > _WORDS_OF_SENTENCE)
    )


def has_label_below(entries: Sequence[Entry], at: int, others: set[int]) -> bool:
    """Say whether a label stands soon below a line, before the next of the `others`."""
    letters = count = 0
    for place in range(at + 1, len(entries)):
        entry = entries[place]
        if isinstance(entry, Mark):
            return entry.kind not in OF_HEADS and not (entry.keep and letters > LONGEST_TITLE)
        if entry.gone or entry.blank:
            continue
        if place in others:
            return False
        if count < _TITLE_ROWS and (is_type(entry.text) or read_state_and_case(entry.text)):
            return True
        letters += len(entry.text)
        count += 1
        if count > _REACH or letters > _REACH_LETTERS:
            return False
    return False
