"""Tables as files, read again by another library than the one that wrote them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

from kernespor.foundation.ui.export import ExportColumn, csv_bytes, excel

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COLUMNS = [
    ExportColumn("Navn"),
    ExportColumn("Frist"),
    ExportColumn("Beløb", decimals=2),
    ExportColumn("Læst"),
]
ROWS = [
    ["=1+1", dt.date(2026, 10, 1), Decimal("-1234.50"), dt.datetime(2026, 10, 1, 9, 14, tzinfo=dt.UTC)],
    ["Ærø https://example.org", None, 7, None],
]


def sheet() -> tuple[ET.Element, zipfile.ZipFile]:
    book = zipfile.ZipFile(io.BytesIO(excel("Plan: 2026/27 [ØS]", COLUMNS, ROWS)))
    return ET.fromstring(book.read("xl/worksheets/sheet1.xml")), book  # noqa: S314 - written above


def test_text_is_text_and_figures_and_dates_are_what_they_are() -> None:
    root, book = sheet()
    assert root.findall(".//s:f", NS) == []
    cells = {cell.get("r"): cell for cell in root.iterfind(".//s:c", NS)}
    assert cells["A2"].get("t") == "s"
    assert cells["C2"].findtext("s:v", namespaces=NS) == "-1234.50"
    assert cells["B2"].findtext("s:v", namespaces=NS) == "46296"
    assert "B3" not in cells
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "=1+1" in strings
    formats = book.read("xl/styles.xml").decode()
    assert 'formatCode="#,##0.00"' in formats or 'numFmtId="4"' in formats
    assert "d. mmm yyyy" in formats


def test_the_head_stays_and_filters() -> None:
    root, book = sheet()
    pane = root.find(".//s:pane", NS)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    filtered = root.find("s:autoFilter", NS)
    assert filtered is not None
    assert filtered.get("ref") == "A1:D3"
    assert 'name="Plan 202627 ØS"' in book.read("xl/workbook.xml").decode()


def test_a_table_without_rows_is_still_a_file() -> None:
    assert zipfile.ZipFile(io.BytesIO(excel("", COLUMNS, []))).testzip() is None


def test_csv_opens_in_a_danish_excel_and_calculates_nothing() -> None:
    content = csv_bytes(["Navn", "Frist", "Beløb", "Læst"], ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["'=1+1", "01-10-2026", "-1234,50", "2026-10-01 11:14"]
    assert rows[2][1:] == ["", "7", ""]
    for start in "=+-@\t\r\n":
        assert (
            csv_bytes(["a"], [[f"{start}1"]]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")
        )
