"""What files say beside what is believed. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernespor.connectors.organisation.records import Organisation, PersonRow, RoleRow, UnitRow
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.organisation.models import Person, RoleAssignment, UnitVersion

UnitFacts = tuple[dt.date, dt.date, str, str, str, str, str]
RoleKey = tuple[str, str, str]
RoleFacts = tuple[dt.date, dt.date, bool, str]


@dataclass(frozen=True, slots=True)
class Believed:
    """All that is believed of the organisation, by the municipality's own codes."""

    units: Mapping[str, Mapping[UnitFacts, UnitVersion]]
    persons: Mapping[str, Person]
    roles: Mapping[RoleKey, Mapping[RoleFacts, RoleAssignment]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What taking files in would change, as codes and keys; `absent_*` is what they don't speak of."""

    new_units: tuple[str, ...]
    changed_units: tuple[str, ...]
    absent_units: tuple[str, ...]
    new_persons: tuple[str, ...]
    changed_persons: tuple[str, ...]
    new_roles: tuple[RoleKey, ...]
    changed_roles: tuple[RoleKey, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether the files hold nothing new."""
        changes = (self.new_units, self.changed_units, self.new_persons, self.changed_persons)
        return not any((*changes, self.new_roles, self.changed_roles))


def believed() -> Believed:
    """Return what is believed of all times. Three queries."""
    persons = {person.code: person for person in Person.objects.order_by("code")}
    return Believed(_believed_units(), persons, _believed_roles())


def difference(records: Organisation, known: Believed | None = None) -> Difference:
    """Compare the files with what is believed; nothing is written."""
    known = known or believed()
    units, roles = wanted_units(records.units), wanted_roles(records.roles)
    persons = known.persons
    return Difference(
        new_units=tuple(code for code in units if code not in known.units),
        changed_units=tuple(
            code for code in units if code in known.units and set(known.units[code]) != units[code]
        ),
        absent_units=tuple(code for code in known.units if units and code not in units),
        new_persons=tuple(row.id for row in records.persons if row.id not in persons),
        changed_persons=tuple(
            row.id for row in records.persons if row.id in persons and _changed(persons[row.id], row)
        ),
        new_roles=tuple(key for key in roles if key not in known.roles),
        changed_roles=tuple(
            key for key in roles if key in known.roles and set(known.roles[key]) != roles[key]
        ),
    )


def wanted_units(rows: Iterable[UnitRow]) -> dict[str, set[UnitFacts]]:
    """Return what files say of each unit."""
    wanted: dict[str, set[UnitFacts]] = defaultdict(set)
    for row in rows:
        wanted[row.code].add(
            (
                row.valid_from,
                row.valid_to or OPEN_END,
                row.name,
                row.short_name,
                row.kind,
                row.parent_code,
                row.refers_to_code,
            )
        )
    return dict(wanted)


def wanted_roles(rows: Iterable[RoleRow]) -> dict[RoleKey, set[RoleFacts]]:
    """Return what files say of each person's role over a unit."""
    wanted: dict[RoleKey, set[RoleFacts]] = defaultdict(set)
    for row in rows:
        wanted[row.person_id, row.role, row.unit_code].add(
            (row.valid_from, row.valid_to or OPEN_END, row.includes_below, row.subject)
        )
    return dict(wanted)


def records_of(known: Believed) -> Organisation:
    """Return what is believed as the records that files hold, in an order that is always the same."""
    return Organisation(
        units=tuple(
            UnitRow(code, name, short, kind, parent, refers, start, _last(end))
            for code in sorted(known.units)
            for start, end, name, short, kind, parent, refers in sorted(known.units[code])
        ),
        persons=tuple(
            PersonRow(person.code, person.name, person.title, person.email)
            for person in known.persons.values()
        ),
        roles=tuple(
            RoleRow(person, role, unit, below, start, _last(end), subject)
            for person, role, unit in sorted(known.roles)
            for start, end, below, subject in sorted(known.roles[person, role, unit])
        ),
    )


def merged(records: Organisation, known: Believed) -> Organisation:
    """Return what would be believed after taking the files in: theirs, and what they don't speak of."""
    old = records_of(known)
    units = {row.code for row in records.units}
    persons = {row.id for row in records.persons}
    roles = set(wanted_roles(records.roles))
    return Organisation(
        units=records.units + tuple(row for row in old.units if row.code not in units),
        persons=records.persons + tuple(row for row in old.persons if row.id not in persons),
        roles=records.roles
        + tuple(row for row in old.roles if (row.person_id, row.role, row.unit_code) not in roles),
    )


def _last(day: dt.date) -> dt.date | None:
    return None if day == OPEN_END else day


def _believed_units() -> dict[str, dict[UnitFacts, UnitVersion]]:
    found: dict[str, dict[UnitFacts, UnitVersion]] = defaultdict(dict)
    rows = UnitVersion.objects.believed().select_related("unit", "parent", "refers_to").order_by("id")
    for row in rows:
        facts = (
            row.valid_from,
            row.valid_to,
            row.name,
            row.short_name,
            row.kind,
            row.parent.code if row.parent else "",
            row.refers_to.code if row.refers_to else "",
        )
        found[row.unit.code][facts] = row
    return dict(found)


def _believed_roles() -> dict[RoleKey, dict[RoleFacts, RoleAssignment]]:
    held: dict[RoleKey, dict[RoleFacts, RoleAssignment]] = defaultdict(dict)
    for row in RoleAssignment.objects.believed().select_related("person", "unit").order_by("id"):
        key = (row.person.code, row.role, row.unit.code)
        held[key][row.valid_from, row.valid_to, row.includes_below, row.subject] = row
    return dict(held)


def _changed(person: Person, row: PersonRow) -> bool:
    return (person.name, person.title, person.email) != (row.name, row.title, row.email)
