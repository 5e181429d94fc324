"""A plan as a flat list of paragraphs that each say what they are: the ground of every writer.

In Word a kind is the name of a paragraph style, in Markdown it follows from the mark that opens the line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kernespor.connectors.unit_plan.paper import WORD_JOINER, one_line
from kernespor.connectors.unit_plan.records import GoalRecord, Period, PlanRecord
from kernespor.engines.danish import long_date, parse_date

SIMPLE_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)*\.?)(?: (.*))?", re.DOTALL)


class Kind(StrEnum):
    """What a paragraph of the plan is; the value is the name of its paragraph style in Word."""

    TITLE = "Kernespor Titel"
    UNIT = "Kernespor Enhed"
    PERIOD = "Kernespor Periode"
    SECTION = "Kernespor Afsnit"
    AREA = "Kernespor Indsatsområde"
    GOAL = "Kernespor Mål"
    TEXT = "Kernespor Tekst"
    ACTIONS = "Kernespor Handlinger"
    ACTIONS_INTRO = "Kernespor Handlinger indledning"
    ACTION = "Kernespor Handling"
    INDICATORS = "Kernespor Målindikatorer"
    INDICATORS_INTRO = "Kernespor Målindikatorer indledning"
    INDICATOR = "Kernespor Målindikator"


LABELS = {Kind.ACTIONS: "Handlinger", Kind.INDICATORS: "Målindikatorer"}
NUMBERED = {Kind.AREA, Kind.GOAL}
LISTED = {Kind.ACTION, Kind.INDICATOR}
NODES = {Kind.SECTION, Kind.AREA, Kind.GOAL}
IN_LIST = {
    Kind.ACTIONS: (Kind.ACTIONS_INTRO, Kind.ACTION),
    Kind.INDICATORS: (Kind.INDICATORS_INTRO, Kind.INDICATOR),
}
LABEL_OF = {kind: label for label, kinds in IN_LIST.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a plan: its kind, number (areas and goals alone) and text, and the lines it is from.

    `guessed` says that the document didn't state the kind; `bullet` that the line looked like a list item.
    """

    kind: Kind
    text: str = ""
    number: str = ""
    lines: tuple[int, ...] = ()
    guessed: bool = False
    bullet: bool = False


def blocks(plan: PlanRecord) -> Iterator[Block]:
    """Return a plan in its normal form as paragraphs in reading order."""
    yield Block(Kind.TITLE, plan.title)
    if plan.unit:
        yield Block(Kind.UNIT, plan.unit)
    if period := period_text(plan.period):
        yield Block(Kind.PERIOD, period)
    for section in plan.sections:
        yield Block(Kind.SECTION, section.heading)
        yield from _texts(Kind.TEXT, section.text)
    for area in plan.priority_areas:
        yield Block(Kind.AREA, area.title, area.number)
        yield from _texts(Kind.TEXT, area.text)
        for goal in area.goals:
            yield from _goal_blocks(goal)


def _goal_blocks(goal: GoalRecord) -> Iterator[Block]:
    yield Block(Kind.GOAL, goal.title, goal.number)
    yield from _texts(Kind.TEXT, goal.text)
    for label, intro, items in (
        (Kind.ACTIONS, goal.actions_intro, goal.actions),
        (Kind.INDICATORS, goal.indicators_intro, goal.indicators),
    ):
        if intro or items:
            intro_kind, item_kind = IN_LIST[label]
            yield Block(label, LABELS[label])
            yield from _texts(intro_kind, intro)
            yield from (Block(item_kind, item.text) for item in items)


def _texts(kind: Kind, text: str) -> Iterator[Block]:
    return (Block(kind, part) for part in text.split("\n\n") if part)


def heading_text(block: Block) -> str:
    """Return number and title as one paragraph for Word: parted by a tab, and never blank."""
    title = block.text
    if not block.number:
        return WORD_JOINER + title if not title or SIMPLE_NUMBER.fullmatch(title) else title
    return f"{block.number}\t{title or WORD_JOINER}"


def split_heading(raw: str) -> tuple[str, str]:
    """Return number and title out of Word's paragraph; a number that a person typed counts too."""
    number, tab, title = raw.partition("\t")
    if tab:
        return one_line(number), one_line(title)
    stripped = raw.strip()
    if match := SIMPLE_NUMBER.fullmatch(stripped):
        return match[1], one_line(match[2] or "")
    return "", one_line(stripped)


def period_text(period: Period) -> str:
    """Return the period for people ("2026–2027", "1. januar 2026 – 31. december 2026"), or nothing."""
    start, end = _worded(period.start), _worded(period.end)
    if start == end:
        return start
    return f"{start} – {end}".strip() if " " in start + end else f"{start}–{end}"


def read_period(text: str) -> Period:
    """Read what `period_text` wrote, and other ways of writing the same. Raises ValueError."""
    start, dash, end = text.replace("-", "–").partition("–") if "–" not in text else text.partition("–")
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        start, dash, end = text, "", ""
    return Period(_dated(start), _dated(end if dash else start))


def _worded(value: str) -> str:
    if "-" not in value:
        return value
    try:
        worded = long_date(dt.date.fromisoformat(value))
        return worded if _dated(worded) == value else value
    except ValueError:
        return value


def _dated(text: str) -> str:
    text = text.strip()
    if re.fullmatch(r"(\d{4}(-\d{2}-\d{2})?)?", text):
        return text
    return parse_date(text).isoformat()
