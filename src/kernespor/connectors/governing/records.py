"""A governing document as it was read: its head, its blocks in reading order, and what was set aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kernespor.engines.findings import Finding


class BlockKind(StrEnum):
    """What a piece of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


class Kind(StrEnum):
    """What sort of document it is, by its own words."""

    CONSTITUTION_AGREEMENT = "constitution_agreement"
    ECONOMIC_POLICY = "economic_policy"
    BUDGET_STRATEGY = "budget_strategy"
    EFFICIENCY_STRATEGY = "efficiency_strategy"
    PROCUREMENT_POLICY = "procurement_policy"
    VISION = "vision"
    LEADERSHIP_BASIS = "leadership_basis"
    PROGRAMME = "programme"
    COMMISSION = "commission"
    OTHER = "other"


class Role(StrEnum):
    """What a passage is to those who build on it."""

    PRINCIPLE = "principle"
    FINANCIAL_GOAL = "financial_goal"
    GUIDING_MARK = "guiding_mark"
    COMMISSION = "commission"
    EFFORT = "effort"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a bullet.

    `level` is a heading's level or a bullet's depth, both from 1, and 0 for a paragraph. `numbers` are the
    source lines (from 1) it came from, rising; lines set aside between them aren't among them. `mark` is what
    opened a bullet ("-", "•", "a)").
    """

    kind: BlockKind
    text: str
    level: int
    numbers: tuple[int, ...]
    mark: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a block has text")
        if (self.level == 0) is not (self.kind is BlockKind.PARAGRAPH) or not 0 <= self.level <= 9:  # noqa: PLR2004 - as deep as Word goes
            raise ValueError(f"a {self.kind.value} of level {self.level}")
        if not self.numbers or list(self.numbers) != sorted(set(self.numbers)) or self.numbers[0] < 1:
            raise ValueError(f"no lines of a source: {self.numbers}")

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last source line."""
        return self.numbers[0], self.numbers[-1]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that carries nothing of the text: page head, page number, contents list, a figure's label."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of the document's head that says one of its facts: "title", "date", "sender", "case_number"."""

    fact: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage worth citing, for a person to accept: `text` stands in `blocks[block]` (from 0)."""

    block: int
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What reading a document gave.

    Every line of `source` that isn't blank stands in `blocks`, in `furniture` or in `head`. `title` is empty
    where the document has none.
    """

    title: str = ""
    kind: Kind | None = None
    date: dt.date | None = None
    sender: str = ""
    case_number: str = ""
    municipality: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[Suggestion, ...] = ()
    head: tuple[Headline, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    findings: tuple[Finding, ...] = ()
    source: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for passage in self.passages:
            if passage.text not in self.blocks[passage.block].text:
                raise ValueError(f"not in block {passage.block}: {passage.text!r}")

    def as_dict(self) -> dict[str, Any]:
        """Return the shape that `kernespor read document --json` prints."""
        facts = {
            "kind": self.kind.value if self.kind else "",
            "date": self.date.isoformat() if self.date else "",
            "sender": self.sender,
            "case_number": self.case_number,
            "municipality": self.municipality,
        }
        return {
            "title": self.title,
            **{name: value for name, value in facts.items() if value},
            "blocks": [
                {"kind": each.kind.value, "level": each.level, "text": each.text, "lines": list(each.lines)}
                for each in self.blocks
            ],
            "passages": [
                {"block": each.block, "text": each.text, "role": each.role.value} for each in self.passages
            ],
            "head": [{"fact": each.fact, "line": each.line, "text": each.text} for each in self.head],
            "furniture": [
                {"kind": each.kind, "line": each.line, "text": each.text} for each in self.furniture
            ],
            "findings": [finding.as_dict() for finding in self.findings],
        }
