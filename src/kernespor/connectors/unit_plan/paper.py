"""What a finished document needs beyond the plan itself, and the form in which a plan's texts are kept."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, replace

from kernespor.connectors.unit_plan.records import (
    GoalRecord,
    Item,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)
from kernespor.engines.danish import count, long_date, short_date
from kernespor.engines.plan_state.records import State

# Inside a text this character says nothing, so the writers may use it to mean "empty" or "no number here".
WORD_JOINER = "\u2060"

FOLLOW_UP_HEADING = "Opfølgning pr."

# Control characters but for the spaces among them, lone surrogates, and what XML forbids or Word drops.
_UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff{WORD_JOINER}]"
)
# A blank line, or the break before a point of a list: "- ", "– " or "• ".
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?=[ \t]*[-–•] )")
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class ChartUnit:
    """One unit of the organisation chart, listed so that each stands after its parent.

    `parent` and `refers_to` are places in the same list, counted from 0; `refers_to` is set only where the
    leader refers to another unit's leader than the tree says.
    """

    name: str
    leader: str = ""
    depth: int = 0
    parent: int | None = None
    refers_to: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where one goal or action stands: its state, the state's word, and who answers for it until when."""

    number: str
    text: str
    state: State
    state_word: str
    owner: str = ""
    deadline: dt.date | None = None
    status_text: str = ""
    status_on: dt.date | None = None
    overdue_days: int = 0
    is_goal: bool = False

    def said(self) -> str:
        """Return the last status with its date ("12. aug. 2026: Otte af elleve er aftalt."), or nothing."""
        day = short_date(self.status_on) if self.status_on else ""
        return ": ".join(part for part in (day, one_line(self.status_text)) if part)

    def late(self) -> str:
        """Return how late it is ("23 dage over fristen"), or nothing."""
        return f"{count(self.overdue_days, 'dag', 'dage')} over fristen" if self.overdue_days > 0 else ""


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan as a finished document: with municipality, date, organisation chart, follow-up and colophon."""

    plan: PlanRecord
    municipality: str
    made_on: dt.date
    chart: tuple[ChartUnit, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()
    colophon: tuple[str, ...] = ()

    def follow_up_heading(self) -> str:
        """Return the heading of the follow-up ("Opfølgning pr. 24. august 2026")."""
        return f"{FOLLOW_UP_HEADING} {long_date(self.made_on)}"

    def summary(self) -> str:
        """Return the sentence that opens the follow-up: how many stand how, in the order of the states."""
        words = {entry.state: entry.state_word for entry in self.follow_up}
        counted = {state: sum(entry.state is state for entry in self.follow_up) for state in State}
        parts = [f"{counted[state]} {words[state].lower()}" for state in State if counted[state]]
        listed = " og ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
        goals = sum(entry.is_goal for entry in self.follow_up)
        actions = len(self.follow_up) - goals
        kinds = [f"{goals} mål"] if goals else []
        if actions:
            kinds.append(count(actions, "handling", "handlinger"))
        return f"{' og '.join(kinds)}: {listed}."


def normalised(plan: PlanRecord) -> PlanRecord:
    """Return the plan in its normal form, the one in which written and read again is equal to itself.

    Every text is in Unicode's NFC; control characters, lone surrogates, byte order marks and word joiners are
    gone; runs of spaces and line breaks are one space (no-break spaces inside a text stay as they are);
    nothing begins or ends with a space. Titles, units, headings, numbers and items are one line; texts and
    intros are paragraphs parted by exactly one blank line, none of them empty; a point of a list ("- ", "– ",
    "• ") is a paragraph of its own. An item without text is left out; a title, a heading or a number may be
    empty.
    """
    return replace(
        plan,
        title=one_line(plan.title),
        unit=one_line(plan.unit),
        sections=tuple(_section(section) for section in plan.sections),
        priority_areas=tuple(_area(area) for area in plan.priority_areas),
    )


def one_line(text: str) -> str:
    """Return a text in its normal form as one line."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))).strip()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each in its normal form, without empty ones."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return [line for part in _PARAGRAPH_END.split(whole) if (line := one_line(part))]


def _text(text: str) -> str:
    return "\n\n".join(paragraphs(text))


def _section(section: SectionRecord) -> SectionRecord:
    return replace(section, heading=one_line(section.heading), text=_text(section.text))


def _area(area: PriorityAreaRecord) -> PriorityAreaRecord:
    return replace(
        area,
        number=one_line(area.number),
        title=one_line(area.title),
        text=_text(area.text),
        goals=tuple(_goal(goal) for goal in area.goals),
    )


def _goal(goal: GoalRecord) -> GoalRecord:
    return replace(
        goal,
        number=one_line(goal.number),
        title=one_line(goal.title),
        text=_text(goal.text),
        actions_intro=_text(goal.actions_intro),
        actions=_items(goal.actions),
        indicators_intro=_text(goal.indicators_intro),
        indicators=_items(goal.indicators),
    )


def _items(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, text=text) for item in items if (text := one_line(item.text)))
