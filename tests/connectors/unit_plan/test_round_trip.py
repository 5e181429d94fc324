"""Written and read again, a plan is equal to itself, whatever its texts hold."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernespor.connectors.documents.text import decode, text_lines
from kernespor.connectors.documents.word import word_lines
from kernespor.connectors.unit_plan.markdown import write_markdown
from kernespor.connectors.unit_plan.marked import is_marked, read_marked
from kernespor.connectors.unit_plan.paper import ChartUnit, FollowUp, PlanPaper, normalised
from kernespor.connectors.unit_plan.records import (
    GoalRecord,
    Item,
    Period,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)
from kernespor.connectors.unit_plan.word import write_word
from kernespor.engines.plan_state.records import State

TRICKY = [
    "", "Handlinger", "##### Handlinger", "- punkt", "• punkt", "# 1", "1. trin", "2026", "1.1 Mål",
    "1) a", "a | b", "---", "===", "> citat", "Enhed: X", "- Enhed: X", "\\", "&#9;", "&amp; &",
    "<!-- x -->", "* * *", "`kode`", "[a](b)", "_a_ *b*", "a\u00a0b", "\u00a0", "\u2060", "e\u0301",
    "Måлиндikator", "\t1\ta", "a\nb", "a\n\nb", "a\n\n- b\n\n- c", "a\r\n\r\nb", "\ufeffa", "x\x00y",
    "\ud800", "- ", "+", ":", "12", "3 slags fisk", "kernespor: virksomhedsplan", "ﷺ", "שלום",
    "a" * 3000, "$x$", "~~a~~", "1.", "&", "\u2028", "(a)", "!", "0. ",
]  # fmt: skip

texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(max_size=30),
    st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=12)), max_size=4).map(" ".join),
    st.lists(st.sampled_from(TRICKY), max_size=3).map("\n\n".join),
)
numbers = st.one_of(st.sampled_from(["", "1", "1.1", "2.", "Mål A", "a)", "1.1 b", "10.12.3"]), texts)
items = st.lists(st.builds(Item, texts), max_size=3).map(tuple)
goals = st.builds(GoalRecord, numbers, texts, texts, texts, items, texts, items)
areas = st.builds(PriorityAreaRecord, numbers, texts, texts, st.lists(goals, max_size=2).map(tuple))
years = st.one_of(st.just(""), st.integers(0, 9999).map("{:04}".format))
days = st.one_of(st.just(""), st.dates().map(str), st.just("2026-99-99"))
periods = st.one_of(st.builds(Period, years, years), st.builds(Period, days, days))
plans = st.builds(
    PlanRecord,
    texts,
    texts,
    periods,
    st.lists(st.builds(SectionRecord, texts, texts), max_size=2).map(tuple),
    st.lists(areas, max_size=2).map(tuple),
)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans)
def test_markdown_comes_back_equal(plan):
    plan = normalised(plan)
    assert normalised(plan) == plan
    lines = text_lines(decode(write_markdown(plan).encode()))
    assert is_marked(lines)
    reading = read_marked(lines)
    assert reading.plan == plan
    assert reading.findings == ()


CHART = (ChartUnit("Økonomi", "Økonomichef"), ChartUnit("Løn", "Lønleder", depth=1, parent=0))
FOLLOW_UP = (FollowUp("1.1", "Et mål", State.ON_TRACK, "På sporet", is_goal=True),)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans)
def test_word_comes_back_equal(tmp_path_factory, plan):
    plan = normalised(plan)
    paper = PlanPaper(plan, "Sporkøbing Kommune", dt.date(2026, 8, 24), CHART, FOLLOW_UP)
    path = tmp_path_factory.getbasetemp() / "plan.docx"
    path.write_bytes(write_word(paper))
    lines = word_lines(path)
    assert is_marked(lines)
    reading = read_marked(lines)
    assert reading.plan == plan
    assert reading.findings == ()


def test_the_normal_form_keeps_lists_in_running_text_and_unwraps_lines():
    text = "Vi vil\r\nisær:\n- være  mere\n  ude\n – spise\tgrønnere\n\n\n \n\x07Det\u00a0er \u2060alt. "
    plan = normalised(PlanRecord(" En\nplan ", "", sections=(SectionRecord("", text),)))
    assert plan.title == "En plan"
    assert plan.sections[0].text == "Vi vil især:\n\n- være mere ude\n\n– spise grønnere\n\nDet\u00a0er alt."


def test_the_normal_form_drops_items_without_text_and_keeps_empty_titles():
    goal = GoalRecord("", "", actions=(Item(" \n"), Item("En")))
    plan = normalised(PlanRecord("", "", priority_areas=(PriorityAreaRecord("", "", goals=(goal,)),)))
    assert plan.goals() == (GoalRecord("", "", actions=(Item("En"),)),)
