"""What is known of a goal or an action, and what may be shown of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Judgement(StrEnum):
    """What a person said of a goal or an action on a day."""

    NOT_BEGUN = "not_begun"
    ON_TRACK = "on_track"
    SLIPPING = "slipping"
    OFF_TRACK = "off_track"
    REACHED = "reached"
    CLOSED = "closed"


class State(StrEnum):
    """What is shown, in the order in which sums and lists show it."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    SLIPPING = "slipping"
    OFF_TRACK = "off_track"
    STALE = "stale"
    OWNERLESS = "ownerless"
    NOT_BEGUN = "not_begun"
    CLOSED = "closed"


GOOD = frozenset({State.REACHED, State.ON_TRACK})
NEEDS_A_DECISION = (State.OFF_TRACK, State.OWNERLESS, State.STALE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one goal or action.

    `expected_from` is the day from which someone should have said something: when the plan came into force.
    `owner_left` says that the owner no longer holds any role in the municipality.
    """

    expected_from: dt.date
    has_owner: bool
    owner_left: bool = False
    begins: dt.date | None = None
    deadline: dt.date | None = None
    judgement: Judgement | None = None
    judged_on: dt.date | None = None

    def __post_init__(self) -> None:
        if (self.judgement is None) != (self.judged_on is None):
            raise ValueError("a judgement has a day, and a day a judgement")


@dataclass(frozen=True, slots=True)
class Shown:
    """The state of a day, and the whole days over the deadline and since the last word (0: not so)."""

    state: State
    overdue_days: int = 0
    silent_days: int = 0
