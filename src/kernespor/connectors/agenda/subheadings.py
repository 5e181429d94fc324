"""Headings inside an item that no list of words knows: by their level, their weight, or how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.connectors.governing.layout import Layout, ended, is_lower, reach
from kernespor.connectors.unit_plan.rows import Row

_NEAR = 20  # lines around a heading that tell whether it is one
_LONGEST = 80
_MOST_WORDS = 6  # of a heading that only its place shows
_TEXT = 40  # letters from which the line below is text


def are_several(rows: Sequence[Row], level: int) -> bool:
    """Say whether more than one heading below a level stands among the rows."""
    return sum(row.level > level and bool(row.text) and not row.gone for row in rows) > 1


def is_of_text(row: Row, level: int, *, several: bool) -> bool:
    """Say whether a heading is the text's own: it stands below the level of the text's label, if any.

    Bold alone then parts the text, and so do `several` headings of a lower level; a lone one is a section
    that no list knows.
    """
    return level > 0 and (not row.level or (row.level > level and several))


@dataclass(frozen=True, slots=True)
class Headings:
    """How this document sets its headings.

    `form` says that its labels stand beside their text: a short line inside the text is then the text's own.
    """

    layout: Layout
    form: bool

    def is_one(self, rows: Sequence[Row], place: int) -> bool:
        """Say whether the row is a heading."""
        row = rows[place]
        if row.level:
            return True
        if (
            row.cell
            or row.bullet
            or len(row.text) > _LONGEST
            or ended(row.text.rstrip(":"))
            or is_lower(row.text)
        ):
            return False
        below = next((one for one in rows[place + 1 : place + _NEAR] if one.text and not one.gone), None)
        if below is None or below.level:
            return False
        if row.bold and (row.line.size or row.line.style or row.line.raw.strip().startswith(("**", "__"))):
            return not below.bold
        return not self.form and self._stands_alone(rows, place, below)

    def _stands_alone(self, rows: Sequence[Row], place: int, below: Row) -> bool:
        row = rows[place]
        if self.layout.worded or row.line.style or not row.text[:1].isupper() or row.text[-1:].isdigit():
            return False
        if len(row.text.split()) > _MOST_WORDS or row.text.endswith((":", ",")) or row.line.size:
            return False
        blanks = 0
        for above in reversed(rows[max(place - _NEAR, 0) : place]):
            if above.blank and not above.gone:
                blanks += 1
            elif not above.gone:
                if not ended(above.text):
                    return False
                break
        else:
            return False  # right below its label it is the first line of the text
        wide = self.layout.full_from is None or reach(row) < self.layout.full_from
        return (
            blanks > self.layout.usual_blanks
            and wide
            and below.text[:1].isupper()
            and not below.bullet
            and len(below.text) >= _TEXT
        )
