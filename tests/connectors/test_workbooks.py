"""The first sheet of a workbook as text, and what is no workbook."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kernespor.connectors.workbooks import first_sheet, is_workbook

# What XML can hold and a spreadsheet keeps as it is.
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=20)


def workbook(rows: list[list[Any]], *, second: bool = False, day_format: str = "d. mmm yyyy") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, day = book.add_worksheet("Ark"), book.add_format({"num_format": day_format})
    if second:
        book.add_worksheet("Andet").write_string(0, 0, "nej")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, place, dt.datetime.combine(cell, dt.time()), day)
            elif isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif cell is not None:
                sheet.write_number(number, place, cell)
    book.close()
    return target.getvalue()


@given(st.lists(st.lists(TEXTS.filter(bool), min_size=1, max_size=5), min_size=1, max_size=5))
def test_texts_come_out_as_they_were_written(rows: list[list[str]]) -> None:
    assert first_sheet(workbook(rows, second=True)) == rows


def test_empty_rows_and_cells_keep_their_places() -> None:
    assert first_sheet(workbook([["a", None, "c"], [], [None, "b"]])) == [["a", "", "c"], [], ["", "b"]]


@pytest.mark.parametrize("day_format", ["d. mmm yyyy", "yyyy-mm-dd", "dd-mm-yy"])
def test_numbers_and_days_come_out_as_people_write_them(day_format: str) -> None:
    rows = first_sheet(workbook([[32201, 2.5, 0, dt.date(2026, 1, 31)]], day_format=day_format))
    assert rows == [["32201", "2.5", "0", "2026-01-31"]]


def test_a_number_that_excel_has_rounded_can_be_seen_to_be_so() -> None:
    assert first_sheet(workbook([[3220111000000145]])) == [["3.22011100000014E+15"]]


def packed(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


BOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 og saa noget andet",
        packed({"mimetype": "noget"}),
        packed({"xl/workbook.xml": "ikke xml"}),
        packed({"xl/workbook.xml": BOOK}),
        workbook([["a"]])[:-40],
    ],
)
def test_what_is_no_workbook_is_said_to_be_none(content: bytes) -> None:
    assert is_workbook(content)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it was, the reader says only that
        first_sheet(content)


def changed(part: str, old: str, new: str) -> bytes:
    """Return a workbook with one cell, "a", of which one part was changed by hand."""
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in parts[part]
    return packed(parts | {part: parts[part].replace(old, new)})


def test_an_entity_is_refused() -> None:
    words, bomb = "xl/sharedStrings.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(ValueError, match="could not read strings"):
        first_sheet(changed(words, "<sst", f"{bomb}<sst"))


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    with pytest.raises(ValueError, match="columns"):
        first_sheet(changed(sheet, 'r="A1"', 'r="XFD1"'))
    with pytest.raises(ValueError, match="rows"):
        first_sheet(changed(sheet, '<row r="1"', '<row r="1048576"'))


def test_a_part_that_says_it_is_smaller_than_it_is_and_one_that_is_too_big_are_refused() -> None:
    content = bytearray(workbook([["a"]]))
    place = content.rindex(b"PK\x01\x02")  # the size in the list of parts, of the last one
    content[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it was, the reader says only that
        first_sheet(bytes(content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (101 * 1024 * 1024))
    with pytest.raises(ValueError, match="size"):
        first_sheet(target.getvalue())
