"""Read and write the ledger's lists. Every oddity is a finding, and all of them come at once."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import itertools
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from kernespor.connectors.economy.records import Key, ListRow, ListsReading, Span, Surroundings, value_names
from kernespor.connectors.economy.vocabulary import (
    COLUMNS,
    FILES,
    KEYS,
    STEERING_OF_WORD,
    STEERING_WORDS,
    Kind,
)
from kernespor.connectors.tables import Row, Table, folded, read_table, write_table
from kernespor.connectors.workbooks import first_sheet, is_workbook
from kernespor.engines import account_number
from kernespor.engines.danish import long_date, parse_date
from kernespor.engines.findings import N_, Finding, Severity

_LAST = dt.date.max
_DAY = dt.timedelta(days=1)
_HEAD, _HEAD_ROWS = 4096, 100  # bytes and rows in which the headers stand
_MOST_GUESSES = 100  # the nearest code is dear to find
# Which list each field points at.
_POINTS_AT = {
    "policy_area": Kind.POLICY_AREAS,
    "appropriation": Kind.APPROPRIATIONS,
    "cost_centre": Kind.COST_CENTRES,
    "account": Kind.ACCOUNTS,
}


def kind_of(name: str, content: bytes) -> Kind | None:
    """Return which list a file is, by its headers, and where two fit equally by its name; else nothing."""
    fits = {}
    head = _first_rows(content) if is_workbook(content) else content[:_HEAD]
    for kind in Kind:
        table = read_table(name, head, COLUMNS[kind], prefix="economy", workbooks=True)
        unknown = sum(finding.code == "economy.unknown_column" for finding in table.findings)
        if table.readable:
            fits[kind] = len(table.columns) - unknown
    best = [kind for kind, fit in fits.items() if fit == max(fits.values())]
    named = [kind for kind in (best or Kind) if FILES[kind] in name.casefold()]
    found = named or best
    return found[0] if len(found) == 1 else None


def _first_rows(content: bytes) -> bytes:
    """Return a workbook's first rows as CSV: it is opened once, whatever lists it is held against."""
    try:
        rows = first_sheet(content, _HEAD_ROWS)
    except ValueError:
        return b""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def read_lists(files: Mapping[Kind, bytes], around: Surroundings) -> ListsReading:
    """Read the lists together: a row may point at another list of the same lot, or at what is known."""
    tables = {
        kind: read_table(FILES[kind], files[kind], COLUMNS[kind], prefix="economy", workbooks=True)
        for kind in Kind
        if kind in files
    }
    rows = {
        kind: tuple(row for one in table.rows if (row := _row(kind, table, one, around)))
        for kind, table in tables.items()
    }
    known = _known(tables, rows, around)
    for kind, table in tables.items():
        _check_overlaps(table, rows[kind], KEYS[kind][0])
        for row in rows[kind]:
            _check_links(kind, table, row, known, around)
    findings = [finding for table in tables.values() for finding in sorted(table.findings, key=_place)]
    return ListsReading(rows, tuple(findings))


def write_list(kind: Kind, rows: Collection[ListRow]) -> bytes:
    """Return a list as CSV that reads back equal."""
    return write_table(COLUMNS[kind], [_cells(kind, row) for row in rows])


def _cells(kind: Kind, row: ListRow) -> dict[str, str]:
    values = dict(zip(value_names(kind), row.values, strict=True))
    if "steering_area" in values:
        values["steering_area"] = STEERING_WORDS[values["steering_area"]][0]
    end = "" if row.valid_to == _LAST else row.valid_to.isoformat()
    days = {"valid_from": row.valid_from.isoformat(), "valid_to": end}
    return dict(zip(KEYS[kind], row.key, strict=True)) | values | days


def _row(kind: Kind, table: Table, row: Row, around: Surroundings) -> ListRow | None:
    span = _span(table, row)
    key: Key = tuple(row.cells[name] for name in KEYS[kind])
    values = tuple(_value(table, row, name, around) for name in value_names(kind))
    if span is None or not all(key) or None in values:
        return None
    return ListRow(key, *span, tuple(value or "" for value in values), row.number)


def _value(table: Table, row: Row, name: str, around: Surroundings) -> str | None:
    """Return a cell as it is kept, or nothing after reporting why not."""
    cell = row.cells[name]
    if name == "steering_area" and cell:
        return _steering(table, row, cell)
    if name == "committee" and cell:
        return _committee(table, row, cell, around)
    if name == "number" and cell:
        return _number(table, row, cell, around)
    return cell


def _steering(table: Table, row: Row, cell: str) -> str | None:
    area = STEERING_OF_WORD.get(folded(cell))
    if area is None:
        table.report(
            "unknown_steering_area",
            N_("{file}: Styringsområdet »{cell}« kendes ikke."),
            row=row.number,
            column="steering_area",
            cell=cell[:60],
            known=", ".join(words[0] for words in STEERING_WORDS.values()),
            suggestion=N_("Brug et af disse: {known}."),
        )
    return area


def _committee(table: Table, row: Row, cell: str, around: Surroundings) -> str | None:
    code = around.bodies.get(folded(cell))
    if code is None:
        table.report(
            "unknown_committee",
            N_("{file}: Udvalget »{cell}« findes ikke under råd og udvalg."),
            row=row.number,
            column="committee",
            cell=cell[:60],
            suggestion=N_("Ret navnet, opret udvalget under »Råd og udvalg«, eller lad cellen stå tom."),
        )
    return code


def _number(table: Table, row: Row, cell: str, around: Surroundings) -> str | None:
    if "E+" in cell.upper():
        table.report(
            "rounded_number",
            N_("{file}: Excel har afrundet kontonummeret »{cell}«."),
            row=row.number,
            column="number",
            cell=cell[:40],
            suggestion=N_("Gør kolonnen til tekst, før I skriver de 16 cifre."),
        )
        return None
    digits, found = around.read.get(cell) or around.read.setdefault(cell, _judged(cell, around))
    for one in found:
        table.report(
            one.code.partition(".")[2],
            one.template,
            row=row.number,
            column="number",
            severity=one.severity,
            suggestion=one.suggestion_template,
            **one.params,
        )
    return digits or None


def _judged(cell: str, around: Surroundings) -> tuple[str, tuple[Finding, ...]]:
    """Return a number's digits, or none, and what is odd about it; that nobody saw a code isn't odd here."""
    parsed = account_number.parse(cell)
    if parsed.number is None:
        return "", parsed.findings
    checked = account_number.check(parsed.number, around.chart)
    return parsed.number.digits, tuple(one for one in checked if one.severity is not Severity.NOTE)


def _span(table: Table, row: Row) -> Span | None:
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
                cell=cell[:40],
                suggestion=N_("Skriv dag, måned og år, fx 1-10-2026."),
            )
            return None
    start, end = days["valid_from"], days["valid_to"] or _LAST
    if start is not None and end < start:
        table.report(
            "ends_before_start",
            N_("{file}: Sidste dag ligger før første dag."),
            row=row.number,
            column="valid_to",
            suggestion=N_("Byt om på datoerne, eller ret den ene."),
        )
        return None
    return (start, end) if start else None


def _known(
    tables: Mapping[Kind, Table], rows: Mapping[Kind, Sequence[ListRow]], around: Surroundings
) -> dict[Kind, dict[str, Sequence[Span]]]:
    """Return every code that a row may point at with its days: the files' own before what is known."""
    known: dict[Kind, dict[str, Sequence[Span]]] = {}
    for kind in Kind:
        told: dict[str, list[Span]] = defaultdict(list)
        for row in sorted(rows.get(kind, ()), key=lambda row: row.valid_from):
            told[row.key[0]].append((row.valid_from, row.valid_to))
        # Of a row that could not be read nothing is said twice: what points at it may well be right.
        unread = {row.cells[KEYS[kind][0]] for row in (tables[kind].rows if kind in tables else ())}
        unsure: dict[str, Sequence[Span]] = {code: [(dt.date.min, _LAST)] for code in unread - set(told)}
        known[kind] = {**around.lists.get(kind, {}), **unsure, **told}
    return known


def _check_overlaps(table: Table, rows: Sequence[ListRow], column: str) -> None:
    groups: dict[Key, list[ListRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.valid_from, row.row)):
        groups[row.key].append(row)
    for key, group in groups.items():
        for before, after in itertools.pairwise(group):
            if after.valid_from <= before.valid_to:
                late, early = sorted((before, after), key=lambda row: -row.row)
                table.report(
                    "overlap",
                    N_("{file}: »{key}« står også i række {other} på samme tid."),
                    row=late.row,
                    column=column,
                    key=" / ".join(key),
                    other=early.row,
                    suggestion=N_("Slet en af dem, eller lad den ene slutte, før den anden begynder."),
                )


def _check_links(
    kind: Kind,
    table: Table,
    row: ListRow,
    known: Mapping[Kind, Mapping[str, Sequence[Span]]],
    around: Surroundings,
) -> None:
    values = dict(zip(value_names(kind), row.values, strict=True))
    if kind is Kind.MAPPINGS:
        values |= dict(zip(KEYS[kind], row.key, strict=True))
    for column, code in values.items():
        if not code or column not in {*_POINTS_AT, "unit"}:
            continue
        there = around.units if column == "unit" else known[_POINTS_AT[column]]
        if code not in there:
            _report_unknown(table, row, column, code, there)
        elif gap := _uncovered(row, there[code]):
            table.report(
                "outside_life",
                N_("{file}: »{cell}« findes ikke den {day}, hvor rækken gælder."),
                row=row.row,
                column=column,
                cell=code,
                day=long_date(gap),
                severity=Severity.WARNING,
                suggestion=N_("Ret rækkens datoer, eller del den i to."),
            )


def _report_unknown(table: Table, row: ListRow, column: str, code: str, there: Collection[str]) -> None:
    near = []
    if len(table.findings) < _MOST_GUESSES:
        near = difflib.get_close_matches(code, sorted(there), n=1)
    table.report(
        f"unknown_{column}",
        N_("{file}: »{cell}« findes ikke."),
        row=row.row,
        column=column,
        cell=code,
        near=near[0] if near else "",
        suggestion=N_("Mente du »{near}«?") if near else N_("Ret koden, eller læs dens liste ind."),
    )


def _uncovered(row: ListRow, spans: Sequence[Span]) -> dt.date | None:
    """Return the first day of a row on which none of the spans (in order) holds."""
    day = row.valid_from
    for first, last in spans:
        if first <= day <= last:
            if row.valid_to <= last or last == _LAST:
                return None
            day = last + _DAY
    return day


def _place(finding: Finding) -> tuple[int, int]:
    return finding.place.row or 0, finding.place.column or 0
