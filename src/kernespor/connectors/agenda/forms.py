"""Tables that are forms: a label in the left cell, what it says to the right of it."""

from __future__ import annotations

from collections.abc import Sequence

from kernespor.connectors.agenda.beside import DECISION, inline_label
from kernespor.connectors.agenda.vocabulary import find_label
from kernespor.connectors.unit_plan.rows import Row

LABEL_ROWS = 4  # lines that a label may take


def form_tables(rows: Sequence[Row]) -> dict[int, dict[int, set[int]]]:
    """Return the tables that are forms, and in each row of them the columns that hold labels."""
    cells: dict[int, dict[int, dict[int, list[Row]]]] = {}
    for row in rows:
        if row.cell and row.text:
            table, line, column = row.cell
            cells.setdefault(table, {}).setdefault(line, {}).setdefault(column, []).append(row)
    found: dict[int, dict[int, set[int]]] = {}
    for table, lines in cells.items():
        labels: dict[int, set[int]] = {}
        for line, columns in lines.items():
            own: set[int] = set()
            for column in sorted(columns):
                # A value stands to the right of its label; in the first column stands a label or text.
                if column == 1 or (column % 2 == 1 and _cell_label(columns[column])) or len(columns) == 1:
                    own.add(column)
            labels[line] = own
        several = any(len(columns) > 1 for columns in lines.values())
        first = [line for line, columns in lines.items() if 1 in columns and _cell_label(columns[1])]
        if first and (not several or len(first) * 3 >= len(lines)):
            found[table] = labels
    return found


def _cell_label(rows: Sequence[Row]) -> bool:
    text = " ".join(row.text for row in rows[:LABEL_ROWS])
    return bool(
        find_label(text)
        or find_label(rows[0].text)
        or inline_label(rows[0].text, colon=True)
        or DECISION.match(text)
    )
