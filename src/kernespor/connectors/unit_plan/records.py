"""A unit plan as its document has it: the shape that the reader gives and the writers take."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kernespor.engines.findings import Finding

_YEAR_OR_ISO = re.compile(r"(\d{4}(-\d{2}-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Item:
    """One action or one indicator, and the source lines (from 1, inclusive) that it came from."""

    text: str
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """A goal (mål) with its actions (handlinger) and indicators (målindikatorer).

    `text` holds paragraphs parted by a blank line. The intros are the sentences that stand between a label
    and its list ("Indsatsen har været en succes når:").
    """

    number: str
    title: str
    text: str = ""
    actions_intro: str = ""
    actions: tuple[Item, ...] = ()
    indicators_intro: str = ""
    indicators: tuple[Item, ...] = ()
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class PriorityAreaRecord:
    """A priority area (indsatsområde) with its goals."""

    number: str
    title: str
    text: str = ""
    goals: tuple[GoalRecord, ...] = ()
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A heading with its text outside the priority areas: foreword, who we are, why we are here."""

    heading: str
    text: str = ""
    lines: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, both as whole years ("2020") or both as ISO dates; empty where the document is silent."""

    start: str = ""
    end: str = ""

    def __post_init__(self) -> None:
        for value in (self.start, self.end):
            if not _YEAR_OR_ISO.fullmatch(value):
                raise ValueError(f"neither a year nor an ISO date: {value!r}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that carries no content of the plan: contents list, organisation chart, address, page head."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A whole unit plan."""

    title: str
    unit: str
    period: Period = Period()
    sections: tuple[SectionRecord, ...] = ()
    priority_areas: tuple[PriorityAreaRecord, ...] = ()

    def goals(self) -> tuple[GoalRecord, ...]:
        """Return all goals in reading order."""
        return tuple(goal for area in self.priority_areas for goal in area.goals)


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What reading a document gave: the plan, what was set aside, and what was noticed.

    `source` holds the document's lines as they were, in order: line n of every `lines`, `Furniture.line`
    and `Place.line` is `source[n - 1]`. Every line that isn't blank stands in the plan, in `furniture` or in
    a finding.
    """

    plan: PlanRecord
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the shape that `kernespor read plan --json` prints."""
        plan = self.plan
        return {
            "title": plan.title,
            "unit": plan.unit,
            "period": {"from": plan.period.start, "to": plan.period.end},
            "sections": [{"heading": section.heading, "text": section.text} for section in plan.sections],
            "priority_areas": [_area(area) for area in plan.priority_areas],
            "furniture": [
                {"kind": part.kind, "line": part.line, "text": part.text} for part in self.furniture
            ],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def _area(area: PriorityAreaRecord) -> dict[str, Any]:
    return {
        "number": area.number,
        "title": area.title,
        "text": area.text,
        "goals": [
            {
                "number": goal.number,
                "title": goal.title,
                "text": goal.text,
                "actions_intro": goal.actions_intro,
                "actions": [item.text for item in goal.actions],
                "indicators_intro": goal.indicators_intro,
                "indicators": [item.text for item in goal.indicators],
            }
            for goal in area.goals
        ],
    }
