"""What a second set of other municipalities' layouts taught the reader of agendas, kind by kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from connectors.agenda.agendas import ITEM, assert_nothing_lost, only, read_text
from kernespor.connectors.agenda.reader import read_agenda
from kernespor.connectors.agenda.vocabulary import find_label

HEAD = "# Bro over åen\n\n| {} |\n\n## Sagsfremstilling\n\nBroen er rådden.\n\n## Indstilling\n\nByg den.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Økonomi/Personaleforhold", "economy"),
        ("Kommunikation/Høring", "consultation"),
        ("Høring og borgerinddragelse", "consultation"),
        ("ØKONOMI OG FINANSIERING", "economy"),
        ("Klima/Sundhed", "section"),
        ("Indstilling og beslutning", "recommendation"),
        ("Økonomi og Erhverv", ""),
        ("Høring og hegn", ""),
        ("Høring/Bilag", ""),
    ],
)
def test_a_label_of_several_parts(text: str, kind: str):
    label = find_label(text)
    assert (label.kind if label else "") == kind


@pytest.mark.parametrize("level", ["###", "####"])
def test_several_headings_below_the_labels_are_the_texts_own(level: str):
    reading = read_text(
        f"# Bro over åen\n\n## Sagsfremstilling\n\nBroen er rådden.\n\n{level} Træ\n\nBilligt.\n\n"
        f"{level} Stål\n\nDyrt.\n\n## Trafikken\n\nTo biler.\n\n## Indstilling\n\nByg den.\n"
    )
    (item,) = reading.items
    assert [one.heading for one in item.sections] == ["Sagsfremstilling", "Trafikken"]
    assert item.sections[0].text == "Broen er rådden.\n\nTræ\n\nBilligt.\n\nStål\n\nDyrt."
    assert_nothing_lost(reading)


def test_bold_below_a_heading_is_the_texts_own(tmp_path: Path):
    document = Document()
    document.add_heading("Bro over åen", 1)
    document.add_heading("Sagsfremstilling", 2)
    for name in ("Løsning A: Træ", "Løsning B: Stål"):
        document.add_paragraph().add_run(name).bold = True
        document.add_paragraph("Den holder længe nok til, at vi kan nå at spare op.")
    document.add_heading("Indstilling", 2)
    document.add_paragraph("Byg den.")
    document.save(str(tmp_path / "bro.docx"))
    reading = read_agenda(tmp_path / "bro.docx")
    (item,) = reading.items
    assert [one.heading for one in item.sections] == ["Sagsfremstilling"]
    assert "Løsning B: Stål" in item.sections[0].text
    assert_nothing_lost(reading)


@pytest.mark.parametrize(
    "lines",
    [
        "Udvalg | Vejudvalget\nMødedato | 3. maj 2022\nPunkt | 9\nSagsnr. | 22/0111",
        "Sagsnr. | 22/0111\nPunkt nr. | 9\nUdvalg | Vejudvalget\nMødedato | 3. maj 2022",
    ],
)
def test_a_table_may_be_the_head(lines: str):
    reading = read_text(HEAD.format(" |\n| ".join(["Felt | Værdi", "---|---", *lines.split("\n")])))
    (item,) = reading.items
    assert (reading.body, str(reading.meeting_date)) == ("Vejudvalget", "2022-05-03")
    assert (item.title, item.case_number) == ("Bro over åen", "22/0111")
    assert [one.heading for one in item.sections] == ["Sagsfremstilling"]
    assert_nothing_lost(reading)


def test_what_a_table_says_of_the_meeting_below_an_items_text_is_kept():
    reading = read_text(
        HEAD.format("Sagsnr. | 22/0111 |\n|---|---|\n| Tema | En bro. |\n| Medlemmer | Eva Ås")
    )
    assert_nothing_lost(reading)


def test_the_heads_of_the_pages_may_name_the_body():
    page = "\n\n- {} -\n\fSøkøbing Kommune\nVejudvalget, 3. maj 2022\n\n"
    reading = read_text(
        f"Søkøbing Kommune\nVejudvalget, 3. maj 2022\n\nBeslutningsprotokol{page.format(1)}"
        "7. Bænk\n\nIndstilling\nKøb den.\n\nBeslutning\nGodkendt."
        f"{page.format(2)}8. Bord\n\nIndstilling\nKøb det.\n\nBeslutning\nUdsat.\n"
    )
    assert reading.body == "Vejudvalget"
    assert [one.body for item in reading.items for one in item.decisions] == ["Vejudvalget"] * 2
    assert_nothing_lost(reading)


def test_the_head_of_a_page_may_name_the_document_too():
    page = "Søkøbing Kommune  Referat, Byrådet 2022-2025  Side {} af 2\n\n"
    reading = read_text(
        f"{page.format(1)}Punkt 7: Bænk\n\nIndstilling\nKøb den.\n\n\f{page.format(2)}"
        "Beslutning Byrådet 2022-2025 den 3. maj 2022\nGodkendt.\n"
    )
    assert (reading.body, reading.term) == ("Byrådet", "2022–2025")
    assert_nothing_lost(reading)


def test_a_recommendation_without_a_label_in_each_item():
    reading = read_text(
        "Vejudvalget, 3. maj 2022\n\nPunkt 1.\n\nBænk\n\n2022-000111\n\nVejforvaltningen indstiller, at "
        "udvalget\nkøber en bænk.\n\nBeslutning:\n\nGodkendt.\n\nSagen afgøres endeligt i:\n\nByrådet.\n\n"
        "Punkt 2.\n\nBord\n\n2022-000112\n\nVejforvaltningen indstiller, at udvalget\nkøber et bord.\n\n"
        "Beslutning:\n\nUdsat.\n"
    )
    assert [item.recommendation for item in reading.items] == [
        "Vejforvaltningen indstiller, at udvalget køber en bænk.",
        "Vejforvaltningen indstiller, at udvalget køber et bord.",
    ]
    first = reading.items[0]
    assert [one.text for one in first.decisions] == ["Godkendt."]
    assert [(one.heading, one.text) for one in first.sections] == [("Sagen afgøres endeligt i", "Byrådet.")]
    assert_nothing_lost(reading)


@pytest.mark.parametrize(
    "lines",
    [
        "Punkt 2. (Lukket punkt)\n\nKøb af en grund",
        "Punkt 2. Køb af en grund (Lukket punkt)",
        "Punkt 2. Køb af en grund\n(Lukket punkt)",
        "Punkt 2.\n(Lukket punkt)\nKøb af en grund",
    ],
)
def test_a_closed_item_says_so_behind_or_below(lines: str):
    reading = read_text(
        "Vejudvalget, 3. maj 2022\n\nPunkt 1. Bænk\n\nIndstilling\nKøb den.\n\nBeslutning\nJa.\n\n"
        f"{lines}\n\n2022-000112\n"
    )
    item = reading.items[1]
    assert (item.title, item.item_type, item.closed) == ("Køb af en grund", "Lukket punkt", True)
    assert item.sections == ()
    assert_nothing_lost(reading)


def test_a_single_items_title_may_say_that_it_is_closed():
    reading = read_text("En personsag (lukket)\n\nSagsnr.: 24/1234\n\nIndstilling\nJa.\n")
    (item,) = reading.items
    assert (item.title, item.closed) == ("En personsag", True)
    assert_nothing_lost(reading)


def test_both_recommended_and_decided_below_one_label():
    item = only(
        ITEM.format(
            "Indstilling og beslutning\n\nCentret indstiller, at broen bygges.\n\n"
            "Vejudvalget, den 3. maj 2022:\n\nAnbefales.\n\nSagsfremstilling\n\nBroen er rådden."
        )
    )
    assert item.recommendation == "Centret indstiller, at broen bygges."
    assert [(one.body, one.text) for one in item.decisions] == [("Vejudvalget", "Anbefales.")]
