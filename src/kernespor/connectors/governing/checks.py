"""What is odd about the text: lists that aren't there, references to nothing, sentences that break off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from kernespor.connectors.governing.dates import as_finding, date_findings
from kernespor.connectors.governing.findings import cut, cut_start, noticed
from kernespor.connectors.governing.headings import CAPTION, SERIES
from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.layout import is_lower
from kernespor.connectors.governing.words import BEFORE_LOOSE, NEVER_LAST, NUMBERS, PREPOSITIONS, any_of
from kernespor.engines.findings import Finding
from kernespor.engines.sentences import sentences

_COUNT = "|".join(NUMBERS)
_ANNOUNCES = re.compile(rf"\b(?:{any_of('announces')}|(?:{_COUNT}|\d{{1,2}}) \w+)(?!\w)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<count>{_COUNT}|[2-9]|1[0-2])\s+(?:\w+ ){{0,3}}?\w*{any_of('countable')}\b", re.IGNORECASE
)
_PLACE = r"(?:\d{1,2}(?:\.\d{1,2})*|[A-H])\b"
_REFERS = re.compile(
    rf"(?<![\w-])(?P<kind>bilag|figur|tabel|afsnit|kapitel)\s+(?P<first>{_PLACE})"
    rf"(?:\s*(?:,|og|samt)\s*(?P<second>{_PLACE})(?!\s*\w*\s*(?:pct|mio|kr)))?(?=(?P<after>.{{0,14}}))",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\s*(?:i|til|af|fra|på)\s+(?!(?:denne|dette|dokumentet|notatet|strategien|politikken)\b)\w",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:\w+(?:ens|ets|ernes|enes)|s)\s+$")
_HEADED = re.compile(
    r"(?P<kind>bilag|figur|tabel|afsnit|kapitel)\s+(?P<number>\d{1,2}(?:\.\d{1,2})*|[A-H])\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_FIGURE = re.compile(r"(?:figur|diagram)\b", re.IGNORECASE)
_FEWEST_WORDS = 5
_FEWEST_GUESSED = 8  # headings without a mark, of which the only one without text is odd
_LOOK_BACK = 40  # letters before a reference that say whose it is
_FEWEST_THERE = 2  # points or headings that are a list
_MOST_BELOW = 400  # pieces below an announcement that its headings may take
_AND = frozenset(("og", "eller", "samt"))


def odd(pieces: Sequence[Piece], dated: dt.date | None) -> Iterator[Finding]:
    """Yield what is odd about a document's pieces, in their order as blocks."""
    lone = _lone_empty(pieces)
    for place, piece in enumerate(pieces):
        for found in date_findings(piece.text, dated):
            yield as_finding(found, piece.line_at(found.at), place)
        if piece.heading:
            yield from _heading(pieces, place, lone)
        else:
            yield from _list(pieces, place)
            yield from _break(pieces, place)
    yield from _references(pieces)


def _heading(pieces: Sequence[Piece], place: int, lone: int | None) -> Iterator[Finding]:
    piece = pieces[place]
    if place == lone or (piece.first.line.level and _is_empty(pieces, place)):
        yield noticed("heading_empty", piece.first.number, place, text=cut(piece.text))
    if place and _is_figures_word(piece, pieces[place - 1].text):
        yield noticed("figure_label", piece.first.number, place, text=piece.text)


def _is_figures_word(piece: Piece, above: str) -> bool:
    """Say whether a heading may be a word of the figure whose caption stands above it."""
    captioned = bool(_FIGURE.match(above) and CAPTION.match(above))
    return captioned and not piece.first.line.level and len(piece.text.split()) == 1


def _is_empty(pieces: Sequence[Piece], place: int) -> bool:
    """Say whether a heading has nothing under it, not even a deeper heading."""
    if place + 1 >= len(pieces):
        return True
    below = pieces[place + 1]
    return below.heading and below.level <= pieces[place].level


def _lone_empty(pieces: Sequence[Piece]) -> int | None:
    """Return the place of the only heading without a mark that has no text under it, past the front."""
    guessed = [place for place, one in enumerate(pieces) if one.heading and not one.first.line.level]
    empty = [place for place in guessed if _is_empty(pieces, place)]
    front = next((place for place, piece in enumerate(pieces) if not piece.heading), len(pieces))
    if len(empty) != 1 or len(guessed) < _FEWEST_GUESSED or empty[0] < front:
        return None
    return None if SERIES.match(pieces[empty[0]].text) else empty[0]


def _list(pieces: Sequence[Piece], place: int) -> Iterator[Finding]:
    """Look for the list that a line with a colon announces."""
    piece = pieces[place]
    if not piece.text.endswith(":") or piece.first.cell:
        return
    start, sentence = list(sentences(piece.text))[-1]
    line = piece.line_at(len(piece.text) - 1)
    counted = list(_COUNTED.finditer(sentence))
    number = NUMBERS.get(counted[-1]["count"].casefold()) or int(counted[-1]["count"]) if counted else 0
    points = _points(pieces, place)
    there = len(points) if not points or _is_whole(pieces, points) else number
    if not points and _headings_below(pieces, place):
        there = _siblings(pieces, place)
    if _FEWEST_THERE <= there < number:
        said = {"text": cut_start(sentence), "announced": counted[-1]["count"], "found": there}
        yield noticed("list_shorter", piece.line_at(start), place, **said)
        return
    if points or not _ANNOUNCES.search(sentence) or piece.mark:
        return
    below = pieces[place + 1] if place + 1 < len(pieces) else None
    if (
        below is None
        or (below.heading and not _headings_are_the_list(pieces, place, number))
        or _runs_on(below)
    ):
        yield noticed("list_missing", line, place, text=cut_start(sentence))


def _points(pieces: Sequence[Piece], place: int) -> list[int]:
    """Return the places of the points right under an announcement, of the first depth."""
    depth = pieces[place].depth if pieces[place].mark else 0
    found = []
    for other in range(place + 1, len(pieces)):
        if not pieces[other].mark or pieces[other].depth <= depth:
            break
        if pieces[other].depth == depth + 1:
            found.append(other)
    return found


def _is_whole(pieces: Sequence[Piece], points: list[int]) -> bool:
    """Say whether a list ends for good: no more points after a line of text between them."""
    after = pieces[points[-1] + 1 : points[-1] + 3]
    return not any(piece.mark for piece in after)


def _headings_are_the_list(pieces: Sequence[Piece], place: int, number: int) -> bool:
    """Say whether the headings below are what was announced, or open the list themselves."""
    if place + 2 < len(pieces) and pieces[place + 2].mark:
        return True
    siblings = _siblings(pieces, place)
    return siblings >= (number or _FEWEST_THERE) and (number > 0 or _headings_below(pieces, place))


def _headings_below(pieces: Sequence[Piece], place: int) -> bool:
    """Say whether a heading of a deeper level than the announcement's own stands right below it."""
    if place + 1 >= len(pieces) or not pieces[place + 1].heading:
        return False
    own = next((pieces[other].level for other in range(place - 1, -1, -1) if pieces[other].heading), 0)
    return 0 < own < pieces[place + 1].level


def _siblings(pieces: Sequence[Piece], place: int) -> int:
    """Count the headings of one level that follow an announcement."""
    first = pieces[place + 1]
    siblings = 0
    for piece in pieces[place + 1 : place + _MOST_BELOW]:
        if piece.heading and piece.level < first.level:
            break
        siblings += piece.heading and piece.level == first.level
    return siblings


def _runs_on(below: Piece) -> bool:
    """Say whether what follows an announcement is running text, and no quotation, table or figure."""
    text = below.text
    if (
        below.heading
        or below.mark
        or below.first.cell
        or text[:1] in "\"”“»«„'"
        or is_lower(text)
        or CAPTION.match(text)
    ):
        return False
    return len(list(sentences(text))) > 1 and text.endswith(".")


def _break(pieces: Sequence[Piece], place: int) -> Iterator[Finding]:
    """Look for a sentence that nothing ends."""
    piece = pieces[place]
    text = piece.text.rstrip()
    said = text.casefold().split()
    if len(said) < _FEWEST_WORDS or piece.first.cell:
        return
    in_list = bool(piece.mark) and place + 1 < len(pieces) and bool(pieces[place + 1].mark)
    if in_list and (said[-1] in _AND or text.endswith(",")):
        return
    loose = said[-1] in PREPOSITIONS and (said[-2] in BEFORE_LOOSE or said[-2].endswith(","))
    if loose or said[-1] in NEVER_LAST or text.endswith(("-", ",")):
        yield noticed("sentence_breaks_off", piece.line_at(len(text) - 1), place, text=cut_start(text))


def _references(pieces: Sequence[Piece]) -> Iterator[Finding]:
    there = _there(pieces)
    seen: set[tuple[str, str]] = set()
    for place, piece in enumerate(pieces):
        for match in _REFERS.finditer(piece.text):
            if match.start() == 0 and (piece.heading or CAPTION.match(piece.text)):
                continue
            if _ELSEWHERE.match(match["after"]) or _OWNED.search(
                piece.text[max(match.start() - _LOOK_BACK, 0) : match.start()]
            ):
                continue
            kind = match["kind"].casefold()
            for number in filter(None, (match["first"], match["second"])):
                key = (kind, number.casefold())
                known = there.get("section" if kind in {"afsnit", "kapitel"} else kind, set())
                if key in seen or number.casefold() in known:
                    continue
                seen.add(key)
                yield noticed(
                    "reference_missing",
                    piece.line_at(match.start()),
                    place,
                    text=f"{kind} {number}",
                )


def _there(pieces: Sequence[Piece]) -> dict[str, set[str]]:
    """Return the numbers of the annexes, figures, tables and sections that a document has."""
    there: dict[str, set[str]] = {}
    annexes, counted = False, 0
    for piece in pieces:
        text = piece.full_text
        if piece.heading:
            annexes = text.casefold().strip(" :") in {
                "bilag",
                "bilagsoversigt",
                "bilagsliste",
                "oversigt over bilag",
            }
            counted = 0
        if annexes and piece.mark:
            counted += 1
            there.setdefault("bilag", set()).update({piece.mark.strip("().").casefold(), str(counted)})
        elif match := _HEADED.match(text):
            kind = match["kind"].casefold()
            if piece.heading or CAPTION.match(text) or piece.mark or len(text.split()) <= 12:  # noqa: PLR2004 - a title, not a sentence about it
                there.setdefault("section" if kind in {"afsnit", "kapitel"} else kind, set()).add(
                    match["number"].casefold()
                )
        elif (piece.heading or piece.mark) and (match := _NUMBER.match(text)):
            there.setdefault("section", set()).add(match[1])
    return there
