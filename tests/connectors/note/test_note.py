"""A note as Word and PDF says what it was given, in order, and is the same file each time."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.records import Note, NotePart, in_order
from kernespor.connectors.note.word import write_word

NOTE = Note(
    title="Status på fokusområderne",
    on=dt.date(2026, 1, 13),
    sender="Direktionen",
    municipality="Sporkøbing Kommune",
    facts=("Vedtaget af Økonomiudvalget",),
    parts=(
        NotePart(
            "Værdi for borgeren", "Vi skaber værdi.\n\n- Det ene\n- Det andet\n\nOg mere.", 1, ("Mål 1",)
        ),
        NotePart("Gjort", "To af tre er nået.", 3),
        NotePart("", "Uden overskrift."),
        NotePart("Social kapital", "", 1),
    ),
    colophon=("Skrevet af Kernespor",),
)
SAID = (
    "Sporkøbing Kommune", "Notat", "Status på fokusområderne", "Direktionen", "13. januar 2026",
    "Vedtaget af Økonomiudvalget", "Værdi for borgeren", "Vi skaber værdi.", "Det ene", "Det andet",
    "Og mere.", "Kilder: Mål 1.", "Gjort", "To af tre er nået.", "Uden overskrift.", "Social kapital",
    "Skrevet af Kernespor",
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def _pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_word_says_everything_once_and_in_order() -> None:
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(write_word(NOTE))).paragraphs]
    assert lines == list(SAID)


def test_the_pdf_says_everything_in_order() -> None:
    text = _pdf_text(write_pdf(NOTE))
    places = [text.find(line) for line in SAID]
    assert -1 not in places
    # The title also stands in the foot of the page, after the text.
    assert places == sorted(places)


def test_points_of_a_list_stand_together() -> None:
    assert NOTE.parts[0].blocks() == ["Vi skaber værdi.", ("Det ene", "Det andet"), "Og mere."]


def test_no_heading_skips_a_level() -> None:
    levels = [part.level for part in in_order(NOTE).parts if part.heading]
    assert levels == [1, 2, 1]


def test_the_same_note_is_the_same_file() -> None:
    assert write_word(NOTE) == write_word(NOTE)
    assert write_pdf(NOTE) == write_pdf(NOTE)


def test_a_level_below_one_is_no_level() -> None:
    with pytest.raises(ValueError, match="0"):
        NotePart("A", level=0)


@settings(max_examples=25)
@given(TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT, st.integers(1, 12), TEXT), max_size=4))
def test_whatever_people_write_becomes_a_file(
    title: str, sender: str, parts: list[tuple[str, str, int, str]]
) -> None:
    note = Note(
        title, None, tuple(NotePart(head, text, level, (source,)) for head, text, level, source in parts),
        sender=sender,
    )  # fmt: skip
    assert docx.Document(io.BytesIO(write_word(note)))
    assert len(pypdfium2.PdfDocument(write_pdf(note))) >= 1
