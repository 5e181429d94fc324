"""Which manglers the tests of reading try, in the order in which they may follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from connectors.unit_plan import mangle
from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import PlanReading

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT.parent / "shared" / "documents" / "albertslund-virksomhedsplan-oekonomi-stab-2020-2021.txt"
SAMPLE = ROOT / "examples" / "plans" / "stab-og-service.md"

# What a line says comes first, then how lists look, then how lines break.
MANGLERS: dict[str, mangle.Mangler] = {
    "other words": mangle.vocabulary("Aktiviteter", "Succeskriterier"),
    "questions": mangle.vocabulary("Sådan gør vi", "Tegn på succes"),
    "labels in front": mangle.labels_in_front,
    "numbers without dots": mangle.numbers_without_dots,
    "numbers with dots": mangle.numbers_with_dots,
    "numbers behind the word": mangle.numbers_behind,
    "no numbers": mangle.without_numbers,
    "no contents list": mangle.without_contents,
    "contents without pages": mangle.contents_without_pages,
    "levels at random": mangle.shifted_levels,
    "foreign letters": mangle.foreign_letters,
    "stars": mangle.bullets("* "),
    "dots": mangle.bullets("• "),
    "dashes": mangle.bullets("– "),
    "figures": mangle.bullets("{n}. "),
    "letters": mangle.bullets("{a}) "),
    "circles": mangle.bullets("o "),
    "sections": mangle.bullets("§ "),
    "brackets": mangle.bullets("({n}) "),
    "no bullets": mangle.without_bullets,
    "page heads": mangle.with_page_heads,
    "no marks": mangle.without_marks,
    "60 columns": mangle.wrapped(60),
    "60 columns with hyphens": mangle.wrapped(60, hyphens=True),
    "blank lines doubled": mangle.blank_lines_doubled,
    "no blank lines": mangle.without_blank_lines,
}
# A list without bullets, broken into lines, whose items have no stop: where one ends can't be known.
UNKNOWABLE = ({"no bullets", "60 columns"}, {"no bullets", "60 columns with hyphens"})


def mangled(text: str, names: Iterable[str]) -> str:
    """Mangle a text by several names, in the order of the table."""
    chosen = set(names)
    for name, change in MANGLERS.items():
        if name in chosen:
            text = change(text)
    return text


def read_text(text: str) -> PlanReading:
    """Read a text as the lines it has."""
    return read_lines(text_lines(text))


def shape(reading: PlanReading, *, numbers: bool = True) -> list[object]:
    """Return areas, goals and lists, with what two formats may write differently made alike."""
    return [
        (
            area.number if numbers else "",
            alike(area.title),
            alike(area.text),
            [
                (
                    goal.number if numbers else "",
                    alike(goal.title),
                    alike(goal.text),
                    alike(goal.actions_intro),
                    [alike(item.text) for item in goal.actions],
                    alike(goal.indicators_intro),
                    [alike(item.text) for item in goal.indicators],
                )
                for goal in area.goals
            ],
        )
        for area in reading.plan.priority_areas
    ]


def alike(text: str) -> str:
    """Take bullets and line ends out of a text: a list in running text keeps the mark it had."""
    return " ".join(re.sub(r"^(?:-|\(?\w[.)]) ", "", text, flags=re.MULTILINE).split())


def counts(reading: PlanReading) -> tuple[int, int, int, int]:
    """Return the number of areas, goals, actions and indicators."""
    goals = reading.plan.goals()
    return (
        len(reading.plan.priority_areas),
        len(goals),
        sum(len(goal.actions) for goal in goals),
        sum(len(goal.indicators) for goal in goals),
    )
