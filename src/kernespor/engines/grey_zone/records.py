"""The three kinds, the plain questions with their answers, and the published function that places them.

All records are frozen and checked at birth: a wrong one raises ValueError. Shares are exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType


class Kind(StrEnum):
    """The three kinds of a budget change, in the order in which every triple of shares has them."""

    EFFICIENCY = "efficiency"
    SERVICE_REDUCTION = "service_reduction"
    ADMINISTRATIVE_CHANGE = "administrative_change"


class Question(StrEnum):
    """The plain questions, in the order in which they are asked."""

    RESIDENTS = "residents"
    LAPSES = "lapses"
    WAY = "way"
    AVOIDABLE = "avoidable"
    LEVEL = "level"
    COST = "cost"


class Effect(StrEnum):
    """What a group of residents notices."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"
    UNKNOWN = "unknown"


class Lapses(StrEnum):
    """Whether something falls away that residents had."""

    NOTHING = "nothing"
    PARTLY = "partly"
    WHOLLY = "wholly"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """Whether the task is done in another way than before, and who made it so."""

    BY_US = "by_us"
    BY_OTHERS = "by_others"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"


class Avoidable(StrEnum):
    """Whether we could have left it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Who set the level of the service that it is about; where something lapses, of what lapses."""

    POLITICALLY = "politically"
    BY_LAW = "by_law"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Cost(StrEnum):
    """Whether the municipality spends less."""

    LESS = "less"
    SAME = "same"
    MORE = "more"
    UNKNOWN = "unknown"


Answer = Effect | Lapses | Way | Avoidable | Level | Cost
ANSWERS: Mapping[Question, type[Answer]] = MappingProxyType({
    Question.RESIDENTS: Effect,
    Question.LAPSES: Lapses,
    Question.WAY: Way,
    Question.AVOIDABLE: Avoidable,
    Question.LEVEL: Level,
    Question.COST: Cost,
})  # fmt: skip
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Group:
    """What one group of residents notices. The name is for people; the function doesn't read it."""

    name: str
    effect: Effect

    def __post_init__(self) -> None:
        if not self.name.strip() or not isinstance(self.effect, Effect):
            raise ValueError(f"no group of residents: {self.name!r}, {self.effect!r}")


@dataclass(frozen=True, slots=True)
class Answers:
    """One person's answers. Nothing said is "don't know", and no group named is that too."""

    residents: tuple[Group, ...] = ()
    lapses: Lapses = Lapses.UNKNOWN
    way: Way = Way.UNKNOWN
    avoidable: Avoidable = Avoidable.UNKNOWN
    level: Level = Level.UNKNOWN
    cost: Cost = Cost.UNKNOWN

    def __post_init__(self) -> None:
        names = [group.name.strip().casefold() for group in self.residents]
        if len(names) != len(set(names)):
            raise ValueError("a group of residents is answered for once")
        for question, kind in ANSWERS.items():
            if question is not Question.RESIDENTS and not isinstance(getattr(self, question), kind):
                raise ValueError(f"no answer to {question}: {getattr(self, question)!r}")

    @property
    def effects(self) -> frozenset[Effect]:
        """What residents notice, whoever they are: the distinct answers, "unknown" where nobody is named."""
        return frozenset(group.effect for group in self.residents) or frozenset({Effect.UNKNOWN})

    def to(self, question: Question) -> frozenset[Answer]:
        """Return what was answered to a question: one answer, of residents as many as their groups differ."""
        if question is Question.RESIDENTS:
            return frozenset(self.effects)
        answer: Answer = getattr(self, question)
        return frozenset({answer})


@dataclass(frozen=True, slots=True)
class Given:
    """The answers that someone gave. `by` is an opaque key, `role` what they answered as."""

    by: str
    role: str
    answers: Answers

    def __post_init__(self) -> None:
        if not self.by or not self.role:
            raise ValueError("answers are somebody's")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the strategy, with the few words that decide there."""

    code: str
    place: str
    quote: str

    def __post_init__(self) -> None:
        if not (self.code and self.place and self.quote):
            raise ValueError(f"no passage: {self.code!r}")


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of a point belongs to each kind: three shares from 0 to 1 that sum to 1."""

    efficiency: Fraction
    service_reduction: Fraction
    administrative_change: Fraction

    def __post_init__(self) -> None:
        if min(self) < 0 or sum(self) != 1:
            raise ValueError(f"no shares: {tuple(self)}")

    def __iter__(self) -> Iterator[Fraction]:
        return iter((self.efficiency, self.service_reduction, self.administrative_change))

    def of(self, kind: Kind) -> Fraction:
        """Return one kind's share."""
        share: Fraction = getattr(self, kind)
        return share
