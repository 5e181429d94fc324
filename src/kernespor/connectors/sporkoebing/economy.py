"""Sporkøbing's chart of accounts: a cost centre for each unit, and the accounts that it uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from kernespor.connectors.economy import FILES, Kind, ListRow, write_list
from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import table_of

_LAST = dt.date.max
# Until the present period IT was reported as a service without VAT; then the ledger was put right.
_RECODED, _BEFORE = "490020", "40"


def economy_of(units: Sequence[UnitRow], bodies: Collection[str], calendar: Calendar) -> Mapping[str, bytes]:
    """Return the five lists as files by path; a committee that isn't among the bodies is left out."""
    rows: dict[Kind, list[ListRow]] = {kind: [] for kind in Kind}
    areas = table_of("economy_areas.txt")
    for code, name, committee in dict.fromkeys((row[0], row[1], row[2]) for row in areas):
        shown = committee if committee in bodies else ""
        rows[Kind.POLICY_AREAS].append(ListRow((code,), calendar.founded, _LAST, (name, shown)))
    for area, _name, _committee, code, name, steering in areas:
        rows[Kind.APPROPRIATIONS].append(ListRow((code,), calendar.founded, _LAST, (name, area, steering)))
    accounts = table_of("economy_accounts.txt")
    for number, name, _type, _users in accounts:
        rows[Kind.ACCOUNTS].append(ListRow((number,), calendar.founded, _LAST, (name,)))
    for code, unit, place in _centres(units):
        last = unit.valid_to or _LAST
        rows[Kind.COST_CENTRES].append(
            ListRow((code,), unit.valid_from, last, (unit.name, unit.code, place[1]))
        )
    for code, first, last, place in _lives(units):
        for number, _name, kind, users in accounts:
            if users == "alle" or place[3] in users.split():
                rows[Kind.MAPPINGS] += _mapped(code, number, (first, last), place[2], kind, calendar)
    return {f"economy/{FILES[kind]}.csv": write_list(kind, rows[kind]) for kind in Kind}


def _mapped(
    code: str, number: str, life: tuple[dt.date, dt.date], function: str, kind: str, calendar: Calendar
) -> Iterator[ListRow]:
    digits = function.replace(".", "") + "11" + "0000" + "001"
    change, (first, last) = calendar.first(0), life
    if number != _RECODED or last < change or first >= change:
        yield ListRow((code, number), first, last, (digits + kind.replace(".", ""),))
        return
    yield ListRow((code, number), first, change - DAY, (digits + _BEFORE,))
    yield ListRow((code, number), change, last, (digits + kind.replace(".", ""),))


def _centres(units: Sequence[UnitRow]) -> Iterator[tuple[str, UnitRow, list[str]]]:
    """Yield each stretch of a unit with its cost centre: the appropriation, and a number of its own in it."""
    places = table_of("economy_units.txt")
    given: dict[str, str] = {}
    counts: dict[str, int] = {}
    for unit in units:
        place = max((row for row in places if unit.code.startswith(row[0])), key=lambda row: len(row[0]))
        if unit.code not in given:
            counts[place[1]] = counts.get(place[1], 0) + 1
            given[unit.code] = f"{place[1]}{counts[place[1]]:03}"
        yield given[unit.code], unit, place


def _lives(units: Sequence[UnitRow]) -> Iterator[tuple[str, dt.date, dt.date, list[str]]]:
    """Yield each cost centre once, with its first and its last day."""
    lives: dict[str, tuple[dt.date, dt.date, list[str]]] = {}
    for code, unit, place in _centres(units):
        last = unit.valid_to or _LAST
        first = lives[code][0] if code in lives else unit.valid_from
        lives[code] = (first, last, place)
    for code, (first, last, place) in lives.items():
        yield code, first, last, place
