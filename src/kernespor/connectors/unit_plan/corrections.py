"""What a person says about a document that the reader can't see alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kernespor.connectors.unit_plan.records import Period


class LineKind(StrEnum):
    """What a line of a unit plan is."""

    AREA = "area"
    GOAL = "goal"
    ACTION = "action"
    INDICATOR = "indicator"
    SECTION = "section"
    ACTIONS_LABEL = "actions_label"
    INDICATORS_LABEL = "indicators_label"
    TEXT = "text"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Corrections:
    """A person's word on a document: it overrules the reader's, and nothing else of the reading is kept.

    `kinds` and `texts` go by the line's number, from 1. None: as the document has it.
    """

    title: str | None = None
    unit: str | None = None
    period: Period | None = None
    kinds: Mapping[int, LineKind] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return a shape that JSON can hold."""
        return {
            "title": self.title,
            "unit": self.unit,
            "period": {"from": self.period.start, "to": self.period.end} if self.period else None,
            "kinds": {str(number): kind.value for number, kind in sorted(self.kinds.items())},
            "texts": {str(number): text for number, text in sorted(self.texts.items())},
        }

    @classmethod
    def from_dict(cls, shape: Mapping[str, Any]) -> Corrections:
        """Read what `as_dict` gave. Raises ValueError or TypeError on another shape."""
        period = shape.get("period")
        return cls(
            title=shape.get("title"),
            unit=shape.get("unit"),
            period=Period(period["from"], period["to"]) if period else None,
            kinds={int(number): LineKind(kind) for number, kind in shape.get("kinds", {}).items()},
            texts={int(number): str(text) for number, text in shape.get("texts", {}).items()},
        )
