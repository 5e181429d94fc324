"""Who is what in Sporkøbing: persons named by their function, and their roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernespor.connectors.organisation import PersonRow, RoleRow, UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar, months_before
from kernespor.connectors.sporkoebing.content import table_of

DOMAIN = "sporkoebing.example"
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", " ": "-", "&": "og", ".": ""})


def slug(text: str) -> str:
    """Return a name in the letters of an address: "Børn & Unge" becomes "boern-og-unge"."""
    return text.casefold().translate(_ASCII)


@dataclass
class People:
    """All persons and roles, and who heads which unit now."""

    persons: list[PersonRow] = field(default_factory=list)
    roles: list[RoleRow] = field(default_factory=list)
    head_of: dict[str, str] = field(default_factory=dict)
    staff_of: dict[str, list[str]] = field(default_factory=dict)
    left: dict[str, dt.date] = field(default_factory=dict)

    def add(self, person_id: str, name: str, title: str) -> None:
        """Add a person with an address."""
        self.persons.append(PersonRow(person_id, name, title, f"{person_id}@{DOMAIN}"))

    def give(
        self,
        person_id: str,
        role: str,
        unit_code: str,
        span: tuple[dt.date, dt.date | None],
        *,
        below: bool = True,
        subject: str = "",
    ) -> None:
        """Give a person a role from the first to the last day of a span, for one subject or for all."""
        self.roles.append(RoleRow(person_id, role, unit_code, below, *span, subject=subject))

    def served(self, person_id: str, day: dt.date) -> bool:
        """Say whether a person had any role on a day."""
        return any(
            role.valid_from <= day <= (role.valid_to or dt.date.max)
            for role in self.roles
            if role.person_id == person_id
        )


def people_of(units: Sequence[UnitRow], plan_units: Sequence[tuple[str, str]], calendar: Calendar) -> People:
    """Return everyone: heads of units, those named in `persons.txt`, and the staff behind the plans.

    `plan_units` are pairs of unit code and area of work.
    """
    people = People()
    lives: dict[str, tuple[UnitRow, dt.date]] = {}
    for unit in units:
        lives[unit.code] = (unit, lives[unit.code][1] if unit.code in lives else unit.valid_from)
    for unit, opened in lives.values():
        _add_head(people, unit, opened, calendar)
    _add_named(people, {code: opened for code, (_, opened) in lives.items()}, calendar)
    for code, area in plan_units:
        _add_staff(people, lives[code][0], area, calendar)
    gone = {role.person_id: role.valid_to for role in people.roles if role.valid_to}
    still = {role.person_id for role in people.roles if not role.valid_to or role.valid_to >= calendar.until}
    people.left = {person: day for person, day in gone.items() if person not in still}
    return people


def _add_head(people: People, unit: UnitRow, opened: dt.date, calendar: Calendar) -> None:
    words = {row[0]: row[1:] for row in table_of("heads.txt")}
    title, name, begins = words.get(unit.code) or words.get(unit.kind) or ("", "", "")
    if not title:
        return
    person = begins or f"leder.{slug(unit.short_name)}"
    name = name or f"Lederen af {unit.name}"
    people.add(person, name, title)
    people.head_of[unit.code] = person
    start = opened
    # Every ninth head took over from another within the three years.
    if len(people.head_of) % 9 == 0 and opened == calendar.founded and unit.valid_to is None:
        before = f"tidligere.{person}"
        start = months_before(calendar.until, 12 + len(people.head_of) % 7) + DAY
        former = title if title[1].isupper() else title[0].lower() + title[1:]
        people.add(before, f"Den tidligere {former if begins else f'leder af {unit.name}'}", title)
        people.give(before, "head", unit.code, (opened, start - DAY))
    people.give(person, "head", unit.code, (start, unit.valid_to))


def _add_named(people: People, opened: dict[str, dt.date], calendar: Calendar) -> None:
    for person, name, title, roles, left, mark in table_of("persons.txt"):
        given = [role.split() for role in roles.split("; ")]
        if len(opened) < _SMALL and not mark:
            continue
        people.add(person, name, title)
        end = months_before(calendar.until, int(left)) if left else None
        for role, unit, *rest in given:
            if unit in opened:
                subject = next((word.removeprefix("#") for word in rest if word.startswith("#")), "")
                people.give(person, role, unit, (opened[unit], end), below="below" in rest, subject=subject)


def _add_staff(people: People, unit: UnitRow, area: str, calendar: Calendar) -> None:
    people.staff_of[unit.code] = []
    for row_area, key, name, title, left in table_of("staff.txt"):
        if row_area == area:
            person = f"{key}.{slug(unit.short_name)}"
            people.add(person, name.format(unit=unit.short_name), title)
            people.staff_of[unit.code].append(person)
            end = months_before(calendar.until, int(left)) if left else None
            people.give(person, "employee", unit.code, (calendar.founded, end), below=False)


# Fewer units than this is the small municipality, with the marked persons alone.
_SMALL = 50
