"""The real documents, as they stand: what the eye finds in them is what comes out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from connectors.governing.documents import REAL, noticed
from kernespor.connectors.governing.reader import read_file
from kernespor.connectors.governing.records import BlockKind, DocumentReading, Kind, Role

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this clone")


def real(words: str) -> DocumentReading:
    (path,) = REAL.glob(f"*{words}*.txt")
    return read_file(Path(path))


def counts(reading: DocumentReading) -> tuple[int, ...]:
    """Count headings by level 1 and deeper, paragraphs, bullets."""
    kinds = Counter((block.kind, min(block.level, 2)) for block in reading.blocks)
    bullets = sum(count for (kind, _), count in kinds.items() if kind is BlockKind.BULLET)
    return (
        kinds[BlockKind.HEADING, 1],
        kinds[BlockKind.HEADING, 2],
        kinds[BlockKind.PARAGRAPH, 0],
        bullets,
    )


def roles(reading: DocumentReading) -> Counter[Role]:
    return Counter(passage.role for passage in reading.passages)


def assert_no_sentence_is_broken(reading: DocumentReading) -> None:
    """Each paragraph begins as a sentence does."""
    begun = [
        block.text
        for block in reading.blocks
        if block.kind is BlockKind.PARAGRAPH and block.text[0].islower()
    ]
    assert begun == []


def test_the_status_note():
    reading = real("notat-status")
    assert reading.title.startswith("Status på arbejdet med")
    assert (reading.kind, reading.date, reading.sender) == (
        Kind.COMMISSION,
        dt.date(2021, 1, 13),
        "Direktionen",
    )
    assert counts(reading) == (3, 0, 14, 3)
    assert noticed(reading) == [["date_after", 21], ["date_after", 31], ["list_missing", 21]]
    assert_no_sentence_is_broken(reading)


def test_the_debureaucratisation_note():
    reading = real("notat-afbureaukratisering")
    assert reading.title.startswith("Afbureaukratisering – det")
    assert (reading.kind, reading.date) == (Kind.COMMISSION, dt.date(2018, 1, 31))
    assert reading.sender == "Kommunaldirektøren"
    headings = [block.text for block in reading.blocks if block.kind is BlockKind.HEADING]
    assert headings == [
        "Baggrund",
        "Formål",
        "Indsatsområder:",
        "Metoder og værktøjer:",
        "Forankring og proces",
    ]
    assert counts(reading) == (3, 2, 14, 18)
    assert roles(reading)[Role.GUIDING_MARK] == 3
    assert roles(reading)[Role.COMMISSION] >= 1
    assert noticed(reading) == []
    assert_no_sentence_is_broken(reading)


def test_the_efficiency_strategy():
    reading = real("effektiviseringsstrategi")
    assert (reading.title, reading.kind, reading.date) == ("", Kind.EFFICIENCY_STRATEGY, None)
    assert counts(reading) == (6, 5, 33, 14)
    assert (roles(reading)[Role.PRINCIPLE], roles(reading)[Role.DEFINITION]) == (8, 3)
    assert roles(reading)[Role.FINANCIAL_GOAL] == 1
    assert noticed(reading) == [
        ["figure_label", 150],
        ["heading_empty", 84],
        ["term_varies", 144],
        ["text_in_sentence", 162],
        ["text_twice", 198],
        ["text_twice", 239],
        ["title_guessed", None],
    ]
    assert any("de rammer, der er givet. Fra mere til bedre" in block.text for block in reading.blocks)
    assert_no_sentence_is_broken(reading)


def test_the_agenda_item():
    reading = real("dagsordenspunkt")
    assert reading.title == "Administrative strategiske fokusområder"
    assert reading.case_number == "18/3003"
    assert counts(reading) == (8, 6, 21, 6)
    assert noticed(reading) == []
    assert_no_sentence_is_broken(reading)


def test_the_unit_plan():
    reading = real("virksomhedsplan")
    assert (reading.title, reading.kind) == ("Virksomhedsplan", None)
    levels = Counter(block.level for block in reading.blocks if block.text.startswith("Målin"))
    assert levels == {4: 17}
    assert sum(block.kind is BlockKind.BULLET for block in reading.blocks) == 47 + 37 + 6
    assert noticed(reading) == [["text_twice", 462]]
