"""A plan as the lint sees it, and what it says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kernespor.engines.findings import Finding, Place
from kernespor.engines.rules import Rule


class Kind(StrEnum):
    """What a part of a plan is."""

    PLAN = "plan"
    AREA = "area"
    GOAL = "goal"
    ACTION = "action"
    INDICATOR = "indicator"


class IndicatorClass(StrEnum):
    """What an indicator is, as its words and what is known of it say."""

    MEASURABLE = "measurable"
    NO_BASELINE = "no_baseline"
    NO_DATE = "no_date"
    DATED = "dated"
    TWO_IN_ONE = "two_in_one"
    VAGUE = "vague"
    COPY = "copy"


class Followed(StrEnum):
    """How an indicator is followed; in words alone until a person has chosen."""

    WORDS = "words"
    COMPUTED = "computed"
    MEASURED = "measured"
    ASSESSED = "assessed"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan. `number` is what people call it ("3.1.2"), `key` what the caller knows it by.

    `closed` says that a person decided to stop it; `has_measure` that a figure, a scale or a measure is
    named to follow it by, `has_baseline` and `has_target` that those are set.
    """

    kind: Kind
    key: int
    number: str
    text: str
    has_owner: bool = False
    deadline: dt.date | None = None
    closed: bool = False
    followed: Followed = Followed.WORDS
    has_measure: bool = False
    has_baseline: bool = False
    has_target: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with what lies under it."""

    part: Part
    actions: tuple[Part, ...] = ()
    indicators: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan, with the texts of the one before it by kind; `part` stands for the plan itself."""

    part: Part
    goals: tuple[Goal, ...]
    areas: tuple[Part, ...] = ()
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    before: tuple[tuple[Kind, str], ...] = ()

    def __post_init__(self) -> None:
        if self.period_from and self.period_to and self.period_from > self.period_to:
            raise ValueError("a period begins before it ends")

    def parts(self) -> Iterator[Part]:
        """Yield every part of the plan in reading order, without the plan itself."""
        yield from self.areas
        for goal in self.goals:
            yield goal.part
            yield from goal.actions
            yield from goal.indicators

    def indicators(self) -> Iterator[Part]:
        """Yield every indicator that nobody closed, in reading order."""
        for goal in self.goals:
            if not goal.part.closed:
                yield from (one for one in goal.indicators if not one.closed)


@dataclass(frozen=True, slots=True)
class Noticed:
    """A part that a rule speaks of. `wording` is what was read: another wording is another case.

    `other` is the number of the part that it is the same as, where that is what the rule says.
    """

    part: Part
    wording: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule with all the parts that it speaks of: one friendly finding, never one for each place.

    `share` is whole per cent, where a rule speaks of a share of the plan.
    """

    rule: Rule
    places: tuple[Noticed, ...]
    share: int = 0

    def finding(self) -> Finding:
        """Return the advice in the house's one shape; its place is the first part, counted from 1."""
        names = ", ".join(one.part.number for one in self.places)
        return Finding(
            code=f"lint.{self.rule.code}",
            severity=self.rule.severity,
            template=self.rule.message,
            params={"places": names, "count": len(self.places), "share": self.share},
            place=Place(),
            suggestion_template=self.rule.suggestion,
        )
