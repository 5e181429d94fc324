"""The attachments of an item, each by its name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kernespor.connectors.agenda.prose import text_of
from kernespor.connectors.agenda.records import Furniture, Named
from kernespor.connectors.agenda.vocabulary import says_none
from kernespor.connectors.governing.joining import Piece

_POINT = re.compile(r"^(?:[-•*]|\d{1,2}[.)]|[a-z]\)) +")
_COUNTED = re.compile(r"\d{1,2} +(?=[A-ZÆØÅ])")  # a number before each attachment, without any mark
_SEVERAL = re.compile(r"(?:,|;)? +(?=Bilag \d{1,2}\b)|; +| +(?=\d{1,3} (?:Åben|Åbent|Lukket) [A-ZÆØÅ])")
# As a case system lists it: "1 Åben Kort over søen 21034/19". That one is closed stays in its name.
_LISTED = re.compile(r"\d{1,3}[.)]? (?:Åbent? (?P<name>\S.*)|(?P<closed>Lukket \S.*))")
_DOCUMENT = re.compile(r" +(?:\d{3,7}[/-]\d{2}|\d{2}/\d{3,7}|\d{5,9}(?:[/-]\d{2})?)$")
_LINK = re.compile(r"!?\[(?P<name>[^\[\]]+)\]\((?P<where>[^()\s]+(?: [^()]*)?)\)")


def read_attachments(
    pieces: Sequence[Piece], line: int, names: list[Named], furniture: list[Furniture]
) -> list[str]:
    """Return the names; numbers go to `names`, and where a link leads to `furniture`."""
    found: list[str] = []
    for piece in pieces:
        said = text_of([piece])
        number = piece.first.number
        if says_none(said):
            names.append(Named(number, said))
            continue
        if point := _POINT.match(said):
            names.append(Named(number, point[0]))
            said = said[point.end() :]
        furniture.extend(Furniture("link", number, link["where"]) for link in _LINK.finditer(said))
        said = _LINK.sub(lambda link: link["name"], said)
        found.extend(one.strip(" ,") for one in _SEVERAL.split(said) if one.strip(" ,"))
    return list(_without_numbers(found, line, names))


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
