"""What must hold between the rows of an organisation, on every day that it covers."""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from kernespor.connectors.organisation.records import PersonRow, RoleRow, UnitRow
from kernespor.connectors.organisation.table import Table
from kernespor.engines.danish import long_date
from kernespor.engines.findings import N_, Severity

_DAY = dt.timedelta(days=1)
# The nearest code is dear to find; who has more findings than this has another kind of trouble.
_MOST_GUESSES = 100
# No municipality has as many levels; a page that draws the tree level by level couldn't show more.
_DEEPEST = 100


class _Dated(Protocol):
    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_to(self) -> dt.date | None: ...


def check_units(table: Table, units: Sequence[UnitRow]) -> None:
    """Report overlaps, unknown or dead parents, cycles and roots, as of any date."""
    stretches = by_code(units)
    unsure = unsure_codes(table, units)
    for rows in stretches.values():
        _check_overlap(table, rows)
    for unit in units:
        for column, code in (("parent_code", unit.parent_code), ("refers_to_code", unit.refers_to_code)):
            if code and code not in unsure:
                _check_link(table, unit, code, column, stretches)
    _check_roots(table, units)
    if not _check_cycles(table, units, "parent_code", lambda unit: unit.parent_code):
        _check_cycles(table, units, "refers_to_code", lambda unit: unit.refers_to_code or unit.parent_code)


def check_persons(table: Table, persons: Sequence[PersonRow]) -> None:
    """Report ids and addresses that occur twice, and addresses that are none."""
    ids: dict[str, PersonRow] = {}
    addresses: dict[str, PersonRow] = {}
    for person in persons:
        if (first := ids.setdefault(person.id, person)) is not person:
            table.report(
                "duplicate_person",
                N_("{file}: Id »{id}« står også i række {other}."),
                row=person.row,
                column="id",
                id=person.id,
                other=first.row,
                suggestion=N_("Giv hver person sit eget id."),
            )
        if not person.email:
            continue
        name, at, domain = person.email.partition("@")
        if not (name and at and "." in domain.strip(".")) or " " in person.email or "@" in domain:
            table.report(
                "bad_email",
                N_("{file}: »{email}« er ikke en e-mailadresse."),
                row=person.row,
                column="email",
                email=person.email,
                suggestion=N_("Skriv adressen som navn@kommune.dk, eller lad cellen stå tom."),
            )
        elif (first := addresses.setdefault(person.email.casefold(), person)) is not person:
            table.report(
                "duplicate_email",
                N_("{file}: Adressen »{email}« står også i række {other}."),
                row=person.row,
                column="email",
                email=person.email,
                other=first.row,
                severity=Severity.WARNING,
                suggestion=N_("Ret den ene, hvis det er to personer."),
            )


def check_roles(
    table: Table,
    roles: Sequence[RoleRow],
    person_ids: Collection[str],
    stretches: Mapping[str, Sequence[UnitRow]],
    unsure: Collection[str] = (),
) -> None:
    """Report roles of unknown persons, at unknown units, outside a unit's life, or twice at a time.

    Of units in `unsure` (see `unsure_codes`) nothing is said.
    """
    for role in roles:
        if role.person_id not in person_ids:
            table.report(
                "unknown_person",
                N_("{file}: Personen »{id}« findes ikke."),
                row=role.row,
                column="person_id",
                id=role.person_id,
                suggestion=N_("Tilføj personen i persons.csv, eller ret id’et."),
            )
        if role.unit_code in unsure:
            continue
        if role.unit_code not in stretches:
            _unknown_unit(table, role.row, "unit_code", role.unit_code, stretches)
        elif gap := _uncovered(role, stretches[role.unit_code]):
            table.report(
                "role_outside_life",
                N_("{file}: Enheden »{unit}« findes ikke den {day}, hvor rollen gælder."),
                row=role.row,
                column="valid_from" if gap == role.valid_from else "valid_to",
                unit=role.unit_code,
                day=long_date(gap),
                suggestion=N_("Ret rollens datoer, så de ligger inden for enhedens."),
            )
    _check_same_role(table, roles)


def by_code(units: Sequence[UnitRow]) -> dict[str, list[UnitRow]]:
    """Return each unit's stretches in order of time."""
    stretches: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (unit.valid_from, unit.row)):
        stretches[unit.code].append(unit)
    return dict(stretches)


def unsure_codes(table: Table, units: Sequence[UnitRow]) -> set[str]:
    """Return the codes with a row that could not be read: what points at them may well be right."""
    read = {unit.row for unit in units}
    return {row.cells["code"] for row in table.rows if row.number not in read}


def _last(row: _Dated) -> dt.date:
    return row.valid_to or dt.date.max


def _check_overlap(table: Table, rows: Sequence[UnitRow]) -> None:
    for before, after in itertools.pairwise(rows):
        if after.valid_from <= _last(before):
            same = (before.valid_from, before.valid_to) == (after.valid_from, after.valid_to)
            late, early = (after, before) if after.row > before.row else (before, after)
            table.report(
                "duplicate_code" if same else "overlap",
                N_("{file}: Enheden »{unit}« står også i række {other} på samme tid."),
                row=late.row,
                column="code" if same else "valid_from",
                unit=late.code,
                other=early.row,
                suggestion=N_("Ret koden, eller lad den ene række slutte dagen før, den anden begynder."),
            )


def _unknown_unit(table: Table, row: int, column: str, code: str, known: Collection[str]) -> None:
    near = []
    if len(table.findings) < _MOST_GUESSES:
        near = difflib.get_close_matches(code, sorted(known), n=1)
    table.report(
        "unknown_parent" if column == "parent_code" else "unknown_unit",
        N_("{file}: Enheden »{unit}« findes ikke."),
        row=row,
        column=column,
        unit=code,
        near=near[0] if near else "",
        suggestion=N_("Mente du »{near}«?") if near else N_("Tilføj enheden i units.csv, eller ret koden."),
    )


def _check_link(
    table: Table, unit: UnitRow, code: str, column: str, stretches: Mapping[str, Sequence[UnitRow]]
) -> None:
    if code not in stretches:
        _unknown_unit(table, unit.row, column, code, stretches)
    elif gap := _uncovered(unit, stretches[code]):
        table.report(
            "parent_outside_life" if column == "parent_code" else "refers_outside_life",
            N_("{file}: »{unit}« peger på »{other}«, som ikke findes den {day}."),
            row=unit.row,
            column=column,
            unit=unit.code,
            other=code,
            day=long_date(gap),
            suggestion=N_("Del rækken i to, én for hver overordnet, eller ret datoerne."),
        )


def _uncovered(row: _Dated, stretches: Sequence[UnitRow]) -> dt.date | None:
    """Return the first day of a row on which none of the stretches (in order) holds."""
    day = row.valid_from
    for stretch in stretches:
        if stretch.valid_from <= day <= _last(stretch):
            if stretch.valid_to is None or _last(row) <= stretch.valid_to:
                return None
            day = stretch.valid_to + _DAY
    return day


def _check_roots(table: Table, units: Sequence[UnitRow]) -> None:
    roots = sorted((unit for unit in units if not unit.parent_code), key=lambda u: (u.valid_from, u.row))
    if units and not roots:
        table.report(
            "no_root",
            N_("{file}: Ingen enhed står øverst."),
            suggestion=N_("Lad »Hører under« stå tom for den øverste enhed, fx kommunen."),
        )
    reported: set[str] = set()
    longest: UnitRow | None = None
    for root in roots:
        if longest is None:
            longest = root
            continue
        if root.valid_from <= _last(longest) and root.code != longest.code and root.code not in reported:
            reported.add(root.code)
            table.report(
                "two_roots",
                N_("{file}: Både »{unit}« og »{other}« står øverst den {day}."),
                row=root.row,
                column="parent_code",
                unit=root.code,
                other=longest.code,
                day=long_date(root.valid_from),
                suggestion=N_("Skriv under »Hører under«, hvor den ene hører til."),
            )
        longest = max(longest, root, key=_last)


def _check_cycles(
    table: Table, units: Sequence[UnitRow], column: str, above: Callable[[UnitRow], str]
) -> bool:
    """Report each ring of units once, on the first day that it stands; say whether there was any.

    A ring closes on the day on which the last of its rows begins: looking up from each row on its own first
    day finds them all.
    """
    stretches = by_code(units)
    reported: set[frozenset[str]] = set()
    for unit in sorted(units, key=lambda unit: (unit.valid_from, unit.row)):
        ring = _ring_above(unit, stretches, above)
        if ring is None:
            table.report(
                "too_deep",
                N_("{file}: Der er mere end {levels} led fra »{unit}« op til den øverste enhed."),
                row=unit.row,
                column=column,
                unit=unit.code,
                levels=_DEEPEST,
                suggestion=N_("Se, om enhederne er sat under hinanden ved en fejl."),
            )
            return True
        if not ring or frozenset(row.code for row in ring) in reported:
            continue
        reported.add(frozenset(row.code for row in ring))
        first = min(ring, key=lambda row: row.row)
        place = ring.index(first)
        codes = [row.code for row in (*ring[place:], *ring[:place], first)]
        table.report(
            "cycle" if column == "parent_code" else "refers_cycle",
            N_("{file}: Enhederne peger på hinanden i ring den {day}: {ring}."),
            row=first.row,
            column=column,
            day=long_date(unit.valid_from),
            ring=" → ".join(codes),
            suggestion=N_("Ret en af dem, så vejen ender øverst."),
        )
    return bool(reported)


def _ring_above(
    unit: UnitRow, stretches: Mapping[str, Sequence[UnitRow]], above: Callable[[UnitRow], str]
) -> list[UnitRow] | None:
    """Return the ring that one comes into above a row on its day: empty for none, None for too far up."""
    path: dict[str, UnitRow] = {}
    row: UnitRow | None = unit
    while row is not None and row.code not in path:
        path[row.code] = row
        if len(path) > _DEEPEST:
            return None
        alive = (
            one for one in stretches.get(above(row), ()) if one.valid_from <= unit.valid_from <= _last(one)
        )
        row = next(alive, None)
    return list(path.values())[list(path).index(row.code) :] if row is not None else []


def _check_same_role(table: Table, roles: Sequence[RoleRow]) -> None:
    groups: dict[tuple[str, ...], list[RoleRow]] = defaultdict(list)
    for role in sorted(roles, key=lambda role: (role.valid_from, role.row)):
        groups[role.person_id, role.role, role.unit_code, role.subject].append(role)
        if role.role == "head" and not role.subject:
            groups["head", role.unit_code].append(role)
    for key, rows in groups.items():
        for before, after in itertools.pairwise(rows):
            if after.valid_from > _last(before):
                continue
            if key[0] != "head" or len(key) > 2:  # noqa: PLR2004 - person, role, unit and subject
                table.report(
                    "duplicate_role",
                    N_("{file}: Personen »{id}« har også rollen i række {other} på samme tid."),
                    row=after.row,
                    column="valid_from",
                    id=after.person_id,
                    other=before.row,
                    suggestion=N_("Slet den ene række, eller lad den slutte, før den anden begynder."),
                )
            elif before.person_id != after.person_id:
                table.report(
                    "two_heads",
                    N_("{file}: Enheden »{unit}« har to ledere den {day}."),
                    row=after.row,
                    column="person_id",
                    unit=after.unit_code,
                    day=long_date(after.valid_from),
                    severity=Severity.WARNING,
                    suggestion=N_("Ret datoerne, hvis den ene afløser den anden."),
                )
