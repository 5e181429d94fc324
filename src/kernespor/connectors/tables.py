"""Bytes of a CSV file or a workbook to cells with their places, and cells to bytes.

A cell that a spreadsheet would compute (it begins with = + - or @) is written with an apostrophe before it
and read back without; a cell of apostrophes and then such a sign gets one more, so that nothing is mistaken.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kernespor.connectors.workbooks import first_sheet, is_workbook
from kernespor.engines.findings import N_, Finding, Place, Severity

_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@＝＋－＠]")
_TO_ESCAPE = re.compile(r"'*[=+\-@＝＋－＠]")
_SEPARATORS = (";", "\t", ",")
_BOMS_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the record's field, the header we write, other headers we understand.

    `required` columns must be in the file; `filled` ones must have a value in every row, and none is longer
    than `longest` letters.
    """

    field: str
    header: str
    synonyms: tuple[str, ...] = ()
    required: bool = True
    filled: bool = True
    longest: int = 200


@dataclass
class Row:
    """One row of a file: its number from 1 with the header, and its cells by field."""

    number: int
    cells: dict[str, str]


@dataclass
class Table:
    """What could be read of a file: the rows, where each field's column is, and the findings so far.

    `readable` says whether the header let the rows be read at all; `prefix` begins the codes of findings.
    """

    file: str
    layout: Sequence[Column]
    prefix: str
    rows: list[Row] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    readable: bool = False

    def report(
        self,
        code: str,
        template: str,
        *,
        row: int | None = None,
        column: str = "",
        severity: Severity = Severity.ERROR,
        suggestion: str = "",
        **params: str | int,
    ) -> None:
        """Add a finding at a row and the column of a field."""
        self.findings.append(
            Finding(
                code=f"{self.prefix}.{code}",
                severity=severity,
                template=template,
                params={"file": self.file, **params},
                place=Place(row=row, column=self.columns.get(column)),
                suggestion_template=suggestion,
            )
        )


def read_table(
    file: str, content: bytes, layout: Sequence[Column], *, prefix: str, workbooks: bool = False
) -> Table:
    """Read a file's cells under the fields that its headers name; every oddity becomes a finding.

    With `workbooks` the first sheet of an Excel workbook is read as a CSV file would be.
    """
    table = Table(file, layout, prefix)
    records = _workbook(table, content) if workbooks and is_workbook(content) else _csv(table, content)
    if records is not None:
        _read_records(table, records)
    return table


def _workbook(table: Table, content: bytes) -> list[list[str]] | None:
    try:
        return first_sheet(content)
    except ValueError:
        table.report(
            "not_a_workbook",
            N_("{file}: Regnearket kan ikke læses."),
            suggestion=N_("Gem det som Excel-projektmappe (.xlsx) uden adgangskode, og prøv igen."),
        )
        return None


def _csv(table: Table, content: bytes) -> list[list[str]] | None:
    text = _decoded(content)
    if text is None or "\x00" in text:
        table.report(
            "not_csv",
            N_("{file}: Filen kan ikke læses som tekst."),
            suggestion=N_("Gem regnearket som »CSV UTF-8 (semikolonsepareret)«, og prøv igen."),
        )
        return None
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        table.report(
            "not_csv",
            N_("{file}: Et anførselstegn eller en meget lang celle gør, at filen ikke kan læses."),
            suggestion=N_("Gem regnearket som CSV igen, og prøv igen."),
        )
        return None


def _read_records(table: Table, records: list[list[str]]) -> None:
    numbered = [(number, cells) for number, cells in enumerate(records, start=1) if any(map(clean, cells))]
    if not numbered:
        table.report("empty", N_("{file}: Filen er tom."), suggestion=N_("Vælg en fil med mindst én række."))
        return
    header_row, header = numbered[0]
    table.readable = _read_header(table, header_row, header)
    if table.readable:
        for number, cells in numbered[1:]:
            _read_row(table, number, cells, len(header))


def write_table(columns: Sequence[Column], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows of text by field as CSV: BOM, semicolons, CRLF, no cell that starts a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in columns])
    for row in rows:
        writer.writerow([escape(clean(row[column.field])) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def folded(text: str) -> str:
    """Return a header or a word as it is compared: no case, no spaces, no punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def clean(cell: str) -> str:
    """Return a cell on one line, without spaces around it."""
    return " ".join(cell.split())


def escape(cell: str) -> str:
    """Return a cell that no spreadsheet computes."""
    return "'" + cell if _TO_ESCAPE.match(cell) else cell


def _decoded(content: bytes) -> str | None:
    encodings = ("utf-16",) if content.startswith(_BOMS_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _separator(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=head.count)


def _read_header(table: Table, number: int, header: Sequence[str]) -> bool:
    """Find the fields' columns; say whether the rows can be read."""
    columns = table.layout
    known = {
        folded(word): column for column in columns for word in (column.header, *column.synonyms, column.field)
    }
    for place, cell in enumerate(header, start=1):
        column = known.get(folded(cell))
        if column is None:
            if clean(cell):
                _unknown_column(table, number, place, clean(cell))
        elif column.field in table.columns:
            table.report(
                "column_twice",
                N_("{file}: Kolonnen »{name}« står to gange."),
                row=number,
                column=column.field,
                name=column.header,
                suggestion=N_("Slet den ene af dem."),
            )
        else:
            table.columns[column.field] = place
    missing = [column for column in columns if column.required and column.field not in table.columns]
    for column in missing:
        _missing_column(table, number, column)
    return not missing


def _unknown_column(table: Table, number: int, place: int, name: str) -> None:
    table.findings.append(
        Finding(
            code=f"{table.prefix}.unknown_column",
            severity=Severity.WARNING,
            template=N_("{file}: Kolonnen »{name}« kendes ikke og læses ikke."),
            params={"file": table.file, "name": name},
            place=Place(row=number, column=place),
            suggestion_template=N_("Ret overskriften, hvis kolonnen skal med. Ellers kan den blive stående."),
        )
    )


def _missing_column(table: Table, number: int, column: Column) -> None:
    table.report(
        "missing_column",
        N_("{file}: Kolonnen »{name}« mangler."),
        row=number,
        name=column.header,
        others=", ".join(column.synonyms),
        suggestion=N_("Tilføj den. Den må også hedde: {others}."),
    )


def _read_row(table: Table, number: int, cells: Sequence[str], width: int) -> None:
    if any(clean(cell) for cell in cells[width:]):
        table.report(
            "row_too_long",
            N_("{file}: Rækken har flere celler, end der er overskrifter."),
            row=number,
            suggestion=N_("Sæt anførselstegn om celler, der selv indeholder skilletegnet."),
        )
    row = Row(number, {})
    for column in table.layout:
        place = table.columns.get(column.field)
        cell = clean(cells[place - 1]) if place and place <= len(cells) else ""
        row.cells[column.field] = _plain(table, row, column, cell)
    table.rows.append(row)


def _plain(table: Table, row: Row, column: Column, cell: str) -> str:
    """Return a cell without its protecting apostrophe; report formulas and missing values."""
    if _FORMULA.match(cell):
        table.report(
            "formula",
            N_("{file}: Cellen »{cell}« begynder som en formel."),
            row=row.number,
            column=column.field,
            cell=cell[:40],
            suggestion=N_("Skriv værdien i stedet for formlen, eller sæt en apostrof foran."),
        )
    elif column.filled and not cell:
        table.report(
            "missing_value",
            N_("{file}: »{name}« mangler."),
            row=row.number,
            column=column.field,
            name=column.header,
            suggestion=N_("Udfyld cellen."),
        )
    elif len(cell) > column.longest:
        table.report(
            "cell_too_long",
            N_("{file}: »{cell} …« er længere end {longest} tegn."),
            row=row.number,
            column=column.field,
            cell=cell[:40],
            longest=column.longest,
            suggestion=N_("Gør teksten kortere."),
        )
    return cell[1:] if _ESCAPED.match(cell) else cell
