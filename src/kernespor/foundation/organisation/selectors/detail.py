"""A unit and a person, as their pages show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.foundation.dated import OPEN_END, DatedRows
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.history import History, history
from kernespor.foundation.organisation.models import Person, RoleAssignment, Unit
from kernespor.foundation.organisation.selectors.structure import LEADING, Leader, leading_persons
from kernespor.foundation.organisation.tree import Node


@dataclass(frozen=True, slots=True)
class Held:
    """A role that someone holds over a unit; `last` is None until further notice."""

    person_id: int
    person: str
    title: str
    unit_id: int
    unit: str
    role: str
    leads: bool
    includes_below: bool
    subject: str
    first: dt.date
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Say whether the role is held on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a unit's life in words; `is_now` for the one that holds on the day."""

    name: str
    kind: str
    above: str
    above_id: int | None
    refers_to: str
    first: dt.date
    last: dt.date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Below:
    """A unit right under another, with those who lead it."""

    node: Node
    leaders: tuple[Leader, ...]
    number_below: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit on a day; `node` is None on days without it."""

    unit_id: int
    code: str
    name: str
    day: dt.date
    node: Node | None
    path: tuple[Node, ...]
    chapters: tuple[Chapter, ...]
    leaders: tuple[Held, ...]
    former_leaders: tuple[Held, ...]
    roles: tuple[Held, ...]
    below: tuple[Below, ...]
    refers_to: Node | None
    refers_to_leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with the roles of today, of before, and of what comes."""

    person: Person
    now: tuple[Held, ...]
    earlier: tuple[Held, ...]
    later: tuple[Held, ...]


def unit_page(unit: Unit, day: dt.date) -> UnitPage:
    """Return a unit as it stood on a day, with its life. Three queries."""
    known = history()
    tree = known.tree(day)
    node = tree.nodes.get(unit.pk)
    leading = leading_persons(day)
    roles = _held(RoleAssignment.objects.believed().filter(unit=unit), known, day)
    now = tuple(one for one in roles if one.holds(day))
    refers_to = tree.nodes.get(node.refers_to_id) if node and node.refers_to_id else None
    return UnitPage(
        unit_id=unit.pk,
        code=unit.code,
        name=known.name(unit.pk, day) or unit.code,
        day=day,
        node=node,
        path=tuple(tree.path(unit.pk)[:-1]),
        chapters=_chapters(known, unit.pk, day),
        leaders=tuple(one for one in now if one.leads),
        former_leaders=tuple(one for one in roles if one.leads and one.last and one.last < day)[::-1],
        roles=now,
        below=tuple(
            Below(child, leading.get(child.unit_id, ()), len(tree.with_below(child.unit_id)) - 1)
            for child in (tree.children(unit.pk) if node else ())
        ),
        refers_to=refers_to,
        refers_to_leaders=leading.get(refers_to.unit_id, ()) if refers_to else (),
    )


def person_page(person: Person, today: dt.date) -> PersonPage:
    """Return a person with all roles. Two queries."""
    roles = _held(RoleAssignment.objects.believed().filter(person=person), history(), today)
    return PersonPage(
        person=person,
        now=tuple(one for one in roles if one.holds(today)),
        earlier=tuple(one for one in roles if one.last and one.last < today)[::-1],
        later=tuple(one for one in roles if one.first > today),
    )


def _held(rows: DatedRows[RoleAssignment], known: History, day: dt.date) -> list[Held]:
    """Return roles in order of time; a unit is called as it was on the day, within the role's time."""
    ordered = rows.select_related("person").order_by("valid_from", "id")
    return [
        Held(
            person_id=row.person_id,
            person=row.person.name,
            title=row.person.title,
            unit_id=row.unit_id,
            unit=known.name(row.unit_id, max(row.valid_from, min(day, row.valid_to))),
            role=str(RoleKind(row.role).label),
            leads=row.role in LEADING,
            includes_below=row.includes_below,
            subject=row.subject,
            first=row.valid_from,
            last=None if row.valid_to == OPEN_END else row.valid_to,
        )
        for row in ordered
    ]


def _chapters(known: History, unit_id: int, day: dt.date) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            name=one.node.name,
            kind=one.node.kind,
            above=known.name(one.node.parent_id, one.first),
            above_id=one.node.parent_id,
            refers_to=known.name(one.node.refers_to_id, one.first),
            first=one.first,
            last=one.last,
            is_now=one.holds(day),
        )
        for one in known.of(unit_id)
    )
