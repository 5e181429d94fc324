"""The PDF: it claims both standards, speaks Danish, and copes with whatever letters a plan holds."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from connectors.unit_plan.test_round_trip import plans
from connectors.unit_plan.write_samples import MADE_ON, long_plan, paper, small_plan
from kernespor.connectors.unit_plan.paper import ChartUnit, PlanPaper
from kernespor.connectors.unit_plan.pdf import as_data, write_pdf
from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import Period, PlanRecord, SectionRecord


def _pages(made):
    document = pypdfium2.PdfDocument(made)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def _text(made):
    return "\n".join(_pages(made))


def test_it_claims_both_standards_and_is_danish_with_a_title():
    made = write_pdf(paper(small_plan()))
    assert re.search(rb"<pdfuaid:part>1<", made)
    assert re.search(rb"<pdfaid:part>2<", made)
    assert re.search(rb"<pdfaid:conformance>A<", made)
    assert b"/Lang(da-DK)" in made
    assert (
        pypdfium2.PdfDocument(made).get_metadata_dict()["Title"]
        == "Virksomhedsplan 2026–2027 – Børnehuset Kernehuset"
    )


def test_same_paper_gives_same_bytes():
    assert write_pdf(paper(small_plan())) == write_pdf(paper(small_plan()))


def test_contents_lead_to_the_pages_that_they_name():
    pages = _pages(write_pdf(paper(long_plan())))
    (named,) = re.findall(r"Opfølgning pr\. 24\. august 2026[ .\u2060]+(\d+)", pages[1])
    assert "Opfølgning pr. 24. august 2026" in pages[int(named) - 1]
    assert f"Side {named} af {len(pages)}" in pages[int(named) - 1]


def test_bookmarks_follow_the_plan():
    document = pypdfium2.PdfDocument(write_pdf(paper(small_plan())))
    assert [mark.get_title() for mark in document.get_toc()] == [
        "Forord", "Organisation", "1 Mere tid ude", "1.1 Alle børn er ude hver dag", "2 Grønnere mad",
        "2.1 Et måltid uden kød om ugen", "Opfølgning pr. 24. august 2026",
    ]  # fmt: skip


def test_chart_says_in_words_what_it_draws():
    words = as_data(paper(small_plan()))["chart"]["alt"]
    assert words.startswith("Organisationsdiagram. Børn & Unge, ledet af Børne- og ungechefen. Dagtilbud,")
    assert words.endswith("Den ledende sundhedsplejerske, hører under Børn & Unge, refererer til Dagtilbud.")


def test_a_wide_or_deep_organisation_is_drawn_as_a_tree():
    chart = (
        ChartUnit("Kommunen"),
        *(ChartUnit(f"Institution nummer {n}", "Lederen", 1, 0) for n in range(40)),
        ChartUnit("Stue", "", 2, 40),
    )
    text = _text(write_pdf(PlanPaper(small_plan(), "K", MADE_ON, chart)))
    assert all(f"Institution nummer {n}" in text for n in range(40))


def test_a_plan_of_nothing_is_still_a_document():
    assert "Virksomhedsplan" in _text(write_pdf(PlanPaper(PlanRecord("", ""), "", MADE_ON)))


@pytest.mark.parametrize(
    "text", ["#let x = 1", "*fed*", "$x$", "@ref", "`r`", '"); panic("', "\\u{41}", "<a>"]
)
def test_text_is_never_markup(text):
    plan = PlanRecord("P", "U", Period("2026", "2026"), (SectionRecord("Forord", text),))
    assert text in _text(write_pdf(PlanPaper(plan, "K", MADE_ON)))


def test_a_letter_that_no_font_has_is_shown_as_such_and_said():
    plan = PlanRecord("P", "U", sections=(SectionRecord("Forord", "Før \ue000 efter"),))
    text = _text(write_pdf(PlanPaper(plan, "K", MADE_ON)))
    assert "Før □ efter" in text
    assert "Tegn, som skriften ikke har, står som □: U+E000." in text


def test_addresses_longer_than_a_line_stay_on_the_page():
    address = "https://" + "vejledning" * 40
    plan = PlanRecord("P", "U", sections=(SectionRecord("Forord", address),))
    document = pypdfium2.PdfDocument(write_pdf(PlanPaper(plan, "K", MADE_ON)))
    page = document[2]
    boxes = [page.get_textpage().get_charbox(n) for n in range(page.get_textpage().count_chars())]
    assert max(right for _, _, right, _ in boxes) < page.get_width() - 50


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans)
def test_any_plan_becomes_a_pdf(plan):
    assert write_pdf(PlanPaper(plan, "Sporkøbing Kommune", MADE_ON)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("plan", [small_plan(), long_plan()])
def test_read_again_it_has_the_same_areas_goals_actions_and_indicators(tmp_path, plan):
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(paper(plan)))
    reading = read_plan(path)
    assert any(part.kind == "follow_up" for part in reading.furniture)
    read = reading.plan

    def shape(some):
        return [
            [(goal.number, len(goal.actions), len(goal.indicators)) for goal in area.goals]
            for area in some.priority_areas
        ]

    assert shape(read) == shape(plan)
