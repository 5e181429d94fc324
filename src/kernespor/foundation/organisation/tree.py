"""The tree of units as it stood on a day, read in one query and then asked in memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kernespor.engines import danish
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Node:
    """A unit on a day."""

    unit_id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent_id: int | None
    refers_to_id: int | None


class Tree:
    """All units of a day. A unit whose parent doesn't exist on that day stands at the top, in sight."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = {node.unit_id: node for node in nodes}
        self._below: dict[int | None, list[Node]] = defaultdict(list)
        for node in sorted(nodes, key=lambda node: (danish.sort_key(node.name), node.code)):
            self._below[node.parent_id if node.parent_id in self.nodes else None].append(node)

    def name(self, unit_id: int) -> str:
        """Return the unit's name on the day, or an empty text when it didn't exist."""
        node = self.nodes.get(unit_id)
        return node.name if node else ""

    def is_top(self, unit_id: int) -> bool:
        """Say whether a unit stands at the top on the day: the municipality itself."""
        return unit_id in self.nodes and self.nodes[unit_id].parent_id is None

    def children(self, unit_id: int | None) -> list[Node]:
        """Return the units right under one (None: the top), in Danish order."""
        return self._below[unit_id]

    def with_below(self, unit_id: int) -> frozenset[int]:
        """Return a unit and everything under it; itself alone when it didn't exist on the day."""
        found, waiting = {unit_id}, [unit_id]
        while waiting:
            for node in self._below[waiting.pop()]:
                if node.unit_id not in found:
                    found.add(node.unit_id)
                    waiting.append(node.unit_id)
        return frozenset(found)

    def path(self, unit_id: int) -> list[Node]:
        """Return the units from the top down to this one."""
        path: list[Node] = []
        node = self.nodes.get(unit_id)
        while node and node not in path:
            path.append(node)
            node = self.nodes.get(node.parent_id) if node.parent_id else None
        return path[::-1]

    def walk(self, unit_id: int | None = None, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Yield (depth, unit) in reading order, from the top or from below one unit."""
        for node in self._below[unit_id]:
            yield depth, node
            yield from self.walk(node.unit_id, depth + 1)


@once
def tree_on(day: dt.date) -> Tree:
    """Return the tree of a day. One query."""
    rows = UnitVersion.objects.on(day).values_list(
        "unit_id", "unit__code", "name", "short_name", "kind", "parent_id", "refers_to_id"
    )
    return Tree([Node(*row) for row in rows.order_by("unit_id")])
