"""The attachments of an item, each by its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kernespor.connectors.agenda.prose import text_of
from kernespor.connectors.agenda.records import Furniture, Named
from kernespor.connectors.agenda.vocabulary import says_none
from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.layout import Layout, is_open
from kernespor.connectors.unit_plan.rows import Row

_FILE_END = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|msg|jpe?g|png|zip)$", re.IGNORECASE)
_NUMBERED = re.compile(r"Bilag (?:nr\. ?)?\d{1,2}\b ?(?:[:.,–—-]|[A-ZÆØÅ])")
_POINT = re.compile(r"^(?:[-•*]|\d{1,2}[.)]|[a-z]\)) +")
_COUNTED = re.compile(r"\d{1,2} +(?=[A-ZÆØÅ])")  # a number before each attachment, without any mark
_SEVERAL = re.compile(
    r"(?:,|;)? +(?=Bilag \d{1,2}\b)|; +| +(?=\d{1,3} (?:Åben|Åbent|Lukket) [A-ZÆØÅ])"
    r"|(?:(?<=\.pdf)|(?<=\.docx)|(?<=\.xlsx)),? +(?=\w)(?!og\b)"
)
# As a case system lists it: "1 Åben Kort over søen 21034/19". That one is closed stays in its name.
_LISTED = re.compile(r"\d{1,3}[.)]? (?:Åbent? (?P<name>\S.*)|(?P<closed>Lukket \S.*))")
_DOCUMENT = re.compile(r" +(?:\d{3,7}[/-]\d{2}|\d{2}/\d{3,7}|\d{5,9}(?:[/-]\d{2})?)$")
_LINK = re.compile(r"!?\[(?P<name>[^\[\]]+)\]\((?P<where>[^()\s]+(?: [^()]*)?)\)")


def read_attachments(
    pieces: Sequence[Piece], layout: Layout, line: int, names: list[Named], furniture: list[Furniture]
) -> list[str]:
    """Return the names; numbers go to `names`, and where a link leads to `furniture`."""
    found: list[str] = []
    for whole, number in (one for piece in pieces for one in _by_lines(piece, layout)):
        if says_none(whole):
            names.append(Named(number, whole))
            continue
        said = whole
        if point := _POINT.match(whole):
            names.append(Named(number, point[0]))
            said = whole[point.end() :]
        furniture.extend(Furniture("link", number, link["where"]) for link in _LINK.finditer(said))
        said = _LINK.sub(lambda link: link["name"], said)
        found.extend(one.strip(" ,") for one in _SEVERAL.split(said) if one.strip(" ,"))
    return list(_without_numbers(found, line, names))


def _by_lines(piece: Piece, layout: Layout) -> Iterator[tuple[str, int]]:
    """Yield the text of a piece with its line, parted where each line is an attachment of its own."""
    mark = len(text_of([piece])) - len(piece.text)
    text = text_of([piece])
    begin, first = 0, piece.first
    for (above, row), start in zip(pairwise(piece.rows), piece.starts[1:], strict=True):
        if not layout.worded and _begins(above, row, layout) and piece.text.startswith(row.text, start):
            yield text[begin : start + mark].strip(), first.number
            begin, first = start + mark, row
    yield text[begin:].strip(), first.number


def _begins(above: Row, row: Row, layout: Layout) -> bool:
    """Say whether a line is no end of the one above: a file ends there, or a name begins here."""
    if row.cell or is_open(above.text):
        return False
    if _FILE_END.search(above.text) or _NUMBERED.match(row.text):
        return True
    paragraph = bool(row.line.style and row.line is not above.line)
    return row.text[:1].isupper() and (paragraph or not layout.is_full(above, row.text, layout.width))


def _without_numbers(found: Sequence[str], line: int, names: list[Named]) -> Iterator[str]:
    """Yield the names without what a case system lists before and behind them."""
    counted = len(found) > 1 and all(_COUNTED.match(name) for name in found)
    for name in found:
        listed = _LISTED.fullmatch(name)
        bare = name
        if listed:
            bare = _DOCUMENT.sub("", listed["name"] or listed["closed"])
        elif counted:
            bare = _COUNTED.sub("", name, count=1)
        if bare != name:
            names.append(Named(line, name))
        yield bare
