"""However an agenda was converted: the reading stays the same, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.agenda.agendas import (
    AGENDAS,
    MANGLERS,
    PLAIN,
    REAL,
    assert_nothing_lost,
    expected,
    read_text,
    said,
)
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.documents.lines import Line

TEXTS = [path.read_text(encoding="utf-8") for path in AGENDAS if path.suffix in {".txt", ".md"}]
TEXTS += [PLAIN]
if REAL.is_dir():
    TEXTS += [path.read_text(encoding="utf-8") for path in sorted(REAL.glob("*.txt"))]
PIECES = st.sampled_from(
    (
        "Sagsfremstilling", "Sagsnr.:", "18/3003", "Beslutning", "i", "Byrådet", "den", "3. april 2018", "1.",
        "12.", "Punkt 2", "(Åben)", "Lukket punkt", "Bilag", "Nej", "Bilag 1:", "Fraværende", "Fraværende:",
        "Ingen", "Tema", "Administrationens", "forslag", "Økonomi", "skal", "vi", "Vi", "at", "-", "•", "|",
        "|--|--|", "##", "###", "**Høring**", "Side 3", "7", "....... 4", "\f", "   ", "og", "Ole Bak (Ø)",
        "stemte imod.", "31. februar 2024", "2018-2021", "Sag  Vi", "Indstilling:", "opde-", "ling",
        "Økonomiudvalget 17-04-2018 Side 2", "mødet sluttede", "Mødet sluttede kl. 17", "Dialog/", "høring",
        "<b>x</b>", "Ο Måл", "&amp;", "Dato:", "UDVALG",
    )
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=8).map(" ".join), max_size=40)


@pytest.mark.parametrize("name", MANGLERS)
def test_a_mangled_item_reads_the_same(name: str):
    reading = read_text(MANGLERS[name](PLAIN))
    assert said(reading) == said(read_text(PLAIN))
    assert_nothing_lost(reading)


@pytest.mark.parametrize("name", ["200", "doubled", "page feet", "windows", "indented"])
@pytest.mark.parametrize("path", [one for one in AGENDAS if one.suffix == ".txt"], ids=lambda path: path.stem)
def test_a_mangled_example_reads_the_same(path, name: str):
    right = expected(path)
    shape = read_text(MANGLERS[name](path.read_text(encoding="utf-8"))).as_dict()
    for item, wanted in zip(shape["items"], right["items"], strict=True):
        for field in ("title", "case_number", "item_type", "recommendation", "economy", "consultation"):
            assert item[field].split() == wanted[field].split(), field
        assert [one["date"] for one in item["decisions"]] == [one["date"] for one in wanted["decisions"]]
        assert [one["absent"] for one in item["decisions"]] == [one["absent"] for one in wanted["decisions"]]


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(sorted(MANGLERS)), max_size=3, unique=True))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_of_mangled_documents(text, names):
    for name in names:
        text = MANGLERS[name](text)
    assert_nothing_lost(read_text(text))


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_of_lines_like_an_agendas(lines):
    assert_nothing_lost(read_text("\n".join(lines)))


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_of_any_text(text):
    assert_nothing_lost(read_text(text))


@given(
    st.lists(
        st.builds(
            Line, st.just(0), st.text(max_size=60), st.text(max_size=60), st.text(max_size=9),
            st.integers(-1, 12), st.text(max_size=3), st.none() | st.integers(1, 4), st.booleans(),
            st.sampled_from((0.0, 10.0)), st.just(0.0), st.just(0.0),
            st.sampled_from(("", "header", "contents")),
            st.none() | st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)),
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_no_line_makes_it_fail(lines):
    numbered = [replace(line, number=number) for number, line in enumerate(lines, start=1)]
    reading = read_lines(numbered)
    assert len(reading.source) == len(lines)
    assert all(finding.message for finding in reading.findings)
