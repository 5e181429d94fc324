"""Where one person's answers place a proposal, how far "don't know" lets it reach, and the reasons.

Each question's weight is spread by its answer, and the sum is the point. What isn't known is spread evenly
over all that could have been answered: it moves the point towards no kind, and the reach says how far any
answer would. All is exact, and nothing here decides: a body does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from kernespor.engines.grey_zone.function import Corner, Function
from kernespor.engines.grey_zone.records import UNKNOWN, Answer, Answers, Effect, Kind, Question, Shares

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
    """Where a proposal is placed. `low` and `high` are the least and the most that each kind may come to have.

    `kinds` is one kind, or those between which it lies in the grey zone; none where nothing was answered.
    `settled` says that no answer to what isn't known would change them; `open_questions` are those that would.
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
    point = Shares(*_sum(_mean(triples) for triples in possible.values()))
    kinds = function.kinds(point) if any(len(one) == 1 for one in possible.values()) else ()
    reached = {function.kinds(Shares(*one)) for one in _reachable(possible.values())}
    return Position(
        point=point,
        at=function.at(point),
        low=_each(min, possible.values()),
        high=_each(max, possible.values()),
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
    """Return what a question may give to each kind: one triple where it is answered, else one for each answer."""
    return _options(
        said, function.weights[question].weight, tuple(function.weights[question].answers.items())
    )


@cache
def _options(
    said: frozenset[Answer], weight: Fraction, spread: tuple[tuple[Answer, Shares], ...]
) -> tuple[Triple, ...]:
    given = dict(spread)
    known = {answer for answer in said if answer != UNKNOWN}
    if not any(answer == UNKNOWN for answer in said):
        return (_weighed(known, given, weight),)
    return tuple(_weighed(known | {answer}, given, weight) for answer in given)


def _weighed(known: set[Answer], given: dict[Answer, Shares], weight: Fraction) -> Triple:
    """Return what answers give: of residents the worst off and the best off count alike, however many are named."""
    ordered = [answer for answer in _BETTERING if answer in known] or list(known)
    worst, best = given[ordered[0]], given[ordered[-1]]
    one, two, three = (weight * (low + high) / 2 for low, high in zip(worst, best, strict=True))
    return one, two, three


def _sum(triples: Iterable[Triple]) -> Triple:
    one, two, three = _NOWHERE
    for first, second, third in triples:
        one, two, three = one + first, two + second, three + third
    return one, two, three


def _mean(triples: tuple[Triple, ...]) -> Triple:
    one, two, three = _sum(triples)
    count = len(triples)
    return one / count, two / count, three / count


def _each(choose: type[min] | type[max], possible: Iterable[tuple[Triple, ...]]) -> Triple:
    return _sum(tuple(choose(parts) for parts in zip(*triples, strict=True)) for triples in possible)


def _reachable(possible: Iterable[tuple[Triple, ...]]) -> set[Triple]:
    """Return every point that answers to what isn't known would give."""
    points = {_NOWHERE}
    for triples in possible:
        points = {_sum((point, triple)) for point in points for triple in triples}
    return points


def _kinds_by(
    question: Question, possible: dict[Question, tuple[Triple, ...]], function: Function
) -> set[tuple[Kind, ...]]:
    """Return the kinds that each answer to a question would give, all else being as it is."""
    rest = _sum(_mean(triples) for other, triples in possible.items() if other is not question)
    return {function.kinds(Shares(*_sum((rest, triple)))) for triple in possible[question]}


def _reasons(answers: Answers, possible: dict[Question, tuple[Triple, ...]]) -> tuple[Reason, ...]:
    found = []
    for question, triples in possible.items():
        gives = _mean(triples)
        most = max(gives)
        known = len(triples) == 1
        towards = [kind for kind, part in zip(Kind, gives, strict=True) if known and part == most]
        said = tuple(sorted(answers.to(question), key=list(type(next(iter(answers.to(question))))).index))
        found.append(Reason(question, said, gives, tuple(towards)))
    return tuple(sorted(found, key=lambda reason: -max(reason.gives)))
