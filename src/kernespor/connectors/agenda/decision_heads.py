"""The head of a decision: "Beslutning i Økonomiudvalget den 17-04-2018", or a body and its day alone."""

from __future__ import annotations

from collections.abc import Sequence

from kernespor.connectors.agenda.bodies import BETWEEN, Met, read_met, tells_who
from kernespor.connectors.agenda.vocabulary import find_label
from kernespor.connectors.governing.layout import Layout, is_lower
from kernespor.connectors.unit_plan.rows import Row

_MOST_ROWS = 9  # lines that the head of a decision may take, at a word a line
_MISSES = 2
_DECIDES = BETWEEN | {"beslutning", "afgørelse", "behandling"}


def read_decider(text: str) -> Met | None:
    """Read "Økonomiudvalget 2022-2025, 12-06-2023:" or "Byrådets beslutning i mødet den 3. maj", or None."""
    return read_met(text, _DECIDES)


def heads_decision(text: str) -> bool:
    """Say whether a line is nothing but a body and its day."""
    met = read_decider(text)
    return bool(met and met.body and met.date_text)


def parted_head(text: str) -> tuple[str, str] | None:
    """Part "Byrådet den 3. maj 2022: Godkendt." into the head and what was decided, or None."""
    head, colon, rest = text.partition(": ")
    return (f"{head}:", rest.strip()) if colon and rest.strip() and heads_decision(head) else None


def begins_with_head(rows: Sequence[Row]) -> bool:
    """Say whether the first line of a text is the head of a decision."""
    first = next((row for row in rows if row.text and not row.gone), None)
    return first is not None and (heads_decision(first.text) or parted_head(first.text) is not None)


def has_text_below(rows: Sequence[Row], place: int, layout: Layout) -> bool:
    """Say whether a text begins right below a row, as it does below a head and not below a page's."""
    for row in rows[place + 1 : place + 2 + layout.usual_blanks]:
        if row.text and not row.gone:
            return not is_lower(row.text) and not row.level
    return False


def decision_rows(rows: Sequence[Row], place: int, start: int, *, free: bool) -> int:
    """Return how many rows say who decided when, and nothing else (0: not even the first).

    `start` is where the word "Beslutning" ends, `free` says that the text above it has come to an end.
    """
    row = rows[place]
    texts: list[str] = []
    best = missed = 0
    for offset, other in enumerate(rows[place : place + _MOST_ROWS * 3], start=1):
        if other.gone or other.blank:
            continue
        if other.cell != row.cell or (offset > 1 and (other.level or find_label(other.text))):
            break
        texts.append(other.text)
        met = tells_who(" ".join(texts)[start:])
        if met and (len(texts) > 1 or free or met.date):
            best = offset
        whole = met and met.body and met.date_text
        missed = 0 if met else missed + 1  # "den 2." says nothing before its month
        if whole or (best and missed > _MISSES) or len(texts) >= _MOST_ROWS:
            break
    return best
