"""What several people's independent answers make of a proposal: a point, its spread, and the disagreement.

Who doesn't know an answer follows those who do: it moves nothing and disagrees with nobody, but the reach is
as wide as their own answers leave it. Nobody counts more than another, and no order counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from kernespor.engines.grey_zone.function import Corner, Function
from kernespor.engines.grey_zone.parts import Parts, Triple, fractions, mean, of_each, reach, summed, whole
from kernespor.engines.grey_zone.records import ANSWERS, Answer, Given, Kind, Question, Shares
from kernespor.engines.grey_zone.reference import in_order, knows, options


@dataclass(frozen=True, slots=True)
class Said:
    """One answer (of residents: what the groups notice) and those who gave it, by key and role."""

    answers: tuple[Answer, ...]
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that is answered differently. `apart` is how far its answers pull the point, of 1.

    `decides` says that the kinds would be others if all gave one of the answers that were given.
    """

    question: Question
    said: tuple[Said, ...]
    apart: Fraction
    decides: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One person's own point."""

    by: str
    role: str
    point: Shares
    at: Corner


@dataclass(frozen=True, slots=True)
class Together:
    """Several people's answers: the point, its spread, the reach of what isn't known, the disagreement.

    `low` and `high` are what the dots give to each kind, `apart` the distance between the two furthest dots,
    of 1. `reach_low` and `reach_high` also hold whatever those who don't know could have answered.
    """

    point: Shares
    at: Corner
    kinds: tuple[Kind, ...]
    dots: tuple[Dot, ...]
    low: Triple
    high: Triple
    apart: Fraction
    reach_low: Triple
    reach_high: Triple
    differences: tuple[Difference, ...]


def together(given: Iterable[Given], function: Function) -> Together | None:
    """Return what people's answers make of a proposal; nothing where nobody answered. Each answers once."""
    people = sorted(given, key=lambda one: one.by)
    if not people:
        return None
    if len({one.by for one in people}) != len(people):
        raise ValueError("each person answers once")
    of = whole(len(people))
    possible = {
        question: [options(one.answers.to(question), question, function, of) for one in people]
        for question in Question
    }
    own = {question: _own(people, question, possible[question]) for question in Question}
    dots = [summed(own[question][at] for question in Question) for at in range(len(people))]
    known = any(knows(one.answers, question) for one in people for question in Question)
    alone = [[possible[question][at] for question in Question] for at in range(len(people))]
    point = Shares(*fractions(mean(dots), of))
    return Together(
        point=point,
        at=function.at(point),
        kinds=function.kinds(mean(dots), of) if known else (),
        dots=tuple(_dot(one, dot, of, function) for one, dot in zip(people, dots, strict=True)),
        low=fractions(of_each(min, dots), of),
        high=fractions(of_each(max, dots), of),
        apart=_furthest(dots, of),
        reach_low=fractions(of_each(min, [*dots, *(reach(min, one) for one in alone)]), of),
        reach_high=fractions(of_each(max, [*dots, *(reach(max, one) for one in alone)]), of),
        differences=_differences(people, own, function, of),
    )


def _dot(one: Given, parts: Parts, of: int, function: Function) -> Dot:
    point = Shares(*fractions(parts, of))
    return Dot(one.by, one.role, point, function.at(point))


def _furthest(points: Collection[Parts], of: int) -> Fraction:
    """Return how much of one point must move to become the one furthest from it: from 0 to 1."""
    moved = (
        sum(abs(left - right) for left, right in zip(one, other, strict=True))
        for one, other in combinations(points, 2)
    )
    return Fraction(max(moved, default=0), 2 * of)


def _own(people: Sequence[Given], question: Question, possible: Sequence[Sequence[Parts]]) -> list[Parts]:
    """Return what each person's answer gives; who doesn't know follows those who do, if anyone does."""
    said = [mean(partss) for partss in possible]
    known = [one for one, person in zip(said, people, strict=True) if knows(person.answers, question)]
    others = mean(known) if known else None
    return [
        one if others is None or knows(person.answers, question) else others
        for one, person in zip(said, people, strict=True)
    ]


def _differences(
    people: Sequence[Given], own: Mapping[Question, Sequence[Parts]], function: Function, of: int
) -> tuple[Difference, ...]:
    """Return the questions that are answered differently, those that decide the kinds first."""
    found = []
    for question in Question:
        by_answer: dict[tuple[Answer, ...], list[Given]] = {}
        gives: dict[tuple[Answer, ...], Parts] = {}
        for person, parts in zip(people, own[question], strict=True):
            if knows(person.answers, question):
                answers = in_order(person.answers.to(question), question)
                by_answer.setdefault(answers, []).append(person)
                gives[answers] = parts
        if len(by_answer) < 2:  # noqa: PLR2004 - it takes two to disagree
            continue
        rest = summed(mean(own[other]) for other in Question if other is not question)
        as_each_says = [summed((rest, parts)) for parts in (*gives.values(), mean(own[question]))]
        found.append(
            Difference(
                question=question,
                said=_said(by_answer, question),
                apart=_furthest(gives.values(), of),
                decides=len({function.kinds(one, of) for one in as_each_says}) > 1,
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.decides, -one.apart)))


def _said(by_answer: Mapping[tuple[Answer, ...], Sequence[Given]], question: Question) -> tuple[Said, ...]:
    offered = list(ANSWERS[question])
    ordered = sorted(by_answer, key=lambda answers: [offered.index(answer) for answer in answers])
    return tuple(
        Said(answers, tuple((one.by, one.role) for one in by_answer[answers])) for answers in ordered
    )
