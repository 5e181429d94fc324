"""Where one person's answers place a proposal, how far "don't know" lets it reach, and the reasons.

Each question's weight is spread by its answer, and the sum is the point. What isn't known is spread evenly
over all that could have been answered: it moves the point towards no kind, and the reach says how far any
answer would. All is exact, and nothing here decides: a body does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kernespor.engines.grey_zone.function import Corner, Function, Weight
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

Triple = tuple[Fraction, Fraction, Fraction]
_BETTERING = (Effect.WORSE, Effect.SAME, Effect.BETTER)
_NOWHERE: Triple = (Fraction(0), Fraction(0), Fraction(0))


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
    possible = {question: options(answers.to(question), question, function) for question in Question}
    point = Shares(*summed(mean(triples) for triples in possible.values()))
    kinds = function.kinds(point) if any(knows(answers, question) for question in Question) else ()
    reached = {function.kinds(Shares(*one)) for one in _reachable(possible.values())}
    return Position(
        point=point,
        at=function.at(point),
        low=each(min, possible.values()),
        high=each(max, possible.values()),
        kinds=kinds,
        settled=reached == {kinds},
        open_questions=tuple(
            question
            for question, triples in possible.items()
            if len(triples) > 1 and len(_kinds_by(question, possible, function)) > 1
        ),
        reasons=_reasons(answers, possible),
    )


def options(said: frozenset[Answer], question: Question, function: Function) -> tuple[Triple, ...]:
    """Return what a question may give to the kinds: one triple where it is answered, else one an answer."""
    weight = function.weights[question]
    known = {answer for answer in said if answer != UNKNOWN}
    if len(known) == len(said):
        return (_weighed(known, weight),)
    return tuple(_weighed(known | {answer}, weight) for answer in weight.answers)


def _weighed(known: set[Answer], weight: Weight) -> Triple:
    """Return what answers give: of residents the worst off and the best off count alike."""
    ordered = [answer for answer in _BETTERING if answer in known] or list(known)
    worst, best = weight.answers[ordered[0]], weight.answers[ordered[-1]]
    one, two, three = (weight.weight * (low + high) / 2 for low, high in zip(worst, best, strict=True))
    return one, two, three


def summed(triples: Iterable[Triple]) -> Triple:
    """Return the sum of triples, kind by kind."""
    one, two, three = _NOWHERE
    for first, second, third in triples:
        one, two, three = one + first, two + second, three + third
    return one, two, three


def mean(triples: Sequence[Triple]) -> Triple:
    """Return the mean of triples, kind by kind."""
    one, two, three = summed(triples)
    count = len(triples)
    return one / count, two / count, three / count


def each(choose: Callable[[Iterable[Fraction]], Fraction], possible: Iterable[Sequence[Triple]]) -> Triple:
    """Return the least or the most that each kind gets, whatever the answers to what isn't known."""
    return summed(of_each(choose, triples) for triples in possible)


def of_each(choose: Callable[[Iterable[Fraction]], Fraction], triples: Sequence[Triple]) -> Triple:
    """Return the least or the most that each kind has in some triples."""
    one, two, three = (choose(parts) for parts in zip(*triples, strict=True))
    return one, two, three


def _reachable(possible: Iterable[tuple[Triple, ...]]) -> set[Triple]:
    """Return every point that answers to what isn't known would give."""
    points = {_NOWHERE}
    for triples in possible:
        points = {summed((point, triple)) for point in points for triple in triples}
    return points


def _kinds_by(
    question: Question, possible: dict[Question, tuple[Triple, ...]], function: Function
) -> set[tuple[Kind, ...]]:
    """Return the kinds that each answer to a question would give, all else being as it is."""
    rest = summed(mean(triples) for other, triples in possible.items() if other is not question)
    return {function.kinds(Shares(*summed((rest, triple)))) for triple in possible[question]}


def _reasons(answers: Answers, possible: dict[Question, tuple[Triple, ...]]) -> tuple[Reason, ...]:
    found = []
    for question, triples in possible.items():
        gives = mean(triples)
        most = max(gives)
        known = len(triples) == 1
        towards = [kind for kind, part in zip(Kind, gives, strict=True) if known and part == most]
        found.append(Reason(question, in_order(answers.to(question), question), gives, tuple(towards)))
    return tuple(sorted(found, key=lambda reason: -max(reason.gives)))


def in_order(said: frozenset[Answer], question: Question) -> tuple[Answer, ...]:
    """Return what was answered in the order in which the question offers it."""
    return tuple(answer for answer in ANSWERS[question] if answer in said)


def knows(answers: Answers, question: Question) -> bool:
    """Say whether a question is answered with anything but "don't know"."""
    return answers.to(question) != {UNKNOWN}
