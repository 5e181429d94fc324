"""The Markdown: readable as it stands, and forgiving towards what people write into it."""

from __future__ import annotations

from connectors.unit_plan.write_samples import small_plan
from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.unit_plan.markdown import write_markdown
from kernespor.connectors.unit_plan.marked import is_marked, read_marked
from kernespor.connectors.unit_plan.paper import normalised
from kernespor.connectors.unit_plan.records import Period, PlanRecord


def _read(text):
    return read_marked(text_lines(text))


def test_it_reads_like_a_document():
    assert write_markdown(small_plan()).startswith(
        "<!-- kernespor: virksomhedsplan -->\n\n"
        "# Virksomhedsplan 2026–2027\n\n"
        "- Enhed: Børnehuset Kernehuset\n"
        "- Periode: 2026–2027\n\n"
        "## Forord\n\n"
        "Vi passer på 84 børn og på hinanden.\n\n"
        "I de næste to år vil vi især:\n\n"
        "- være mere ude\n\n"
        "- spise grønnere\n\n"
        "Planen er skrevet sammen med forældrebestyrelsen.\n\n"
        "### 1 Mere tid ude\n\n"
        "Børn, der er ude, sover bedre og skændes mindre.\n\n"
        "#### 1.1 Alle børn er ude hver dag\n\n"
        "Målet gælder også om vinteren.\n\n"
        "##### Handlinger\n\n"
        "Det gør vi:\n\n"
        "- Vi rydder skuret og køber regntøj til 20 børn.\n"
        "- Vi spiser frokost ude.\n\n"
        "##### Målindikatorer\n"
    )


def test_every_line_is_accounted_for():
    reading = _read(write_markdown(small_plan()))
    assert [(part.kind, part.line) for part in reading.furniture] == [("mark", 1)]
    assert reading.source[2] == "# Virksomhedsplan 2026–2027"
    assert reading.plan.goals()[0].actions[0].lines == (reading.source.index(
        "- Vi rydder skuret og køber regntøj til 20 børn.") + 1,)  # fmt: skip


def test_wrapped_lines_and_other_bullets_that_a_person_made_are_understood():
    written = write_markdown(small_plan())
    edited = written.replace("Det gør vi:\n", "Det\ngør vi:\n").replace(
        "- Vi spiser frokost", "* Vi spiser\n  frokost"
    )
    assert edited != written
    assert _read(edited).plan == normalised(small_plan())


def test_numbers_and_periods_that_a_person_typed_are_understood():
    written = write_markdown(small_plan())
    edited = written.replace("Periode: 2026–2027", "Periode: 1-1-2026 – 31. december 2027").replace(
        "### 2 ", "### 2.1. "
    )
    plan = _read(edited).plan
    assert plan.period == Period("2026-01-01", "2027-12-31")
    assert plan.priority_areas[1].number == "2.1."


def test_text_before_any_heading_and_unknown_headings_are_kept_and_said():
    written = (
        write_markdown(PlanRecord("Plan", "Enhed")) + "\nEn løs linje\n\n##### Økonomi\n\n# Endnu en titel\n"
    )
    reading = _read(written)
    (section,) = reading.plan.sections
    assert section.text == "En løs linje\n\nØkonomi\n\nEndnu en titel"
    (finding,) = reading.findings
    assert finding.params["count"] == 3


def test_markdown_by_others_is_not_taken_for_ours():
    assert not is_marked(text_lines("# Virksomhedsplan\n\n<!-- kernespor: virksomhedsplan -->\n"))
    assert not is_marked(text_lines(""))
