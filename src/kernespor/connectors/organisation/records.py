"""The organisation as its files have it: units, persons and roles, each row for a stretch of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kernespor.engines.findings import Finding


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One stretch of a unit's life; a unit that was renamed or moved has several.

    `valid_to` is the last day, inclusive; None is until further notice. `parent_code` is empty for the root,
    `refers_to_code` is empty where the unit's head refers to the head above. `row` is the file's row, from 1
    with the header.
    """

    code: str
    name: str
    short_name: str
    kind: str
    parent_code: str
    refers_to_code: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person; `id` is what the role rows point at."""

    id: str
    name: str
    title: str = ""
    email: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Who is what, where, from when until when; `role` is a code of `vocabulary.ROLE_WORDS`.

    With a `subject`, a code of the municipality's own, the role counts for that subject alone.
    """

    person_id: str
    role: str
    unit_code: str
    includes_below: bool
    valid_from: dt.date
    valid_to: dt.date | None = None
    subject: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Units, persons and roles together."""

    units: tuple[UnitRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """What reading the files gave: the rows that could be read, and everything that was noticed.

    With a finding of severity error the records are incomplete and must not be taken in.
    """

    records: Organisation
    findings: tuple[Finding, ...] = ()
