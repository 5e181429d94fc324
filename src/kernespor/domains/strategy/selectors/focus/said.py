"""What sentences of a note are made of: the sentence with its source, and the small words of Danish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.domains.strategy.selectors.focus.promises import PlanPromises, Promise
from kernespor.domains.strategy.selectors.plan import PartView
from kernespor.engines.plan_state.records import State
from kernespor.foundation.objects import Ref

GOING = (State.ON_TRACK, State.SLIPPING, State.OFF_TRACK)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a few on one thing, where they were read, and of which day.

    `point` stands as a point of a list; `runs_on` goes on in the paragraph of the one before.
    """

    text: str
    source: str
    ref: Ref | None = None
    on: dt.date | None = None
    point: bool = False
    runs_on: bool = False


def listed(words: Sequence[str]) -> str:
    """Return "a, b og c"."""
    return " og ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def sentence(text: str) -> str:
    """Return a text as a sentence: on one line, with its full stop."""
    line = " ".join(text.split())
    return line if not line or line.endswith((".", "!", "?", ":", "»", "«")) else f"{line}."


def quoted(text: str) -> str:
    """Return a text as it is quoted, on one line."""
    return f"»{' '.join(text.split())}«"


def source_of(one: PlanPromises, promise: Promise | PartView) -> str:
    """Return a part of a plan as a source: its number, its plan, its unit."""
    return f"{promise.number} i {one.plan.title}, {one.unit}"
