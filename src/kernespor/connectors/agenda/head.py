"""What an agenda says before its first item: which body meets when, and who is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kernespor.connectors.agenda.bodies import Met, find_body, in_small_letters, is_body, read_headline
from kernespor.connectors.agenda.dates import find_dates, find_term, read_term
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.records import Furniture
from kernespor.connectors.agenda.story import ABSENT, People
from kernespor.connectors.agenda.vocabulary import fold, names_document, words
from kernespor.connectors.unit_plan.rows import Row

_LONGEST = 120  # letters of a line of the head that names the body
_MOST_REST = 300  # lines that say no fact: beyond them there is no head any longer
_ROWS = 8  # lines that a fact of the head may take, at a word a line
_NAMES_BODY = frozenset({"udvalg", "råd", "nævn", "møde", "for", "til"})
_NAMES_DATE = frozenset(
    {
        "mødedato",
        "dato for møde",
        "mødets dato",
        "dato",
        "dato og tid",
        "tid",
        "tidspunkt",
        "starttidspunkt",
        "mødetidspunkt",
        "møde",
        "dato og tidspunkt",
        "tid og sted",
        "afholdt",
        "start",
        "mødestart",
    }
)


@dataclass(slots=True)
class Head:
    """The meeting's facts, its lines, and the rows that say none of them: the title of a single item.

    `addressed` is "Til" or "Fra" where the lines so far address a paper: its date is none of a meeting's.
    """

    body: str = ""
    term: str = ""
    date: dt.date | None = None
    absent: list[list[Row]] = field(default_factory=list)
    absent_marked: bool = False
    people: dict[str, str] = field(default_factory=dict)
    furniture: list[Furniture] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)
    addressed: str = ""

    def took_part(self) -> dict[str, Any]:
        """Return who took part, as the fields of a reading."""
        people = People()
        for label, value in self.people.items():
            people.read(label, value)
        return people.as_fields()

    @property
    def met(self) -> Met:
        """The meeting as the default of its decisions."""
        return Met(self.body, self.term, self.date)

    def learn(self, met: Met) -> None:
        """Take in what isn't known yet."""
        if self.addressed == "Fra":
            met = replace(met, date=None)
        self.body = self.body or in_small_letters(met.body)
        self.term = self.term or met.term
        self.date = self.date or met.date


def read_head(entries: Sequence[Entry], *, titled: bool) -> Head:
    """Read what stands before the first item; `titled` says that items have titles of their own."""
    head = Head()
    mark: Mark | None = None
    told = False
    place = 0
    while place < len(entries):
        entry = entries[place]
        place += 1
        if isinstance(entry, Mark):
            mark, told = entry, False
            head.furniture.append(Furniture("meeting_head", entry.number, entry.stood))
            if entry.kind == "absent":
                head.absent_marked = True
                head.absent.append([])
            continue
        if entry.gone or entry.blank:
            mark = None if told and entry.blank else mark
            continue
        if _is_sender(head, mark, entry.text):
            head.furniture.append(Furniture("meeting_head", entry.number, entry.text))
            continue
        taken, met = _fact(entries, place - 1) if len(head.rest) < _MOST_REST else (0, None)
        if mark and not (told and met):
            _take_value(head, mark, entry)
            head.furniture.append(Furniture("meeting_head", entry.number, entry.text))
            told = True
        elif met is not None:
            head.learn(met)
            rows = [
                one
                for one in entries[place - 1 : place - 1 + taken]
                if isinstance(one, Row) and one.text and not one.gone
            ]
            head.furniture.extend(Furniture("meeting_head", row.number, row.text) for row in rows)
            head.addressed = "Til" if any(row.text.startswith("Til ") for row in rows) else head.addressed
            place += taken - 1
            mark = None
        else:
            head.rest.append(entry)
    if titled:
        _learn_from_rest(head)
    if not head.body:
        _learn_from_page_head(head, entries)
    return head


def _learn_from_page_head(head: Head, entries: Sequence[Entry]) -> None:
    """Take the body from what heads the pages, where nothing else says it."""
    for entry in entries:
        if isinstance(entry, Row) and entry.gone == "page_head":
            met = read_headline(entry.text)
            if met and met.body:
                first, _, rest = met.body.partition(", ")  # "Referat, Byrådet 2022-2025"
                head.learn(replace(met, body=rest) if names_document(first) else met)
                return


def _is_sender(head: Head, mark: Mark | None, text: str) -> bool:
    """Note who a paper is to and from, and say whether the line says "Fra Teknik og Miljø"."""
    said = mark.text.strip(" :") if mark else text.split(maxsplit=1)[0]
    if said == "Til" or (said == "Fra" and head.addressed):
        head.addressed = said
    return said == "Fra" == head.addressed and mark is None


def _addressee(text: str) -> Met | None:
    """Read "Til Byrådet via Magistraten": a paper's body is the one that it ends at."""
    to, via, _ = text.partition(" via ")
    said = via and to.startswith("Til ") and len(text) <= _LONGEST
    found = find_body(to.removeprefix("Til ")) if said else None
    return Met(found[0]) if found else None


def _fact(entries: Sequence[Entry], place: int) -> tuple[int, Met | None]:
    """Return how many entries say one fact of the head together, and the fact."""
    texts: list[str] = []
    best: tuple[int, Met | None] = (0, None)
    for offset, entry in enumerate(entries[place : place + _ROWS * 2], start=1):
        if isinstance(entry, Mark):
            break
        if entry.gone or not entry.text:
            continue
        texts.append(entry.text)
        met = read_headline(" ".join(texts)) or (_addressee(entry.text) if len(texts) == 1 else None)
        if met:
            best = offset, met
        if len(texts) == 1 and met and " " in entry.text.strip():
            break  # a line that says it all; in a text a word a line it would be a word
        if len(texts) >= _ROWS or (met is None and len(entry.text.split()) > 2):  # noqa: PLR2004 - a line, not a word
            break
    return best


def _take_value(head: Head, mark: Mark, row: Row) -> None:
    name = fold(mark.text)
    label = ABSENT if mark.kind == "absent" else mark.text.strip(" :").capitalize()
    head.people[label] = f"{head.people.get(label, '')} {row.text}".strip()
    if mark.kind == "absent":
        head.absent[-1].append(row)
        return
    if mark.kind != "meeting":
        return
    if name in _NAMES_DATE and not head.date and head.addressed != "Fra":
        head.date = next((found.day for found in find_dates(row.text)), None)
    if name in _NAMES_BODY and not head.body:
        found = find_body(row.text)
        term = find_term(row.text)
        head.term = head.term or (read_term(term) if term else "")
        dated = next(find_dates(row.text), None)
        head.date = head.date or (dated.day if dated else None)
        if found and (is_body(row.text) or dated or term):
            head.body = found[0]
        elif name in {"udvalg", "råd", "nævn"}:
            head.body = row.text.strip(" .:")


def _learn_from_rest(head: Head) -> None:
    """Look for body and date in the lines of a head that say more than that."""
    for row in head.rest:
        if row.bullet[:1].isdigit() or row.text[:1].isdigit() or fold(row.text) in words("contents"):
            break  # from here on it is the contents list
        found = find_body(row.text)
        day = next((one.day for one in find_dates(row.text)), None)
        term = find_term(row.text)
        if found and not head.body and len(row.text) <= _LONGEST:
            head.body = in_small_letters(found[0])
        if found and term and not head.term:
            head.term = read_term(term)
        if day and not head.date:
            head.date = day
    head.furniture.extend(
        Furniture("meeting_head", row.number, f"{row.bullet} {row.text}".strip()) for row in head.rest
    )
    head.rest = []
