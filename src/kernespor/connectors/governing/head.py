"""What a document says of itself before its text begins: title, date, sender, case number, municipality."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kernespor.connectors.governing import words
from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.records import Headline, Kind
from kernespor.connectors.unit_plan.vocabulary import fold
from kernespor.engines.danish import MONTHS, parse_date

_MONTHS = "|".join(MONTHS)
_DAY = rf"(\d{{1,2}}\.? ?(?:{_MONTHS}) \d{{4}}|\d{{1,2}}[-./]\d{{1,2}}[-./ ]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
_DATE = re.compile(_DAY, re.IGNORECASE)
_ONLY_DATE = re.compile(
    rf"(?:(?:\w+dag )?(?:den|d\.)? ?|\w[\w ]{{1,30}}, (?:den|d\.) |dato:? ){_DAY}\.?", re.IGNORECASE
)
_SIGNED = re.compile(rf"[A-ZÆØÅ][\w ]{{1,30}}, (?:den|d\.) {_DAY}\.?")
_BEFORE_DATE = re.compile(rf"\s(?={_DAY.replace('(', '(?:', 1)}$)", re.IGNORECASE)
_CASE = re.compile(
    r"(?:sag(?:snr|snummer)?\.?:? ?)?(\d{2}/\d{3,6}|\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d{1,4}-\d{2})\.?",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:[A-ZÆØÅ][\w.-]+ ){1,4}[A-ZÆØÅ]?[\w-]+ ?/ ?\w{2,6}|(?:[A-ZÆØÅ][\w.-]+ ){1,3}[A-ZÆØÅ]\w+, \w+"
)
_ONLY_MUNICIPALITY = re.compile(r"(?:[A-ZÆØÅ][\w-]+ ){1,3}(?:K|k)ommune|(?:[A-ZÆØÅ-]+ ){1,3}KOMMUNE")
_BODY = re.compile(r"[A-ZÆØÅ][\w -]*(?:UDVALG|RÅD|BESTYRELSE)(?:ET|EN)?(?: \d{4}\s*[-–]\s*\d{2,4})?")
_VERSION = re.compile(r"(?:version|udgave|revision) \d[\d.]*", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]? [A-ZÆØÅ]")
_ENDS_AS_OFFICE = re.compile(rf".*{words.any_of('offices')}", re.IGNORECASE)
_REVISED = re.compile(r"revideret|opdateret", re.IGNORECASE)
_YEARS = re.compile(r",? \d{4}(?:\s*[-–]\s*\d{2,4})?$")
# What a line says that holds nothing else.
_ALONE = (
    ("type", words.TYPES), ("date", _ONLY_DATE), ("date", words.ADOPTED), ("case_number", _CASE),
    ("municipality", _ONLY_MUNICIPALITY), ("other", _VERSION), ("author", _PERSON), ("body", _BODY),
)  # fmt: skip
_MOST = 14  # pieces that a head may have
_LONGEST = 200  # letters of a line of it
_MOST_TITLE = 160
_TAIL = 6


@dataclass(slots=True)
class Head:
    """The facts, and the pieces that said them."""

    title: str = ""
    date: dt.date | None = None
    latest: dt.date | None = None  # of the days that the head names: what was known then may be told
    sender: str = ""
    case_number: str = ""
    municipality: str = ""
    type: str = ""
    lines: list[Headline] = field(default_factory=list)
    pieces: set[int] = field(default_factory=set)


def read_head(pieces: Sequence[Piece]) -> Head:
    """Read the pieces before the text begins."""
    head = Head()
    end = _end(pieces)
    for place, piece in enumerate(pieces[:end]):
        text = piece.text
        fact = _fact(head, text, marked=bool(piece.first.line.level))
        if fact:
            _take(head, place, piece, fact)
        elif not piece.first.line.level and (parts := _parts(piece)):
            head.pieces.add(place)
            head.lines.extend(_of_parts(head, piece, parts))
    _title(head, pieces, end)
    head.municipality = head.municipality or _municipality(pieces)
    if head.date is None:
        signed = [match[1] for piece in pieces[-_TAIL:] if (match := _SIGNED.fullmatch(piece.text))]
        head.date = head.latest = _day(signed[0]) if signed else None
    return head


def guess_kind(head: Head, texts: Sequence[str]) -> Kind | None:
    """Guess what sort of document it is from its title, its type or else its first words."""
    for text in (head.title, head.type):
        for kind, pattern in words.KINDS:
            if text and pattern.search(text):
                return kind
    counted = Counter(
        kind
        for text in texts
        for kind, pattern in words.KINDS
        if (kind is Kind.COMMISSION) or (not head.title and kind not in {Kind.PROGRAMME, Kind.VISION})
        for _ in pattern.findall(text)
    )
    return counted.most_common(1)[0][0] if counted else None


def _end(pieces: Sequence[Piece]) -> int:
    """Return the place of the first piece that is text."""
    for place, piece in enumerate(pieces[:_MOST]):
        text = piece.text
        if piece.mark or piece.first.cell or len(text) > _LONGEST:
            return place
        plain = not piece.level and not piece.heading
        if plain and text.endswith((".", ":", ";")) and not words.FACT.fullmatch(text) and not _known(text):
            return place
        if place and piece.heading and fold(text) in words.GENERAL:
            return place
    return min(len(pieces), _MOST)


def _known(text: str) -> bool:
    return bool(_ONLY_DATE.fullmatch(text) or words.ADOPTED.fullmatch(text))


def _parts(piece: Piece) -> list[str]:
    """Return the parts of a line that says several facts ("Ravnsø Kommune, HR, 1. april 2026")."""
    alone = piece.first.line.raw if len(piece.rows) == 1 else ""
    for text, seam in ((alone, r"\s{3,}|\t"), (piece.text, r", | · | \| | – "), (piece.text, _BEFORE_DATE)):
        parts = [" ".join(part.split()) for part in re.split(seam, text.strip())]
        known = [part for part in parts if _ONLY_MUNICIPALITY.fullmatch(part) or _known(part)]
        if len(parts) > 1 and known and all(_fact(Head(), part, marked=False) for part in parts):
            return parts
    return []


def _of_parts(head: Head, piece: Piece, parts: Sequence[str]) -> Iterator[Headline]:
    """Keep what each part of a line says, with the line or the lines that hold it."""
    end = 0
    for part in parts:
        start = piece.text.index(part.split()[0], end)
        end = start + len(part)
        fact = _fact(head, part, marked=False)
        if len(piece.rows) == 1:
            yield Headline(fact, piece.first.number, part)
            continue
        for at, row in zip(piece.starts, piece.rows, strict=True):
            if start <= at < end:
                yield Headline(fact, row.number, row.text)


def _fact(head: Head, text: str, *, marked: bool) -> str:
    """Return the fact that a line says, and keep it; `marked` says that it has a heading's mark."""
    if match := words.FACT.fullmatch(text):
        fact = next((name for pattern, name in words.FACTS if pattern.match(match["label"])), "other")
        _keep(head, fact, match["rest"].strip())
        return fact
    fact = next((name for name, pattern in _ALONE if pattern.fullmatch(text)), "")
    if fact == "type" and head.type:
        return ""
    if not fact and not marked and not head.sender and _is_office(text):
        fact = "sender"
    _keep(head, fact, text)
    return fact


def _is_office(text: str) -> bool:
    plain = len(text.split()) <= words.MOST_OFFICE and not text.endswith(".") and not _DATE.search(text)
    return plain and bool(words.OFFICE.fullmatch(text)) and not _is_title(text)


def _is_title(text: str) -> bool:
    return any(pattern.search(text) for _, pattern in words.KINDS)


def _keep(head: Head, fact: str, text: str) -> None:
    if fact == "date":
        days = [day for found in _DATE.findall(text) if (day := _day(found))]
        if days and (head.date is None or _REVISED.search(text)):
            head.date = max(days)
        head.latest = max([*days, *([head.latest] if head.latest else [])], default=None)
    elif fact == "sender":
        head.sender = head.sender or _YEARS.sub("", text)
    elif fact == "case_number":
        match = _CASE.fullmatch(text)
        head.case_number = head.case_number or (match[1] if match else text)
    elif fact == "municipality":
        head.municipality = head.municipality or (text.title() if text.isupper() else text)
    elif fact in {"title", "type"}:
        setattr(head, fact, getattr(head, fact) or text)


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(re.sub(r"[./](?=\d)", "-", text))
    except ValueError:
        return None


def _take(head: Head, place: int, piece: Piece, fact: str) -> None:
    head.pieces.add(place)
    head.lines.extend(Headline(fact, row.number, row.text) for row in (*piece.marks, *piece.rows))


def _title(head: Head, pieces: Sequence[Piece], end: int) -> None:
    if head.title:
        return
    free = [place for place in range(end) if place not in head.pieces and _may_be_title(pieces[place])]
    if not free or fold(pieces[free[0]].text) in words.GENERAL:
        _title_of_facts(head)
        return
    sizes = [pieces[place].first.line.size for place in free]
    best = max(free, key=lambda place: (pieces[place].first.line.size, -place)) if max(sizes) else free[0]
    marked = [place for place in free if pieces[place].first.line.level == 1]
    best = marked[0] if marked else best
    head.title = pieces[best].text
    _take(head, best, pieces[best], "title")


def _title_of_facts(head: Head) -> None:
    """Take for the title what was read as something else: "Budgetstrategi", or "Sundhed og trivsel"."""
    if head.type and _is_title(head.type):
        head.title = head.type
        return
    for place, line in enumerate(head.lines):
        if line.fact == "sender" and line.text == head.sender and not _ENDS_AS_OFFICE.fullmatch(line.text):
            head.title, head.sender = line.text, ""
            head.lines[place] = Headline("title", line.line, line.text)
            return


def _may_be_title(piece: Piece) -> bool:
    plain = not piece.mark and not piece.text.endswith((".", ":", ";")) and not _NUMBERED.match(piece.text)
    return plain and len(piece.text) <= _MOST_TITLE


def _municipality(pieces: Sequence[Piece]) -> str:
    """Return the municipality that the text names most."""
    names: Counter[str] = Counter()
    for piece in pieces:
        for match in words.MUNICIPALITY.finditer(piece.text):
            name = match[1]
            if name.split()[0].casefold() not in words.NO_NAMES:
                names[name] += 1
    return f"{names.most_common(1)[0][0]} Kommune" if names else ""
