"""A text of an agenda as blocks: paragraphs, lists and tables, the ground of every writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kernespor.connectors.unit_plan.paper import one_line
from kernespor.engines.danish import MONTHS

_NUMBER = r"(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})"
_POINT = re.compile(
    rf"(?P<mark>(?P<bullet>[-–—•])|\({_NUMBER}\)|{_NUMBER}[.)]) (?=\S)(?!(?i:{'|'.join(MONTHS)})\b)"
)
_CELL_END = " | "
_BULLET = "-"
_FIRST = frozenset({"1", "a", "A"})
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its own line breaks stay. `mark` is a number that no list would count by itself."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list. `form` is how each mark is written ("%1.", "(%1)"), `first` the first one's figure or letter.

    Both are empty where the marks are bullets.
    """

    points: tuple[str, ...]
    form: str = ""
    first: str = ""

    def mark_of(self, place: int) -> str:
        """Return the mark of the point at a place, from 0; nothing where the letters have come to an end."""
        if not self.form:
            return _BULLET
        figure = str(place + 1) if self.first == "1" else chr(ord(self.first) + place)
        return self.form.replace("%1", figure) if self.first == "1" or place < _LETTERS else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row heads its columns; all rows have as many cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Points | Table


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text in its normal form."""
    made: list[Block] = []
    for piece in pieces(text):
        last = made[-1] if made else None
        if (point := parted_point(piece)) is None:
            row = _cells(piece)
            if row and isinstance(last, Table) and len(last.rows[0]) == len(row):
                made[-1] = Table((*last.rows, row))
            else:
                made.append(Table((row,)) if row else Paragraph(piece))
            continue
        mark, said = point
        if isinstance(last, Points) and mark == last.mark_of(len(last.points)):
            made[-1] = replace(last, points=(*last.points, said))
        elif mark == _BULLET:
            made.append(Points((said,)))
        elif (figure := mark.strip("().")) in _FIRST:
            made.append(Points((said,), mark.replace(figure, "%1"), figure))
        else:
            made.append(Paragraph(said, mark))
    return [
        Paragraph(_CELL_END.join(one.rows[0])) if isinstance(one, Table) and len(one.rows) == 1 else one
        for one in made
    ]


def normal_text(text: str) -> str:
    """Return a text in its normal form."""
    return joined(pieces(text))


def joined(found: Sequence[str]) -> str:
    """Return pieces as a text: points below each other, paragraphs apart."""
    text = ""
    for place, piece in enumerate(found):
        points = place and parted_point(piece) and parted_point(found[place - 1])
        text += ("\n" if points else "\n\n" if place else "") + piece
    return text


def pieces(text: str) -> list[str]:
    """Return the paragraphs and points of a text, each in its normal form with its own line breaks."""
    found: list[str] = []
    ended = True
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = one_line(raw)
        if not line:
            ended = True
        elif point := parted_point(line):
            found.append(" ".join(point))
            ended = False
        elif ended:
            found.append(line)
            ended = False
        else:
            found[-1] += f"\n{line}"
    return found


def parted_point(piece: str) -> tuple[str, str] | None:
    """Return the mark of a point of a list ("-", "1.", "a)") and what follows it, or None for a paragraph."""
    match = _POINT.match(piece)
    if match is None:
        return None
    return _BULLET if match["bullet"] else match["mark"], piece[match.end() :]


def _cells(piece: str) -> tuple[str, ...]:
    """Return the cells of a paragraph that is a row of a table ("Skole | Før | Nu"), or nothing."""
    row = () if "\n" in piece or parted_point(piece) else tuple(piece.split(_CELL_END))
    return row if len(row) > 1 and all(one == one_line(one) != "" for one in row) else ()
