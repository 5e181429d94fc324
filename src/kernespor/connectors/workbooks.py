"""The cells of an Excel workbook's first sheet as text, as they would stand in a CSV file.

Dates come out as 2026-01-31, whole numbers without a decimal point. A number of more than fifteen digits,
which Excel has rounded, comes out as Excel shows it: 3.22011100000014E+15. Nothing is computed: of a formula
the value that was saved is read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from kernespor.connectors.zips import BROKEN

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BIGGEST = 100 * 1024 * 1024
_MOST_COLUMNS, _MOST_GAP = 1000, 100_000
_MOST_DIGITS = 15  # of a number; the rest Excel has rounded away
_DATE_FORMATS = frozenset({*range(14, 18), 22})
_DATE_LETTERS = re.compile(r"[dy]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
# What is missing, or stands where something else was to be.
_ODD = (LookupError, AttributeError, TypeError, OverflowError, StopIteration)
_FIRST_DAY, _FIRST_DAY_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


def is_workbook(content: bytes) -> bool:
    """Say whether the bytes can be a workbook: a zip, as every .xlsx is."""
    return content.startswith(b"PK\x03\x04")


def first_sheet(content: bytes) -> list[list[str]]:
    """Return the rows of the first sheet, empty ones too. Raises ValueError for what can't be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _Workbook(packed).rows()
    except (*BROKEN, *_ODD, etree.LxmlError) as error:
        raise ValueError(str(error)) from error


class _Workbook:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.book = self._part("xl/workbook.xml")
        properties = self.book.find(f"{_MAIN}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        self.first_day = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
        names = set(packed.namelist())
        self.strings = self._strings() if "xl/sharedStrings.xml" in names else []
        self.dates = self._dates() if "xl/styles.xml" in names else frozenset()

    def rows(self) -> list[list[str]]:
        """Return the cells of the first sheet, each where its reference puts it."""
        sheet = self.book.find(f"{_MAIN}sheets/{_MAIN}sheet")
        key = sheet.get(_RELATION)
        relations = self._part("xl/_rels/workbook.xml.rels")
        target = next(one.get("Target") for one in relations if one.get("Id") == key)
        part = self._part(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        found: list[list[str]] = []
        for row in part.iter(f"{_MAIN}row"):
            number = int(row.get("r", len(found) + 1))
            if number > len(found) + _MOST_GAP:
                raise ValueError(number)
            found.extend([] for _ in range(number - 1 - len(found)))
            cells: list[str] = []
            for place, text in self._cells(row):
                cells.extend("" for _ in range(place - len(cells)))
                cells.append(text)
            found.append(cells)
        return found

    def _cells(self, row: Any) -> Iterator[tuple[int, str]]:
        place = -1
        for cell in row.iter(f"{_MAIN}c"):
            reference = cell.get("r")
            place = _column(reference) if reference else place + 1
            if place >= _MOST_COLUMNS:
                return
            yield place, self._text(cell)

    def _text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words(cell)
        value = cell.findtext(f"{_MAIN}v") or ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "n" and value and int(cell.get("s", 0)) in self.dates:
            return (self.first_day + dt.timedelta(days=int(float(value)))).isoformat()
        return _number(value) if kind == "n" else value

    def _part(self, name: str) -> Any:
        if self.packed.getinfo(name).file_size > _BIGGEST:
            raise ValueError(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(self.packed.read(name), parser)

    def _strings(self) -> list[str]:
        return [_words(one) for one in self._part("xl/sharedStrings.xml").iter(f"{_MAIN}si")]

    def _dates(self) -> frozenset[int]:
        """Return the styles under which a number is a day."""
        styles = self._part("xl/styles.xml")
        own = {
            int(one.get("numFmtId"))
            for one in styles.iter(f"{_MAIN}numFmt")
            if _DATE_LETTERS.search(_QUOTED.sub("", one.get("formatCode", "")))
        }
        formats = styles.find(f"{_MAIN}cellXfs")
        found = enumerate(formats if formats is not None else ())
        return frozenset(n for n, one in found if int(one.get("numFmtId", 0)) in own | _DATE_FORMATS)


def _words(element: Any) -> str:
    """Return the text of an element, without the reading aids of Asian scripts."""
    runs = (one for one in element.iter(f"{_MAIN}t") if one.getparent().tag != f"{_MAIN}rPh")
    return "".join(one.text or "" for one in runs)


def _column(reference: str) -> int:
    place = 0
    for letter in reference.rstrip("0123456789").upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _number(value: str) -> str:
    """Return a number as a person writes it; whole ones with every digit that the file holds."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        return f"{number:.{_MOST_DIGITS - 1}E}" if number.is_finite() else value
    return str(int(number)) if number == number.to_integral_value() else value
