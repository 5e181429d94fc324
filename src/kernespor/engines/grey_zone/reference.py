"""Where one person's answers place a proposal, how far "don't know" lets it reach, and the reasons.

Each question's weight is spread by its answer, and the sum is the point. What isn't known is spread evenly
over all that could have been answered: it moves the point towards no kind, and the reach says how far any
answer would. All is exact, and nothing here decides: a body does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kernespor.engines.grey_zone.function import Corner, Function
from kernespor.engines.grey_zone.parts import (
    BASIS,
    Parts,
    Triple,
    fractions,
    mean,
    reach,
    summed,
    whole,
)
from kernespor.engines.grey_zone.records import (
    ANSWERS,
    UNKNOWN,
    Answer,
    Answers,
    Effect,
    Kind,
    Question,
    Shares,
)

_BETTERING = (Effect.WORSE, Effect.SAME, Effect.BETTER)


@dataclass(frozen=True, slots=True)
class Reason:
    """What an answer does to the point: `gives` is what it gave to each kind, which sums to the weight.

    `towards` are the kinds that it gave most to; none where it is not known.
    """

    question: Question
    answers: tuple[Answer, ...]
    gives: Triple
    towards: tuple[Kind, ...]

    @property
    def code(self) -> str:
        """The code that is worded: `residents.better+worse`, `way.by_us`."""
        return f"{self.question}.{'+'.join(self.answers)}"


@dataclass(frozen=True, slots=True)
class Position:
    """Where a proposal is placed. `low` and `high` are what each kind may come to have at least and at most.

    `kinds` is one kind, or those between which it lies in the grey zone; none where nothing was answered.
    `settled` says that no answer to what isn't known would change them, `open_questions` which would.
    """

    point: Shares
    at: Corner
    low: Triple
    high: Triple
    kinds: tuple[Kind, ...]
    settled: bool
    open_questions: tuple[Question, ...]
    reasons: tuple[Reason, ...]


def position(answers: Answers, function: Function) -> Position:
    """Return where answers place a proposal, with the reasons, the weightiest first."""
    of = whole()
    possible = {question: options(answers.to(question), question, function, of) for question in Question}
    parts = summed(mean(each) for each in possible.values())
    point = Shares(*fractions(parts, of))
    kinds = function.kinds(parts, of) if any(knows(answers, question) for question in Question) else ()
    return Position(
        point=point,
        at=function.at(point),
        low=fractions(reach(min, possible.values()), of),
        high=fractions(reach(max, possible.values()), of),
        kinds=kinds,
        settled={function.kinds(one, of) for one in _reachable(possible.values())} == {kinds},
        open_questions=tuple(
            question
            for question, each in possible.items()
            if len(each) > 1 and len(_kinds_by(question, possible, function)) > 1
        ),
        reasons=_reasons(answers, possible),
    )


def options(said: frozenset[Answer], question: Question, function: Function, of: int) -> tuple[Parts, ...]:
    """Return what a question may give to the kinds: once where it is answered, else once for each answer."""
    given = function.weights[question].parts
    known = {answer for answer in said if answer != UNKNOWN}
    if len(known) == len(said):
        return (_weighed(known, given, of),)
    return tuple(_weighed(known | {answer}, given, of) for answer in given)


def _weighed(known: set[Answer], given: Mapping[Answer, Parts], of: int) -> Parts:
    """Return what answers give: of residents the worst off and the best off count alike."""
    ordered: list[Answer] = [answer for answer in _BETTERING if answer in known] or list(known)
    times = of // BASIS // 2
    one, two, three = (
        times * (low + high) for low, high in zip(given[ordered[0]], given[ordered[-1]], strict=True)
    )
    return one, two, three


def _reachable(possible: Iterable[Sequence[Parts]]) -> set[Parts]:
    """Return every point that answers to what isn't known would give."""
    points = {(0, 0, 0)}
    for each in possible:
        points = {summed((point, parts)) for point in points for parts in each}
    return points


def _kinds_by(
    question: Question, possible: Mapping[Question, Sequence[Parts]], function: Function
) -> set[tuple[Kind, ...]]:
    """Return the kinds that each answer to a question would give, all else being as it is."""
    rest = summed(mean(each) for other, each in possible.items() if other is not question)
    return {function.kinds(summed((rest, parts)), whole()) for parts in possible[question]}


def _reasons(answers: Answers, possible: Mapping[Question, Sequence[Parts]]) -> tuple[Reason, ...]:
    found = []
    for question, each in possible.items():
        parts = mean(each)
        known = len(each) == 1
        towards = [kind for kind, part in zip(Kind, parts, strict=True) if known and part == max(parts)]
        said = in_order(answers.to(question), question)
        found.append(Reason(question, said, fractions(parts, whole()), tuple(towards)))
    return tuple(sorted(found, key=lambda reason: -max(reason.gives)))


def in_order(said: frozenset[Answer], question: Question) -> tuple[Answer, ...]:
    """Return what was answered in the order in which the question offers it."""
    return tuple(answer for answer in ANSWERS[question] if answer in said)


def knows(answers: Answers, question: Question) -> bool:
    """Say whether a question is answered with anything but "don't know"."""
    return answers.to(question) != {UNKNOWN}
