"""Unit plans as PDF, readable by everyone (PDF/UA-1) and for good (PDF/A-2a), set by typst."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from kernespor.connectors.unit_plan.blocks import period_text
from kernespor.connectors.unit_plan.paper import (
    WORD_JOINER,
    ChartUnit,
    FollowUp,
    PlanPaper,
    normalised,
    one_line,
)
from kernespor.connectors.unit_plan.records import GoalRecord, Item, PlanRecord
from kernespor.engines.danish import long_date, short_date
from kernespor.engines.plan_state.records import State

ASSETS = Path(__file__).with_name("assets")
TEMPLATE = ASSETS / "virksomhedsplan.typ"
STANDARDS: list[Any] = ["ua-1", "a-2a"]

_MOST_ACROSS = 5  # units side by side that an A4 page has room for
_MOST_NAMED = 12
_FOOT_LETTERS = 72
# What the typefaces that come with us are known to have.
_NOT_SHOWN = re.compile(
    "[^ -~\u00a0-\u0377\u0391-\u03a1\u03a3-\u0482\u05d0-\u05ea\u1e00-\u1eff\u2000-\u2040"
    "\u20a0-\u20bf\u2100-\u211e\u2190-\u23ff\u2460-\u25ff]"
)
_LONG_WORD = re.compile(r"\S{40,}")
_PIECE = re.compile(r"\S{24}")
_POINT = re.compile("[-–•] ")
_YEARS = re.compile(r"(?<=\d)–(?=\d)")
_NO_TITLE = "(uden titel)"


def write_pdf(paper: PlanPaper) -> bytes:
    """Return the plan as a PDF, the same bytes for the same paper.

    A letter that our typeface lacks is set in one of the machine's own; one that none of them has becomes □,
    and the colophon says so, because a PDF for everyone may hold no letter that can't be shown.
    """
    data = as_data(paper)
    for fonts in (own_fonts, all_fonts):
        try:
            return _compiled(data, paper.made_on, fonts())
        except typst.TypstError:
            continue
    return _compiled(_showable(data), paper.made_on, own_fonts())


def _compiled(data: dict[str, Any], made_on: dt.date, fonts: typst.Fonts) -> bytes:
    written = typst.compile(
        TEMPLATE,
        root=ASSETS,
        font_paths=fonts,
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=dt.datetime.combine(made_on, dt.time(), dt.UTC),
    )
    return bytes(written)


@cache
def own_fonts() -> typst.Fonts:
    """Return our typeface and typst's own: what a machine has installed changes no ordinary document."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(ASSETS / "fonts")])


@cache
def all_fonts() -> typst.Fonts:
    """Return our typeface and all that the machine has."""
    return typst.Fonts(font_paths=[str(ASSETS / "fonts")])


def _showable(data: dict[str, Any]) -> dict[str, Any]:
    written = json.dumps(data, ensure_ascii=False)
    lost = sorted({f"U+{ord(letter):04X}" for letter in _NOT_SHOWN.findall(written)})
    shown: dict[str, Any] = json.loads(_NOT_SHOWN.sub("□", written))
    if lost:
        named = ", ".join(lost[:_MOST_NAMED]) + (" m.fl." if len(lost) > _MOST_NAMED else "")
        shown["colophon"].append(f"Tegn, som skriften ikke har, står som □: {named}.")
    return shown


def as_data(paper: PlanPaper) -> dict[str, Any]:
    """Return what the template reads: plain texts, numbers and lists, nothing that is markup."""
    plan = normalised(paper.plan)
    name = " – ".join(part for part in (plan.title, plan.unit) if part) or "Virksomhedsplan"
    municipality = one_line(paper.municipality)
    return {
        "document_title": name,
        "title": _YEARS.sub(f"{WORD_JOINER}–{WORD_JOINER}", _breakable(plan.title or "Virksomhedsplan")),
        "title_said": plan.title,
        "unit": _breakable(plan.unit),
        "period": period_text(plan.period),
        "municipality": municipality,
        "date": long_date(paper.made_on),
        "made_on": {"year": paper.made_on.year, "month": paper.made_on.month, "day": paper.made_on.day},
        "foot": _foot(municipality, name, long_date(paper.made_on)),
        **_plan(plan),
        "chart": {
            "units": _chart(paper.chart),
            "alt": _chart_in_words(paper.chart),
            "most_across": _MOST_ACROSS,
        },
        "follow_up": _follow_up(paper),
        "colophon": [_breakable(one_line(line)) for line in paper.colophon],
    }


def _plan(plan: PlanRecord) -> dict[str, Any]:
    return {
        "sections": [
            {"heading": _titled(section.heading), "text": _paragraphs(section.text)}
            for section in plan.sections
        ],
        "areas": [
            {
                "number": area.number,
                "title": _titled(area.title),
                "text": _paragraphs(area.text),
                "goals": [_goal(goal) for goal in area.goals],
            }
            for area in plan.priority_areas
        ],
    }


def _goal(goal: GoalRecord) -> dict[str, Any]:
    return {
        "number": goal.number,
        "title": _titled(goal.title),
        "text": _paragraphs(goal.text),
        "actions_intro": _paragraphs(goal.actions_intro),
        "actions": _items(goal.actions),
        "indicators_intro": _paragraphs(goal.indicators_intro),
        "indicators": _items(goal.indicators),
    }


def _titled(title: str) -> str:
    return _breakable(title or _NO_TITLE)


def _paragraphs(text: str) -> list[str | list[str]]:
    """Return the paragraphs of a text; those that are points of a list come together as a list."""
    parts: list[str | list[str]] = []
    for written in text.split("\n\n") if text else ():
        part = _breakable(written)
        if not (point := _POINT.match(part)):
            parts.append(part)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(part[point.end() :])
        else:
            parts.append([part[point.end() :]])
    return parts


def _items(items: Sequence[Item]) -> list[str]:
    return [_breakable(item.text) for item in items]


def _breakable(text: str) -> str:
    """Let addresses and other words that no hyphenation knows break, so that they stay on the page."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


def _foot(municipality: str, name: str, date: str) -> str:
    """Return the foot of every page, short enough for one line."""
    room = max(20, _FOOT_LETTERS - len(municipality) - len(date))
    short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
    return " · ".join(part for part in (municipality, short, date) if part)


def _chart(chart: Sequence[ChartUnit]) -> list[dict[str, Any]]:
    return [
        {
            "name": _breakable(one_line(unit.name)),
            "leader": _breakable(one_line(unit.leader)),
            "parent": unit.parent,
            "refers": "" if unit.refers_to is None else one_line(chart[unit.refers_to].name),
        }
        for unit in chart
    ]


def _chart_in_words(chart: Sequence[ChartUnit]) -> str:
    sentences = ["Organisationsdiagram"]
    for unit in chart:
        said = one_line(unit.name)
        if unit.leader:
            said += f", ledet af {one_line(unit.leader)}"
        if unit.parent is not None:
            said += f", hører under {one_line(chart[unit.parent].name)}"
        if unit.refers_to is not None:
            said += f", refererer til {one_line(chart[unit.refers_to].name)}"
        sentences.append(said)
    return ". ".join(sentences) + "."


def _follow_up(paper: PlanPaper) -> dict[str, Any]:
    words = {entry.state: one_line(entry.state_word) for entry in paper.follow_up}
    states = [entry.state for entry in paper.follow_up]
    return {
        "heading": paper.follow_up_heading(),
        "summary": paper.summary() if paper.follow_up else "",
        "counts": [
            {"state": state.value, "word": words[state], "count": states.count(state)}
            for state in State
            if state in words
        ],
        "rows": [_row(entry) for entry in paper.follow_up],
    }


def _row(entry: FollowUp) -> dict[str, Any]:
    return {
        "number": one_line(entry.number),
        "text": _breakable(one_line(entry.text)),
        "state": entry.state.value,
        "word": one_line(entry.state_word),
        "owner": _breakable(one_line(entry.owner)) or "Ingen",
        "deadline": short_date(entry.deadline) if entry.deadline else "–",
        "said": _breakable(entry.said()),
        "late": entry.late(),
        "is_goal": entry.is_goal,
    }
