"""The Word document: what it says of itself, what a municipality may change, and what people do to it."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from connectors.unit_plan.write_samples import MADE_ON, long_plan, paper, small_plan
from kernespor.connectors.documents.word import word_lines
from kernespor.connectors.unit_plan.marked import is_marked, read_marked
from kernespor.connectors.unit_plan.paper import PlanPaper, normalised
from kernespor.connectors.unit_plan.records import GoalRecord, Item, PlanRecord, PriorityAreaRecord
from kernespor.connectors.unit_plan.word import own_template, write_word

ROOT = Path(__file__).parents[3]


def _opened(made):
    return docx.Document(io.BytesIO(made))


def _read(made, folder):
    path = folder / "plan.docx"
    path.write_bytes(made)
    return read_marked(word_lines(path))


def _saved(document):
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_same_paper_gives_same_bytes_whatever_the_clock_says():
    made = write_word(paper(small_plan()))
    assert made == write_word(paper(small_plan()))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_document_says_what_it_is():
    document = _opened(write_word(paper(small_plan())))
    about = document.core_properties
    assert about.title == "Virksomhedsplan 2026–2027 – Børnehuset Kernehuset"
    assert (about.author, about.language) == ("Sporkøbing Kommune", "da-DK")
    assert about.created.date() == about.modified.date() == MADE_ON
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}


def test_contents_list_is_filled_in_and_every_entry_leads_somewhere():
    body = _opened(write_word(paper(small_plan()))).element.body
    links = list(body.iter(qn("w:hyperlink")))
    shown = ["|".join(text.text or "" for text in link.iter(qn("w:t"))) for link in links]
    assert shown == [
        "Forord|3", "Organisation|3", "1|Mere tid ude|4", "1.1|Alle børn er ude hver dag|4",
        "2|Grønnere mad|4", "2.1|Et måltid uden kød om ugen|4", "Opfølgning pr. 24. august 2026|5",
    ]  # fmt: skip
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in links} == marks
    fields = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert fields[0] == r'TOC \o "1-2" \h \z \u'
    assert all(field.startswith("PAGEREF _Toc") for field in fields[1:])


def test_tables_repeat_their_head_and_say_what_they_hold():
    document = _opened(write_word(paper(long_plan())))
    chart, status = document.tables
    for table in (chart, status):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert [cell.text for cell in status.rows[0].cells] == [
        "Nr.",
        "Mål og handlinger",
        "Status",
        "Ejer",
        "Frist",
    ]
    assert [cell.text for cell in chart.rows[5].cells] == [
        "Sundhedspleje", "Den ledende sundhedsplejerske", "Dagtilbud",
    ]  # fmt: skip


def test_status_is_shape_and_word_and_colour_and_lateness_is_said():
    status = _opened(write_word(paper(long_plan()))).tables[1]
    late = next(row for row in status.rows if "Af sporet" in row.cells[2].text)
    assert late.cells[2].text == "■\u00a0Af sporet"
    assert {str(run.font.color.rgb) for run in late.cells[2].paragraphs[0].runs} == {"B3261E"}
    assert late.cells[4].text == "12. dec. 2026\n23 dage over fristen"
    ownerless = next(row for row in status.rows if "Uden ejer" in row.cells[2].text)
    assert ownerless.cells[3].text == "Ingen"


def test_contents_chart_and_follow_up_are_furniture_and_nothing_is_lost(tmp_path):
    reading = _read(write_word(paper(small_plan())), tmp_path)
    assert reading.plan == normalised(small_plan())
    assert {part.kind for part in reading.furniture} == {
        "cover", "contents", "organisation_chart", "follow_up", "page_head", "page_foot",
    }  # fmt: skip
    goals = reading.plan.goals()
    placed = {part.line for part in reading.furniture}
    for part in (*reading.plan.sections, *reading.plan.priority_areas, *goals):
        placed.update(part.lines)
    front = {n for n, raw in enumerate(reading.source, 1) if raw in {"Virksomhedsplan 2026–2027", "2026–2027",
                                                                     "Børnehuset Kernehuset"}}  # fmt: skip
    assert placed | front == {n for n, raw in enumerate(reading.source, 1) if raw.strip()}


def test_a_small_plan_has_neither_chart_nor_follow_up_nor_empty_front():
    document = _opened(write_word(PlanPaper(PlanRecord("Plan", ""), "Sporkøbing Kommune", MADE_ON)))
    assert document.tables == []
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert texts == ["Sporkøbing Kommune", "Plan", "24. august 2026", "Indhold"]
    assert document.sections[0].header.paragraphs[0].text == "Plan"


def test_a_template_without_our_styles_and_places_still_gives_a_plan_that_reads_back(tmp_path):
    template = docx.Document()
    template.add_heading("Kommunens egen forside: {{ titel }}", 1)
    made = write_word(paper(small_plan()), _saved(template))
    assert _opened(made).paragraphs[0].text == "Kommunens egen forside: Virksomhedsplan 2026–2027"
    assert _read(made, tmp_path).plan == normalised(small_plan())


def test_a_template_keeps_its_own_look_of_our_styles_and_what_follows_the_plan(tmp_path):
    template = _opened(own_template())
    template.styles["Kernespor Mål"].font.size = docx.shared.Pt(40)
    template.add_paragraph("Bagside", style="Kernespor Dato")
    made = write_word(paper(small_plan()), _saved(template))
    document = _opened(made)
    assert document.styles["Kernespor Mål"].font.size.pt == 40
    assert document.paragraphs[-1].text == "Bagside"
    assert _read(made, tmp_path).plan == normalised(small_plan())


def test_a_placeholder_that_word_cut_into_runs_is_filled_in():
    template = docx.Document()
    paragraph = template.add_paragraph("Fra {{kom")
    paragraph.add_run("mune}}").bold = True
    assert (
        _opened(write_word(paper(small_plan()), _saved(template))).paragraphs[0].text
        == "Fra Sporkøbing Kommune"
    )


def test_what_a_person_writes_in_between_is_read_where_it_stands_and_said(tmp_path):
    document = _opened(write_word(paper(small_plan())))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    by_text["Vi spiser frokost ude."]._p.addnext(
        document.add_paragraph("Vi bygger et bålsted.", style="List Bullet")._p
    )
    by_text["Målet gælder også om vinteren."]._p.addnext(document.add_paragraph("Og i regnvejr.")._p)
    added = by_text["2.1\tEt måltid uden kød om ugen"]
    added.insert_paragraph_before("1.2 Et nyt mål", style="Kernespor Mål")
    reading = _read(_saved(document), tmp_path)
    goal = reading.plan.goals()[0]
    assert [item.text for item in goal.actions][-1] == "Vi bygger et bålsted."
    assert goal.text == "Målet gælder også om vinteren.\n\nOg i regnvejr."
    assert [(goal.number, goal.title) for goal in reading.plan.goals()][1] == ("1.2", "Et nyt mål")
    (finding,) = reading.findings
    assert finding.code == "marked.ordinary_style"
    assert finding.message.startswith("2 afsnit har ikke en typografi fra Kernespor.")


def test_headings_that_a_person_deleted_lose_nothing(tmp_path):
    document = _opened(write_word(paper(small_plan())))
    for paragraph in document.paragraphs:
        if paragraph.style.name in {"Kernespor Indsatsområde", "Kernespor Mål", "Kernespor Afsnit"}:
            paragraph._p.getparent().remove(paragraph._p)
    reading = _read(_saved(document), tmp_path)
    texts = repr(reading.plan)
    assert all(
        item.text in texts for goal in small_plan().goals() for item in (*goal.actions, *goal.indicators)
    )
    assert "Vi passer på 84 børn" in texts
    assert reading.findings


def test_a_period_that_a_person_made_unreadable_is_said(tmp_path):
    document = _opened(write_word(paper(small_plan())))
    period = next(p for p in document.paragraphs if p.style.name == "Kernespor Periode")
    period.text = "de næste par år"
    (finding,) = _read(_saved(document), tmp_path).findings
    assert finding.message == "Perioden »de næste par år« kan ikke læses."


def test_an_ordinary_document_is_not_taken_for_ours(tmp_path):
    document = docx.Document()
    document.add_heading("Virksomhedsplan", 1)
    path = tmp_path / "other.docx"
    path.write_bytes(_saved(document))
    assert not is_marked(word_lines(path))


def test_the_committed_template_is_the_one_that_the_tool_makes(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    import word_template

    assert word_template.template() == own_template()


@pytest.mark.parametrize("plan", [small_plan(), long_plan()])
def test_estimated_pages_rise_and_begin_after_the_contents(plan):
    body = _opened(write_word(paper(plan))).element.body
    pages = []
    for link in body.iter(qn("w:hyperlink")):
        last = list(link.iter(qn("w:t")))[-1]
        pages.append(int(last.text))
    assert pages == sorted(pages)
    assert pages[0] >= 3


def test_items_that_begin_like_bullets_come_back(tmp_path):
    goal = GoalRecord("1.1", "Mål", actions=(Item("• - 1. a"), Item("- b")))
    plan = PlanRecord("P", "U", priority_areas=(PriorityAreaRecord("1", "A", goals=(goal,)),))
    assert _read(write_word(PlanPaper(plan, "K", MADE_ON)), tmp_path).plan == plan
