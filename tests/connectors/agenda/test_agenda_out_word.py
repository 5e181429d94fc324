"""The Word paper: what it says of itself, what a template keeps, and what people do to it afterwards."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from connectors.agenda.papers import CLOSED_ITEM, ITEM, MEETING, paper, read_word, said_of
from kernespor.connectors.agenda.paper import AgendaPaper, PaperKind, shown
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Section
from kernespor.connectors.agenda.word import write_word
from kernespor.connectors.agenda.word_styles import own_template
from kernespor.connectors.documents.word import word_lines
from kernespor.connectors.unit_plan.marked import is_marked as is_plan


def _opened(made):
    return docx.Document(io.BytesIO(made))


def _saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _styled(document):
    return [(one.style.name, one.text.replace("\u2060", "")) for one in document.paragraphs if one.text]


def test_same_paper_gives_same_bytes_whatever_the_clock_says():
    made = write_word(paper())
    assert made == write_word(paper())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_says_what_it_is_on_a4_in_danish_with_pages_counted():
    document = _opened(write_word(paper(draft=True)))
    about, (section,) = document.core_properties, document.sections
    assert about.title == "Referat – Byrådet – 28. maj 2024"
    assert (about.author, about.language, str(about.created.date())) == (
        "Sporkøbing Kommune", "da-DK", "2024-05-28",
    )  # fmt: skip
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Sporkøbing Kommune"
    foot = section.footer.paragraphs[0]
    assert foot.text == "Referat · Byrådet · 28. maj 2024 · Udkast\tSide 1 af 1"
    assert [code.text.strip() for code in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_headings_lists_and_tables_are_words_own():
    document = _opened(write_word(paper(AgendaReading("Byrådet", items=(ITEM,)), kind=PaperKind.ITEM)))
    styled = _styled(document)
    assert [text for name, text in styled if name == "Title"] == ["Byrådet"]
    assert [text for name, text in styled if name == "Heading 1"] == ["Punkt 2: Ny bænk ved søen"]
    assert [text for name, text in styled if name == "Heading 2"] == [
        "Beslutningstema", "Sagsfremstilling", "Brug", "Økonomi i dag", "Økonomi", "Høring og dialog",
        "Indstilling", "Alternativ indstilling", "Bilag",
        "Beslutning i Teknik- og Klimaudvalget 2022–2025 den 7. maj 2024",
        "Beslutning i Byrådet 2022–2025 den 28. maj 2024",
    ]  # fmt: skip
    assert [text for name, text in styled if name == "Heading 3"] == ["Protokoltilførsel"]
    assert [text for name, text in styled if name == "List Bullet"] == [
        "Gående",
        "Løbere",
        "Kort over søen",
        "Tilbud",
    ]
    assert [text for name, text in styled if name == "List Number"] == [
        "om dagen", "om aftenen", "bænken købes", "den males grøn",
    ]  # fmt: skip
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Sti", "Før", "Nu"], ["Søstien", "10", "40"], ["Åstien", "5", "6"],
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "\u2060" not in document.element.xml  # marks stand only where words alone would be read otherwise
    absent = [text for name, text in styled if name == "Kernespor Fravær"]
    assert absent == ["Fraværende: Bo Friis (A)", "Fraværende: Ingen"]


def test_a_meeting_has_contents_that_lead_somewhere_and_an_item_has_none():
    body = _opened(write_word(paper())).element.body
    links = list(body.iter(qn("w:hyperlink")))
    shown_texts = [
        "".join(text.text for text in link.iter(qn("w:t"))).replace("\u2060", "") for link in links
    ]
    assert shown_texts == [
        "Punkt 1: Godkendelse af dagsorden",
        "Punkt 2: Ny bænk ved søen",
        "Punkt 3: Lukket punkt",
    ]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [link.get(qn("w:anchor")) for link in links] == marks
    single = _opened(write_word(paper(AgendaReading(items=(ITEM,))))).element.body
    assert not list(single.iter(qn("w:hyperlink")))


def test_nothing_of_a_closed_item_is_in_the_file():
    with zipfile.ZipFile(io.BytesIO(write_word(paper()))) as package:
        whole = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", errors="replace")
    for secret in ("Strandvej", "24/99", "3 mio", "Skøde", "Per Lund"):
        assert secret not in whole


def test_that_nothing_is_attached_is_said_where_the_item_says_it(tmp_path: Path):
    said = AgendaReading(items=(AgendaItem("Sag", kinds=frozenset({"attachments"})),))
    assert "Ingen bilag" in [text for _, text in _styled(_opened(write_word(paper(said))))]
    again = read_word(write_word(paper(said)), tmp_path)
    assert (again.items[0].attachments, "attachments" in again.items[0].kinds) == ((), True)
    silent = AgendaReading(items=(AgendaItem("Sag"),))
    assert "Bilag" not in [text for _, text in _styled(_opened(write_word(paper(silent))))]


def test_a_template_keeps_its_pages_styles_and_what_follows(tmp_path: Path):
    template = docx.Document()
    template.styles["Heading 1"].font.size = docx.shared.Pt(40)
    template.styles["List Bullet"].element.pPr.remove(template.styles["List Bullet"].element.pPr.numPr)
    section = template.sections[0]
    section.header.paragraphs[0].text = "{{kommune}} · {{ udvalg }} · {{ukendt}}"
    section.footer.paragraphs[0].add_run("{{da")
    section.footer.paragraphs[0].add_run("to}}")
    template.add_paragraph("Forside til {{type}}", style="Title")
    template.add_paragraph("{{ dagsorden }}")
    template.add_paragraph("Bagside")
    template.add_table(1, 1).cell(0, 0).text = "Adresse"
    made = write_word(paper(), _saved(template))
    document = _opened(made)
    assert document.styles["Heading 1"].font.size.pt == 40
    assert document.sections[0].header.paragraphs[0].text == "Sporkøbing Kommune · Byrådet · {{ukendt}}"
    assert document.sections[0].footer.paragraphs[0].text == "28. maj 2024"
    assert (document.paragraphs[0].text, document.paragraphs[-1].text) == ("Forside til Referat", "Bagside")
    assert document.tables[-1].cell(0, 0).text == "Adresse"
    again = read_word(made, tmp_path)
    assert said_of(again) == said_of(shown(paper()))
    assert [
        part.kind for part in again.furniture if part.text in {"Forside til Referat", "Bagside", "Adresse"}
    ] == ["cover"] * 3


def test_a_template_without_our_styles_lists_and_headings(tmp_path: Path):
    template = docx.Document()
    for name in ("Heading 1", "Heading 2", "Heading 3", "Title", "List Bullet", "List Number", "TOC Heading"):
        element = template.styles[name].element
        element.getparent().remove(element)
    part = template.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del part.rels[key]
    made = write_word(paper(closed_shown=True), _saved(template))
    assert said_of(read_word(made, tmp_path)) == said_of(shown(paper(closed_shown=True)))


def test_a_danish_template_with_style_ids_of_its_own(tmp_path: Path):
    template = _opened(own_template())
    for number in (1, 2, 3):
        template.styles[f"Heading {number}"].element.set(qn("w:styleId"), f"Overskrift{number}")
    made = write_word(paper(), _saved(template))
    assert "Punkt 2: Ny bænk ved søen" in [
        text for name, text in _styled(_opened(made)) if name == "Heading 1"
    ]
    assert said_of(read_word(made, tmp_path)) == said_of(shown(paper()))


def test_no_template_is_refused_by_word_alone():
    with pytest.raises(zipfile.BadZipFile):
        write_word(paper(), b"ingen skabelon")


def test_what_people_add_is_read_where_it_stands(tmp_path: Path):
    document = _opened(write_word(paper(AgendaReading("Byrådet", items=(ITEM,)))))
    document.add_heading("Tidsplan", 2)
    document.add_paragraph("Bænken står der til maj.")
    document.add_paragraph("Malet i juni", style="List Bullet")
    document.add_heading("Økonomiske konsekvenser", 2)
    document.add_paragraph("Driften koster 500 kr.")
    document.add_heading("Beslutning i Økonomiudvalget den 21. maj 2024", 2)
    document.add_paragraph("Anbefales. Bo Friis (A) var fraværende.")
    document.add_heading("Punkt 3: Eventuelt", 1)
    document.add_paragraph("Intet.")
    again = read_word(_saved(document), tmp_path)
    item, last = again.items
    assert item.sections[-1] == Section("Tidsplan", "Bænken står der til maj.\n\n- Malet i juni")
    assert item.economy == "Bænken koster 8.000 kr.\n\nDriften koster 500 kr."
    added = item.decisions[-1]
    assert (added.body, str(added.date), added.absent) == ("Økonomiudvalget", "2024-05-21", ("Bo Friis (A)",))
    assert (last.number, last.title, last.sections) == ("3", "Eventuelt", (Section("", "Intet."),))


def test_an_agenda_is_no_unit_plan_and_nothing_is_a_document_too(tmp_path: Path):
    made = write_word(AgendaPaper(AgendaReading(), ""))
    assert _styled(_opened(made)) == [("Kernespor Mødepapir", "Dagsorden")]
    again = read_word(made, tmp_path)
    assert (said_of(again), [one.code for one in again.findings][:1]) == (
        said_of(AgendaReading()),
        ["no_item"],
    )
    assert not is_plan(word_lines(tmp_path / "paper.docx"))


def test_a_closed_item_in_full_says_that_it_is_closed(tmp_path: Path):
    again = read_word(write_word(paper(MEETING, closed_shown=True)), tmp_path)
    assert [item.closed for item in again.items] == [False, False, True]
    assert again.items[2] == CLOSED_ITEM
