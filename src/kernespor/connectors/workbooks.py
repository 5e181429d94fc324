"""The cells of an Excel workbook's first sheet as text, as they would stand in a CSV file.

Dates come out as 2026-01-31, whole numbers without a decimal point. A number of more than fifteen digits,
which Excel has rounded, comes out as Excel shows it: 3.22011100000014E+15. Nothing is computed: of a formula
the value that was saved is read.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kernespor.connectors.zips import BROKEN

_BIGGEST = 100 * 1024 * 1024  # bytes of all parts, unpacked
_MOST_COLUMNS, _MOST_ROWS = 1000, 200_000
_MOST_DIGITS = 15  # of a number; the rest Excel has rounded away
# What is missing, or stands where something else was to be.
_ODD = (LookupError, AttributeError, TypeError, OverflowError, ParseError, InvalidFileException)


def is_workbook(content: bytes) -> bool:
    """Say whether the bytes can be a workbook: a zip, as every .xlsx is."""
    return content.startswith(b"PK\x03\x04")


def first_sheet(content: bytes, most: int | None = None) -> list[list[str]]:
    """Return the rows of the first sheet, empty ones too, and no more than `most` of them.

    Raises ValueError for what can't be read.
    """
    try:
        _check_size(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size needn't be so
        return list(islice(_rows(sheet), most))
    except (*BROKEN, *_ODD) as error:
        raise ValueError(str(error)) from error


def _check_size(content: bytes) -> None:
    """Refuse what unpacks to too much; testzip also finds a part that is longer than it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _BIGGEST or packed.testzip():
            raise ValueError("size")


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows down to the last that holds something: a sheet can be formatted a million rows down."""
    written = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(row) > _MOST_COLUMNS:
            raise ValueError("columns")
        if row.count(None) == len(row):
            continue
        if number > _MOST_ROWS:
            raise ValueError("rows")
        yield from ([] for _ in range(number - 1 - written))
        last = max(place for place, value in enumerate(row) if value is not None)
        yield [_text(value) for value in row[: last + 1]]
        written = number


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return str(int(value))
    return _number(Decimal(str(value))) if isinstance(value, int | float) else str(value)


def _number(number: Decimal) -> str:
    """Return a number as a person writes it."""
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        return f"{number:.{_MOST_DIGITS - 1}E}"
    return str(int(number)) if number == number.to_integral_value() else f"{number:f}"
