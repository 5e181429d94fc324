"""The organisation of a day, as its page shows it: a tree, and the same as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kernespor.engines import danish
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.history import History, history
from kernespor.foundation.organisation.models import RoleAssignment
from kernespor.foundation.organisation.tree import Node, Tree

LEADING = (RoleKind.HEAD, RoleKind.DIRECTOR)
SORTS = ("enhed", "slags", "under", "leder", "refererer")
_A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone who leads a unit on the day."""

    person_id: int
    name: str
    title: str

    @property
    def further(self) -> str:
        """Return the title where the name doesn't say it already."""
        return "" if self.title.casefold() in self.name.casefold() else self.title


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit on the day, with what lies under it; `refers_to` only where that isn't the unit above."""

    node: Node
    above: str
    leaders: tuple[Leader, ...]
    refers_to: Node | None
    refers_to_leaders: tuple[Leader, ...]
    is_match: bool
    is_open: bool
    below: tuple[UnitLine, ...]

    @property
    def leader_names(self) -> str:
        """Return the names of those who lead the unit, in one text."""
        return ", ".join(leader.name for leader in self.leaders)

    @property
    def refers_to_text(self) -> str:
        """Return whom the leader refers to, with the unit, where it isn't the one above."""
        if self.refers_to is None:
            return ""
        return ", ".join((*(leader.name for leader in self.refers_to_leaders), self.refers_to.name))


@dataclass(frozen=True, slots=True)
class Structure:
    """The organisation of a day, and what happened in the year before it."""

    day: dt.date
    name: str
    number: int
    altered: int
    opened: int
    closed: int
    top: tuple[UnitLine, ...]
    matches: int

    def rows(self, sort: str = "", *, descends: bool = False) -> list[UnitLine]:
        """Return the units that match as rows, in the order of the tree or sorted as Danish is."""
        found = [line for line in _flat(self.top) if line.is_match]
        return (
            sorted(found, key=lambda line: _sort_key(line, sort), reverse=descends)
            if sort in SORTS
            else found
        )


def structure(day: dt.date, *, search: str = "", opened: bool = False) -> Structure:
    """Return the organisation of a day. Two queries.

    What stands alone on its level is unfolded, so that one sees where it branches. `search` keeps the
    units whose name or code holds it, and what lies above them; `opened` unfolds all.
    """
    known = history()
    tree = known.tree(day)
    leaders = leading_persons(day)
    wanted = " ".join(search.casefold().split())
    top = tuple(
        line for node in tree.children(None) if (line := _line(tree, node, leaders, wanted, opened=opened))
    )
    altered, new, gone = _in_the_year_before(known, tree, day)
    return Structure(
        day=day,
        name=top[0].node.name if len(tree.children(None)) == 1 and top else "",
        number=len(tree.nodes),
        altered=altered,
        opened=new,
        closed=gone,
        top=top,
        matches=sum(line.is_match for line in _flat(top)),
    )


def leading_persons(day: dt.date) -> dict[int, tuple[Leader, ...]]:
    """Return those who lead each unit on a day. One query."""
    rows = RoleAssignment.objects.on(day).filter(role__in=LEADING).order_by("valid_from", "id")
    found: dict[int, tuple[Leader, ...]] = {}
    for unit_id, person_id, name, title in rows.values_list(
        "unit_id", "person_id", "person__name", "person__title"
    ):
        found[unit_id] = (*found.get(unit_id, ()), Leader(person_id, name, title))
    return found


def _line(
    tree: Tree,
    node: Node,
    leaders: Mapping[int, tuple[Leader, ...]],
    wanted: str,
    *,
    opened: bool,
) -> UnitLine | None:
    below = tuple(
        line
        for child in tree.children(node.unit_id)
        if (line := _line(tree, child, leaders, wanted, opened=opened))
    )
    texts = (node.name, node.short_name, node.code)
    is_match = any(wanted in text.casefold() for text in texts)
    if not (below or is_match):
        return None
    refers_to = tree.nodes.get(node.refers_to_id) if node.refers_to_id else None
    is_alone = len(tree.children(node.parent_id if node.parent_id in tree.nodes else None)) == 1
    return UnitLine(
        node=node,
        above=tree.name(node.parent_id) if node.parent_id else "",
        leaders=leaders.get(node.unit_id, ()),
        refers_to=refers_to,
        refers_to_leaders=leaders.get(refers_to.unit_id, ()) if refers_to else (),
        is_match=is_match,
        is_open=opened or bool(wanted) or is_alone,
        below=below,
    )


def _flat(lines: tuple[UnitLine, ...]) -> Iterator[UnitLine]:
    for line in lines:
        yield line
        yield from _flat(line.below)


def _in_the_year_before(known: History, tree: Tree, day: dt.date) -> tuple[int, int, int]:
    """Return how many units changed name or place, how many came, and how many went."""
    before = known.tree(day - _A_YEAR).nodes
    now = tree.nodes
    altered = sum(
        (before[key].name, before[key].parent_id) != (now[key].name, now[key].parent_id)
        for key in before.keys() & now.keys()
    )
    return altered, len(now.keys() - before.keys()), len(before.keys() - now.keys())


def _sort_key(line: UnitLine, sort: str) -> tuple[object, ...]:
    texts = {
        "enhed": line.node.name,
        "slags": line.node.kind,
        "under": line.above,
        "leder": line.leader_names,
        "refererer": line.refers_to_text,
    }
    return (danish.sort_key(texts[sort]), danish.sort_key(line.node.name), line.node.code)
