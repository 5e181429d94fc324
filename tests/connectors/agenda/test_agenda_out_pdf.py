"""The PDF paper: it claims both standards, speaks Danish, and is read again as far as a PDF can be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.agenda.agendas import AGENDAS, REAL, said
from connectors.agenda.papers import ITEM, MEETING, paper, readings
from kernespor.connectors.agenda.paper import AgendaPaper, PaperKind, shown
from kernespor.connectors.agenda.pdf import write_pdf
from kernespor.connectors.agenda.reader import read_agenda, read_lines
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Section
from kernespor.connectors.documents.pdf import pdf_lines


def _pages(made: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def _read(made: bytes, folder: Path) -> AgendaReading:
    path = folder / "paper.pdf"
    path.write_bytes(made)
    return read_agenda(path)


def test_it_claims_both_standards_and_is_danish_with_title_tags_and_pages():
    made = write_pdf(paper(draft=True))
    for claim in (rb"<pdfuaid:part>1<", rb"<pdfaid:part>2<", rb"<pdfaid:conformance>A<"):
        assert re.search(claim, made)
    assert b"/Lang(da-DK)" in made
    assert b"/Marked true" in made
    document = pypdfium2.PdfDocument(made)
    assert document.get_metadata_dict()["Title"] == "Referat – Byrådet – 28. maj 2024"
    assert tuple(round(part) for part in document[0].get_size()) == (595, 842)
    pages = _pages(made)
    assert all(f"Side {at} af {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert "Udkast" in pages[0]
    marks = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    assert marks == [
        "Punkt 1: Godkendelse af dagsorden",
        "Punkt 2: Ny bænk ved søen",
        "Punkt 3: Lukket punkt",
    ]


def test_same_paper_gives_same_bytes():
    assert write_pdf(paper()) == write_pdf(paper())


def test_nothing_of_a_closed_item_is_in_it():
    whole = "\n".join(_pages(write_pdf(paper())))
    assert "Punkt 3: Lukket punkt" in whole
    for secret in ("Strandvej", "24/99", "3 mio", "Skøde", "Per Lund"):
        assert secret not in whole


@pytest.mark.parametrize(
    "path", [path for path in AGENDAS if "nordhavn" not in path.stem], ids=lambda path: path.stem
)
def test_our_examples_come_back(path: Path, tmp_path: Path):
    reading = read_agenda(path)
    kind = PaperKind.ITEM if len(reading.items) == 1 else PaperKind.MINUTES
    assert said(_read(write_pdf(paper(reading, kind=kind, closed_shown=True)), tmp_path)) == said(reading)


def test_a_table_comes_back_as_running_text(tmp_path: Path):
    (path,) = (path for path in AGENDAS if "nordhavn" in path.stem)
    reading = read_agenda(path)
    again = _read(write_pdf(paper(reading, absent=(), closed_shown=True)), tmp_path)
    kept = [one.heading for one in again.items[0].sections]
    assert [name for name in kept if "Plejecenter" not in name] == [
        "Baggrund", "Sagsfremstilling", "Hvad personalet siger",
    ]  # fmt: skip
    assert "Åglimt 31 pct. 12 pct." in " ".join(one.text for one in again.items[0].sections)
    assert said(replace(again, items=again.items[1:])) == said(replace(reading, items=reading.items[1:]))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this clone")
def test_the_item_of_2018_comes_back(tmp_path: Path):
    (source,) = REAL.glob("*dagsordenspunkt*.txt")
    reading = read_agenda(source)
    assert said(_read(write_pdf(paper(reading, kind=PaperKind.ITEM)), tmp_path)) == said(reading)


def test_the_item_of_ours_comes_back_but_for_its_table(tmp_path: Path):
    item = replace(ITEM, sections=(ITEM.sections[0], Section("Økonomisk overblik", "Ingen udgift i år.")))
    reading = replace(MEETING, items=(MEETING.items[0], item))
    assert said(_read(write_pdf(paper(reading)), tmp_path)) == said(reading)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings)
def test_whatever_a_text_holds_it_is_a_pdf_and_claims_the_standards(reading):
    made = write_pdf(paper(reading, closed_shown=True))
    assert b"<pdfuaid:part>1<" in made
    assert f"Side 1 af {len(_pages(made))}" in _pages(made)[0]


@pytest.mark.parametrize(
    "text", ["#let x = 1", "*fed*", "$x$", "@ref", "`r`", '"); panic("', "\\u{41}", "<a>", "= H"]
)
def test_no_text_is_markup(text: str):
    reading = AgendaReading(items=(AgendaItem(text, theme=text),))
    whole = " ".join(" ".join(_pages(write_pdf(AgendaPaper(reading, "")))).split())
    assert whole.count(text) >= 2
    assert shown(AgendaPaper(reading, "")).items[0].theme == text


def test_letters_that_no_typeface_has_become_boxes():
    reading = AgendaReading(items=(AgendaItem("Sag \U000f0000 x"),))
    assert "Sag □ x" in "".join(_pages(write_pdf(AgendaPaper(reading, "K"))))


def test_long_words_stay_on_the_page():
    made = write_pdf(
        paper(AgendaReading(items=(AgendaItem("Sag", theme="å" * 400, attachments=("x" * 300,)),)))
    )
    page = pypdfium2.PdfDocument(made)[0]
    width, _ = page.get_size()
    text = page.get_textpage()
    places = [at for at in range(text.count_chars()) if text.get_text_range(at, 1) in {"å", "x"}]
    assert len(places) >= 700
    assert max(text.get_charbox(at)[2] for at in places) <= width - 70


WORDS = [
    "direktøren",
    "har",
    "set",
    "på",
    "sagen",
    "prisen",
    "er",
    "85.000",
    "kr.",
    "i",
    "budgettet",
    "for",
    "børnene",
    "og",
    "skolerne",
    "går",
    "ud",
    "hver",
    "dag",
    "når",
    "det",
    "regner",
    "rådgiverne",
    "bakker",
    "op",
    "om",
    "planen",
    "der",
    "følger",
    "loven",
    "og",
    "lov",
    "nr.",
    "5",
    "samt",
    "bilag",
    "uden",
    "indstilling",
    "økonomi",
    "vejen",
    "søen",
    "havnen",
    "borgerne",
    "vil",
    "gerne",
    "have",
    "flere",
    "cykler",
    "mindre",
    "støj",
    "bedre",
    "stier",
    "til",
    "ældre",
    "i",
    "Åvang",
    "Ravnsø",
    "Strandmose",
    "hvor",
    "der",
    "bor",
    "mange",
]
# Nothing that names a body: a line of it that comes again would be taken for a page's head.
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=6, max_size=25).map(
    lambda words: f"Nu {' '.join(words)} kommer senere."
)
PROSE = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(PROSE, min_size=1, max_size=3).map("\n\n".join)
ORDINARY = st.builds(
    AgendaItem,
    title=st.sampled_from(["Ny bænk ved søen", "Økonomi for 2026", "Bilag til alle", "Valg (2. gang)"]),
    case_number=st.just("24/1234"),
    item_type=st.sampled_from(["", "Beslutning", "Orientering"]),
    theme=st.one_of(st.just(""), TEXTS),
    sections=TEXTS.map(lambda text: (Section("Sagsfremstilling", text),)),
    recommendation=TEXTS,
    consultation=st.one_of(st.just(""), TEXTS),
    economy=st.one_of(st.just(""), TEXTS),
    attachments=st.sampled_from([(), ("Kort",), ("Kort over søen", "Høringssvar", "Budget 2025")]),
    decisions=st.builds(
        lambda text, absent: (replace(ITEM.decisions[1], text=text, absent=absent),),
        PROSE,
        st.sampled_from([(), ("Bo Friis (A)",), ("Bo Friis (A)", "Sus Bro (F)")]),
    ),
)  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ORDINARY, min_size=1, max_size=4).map(tuple))
def test_ordinary_items_come_back_over_many_pages(tmp_path_factory, items):
    written = paper(replace(MEETING, items=items))
    path = tmp_path_factory.getbasetemp() / "ordinary.pdf"
    path.write_bytes(write_pdf(written))
    lines, _ = pdf_lines(path)
    assert said(read_lines(lines)) == said(shown(written))


def test_the_absent_of_the_meetings_head_count_by_name_and_without_their_reason(tmp_path: Path):
    silent = replace(ITEM.decisions[1], absent_said=False)
    reading = replace(MEETING, items=(replace(ITEM, sections=(), decisions=(silent,)),))
    (item,) = _read(write_pdf(paper(reading)), tmp_path).items
    assert item.decisions[0].absent == ("Bo Friis (A)", "Ib Bo (V)")
