"""Plans set as tables: a column each for goal, action and indicator, or a label in front of each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernespor.connectors.unit_plan.nodes import Node, Role
from kernespor.connectors.unit_plan.passages import Passage
from kernespor.connectors.unit_plan.vocabulary import Part, find_label, fold, split_head

_ASIDE = re.compile(r"\s*\([^)]*\)")
_LISTS = {Part.ACTION: Role.ACTION, Part.INDICATOR: Role.INDICATOR}
_LABELS = {Part.ACTION: Role.ACTIONS, Part.INDICATOR: Role.INDICATORS}
_NUMBERS = frozenset({"nr", "nummer", "mål nr"})
_LONGEST_HEAD = 60


def part_of_cell(text: str) -> Part | None:
    """Say which part a cell labels, be it a column ("Handlinger (hvad gør vi?)") or a row."""
    plain = _ASIDE.sub("", text).strip() or text
    if len(plain) > _LONGEST_HEAD:
        return None
    if label := find_label(plain):
        return label.part
    head = split_head(plain)
    return head.part if not head.title and not head.number else None


@dataclass(slots=True)
class _Column:
    part: Part | None
    name: str


@dataclass(slots=True)
class _Table:
    """One table on its way to nodes."""

    nodes: list[Node] = field(default_factory=list)
    columns: dict[int, _Column] = field(default_factory=dict)
    area: str = ""
    read: bool = False


def table_nodes(passages: Sequence[Passage]) -> list[Node] | None:
    """Return the nodes of one table's passages, or None where none of its cells names a part."""
    table = _Table()
    for row in _rows(passages):
        _read_row(table, row)
    return table.nodes if table.read else None


def _rows(passages: Sequence[Passage]) -> list[dict[int, list[Passage]]]:
    rows: dict[int, dict[int, list[Passage]]] = {}
    for passage in passages:
        _, row, column = passage.first.cell or (0, 0, 0)
        rows.setdefault(row, {}).setdefault(column, []).append(passage)
    return list(rows.values())


def _read_row(table: _Table, row: dict[int, list[Passage]]) -> None:
    parts = {column: part_of_cell(_text(cell)) for column, cell in row.items()}
    named = [part for part in parts.values() if part]
    first = min(row)
    if (
        len(named) > 1
        and set(named) & {Part.ACTION, Part.INDICATOR, Part.GOAL}
        and len(named) * 2 >= len(row)
    ):
        table.columns = {column: _Column(parts[column], _text(cell)) for column, cell in row.items()}
        table.nodes.extend(
            Node(p, Role.FURNITURE, p.text, settled=True) for cell in row.values() for p in cell
        )
        table.read = True
    elif parts[first] in {Part.ACTION, Part.INDICATOR, Part.GOAL, Part.AREA} and len(row) > 1:
        _labelled_row(table, row, parts[first])
    elif len(row) == 1 and split_head(row[first][0].full_text).part in {Part.GOAL, Part.AREA}:
        _heading_row(table, row[first])
    elif table.columns:
        _column_row(table, row)
    elif len(row) > 1 and parts[first] is Part.CONTEXT:
        _remark(table, _text(row[first]), [p for column in list(row)[1:] for p in row[column]], row[first])
    else:
        table.nodes.extend(Node(p, Role.TEXT, p.text, settled=True) for cell in row.values() for p in cell)


def _text(cell: Sequence[Passage]) -> str:
    return " ".join(passage.text for passage in cell)


def _heading_row(table: _Table, cell: Sequence[Passage]) -> None:
    head = split_head(cell[0].full_text)
    role = Role.GOAL if head.part is Part.GOAL else Role.AREA
    table.nodes.append(Node(cell[0], role, head.title, head.number, settled=True))
    table.nodes.extend(Node(p, Role.TEXT, p.text, settled=True) for p in cell[1:])
    table.columns = {}
    table.read = True


def _labelled_row(table: _Table, row: dict[int, list[Passage]], part: Part | None) -> None:
    """Read a row whose first cell labels what stands in the others."""
    first, *others = sorted(row)
    content = [passage for column in others for passage in row[column]]
    label = row[first][0]
    table.read = True
    if part in _LABELS:
        table.nodes.append(Node(label, _LABELS[part], "", settled=True))
        table.nodes.extend(Node(p, Role.TEXT, p.text, settled=True) for p in content)
        return
    role = Role.GOAL if part is Part.GOAL else Role.AREA
    head = split_head(content[0].full_text)
    number = head.number or split_head(label.full_text).number
    lead = Node(content[0], role, head.title if head.number else content[0].text, number, settled=True)
    table.nodes.append(Node(label, Role.FURNITURE, label.text, settled=True))
    table.nodes.append(lead)
    table.nodes.extend(Node(p, Role.TEXT, p.text, settled=True) for p in content[1:])


def _column_row(table: _Table, row: dict[int, list[Passage]]) -> None:
    """Read a row by its columns' names: area, goal, remarks, then the lists, whatever order they stand in."""
    number = ""
    by_part: dict[Part | None, list[tuple[_Column, list[Passage]]]] = {}
    for column, cell in sorted(row.items()):
        named = table.columns.get(column) or _nearest(table, column)
        if fold(named.name) in _NUMBERS and len(_text(cell)) <= 6:  # noqa: PLR2004 - "10.1.2"
            number = _text(cell).rstrip(".")
            if not any(column.part is Part.GOAL for column in table.columns.values()):
                table.nodes.extend(Node(p, Role.FURNITURE, p.text, settled=True) for p in cell)
        else:
            by_part.setdefault(named.part, []).append((named, cell))
    for _, cell in by_part.pop(Part.AREA, []):
        if _text(cell) != table.area:
            table.area = _text(cell)
            _lead(table, Role.AREA, cell, "")
        else:
            table.nodes.extend(Node(p, Role.FURNITURE, p.text, settled=True) for p in cell)
    for _, cell in by_part.pop(Part.GOAL, []):
        _lead(table, Role.GOAL, cell, number)
    lists = [(part, by_part.pop(part, [])) for part in (Part.ACTION, Part.INDICATOR)]
    for cells in by_part.values():
        for named, cell in cells:
            _remark(table, named.name, cell, [])
    for part, cells in lists:
        table.nodes.extend(Node(p, _LISTS[part], p.text, settled=True) for _, cell in cells for p in cell)


def _nearest(table: _Table, column: int) -> _Column:
    """Return the column that a cell without a head of its own stands under."""
    left = [other for other in table.columns if other <= column]
    return table.columns[max(left)] if left else _Column(None, "")


def _lead(table: _Table, role: Role, cell: Sequence[Passage], number: str) -> None:
    head = split_head(cell[0].full_text)
    table.nodes.append(Node(cell[0], role, head.title or cell[0].text, head.number or number, settled=True))
    table.nodes.extend(Node(p, Role.REMARK, p.text, settled=True) for p in cell[1:])


def _remark(table: _Table, name: str, cell: Sequence[Passage], label: Sequence[Passage]) -> None:
    table.nodes.extend(Node(p, Role.FURNITURE, p.text, settled=True) for p in label)
    for passage in cell:
        text = f"{name.rstrip(':')}: {passage.text}" if name else passage.text
        table.nodes.append(Node(passage, Role.REMARK, text, settled=True))
