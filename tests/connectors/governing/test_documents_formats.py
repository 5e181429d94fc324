"""The same document is read from Word and PDF as from text; files that aren't opened say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.governing.documents import DOCUMENTS, facts, noticed, outline
from connectors.governing.written import as_pdf, as_word
from kernespor.connectors.governing.reader import read_document, read_file
from kernespor.connectors.governing.records import BlockKind, DocumentReading
from kernespor.engines.findings import has_error

EXAMPLE = next(path for path in DOCUMENTS if path.stem.startswith("oekonomisk-politik"))
ABOUT_LAYOUT = {"text_in_sentence"}


def pieces(reading: DocumentReading) -> list[tuple[str, int, str]]:
    """Return kind, depth (of bullets: a heading without a mark shows its level by nothing) and text."""
    return [
        (block.kind.value, block.level if block.kind is BlockKind.BULLET else 0, block.text)
        for block in reading.blocks
    ]


def codes(reading: DocumentReading) -> list[str]:
    return sorted(str(code) for code, _ in noticed(reading) if code not in ABOUT_LAYOUT)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_word_with_styles(path: Path, tmp_path: Path):
    reading = read_file(path)
    again = read_file(as_word(reading, tmp_path / "document.docx", styled=True))
    assert outline(again) == outline(reading)
    assert (facts(again), codes(again)) == (facts(reading), codes(reading))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_word_with_nothing_but_paragraphs(path: Path, tmp_path: Path):
    reading = read_file(path)
    again = read_file(as_word(reading, tmp_path / "document.docx", styled=False))
    assert pieces(again) == pieces(reading)
    assert facts(again) == facts(reading)


# A table on paper has no marks between its cells.
@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if "|--" not in path.read_text(encoding="utf-8")],
    ids=lambda path: path.stem,
)
def test_pdf(path: Path, tmp_path: Path):
    reading = read_file(path)
    again = read_file(as_pdf(reading, tmp_path / "document.pdf"))
    assert pieces(again) == pieces(reading)
    assert facts(again) == facts(reading)


def test_the_type_in_a_pdf_says_the_level(tmp_path: Path):
    reading = read_file(as_pdf(read_file(EXAMPLE), tmp_path / "document.pdf"))
    levels = {block.text: block.level for block in reading.blocks if block.kind is BlockKind.HEADING}
    assert levels["Formål"] == levels["Definitioner"] < levels["Budgetansvar"] == levels["Tillægsbevillinger"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("document.txt", b"", "empty_file"),
        ("document.docx", b"PK\x03\x04 nothing", "corrupt"),
        ("document.pdf", b"%PDF-1.7 nothing", "corrupt"),
        ("document.xlsx", b"PK", "unknown_kind"),
        ("document.txt", b"linje\n" * 20_100, "too_much_text"),
        ("document.txt", b"\n \n\t\n", "empty"),
    ],
    ids=["empty", "word", "pdf", "excel", "long", "blank"],
)
def test_what_is_not_read_says_why(name: str, content: bytes, code: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(content)
    reading = read_file(path)
    assert [finding.code for finding in reading.findings] == [code]
    assert has_error(reading.findings)
    assert reading.blocks == ()


def test_nothing_gives_nothing():
    assert [finding.code for finding in read_document([]).findings] == ["empty"]
