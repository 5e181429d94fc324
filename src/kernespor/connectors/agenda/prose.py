"""Rows made running text again: paragraphs parted by a blank line, points by a line each."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kernespor.connectors.agenda.records import Furniture
from kernespor.connectors.governing.joining import Piece, make_pieces
from kernespor.connectors.governing.layout import Layout, ended
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.repair import join_lines
from kernespor.connectors.unit_plan.rows import Row

_DASHES = "-"
_POINT = "at "  # what each line of a recommendation may begin with
_LONG = 30  # letters from which a text without a stop goes on below a blank line


@dataclass(slots=True)
class Prose:
    """What joins rows: the document's layout, the words it spells, and what was noticed on the way.

    `furniture` collects marks that stood alone without any text.
    """

    layout: Layout
    known: AbstractSet[str]
    notes: Notes
    furniture: list[Furniture] = field(default_factory=list)

    def pieces(self, rows: Sequence[Row]) -> list[Piece]:
        """Return the paragraphs and points of the rows."""
        filled = [row for row in rows if row.text and not row.gone]
        made = [
            piece
            for stretch in _stretches(rows)
            for piece in make_pieces(stretch, self.layout, self.known, self.notes)
        ]
        made = self._whole(made)
        held = {id(row) for piece in made for row in (*piece.rows, *piece.marks)}
        self.furniture.extend(
            Furniture("mark", row.number, row.text) for row in filled if id(row) not in held
        )
        return made

    def _whole(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Join what goes on in small letters, which a short text's lines alone don't tell."""
        made: list[Piece] = []
        for piece in pieces:
            last = made[-1] if made else None
            if last is None or not _goes_on(last, piece):
                made.append(piece)
                continue
            joint = join_lines(last.text, piece.text, self.known)
            if joint.repair:
                self.notes.repaired("hyphens_joined", last.rows[-1].number, *joint.repair)
            start = len(joint.text) - len(piece.text)
            last.starts.extend(start + place for place in piece.starts)
            last.text = joint.text
            last.rows.extend(piece.rows)
            last.tight = piece.tight
        return made

    def text(self, rows: Sequence[Row]) -> str:
        """Return the rows as text."""
        return text_of(self.pieces(rows))


def _goes_on(last: Piece, piece: Piece) -> bool:
    """Say whether a piece is the rest of the one above: it begins small, and that one has no stop."""
    if piece.mark or piece.level or last.level or not piece.text[:1].islower() or piece.first.cell:
        return False
    if ended(last.text) or (last.text.startswith(_POINT) and piece.text.startswith(_POINT)):
        return False
    return not piece.gap or len(last.text) >= _LONG


def _stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Part the rows before each point of a numbered list, which is never the middle of a sentence.

    "Direktionen indstiller, at" is: the joiner would take a number that follows for a part of it.
    """
    found: list[list[Row]] = [[]]
    last = 0
    second = max((place for place, row in enumerate(rows) if row.bullet[:-1] == "2"), default=-1)
    for place, row in enumerate(rows):
        number = int(row.bullet[:-1]) if row.bullet[:-1].isdigit() and not row.gone and row.text else 0
        follows = number == 1 and second > place
        if number and (number == last + 1 if last else follows) and found[-1]:
            found.append([])
        last = number or last
        found[-1].append(row)
    return found


def text_of(pieces: Sequence[Piece]) -> str:
    """Return pieces as text: points below each other, paragraphs apart."""
    parts: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        mark = piece.mark.strip()
        point = (
            f"{mark if mark[:1].isalnum() or mark[:1] == '(' else _DASHES} {piece.text}"
            if mark
            else piece.text
        )
        if parts:
            parts.append("\n" if mark and before and before.mark.strip() else "\n\n")
        parts.append(point)
        before = piece
    return "".join(parts)


def lines_of(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the numbers of the source lines that rows came from."""
    return tuple(sorted({row.number for row in rows if row.text}))
