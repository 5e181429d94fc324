"""The same agenda is read from Word and PDF as from text; files that aren't opened say why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connectors.agenda.agendas import AGENDAS, PLAIN, assert_nothing_lost, read_text, said
from connectors.agenda.written import as_pdf, as_word
from kernespor.connectors.agenda.reader import read_agenda, read_lines
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.engines.findings import has_error

# A table on paper has no marks between its cells.
WITHOUT_TABLES = [path for path in AGENDAS if path.suffix == ".txt"]


def compared(reading: AgendaReading) -> Any:
    """Return what a writer has kept: a mark "(Åben)" is written as a type, a decision by its own head."""
    shape = said(reading)
    for item in shape["items"]:
        item["decisions"] = [
            {name: part for name, part in one.items() if name not in {"term", "dissent"}}
            for one in item["decisions"]
        ]
    return shape


@pytest.mark.parametrize("table", [True, False], ids=["table", "headings"])
@pytest.mark.parametrize("path", WITHOUT_TABLES, ids=lambda path: path.stem)
def test_word(path: Path, table: bool, tmp_path: Path):  # noqa: FBT001 - a parameter of the test
    reading = read_agenda(path)
    again = read_agenda(as_word(reading, tmp_path / "agenda.docx", table=table))
    assert compared(again) == compared(reading)
    assert_nothing_lost(again)


@pytest.mark.parametrize("path", WITHOUT_TABLES, ids=lambda path: path.stem)
def test_pdf(path: Path, tmp_path: Path):
    reading = read_agenda(path)
    again = read_agenda(as_pdf(reading, tmp_path / "agenda.pdf"))
    assert compared(again) == compared(reading)
    assert_nothing_lost(again)


def test_a_plain_item_through_word_and_pdf(tmp_path: Path):
    reading = read_text(PLAIN)
    assert said(read_agenda(as_word(reading, tmp_path / "a.docx", table=True))) == said(reading)
    assert said(read_agenda(as_pdf(reading, tmp_path / "a.pdf"))) == said(reading)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("agenda.txt", b"", "empty_file"),
        ("agenda.docx", b"PK\x03\x04 nothing", "corrupt"),
        ("agenda.pdf", b"%PDF-1.7 nothing", "corrupt"),
        ("agenda.xlsx", b"PK", "unknown_kind"),
        ("agenda.txt", b"linje\n" * 20_100, "too_much_text"),
        ("agenda.txt", b"\n \n\t\n", "empty"),
        ("agenda.txt", b"Kun en linje uden noget punkt.\n", "no_item"),
    ],
    ids=["empty", "word", "pdf", "excel", "long", "blank", "no item"],
)
def test_what_is_not_read_says_why(name: str, content: bytes, code: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(content)
    reading = read_agenda(path)
    assert code in [finding.code for finding in reading.findings]
    assert has_error(reading.findings)
    assert reading.items == ()


def test_nothing_gives_nothing():
    assert [finding.code for finding in read_lines([]).findings] == ["empty"]
