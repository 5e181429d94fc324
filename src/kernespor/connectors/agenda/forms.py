"""Tables that are forms: a label in the left cell, what it says to the right of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kernespor.connectors.agenda.beside import DECISION, inline_label
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.vocabulary import find_label, fold, words
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


def set_aside_column_heads(rows: Sequence[Row], tables: Mapping[int, object]) -> None:
    """Mark "Felt | Oplysning" above a form in `gone`."""
    heads: dict[int, list[Row]] = {}
    lines: dict[int, int] = {}
    for row in rows:
        if row.cell and row.cell[0] in tables and row.text:
            table, line, _ = row.cell
            if lines.setdefault(table, line) == line:
                heads.setdefault(table, []).append(row)
    for cells in heads.values():
        if len(cells) > 1 and all(fold(row.text) in words("columns") for row in cells):
            for row in cells:
                row.gone = "column_head"


def facts_first(entries: Sequence[Entry]) -> list[Entry]:
    """Move the meeting's body and day to the top of the form that is its head.

    The case number may stand above them there, and what stands below that is an item's.
    """
    first = next((at for at, one in enumerate(entries) if _is_of_form(one)), None)
    if first is None or any(isinstance(one, Mark) and not one.of_meeting for one in entries[:first]):
        return list(entries)
    moved: list[int] = []
    for at in range(first, len(entries)):
        entry = entries[at]
        if isinstance(entry, Mark) and not _is_of_form(entry, entries[first]):
            break
        if isinstance(entry, Mark) and fold(entry.text) in words("facts"):
            value = next((place for place in range(at + 1, len(entries)) if _is_filled(entries[place])), at)
            moved += [at] if isinstance(entries[value], Mark) else [at, value]
    kept = set(moved)
    rest = [one for at, one in enumerate(entries) if at >= first and at not in kept]
    return [*entries[:first], *(entries[at] for at in sorted(kept)), *rest]


def _is_of_form(entry: Entry, like: Entry | None = None) -> bool:
    """Say whether an entry is a label in a cell, of the same table as another one where that is given."""
    cell = entry.rows[0].cell if isinstance(entry, Mark) else None
    other = like.rows[0].cell if isinstance(like, Mark) else cell
    return bool(cell and other and cell[0] == other[0])


def _is_filled(entry: Entry) -> bool:
    return isinstance(entry, Mark) or (bool(entry.text) and not entry.gone)


def _cell_label(rows: Sequence[Row]) -> bool:
    text = " ".join(row.text for row in rows[:LABEL_ROWS])
    return bool(
        find_label(text)
        or find_label(rows[0].text)
        or inline_label(rows[0].text, colon=True)
        or DECISION.match(text)
    )
