"""An agenda, or the minutes made of it, as it was read: the meeting, its items and what was set aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from kernespor.engines.findings import Finding


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as it was written with the text below it; paragraphs are parted by a blank line."""

    heading: str
    text: str
    lines: tuple[int, ...] = field(default=(), compare=False)

    def as_dict(self) -> dict[str, str]:
        """Return the heading and the text."""
        return {"heading": self.heading, "text": self.text}


@dataclass(frozen=True, slots=True)
class Decision:
    """What one body decided on one day, in its own words.

    `absent` are names as they were written, `dissent` the statements of those who didn't agree. Sentences of
    `text` that say either stay in it.
    `disqualified` (inhabile) are names too. `absent_said` tells an empty list from one that nobody wrote.
    """

    body: str = ""
    term: str = ""
    date: dt.date | None = None
    text: str = ""
    absent: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    disqualified: tuple[str, ...] = field(default=(), kw_only=True)
    absent_said: bool = field(default=False, compare=False)
    lines: tuple[int, ...] = field(default=(), compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the shape in JSON; of nobody disqualified nothing is said."""
        shape: dict[str, Any] = {
            "body": self.body,
            "term": self.term,
            "date": self.date.isoformat() if self.date else "",
            "text": self.text,
            "absent": list(self.absent),
            "dissent": list(self.dissent),
        }
        return shape | ({"disqualified": list(self.disqualified)} if self.disqualified else {})


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of an agenda (dagsordenspunkt).

    `number` is its place as the agenda counts, `closed` that it is held behind closed doors; neither is part
    of the shape in JSON. `kinds` names the labels that the item has, so that an empty field can be told from
    one that isn't there.
    """

    title: str = ""
    case_number: str = ""
    item_type: str = ""
    theme: str = ""
    sections: tuple[Section, ...] = ()
    recommendation: str = ""
    alternative_recommendation: str = ""
    consultation: str = ""
    economy: str = ""
    attachments: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    number: str = field(default="", compare=False)
    closed: bool = field(default=False, compare=False)
    line: int = field(default=0, compare=False)
    kinds: frozenset[str] = field(default=frozenset(), compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the shape in JSON."""
        return {
            "title": self.title,
            "case_number": self.case_number,
            "item_type": self.item_type,
            "theme": self.theme,
            "sections": [section.as_dict() for section in self.sections],
            "recommendation": self.recommendation,
            "alternative_recommendation": self.alternative_recommendation,
            "consultation": self.consultation,
            "economy": self.economy,
            "attachments": list(self.attachments),
            "decisions": [decision.as_dict() for decision in self.decisions],
        }


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is no part of an item: the meeting's head, page heads and numbers, the contents list."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a part ("Bilag:", "Beslutning i Byrådet den …"): they stand in the structure itself."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class AgendaReading:
    """What reading an agenda gave.

    Every word of `source` stands in an item, in `furniture` or in `names`; `unaccounted` counts them. Who
    took part stands in `furniture` as it was written, and where the head says it as our own papers do, in
    `participants`, `deputies` ("Bo Friis for Ib Holm") and `absent`.
    """

    body: str = ""
    term: str = ""
    meeting_date: dt.date | None = None
    items: tuple[AgendaItem, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
    names: tuple[Named, ...] = ()
    source: tuple[str, ...] = ()
    participants: tuple[str, ...] = field(default=(), compare=False)
    deputies: tuple[str, ...] = field(default=(), compare=False)
    absent: tuple[str, ...] = field(default=(), compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the shape that `kernespor read agenda --json` prints."""
        return {
            "body": self.body,
            "term": self.term,
            "meeting_date": self.meeting_date.isoformat() if self.meeting_date else "",
            "items": [item.as_dict() for item in self.items],
            "furniture": [
                {"kind": part.kind, "line": part.line, "text": part.text} for part in self.furniture
            ],
            "findings": [finding.as_dict() for finding in self.findings],
        }
