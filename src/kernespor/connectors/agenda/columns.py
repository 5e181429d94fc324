"""A label in a column of its own, to the left of its text, where both go over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from kernespor.connectors.agenda.beside import DECISION, column_kind, is_parted, joined
from kernespor.connectors.agenda.vocabulary import may_begin_label
from kernespor.connectors.unit_plan.rows import Row

_MOST_ROWS = 9
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


class LeftColumn(NamedTuple):
    """The part that a left column names, its words, its rows, what stands beside each, and their number."""

    kind: str
    text: str
    rows: list[Row]
    beside: list[str]
    taken: int


def left_column(rows: Sequence[Row], place: int) -> LeftColumn | None:
    """Return the label whose first line the row at `place` begins with, or None; one line is no column."""
    column = _column(rows[place])
    if not column:
        return None
    left: list[str] = []
    right: list[str] = []
    took: list[Row] = []
    best: LeftColumn | None = None
    for offset, row in enumerate(rows[place : place + _MOST_ROWS], start=1):
        line = row.line.raw.expandtabs(4).rstrip()
        said, rest = line[:column].strip(), line[column:].strip()
        crossed = line[: column - 1].rstrip() != line[:column].rstrip()
        if row.gone or row.cell or (row.text and (crossed or not said)):
            break
        if row.text:
            left.append(said)
            right.append(rest)
            took.append(row)
            text = reduce(joined, left, "")
            if kind := column_kind(text):
                best = LeftColumn(kind, text, list(took), list(right), offset)
    return best if best and best.taken > 1 else None


def _column(row: Row) -> int:
    """Return where the text to the right of a label's first words begins, or 0."""
    raw = row.line.raw.expandtabs(4).rstrip()
    gap = _GAP.search(raw)
    if not gap or row.cell or row.bullet:
        return 0
    said = raw[: gap.start()].strip()
    return gap.end() if may_begin_label(said) or is_parted(said, "a") or DECISION.match(said) else 0
