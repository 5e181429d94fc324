"""Tables as files: Excel with real figures and dates, CSV that a Danish Excel opens as it should."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils import timezone

Cell = str | int | float | Decimal | dt.date | None

_BOM = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST = 60
_SHEET_NAME_LENGTH = 31
_FORBIDDEN_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its head, and how many decimals its figures show."""

    label: str
    decimals: int = 0


def excel(title: str, columns: Sequence[ExportColumn], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet: head frozen and filtered, widths that fit, text kept as text."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": title})
    sheet = book.add_worksheet(title.translate(_FORBIDDEN_IN_SHEET_NAMES)[:_SHEET_NAME_LENGTH] or "Ark")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    date = book.add_format({"num_format": "d. mmm yyyy", "align": "left"})
    moment = book.add_format({"num_format": "d. mmm yyyy hh.mm", "align": "left"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    figures = [book.add_format({"num_format": _figure(column.decimals)}) for column in columns]
    widths = [len(column.label) + 4 for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.label, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            widths[place] = max(widths[place], _length(cell))
            if cell is None:
                continue
            if isinstance(cell, dt.datetime):
                sheet.write_datetime(last, place, _on_the_clock(cell), moment)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(last, place, dt.datetime.combine(cell, dt.time()), date)
            elif isinstance(cell, str):
                sheet.write_string(last, place, cell, text)
            else:
                sheet.write_number(last, place, cell, figures[place])
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return CSV: byte order mark, semicolons, comma as decimal mark, no cell that starts a formula."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column) for column in columns])
    for row in rows:
        writer.writerow([_written(cell) for cell in row])
    return (_BOM + target.getvalue()).encode("utf-8")


def _figure(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _length(cell: Cell) -> int:
    if isinstance(cell, str):
        return max((len(line) for line in cell.splitlines()), default=0) + 2
    return 14 if isinstance(cell, dt.date) else len(str(cell)) + 4


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _harmless(cell)
    if isinstance(cell, dt.datetime):
        return _on_the_clock(cell).isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year}"
    return str(cell).replace(".", ",")


def _on_the_clock(moment: dt.datetime) -> dt.datetime:
    """Return a moment as the installation's own clock showed it: a cell knows no time zone."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _harmless(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
