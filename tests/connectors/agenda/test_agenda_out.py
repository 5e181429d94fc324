"""Written as Word and read again, an agenda is equal to itself, whatever its texts hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.agenda.agendas import AGENDAS, REAL, assert_nothing_lost
from connectors.agenda.papers import CLOSED_ITEM, ITEM, MEETING, paper, read_word, readings, said_of, texts
from kernespor.connectors.agenda.blocks import Paragraph, Points, Table, blocks, normal_text
from kernespor.connectors.agenda.paper import (
    Absent,
    AgendaPaper,
    NeutralTitle,
    PaperKind,
    normalised,
    shown,
)
from kernespor.connectors.agenda.reader import read_agenda
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision, Section
from kernespor.connectors.agenda.word import write_word

WHATEVER = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(WHATEVER, max_examples=300)
@given(st.one_of(texts, st.text()))
def test_the_normal_form_of_a_text_is_its_own(text):
    normal = normal_text(text)
    assert normal_text(normal) == normal


@settings(WHATEVER, max_examples=20)
@given(readings, st.booleans())
def test_word_comes_back_equal(tmp_path_factory, reading, closed_shown):
    assert normalised(normalised(reading)) == normalised(reading)
    written = paper(reading, closed_shown=closed_shown)
    again = read_word(write_word(written), tmp_path_factory.getbasetemp())
    assert said_of(again) == said_of(shown(written))
    assert [item.number for item in again.items] == [item.number for item in shown(written).items]
    assert not [one for one in again.findings if one.code in {"unknown_heading", "not_accounted"}]


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.name)
def test_our_examples_come_back_equal(path: Path, tmp_path: Path):
    reading = read_agenda(path)
    again = read_word(write_word(paper(reading, closed_shown=True)), tmp_path)
    assert said_of(again) == said_of(reading)
    assert_nothing_lost(again)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this clone")
def test_the_item_of_2018_comes_back_equal(tmp_path: Path):
    (source,) = REAL.glob("*dagsordenspunkt*.txt")
    reading = read_agenda(source)
    path = tmp_path / "punkt.docx"
    path.write_bytes(write_word(paper(reading, kind=PaperKind.ITEM)))
    again = read_agenda(path)
    assert said_of(again) == said_of(reading)
    assert again.items[0].decisions[0].absent_said
    assert_nothing_lost(again)


def test_what_the_sentences_of_a_decision_say_stands_once(tmp_path: Path):
    text = "Godkendt. Sus Bro (F) stemte imod. Ib Bo (A) var fraværende."
    one = Decision(
        "Byrådet", "", None, text, ("Ib Bo (A)",), ("Liste Ø tog forbehold.", "Sus Bro (F) stemte imod.")
    )
    reading = AgendaReading(items=(AgendaItem("Sag", decisions=(one,)),))
    made = write_word(paper(reading))
    again = read_word(made, tmp_path)
    assert said_of(again) == said_of(reading)
    whole = "\n".join(again.source)
    assert (whole.count("stemte imod"), whole.count("Ib Bo (A)"), whole.count("forbehold")) == (1, 1, 1)
    # A record that says otherwise than the sentences isn't corrected by them.
    bare = replace(reading, items=(AgendaItem("Sag", decisions=(replace(one, absent=(), dissent=()),)),))
    assert said_of(read_word(write_word(paper(bare)), tmp_path)) == said_of(bare)


def test_a_closed_item_goes_out_by_number_and_neutral_title_alone():
    bare = paper()
    assert shown(bare).items[2] == AgendaItem("Lukket punkt", item_type="Lukket punkt")
    neutral = paper(neutral_titles=(NeutralTitle(2, "Ejendomshandel"),))
    assert (shown(neutral).items[2].title, shown(neutral).items[2].number) == ("Ejendomshandel", "3")
    assert shown(neutral).items[2].closed
    for secret in ("Strandvej", "24/99", "3 mio", "Skøde", "Per Lund"):
        assert secret not in str(shown(neutral))
        assert secret in str(shown(paper(closed_shown=True)))
    only = AgendaPaper(AgendaReading(items=(CLOSED_ITEM,)), "K", PaperKind.ITEM)
    assert "Strandvej" not in only.title()


def test_a_type_says_closed_as_well_as_the_mark():
    reading = AgendaReading(items=(AgendaItem("Køb", item_type="Lukket"), AgendaItem("Bænk")))
    assert [item.title for item in shown(paper(reading)).items] == ["Lukket punkt", "Bænk"]


def test_what_a_paper_can_not_be_is_refused():
    with pytest.raises(ValueError, match="NeutralTitle"):
        paper(neutral_titles=(NeutralTitle(1, "Åben sag"),))
    with pytest.raises(ValueError, match="NeutralTitle"):
        paper(neutral_titles=(NeutralTitle(-1, "Ejendom"),))
    with pytest.raises(ValueError, match="3"):
        paper(kind=PaperKind.ITEM)
    with pytest.raises(ValueError, match="Absent"):
        Absent(" ")


def test_items_without_numbers_are_counted_in_a_meeting_and_not_alone():
    two = AgendaReading(items=(AgendaItem("A"), AgendaItem("B")))
    assert [item.number for item in shown(paper(two)).items] == ["1", "2"]
    assert shown(paper(AgendaReading(items=(AgendaItem("A"),)))).items[0].number == ""


def test_the_meetings_facts():
    assert paper(draft=True).facts() == [
        ("Funktionsperiode", "2022–2025"), ("Mødedato", "tirsdag den 28. maj 2024"),
        ("Tidspunkt", "kl. 17.00–19.30"), ("Mødested", "Rådhuset, lokale 2"),
        ("Deltagere", "Aksel Holm (Ø), Lone Kjær (A)"), ("Fraværende", "Bo Friis (A) – ferie; Ib Bo (V)"),
    ]  # fmt: skip
    assert paper(draft=True).foot() == "Referat · Byrådet · 28. maj 2024 · Udkast"
    item = AgendaReading("Byrådet", "", dt.date(2024, 5, 28), (ITEM,))
    title = "Dagsordenspunkt – Ny bænk ved søen – Byrådet – 28. maj 2024"
    assert paper(item, kind=PaperKind.ITEM).title() == title
    assert AgendaPaper(AgendaReading(), "K").facts() == []


def test_blocks_of_a_text():
    text = "Vi har:\n- en\n• to\n\n1. så\n2. igen\n4. spring\na) x\nb) y\n\n"
    text += "Sti | Før\n\nSøsti | 1\n\nx | y | z\nto linjer"
    assert blocks(text) == [
        Paragraph("Vi har:"), Points(("en", "to")), Points(("så", "igen"), "%1.", "1"),
        Paragraph("spring", "4."), Points(("x", "y"), "%1)", "a"), Table((("Sti", "Før"), ("Søsti", "1"))),
        Paragraph("x | y | z\nto linjer"),
    ]  # fmt: skip
    assert blocks("1. maj er fri\n\nSti | Før") == [Paragraph("1. maj er fri"), Paragraph("Sti | Før")]


def test_the_normal_form_parts_paragraphs_and_keeps_line_breaks():
    reading = AgendaReading(
        " By\nrådet ",
        items=(
            AgendaItem(
                "A\tB",
                theme="Adresse:\r\nVej 1\r\n\r\n\r\n – et\n\n- to\n3  Ø",
                sections=(Section("", " "), Section("X", "")),
                attachments=(" ", "Kort"),
            ),
        ),
    )
    normal = normalised(reading)
    (item,) = normal.items
    assert (normal.body, item.title, item.attachments) == ("By rådet", "A B", ("Kort",))
    assert item.theme == "Adresse:\nVej 1\n\n- et\n- to\n3 Ø"
    assert item.sections == (Section("X", ""),)
    assert MEETING.items[1] == normalised(MEETING).items[1]
