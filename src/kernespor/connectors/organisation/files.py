"""Read and write the organisation: units.csv, persons.csv and roles.csv."""

from __future__ import annotations

import datetime as dt

from kernespor.connectors.organisation.checks import (
    by_code,
    check_persons,
    check_roles,
    check_units,
    unsure_codes,
)
from kernespor.connectors.organisation.records import (
    Organisation,
    OrganisationReading,
    PersonRow,
    RoleRow,
    UnitRow,
)
from kernespor.connectors.organisation.table import Row, Table, read_table, write_table
from kernespor.connectors.organisation.vocabulary import (
    NO,
    PERSONS_FILE,
    ROLE_OF_WORD,
    ROLE_WORDS,
    ROLES_FILE,
    UNITS_FILE,
    YES,
)
from kernespor.connectors.tables import folded
from kernespor.engines.danish import parse_date
from kernespor.engines.findings import N_, Finding


def read_organisation(
    units: bytes,
    persons: bytes | None = None,
    roles: bytes | None = None,
    existing: Organisation | None = None,
) -> OrganisationReading:
    """Read the files together and report all that is odd, at once.

    Roles may point at persons in `persons` or in `existing`. A file that isn't given gives no records of its
    kind; without `persons` the persons are those of `existing`.
    """
    unit_table = read_table(UNITS_FILE, units)
    unit_rows = [unit for row in unit_table.rows if (unit := _unit(unit_table, row))]
    check_units(unit_table, unit_rows)
    tables = [unit_table]
    person_rows: list[PersonRow] = []
    if persons is not None:
        person_table = read_table(PERSONS_FILE, persons)
        person_rows = [PersonRow(**row.cells, row=row.number) for row in person_table.rows if row.cells["id"]]
        check_persons(person_table, person_rows)
        tables.append(person_table)
    role_rows: list[RoleRow] = []
    if roles is not None:
        role_table = read_table(ROLES_FILE, roles)
        role_rows = [role for row in role_table.rows if (role := _role(role_table, row))]
        known = {person.id for person in (*person_rows, *(existing.persons if existing else ()))}
        # Beside a file that could not be read at all, every role would point at nothing.
        if all(table.readable for table in tables):
            unsure = unsure_codes(unit_table, unit_rows)
            check_roles(role_table, role_rows, known, by_code(unit_rows), unsure)
        tables.append(role_table)
    records = Organisation(tuple(unit_rows), tuple(person_rows), tuple(role_rows))
    findings = [finding for table in tables for finding in sorted(table.findings, key=_place)]
    return OrganisationReading(records, tuple(findings))


def write_organisation(organisation: Organisation) -> dict[str, bytes]:
    """Return `{"units.csv": …, "persons.csv": …, "roles.csv": …}`, which read back are equal."""
    return {
        UNITS_FILE: write_table(
            UNITS_FILE,
            (
                {
                    "code": unit.code,
                    "name": unit.name,
                    "short_name": unit.short_name,
                    "kind": unit.kind,
                    "parent_code": unit.parent_code,
                    "refers_to_code": unit.refers_to_code,
                    **_dates(unit),
                }
                for unit in organisation.units
            ),
        ),
        PERSONS_FILE: write_table(
            PERSONS_FILE,
            (
                {"id": person.id, "name": person.name, "title": person.title, "email": person.email}
                for person in organisation.persons
            ),
        ),
        ROLES_FILE: write_table(
            ROLES_FILE,
            (
                {
                    "person_id": role.person_id,
                    "role": ROLE_WORDS[role.role][0],
                    "unit_code": role.unit_code,
                    "includes_below": YES[0] if role.includes_below else NO[0],
                    **_dates(role),
                    "subject": role.subject,
                }
                for role in organisation.roles
            ),
        ),
    }


def _place(finding: Finding) -> tuple[int, int]:
    return finding.place.row or 0, finding.place.column or 0


def _dates(row: UnitRow | RoleRow) -> dict[str, str]:
    return {
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }


def _unit(table: Table, row: Row) -> UnitRow | None:
    span = _span(table, row)
    if span is None or not row.cells["code"]:
        return None
    texts = {name: cell for name, cell in row.cells.items() if not name.startswith("valid_")}
    return UnitRow(**texts, valid_from=span[0], valid_to=span[1], row=row.number)


def _role(table: Table, row: Row) -> RoleRow | None:
    cells = row.cells
    role = ROLE_OF_WORD.get(folded(cells["role"]))
    if role is None and cells["role"]:
        table.report(
            "unknown_role",
            N_("{file}: Rollen »{role}« kendes ikke."),
            row=row.number,
            column="role",
            role=cells["role"],
            known=", ".join(words[0] for words in ROLE_WORDS.values()),
            suggestion=N_("Brug en af disse: {known}."),
        )
    below = cells["includes_below"].casefold()
    if below not in (*YES, *NO):
        table.report(
            "bad_boolean",
            N_("{file}: »{cell}« er hverken ja eller nej."),
            row=row.number,
            column="includes_below",
            cell=cells["includes_below"],
            suggestion=N_("Skriv »ja« eller »nej«. Tom betyder nej."),
        )
    span = _span(table, row)
    if role is None or span is None or not (cells["person_id"] and cells["unit_code"]):
        return None
    return RoleRow(
        cells["person_id"],
        role,
        cells["unit_code"],
        below in YES,
        *span,
        subject=cells["subject"],
        row=row.number,
    )


def _span(table: Table, row: Row) -> tuple[dt.date, dt.date | None] | None:
    """Return first and last day, or None after reporting why not."""
    days: dict[str, dt.date | None] = {}
    for column in ("valid_from", "valid_to"):
        cell = row.cells[column]
        try:
            days[column] = parse_date(cell) if cell else None
        except ValueError:
            table.report(
                "bad_date",
                N_("{file}: »{cell}« er ikke en dato."),
                row=row.number,
                column=column,
                cell=cell,
                suggestion=N_("Skriv dag, måned og år, fx 1-10-2026."),
            )
            return None
    start, end = days["valid_from"], days["valid_to"]
    if start is None:
        return None
    if end is not None and end < start:
        table.report(
            "ends_before_start",
            N_("{file}: Sidste dag ligger før første dag."),
            row=row.number,
            column="valid_to",
            suggestion=N_("Byt om på datoerne, eller ret den ene."),
        )
        return None
    return start, end
