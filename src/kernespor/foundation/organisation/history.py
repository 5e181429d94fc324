"""Every stretch of every unit's life, read in one query and then asked in memory for any day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.organisation.models import UnitVersion
from kernespor.foundation.organisation.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a unit was called and where it stood; `last` is None until further notice."""

    node: Node
    first: dt.date
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Say whether the stretch holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


class History:
    """The units of all times."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._of: dict[int, list[Stretch]] = defaultdict(list)
        for stretch in sorted(stretches, key=lambda one: one.first):
            self._of[stretch.node.unit_id].append(stretch)

    def of(self, unit_id: int) -> list[Stretch]:
        """Return a unit's stretches in order of time."""
        return self._of.get(unit_id, [])

    def tree(self, day: dt.date) -> Tree:
        """Return the tree of a day."""
        return Tree([one.node for rows in self._of.values() for one in rows if one.holds(day)])

    def name(self, unit_id: int | None, day: dt.date) -> str:
        """Return a unit's name on a day; on days without it the last name before, or else its first."""
        rows = self.of(unit_id) if unit_id else []
        before = [one for one in rows if one.first <= day]
        return (before[-1] if before else rows[0]).node.name if rows else ""


def history() -> History:
    """Return the units of all times, as we know them now. One query."""
    rows = UnitVersion.objects.believed().values_list(
        "unit_id",
        "unit__code",
        "name",
        "short_name",
        "kind",
        "parent_id",
        "refers_to_id",
        "valid_from",
        "valid_to",
    )
    return History(
        [
            Stretch(Node(*row[:7]), row[7], None if row[8] == OPEN_END else row[8])
            for row in rows.order_by("unit_id", "valid_from")
        ]
    )
