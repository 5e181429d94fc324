"""The three definitions held against answers clause by clause, and where the strategy contradicts itself.

This stands beside the position and doesn't feed it: the position says where on the figure, the clauses say
which words of the definitions are met. A contradiction is shown as one, with both passages, not resolved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kernespor.engines.grey_zone.records import (
    UNKNOWN,
    Answer,
    Answers,
    Avoidable,
    Cost,
    Effect,
    Kind,
    Lapses,
    Level,
    Question,
    Way,
)


class State(StrEnum):
    """How a clause of a definition stands. `partly`: for some groups of residents and not for others."""

    MET = "met"
    PARTLY = "partly"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a kind's definition. `typical` ones the strategy calls typical, not conditions."""

    kind: Kind
    code: str
    passage: str
    state: State
    typical: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage makes of a proposal; no kind where by its words the proposal is none of them."""

    passage: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two passages that make different things of the same proposal."""

    code: str
    readings: tuple[Reading, Reading]


_EFFICIENCY, _REDUCTION = "definition_efficiency", "definition_service_reduction"
_ADMINISTRATIVE = "definition_administrative"
MORE_FOR_THE_SAME = Contradiction(
    "more_for_the_same_money",
    (Reading("principle_gains", Kind.EFFICIENCY), Reading(_EFFICIENCY, None)),
)
ENDS_UNDECIDED = Contradiction(
    "ends_what_nobody_decided",
    (Reading("track_2", Kind.EFFICIENCY), Reading(_REDUCTION, Kind.SERVICE_REDUCTION)),
)


def clauses(answers: Answers) -> tuple[Clause, ...]:
    """Return every clause of the three definitions, with how it stands."""
    return tuple(
        Clause(kind, code, passage, state(answers), typical)
        for kind, code, passage, state, typical in _CLAUSES
    )


def contradictions(answers: Answers) -> tuple[Contradiction, ...]:
    """Return the strategy's contradictions that a proposal runs into for certain, whatever isn't known."""
    worse, lapses = Effect.WORSE in answers.effects, answers.lapses in {Lapses.PARTLY, Lapses.WHOLLY}
    better = Effect.BETTER in answers.effects and not answers.effects & {Effect.WORSE, Effect.UNKNOWN}
    found = []
    if better and answers.lapses is Lapses.NOTHING and answers.cost in {Cost.SAME, Cost.MORE}:
        found.append(MORE_FOR_THE_SAME)
    if worse and lapses and answers.level is Level.NEITHER:
        found.append(ENDS_UNDECIDED)
    return tuple(found)


def _is(question: Question, *met: Answer) -> Callable[[Answers], State]:
    """Return a clause that is met by some answers to a question and broken by the others."""

    def state(answers: Answers) -> State:
        (answer,) = answers.to(question)
        if answer == UNKNOWN:
            return State.UNKNOWN
        return State.MET if answer in met else State.BROKEN

    return state


def _worse_off(answers: Answers) -> State:
    if Effect.WORSE in answers.effects:
        return State.MET if answers.effects == {Effect.WORSE} else State.PARTLY
    return State.UNKNOWN if Effect.UNKNOWN in answers.effects else State.BROKEN


def _not_worse_off(answers: Answers) -> State:
    turned = {State.MET: State.BROKEN, State.BROKEN: State.MET}
    state = _worse_off(answers)
    return turned.get(state, state)


def _level_kept(answers: Answers) -> State:
    if answers.effects & {Effect.WORSE, Effect.BETTER} or answers.lapses in {Lapses.PARTLY, Lapses.WHOLLY}:
        return State.BROKEN
    known = answers.effects == {Effect.SAME} and answers.lapses is Lapses.NOTHING
    return State.MET if known else State.UNKNOWN


_CLAUSES: tuple[tuple[Kind, str, str, Callable[[Answers], State], bool], ...] = (
    (Kind.EFFICIENCY, "arranged_anew", _EFFICIENCY, _is(Question.WAY, Way.BY_US), False),
    (Kind.EFFICIENCY, "not_worse_off", _EFFICIENCY, _not_worse_off, False),
    (Kind.EFFICIENCY, "costs_less", _EFFICIENCY, _is(Question.COST, Cost.LESS), False),
    (Kind.SERVICE_REDUCTION, "worse_off", _REDUCTION, _worse_off, False),
    (
        Kind.SERVICE_REDUCTION,
        "lapses",
        _REDUCTION,
        _is(Question.LAPSES, Lapses.PARTLY, Lapses.WHOLLY),
        False,
    ),
    (
        Kind.ADMINISTRATIVE_CHANGE,
        "follows_what_was_set",
        _ADMINISTRATIVE,
        _is(Question.LEVEL, Level.POLITICALLY, Level.BY_LAW),
        False,
    ),
    (Kind.ADMINISTRATIVE_CHANGE, "level_kept", _ADMINISTRATIVE, _level_kept, False),
    (Kind.ADMINISTRATIVE_CHANGE, "unavoidable", _ADMINISTRATIVE, _is(Question.AVOIDABLE, Avoidable.NO), True),
    (
        Kind.ADMINISTRATIVE_CHANGE,
        "not_changed_by_us",
        _ADMINISTRATIVE,
        _is(Question.WAY, Way.UNCHANGED, Way.BY_OTHERS),
        True,
    ),
)
