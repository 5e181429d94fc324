"""Whatever lines come: the reader answers, and loses nothing of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.unit_plan.mangled import read_text
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import Period

WORDS = st.sampled_from(
    [
        *(
            "Mål",
            "mål",
            "1.1",
            "1.",
            "2",
            "Indsatsområde",
            "Handlinger",
            "Målintikator",
            "Succeskriterier:",
            "Tegn på succes",
        ),
        *(
            "Forord",
            "Indhold",
            "-",
            "•",
            "a)",
            "–",
            ":",
            "|",
            "|--|--|",
            "vi",
            "skal",
            "øge",
            "trivslen",
            "kasse- og",
            "e-handel",
        ),
        *(
            "styrings-",
            "grundlag",
            "Måлиндikator",
            "Путин",
            "[navn]",
            "XX",
            "2024-2025",
            "Virksomhedsplan",
            "Ravnsø Kommune",
        ),
        *(
            "....",
            "7",
            "Side 3 af 9",
            "##",
            "#",
            "**fed**",
            "<b>x</b>",
            "&amp;",
            ".",
            ",",
            "?",
            "Økonomi & Stab",
        ),
        *("8000", "www.x.dk", "Resultatmål"),
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=9).map(" ".join), max_size=40)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_of_lines_like_a_plans(lines):
    assert unaccounted(read_text("\n".join(lines))) == ()


@given(
    st.lists(
        st.builds(
            Line,
            st.just(0),
            st.text(max_size=60),
            st.text(max_size=60),
            st.text(max_size=9),
            st.integers(-1, 12),
            st.text(max_size=3),
            st.none() | st.integers(1, 4),
        ),
        max_size=25,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_line_makes_it_fail(lines):
    numbered = [
        Line(number, line.raw, line.text, line.style, line.level, line.bullet, line.page)
        for number, line in enumerate(lines, start=1)
    ]
    reading = read_lines(numbered)
    assert len(reading.source) == len(lines)
    assert reading.findings


@given(
    LINES,
    st.dictionaries(st.integers(1, 40), st.sampled_from(list(LineKind)), max_size=8),
    st.dictionaries(st.integers(1, 40), st.text(max_size=30), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_corrections_survive_json_and_never_fail(lines, kinds, texts):
    corrections = Corrections("Titel", None, Period("2024", "2025"), kinds, texts)
    assert Corrections.from_dict(corrections.as_dict()) == corrections
    numbered = [Line(number, text, text) for number, text in enumerate(lines, start=1)]
    reading = read_lines(numbered, corrections)
    assert (reading.plan.title, reading.plan.period.end) == ("Titel", "2025")
