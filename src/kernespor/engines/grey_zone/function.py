"""The published function as data: what each answer gives to each kind, and where the kinds stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from kernespor.engines.grey_zone.parts import BASIS, Parts
from kernespor.engines.grey_zone.records import ANSWERS, UNKNOWN, Answer, Kind, Passage, Question, Shares

WHOLE = 100
Corner = tuple[Fraction, Fraction]
# From what speaks least for a service reduction to what speaks most: no weights may turn this round.
_RISING = {
    Question.RESIDENTS: ("better", "same", "worse"),
    Question.LAPSES: ("nothing", "partly", "wholly"),
    Question.COST: ("less", "same", "more"),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a question weighs, how each answer spreads that over the kinds, and why."""

    question: Question
    weight: Fraction
    answers: Mapping[Answer, Shares]
    reason: str
    passages: tuple[str, ...]
    parts: Mapping[Answer, Parts] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))
        parts = {answer: _parts(self.weight, shares) for answer, shares in self.answers.items()}
        object.__setattr__(self, "parts", MappingProxyType(parts))
        expected = {answer for answer in ANSWERS[self.question] if answer != UNKNOWN}
        if set(self.answers) != expected or self.weight < 0 or not self.reason:
            raise ValueError(f"{self.question}: each answer is spread over the kinds, with a reason")
        row = [self.answers[ANSWERS[self.question](name)] for name in _RISING.get(self.question, ())]
        for before, after in pairwise(row):
            if after.efficiency > before.efficiency or after.service_reduction < before.service_reduction:
                raise ValueError(f"{self.question}: a worse answer moves away from efficiency, never to it")


@dataclass(frozen=True, slots=True)
class Function:
    """All that a position is made of. From the share `field_from` a point lies in a kind's field."""

    caption: str
    reason: str
    field_from: Fraction
    axes: tuple[str, str]
    axes_reason: str
    corners: Mapping[Kind, Corner]
    weights: Mapping[Question, Weight]
    passages: Mapping[str, Passage]

    def __post_init__(self) -> None:
        for name in ("corners", "weights", "passages"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        if set(self.weights) != set(Question) or sum(one.weight for one in self.weights.values()) != 1:
            raise ValueError("the weights of all questions sum to the whole")
        if not 0 < self.field_from <= Fraction(1, len(Kind)):
            raise ValueError("the fields cover the figure: they begin at a third, or before")
        if set(self.corners) != set(Kind) or _flat(*(self.corners[kind] for kind in Kind)):
            raise ValueError("each kind has a corner, and the three are no line")
        named = {code for one in self.weights.values() for code in one.passages}
        if not named <= set(self.passages):
            raise ValueError(f"{sorted(named - set(self.passages))} is no passage")

    def at(self, shares: Shares) -> Corner:
        """Return where a point stands: the corners, each with the weight of its share."""
        corners = [(share, self.corners[kind]) for share, kind in zip(shares, Kind, strict=True)]
        return (
            sum((share * x for share, (x, _) in corners), Fraction(0)),
            sum((share * y for share, (_, y) in corners), Fraction(0)),
        )

    def field(self, kind: Kind) -> tuple[Corner, Corner, Corner]:
        """Return the corners of a kind's field, which lies around its own and overlaps the others'."""
        first, *others = [kind, *(one for one in Kind if one is not kind)]
        edges = [
            Shares(**{one: _edge(one, first, other, self.field_from) for one in Kind}) for other in others
        ]
        return self.corners[kind], self.at(edges[0]), self.at(edges[1])

    def kinds(self, parts: Parts, of: int) -> tuple[Kind, ...]:
        """Return the kinds in whose fields a point lies: one, or those that it is in the grey zone of."""
        least, per = self.field_from.numerator * of, self.field_from.denominator
        return tuple(kind for kind, part in zip(Kind, parts, strict=True) if part * per >= least)


def _parts(weight: Fraction, shares: Shares) -> Parts:
    one, two, three = (int(BASIS * weight * share) for share in shares)
    return one, two, three


def _edge(one: Kind, first: Kind, other: Kind, field_from: Fraction) -> Fraction:
    return field_from if one is first else 1 - field_from if one is other else Fraction(0)


def _flat(a: Corner, b: Corner, c: Corner) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) == (c[0] - a[0]) * (b[1] - a[1])


@cache
def load() -> Function:
    """Return the function of function.toml."""
    return read(resources.files(__package__).joinpath("function.toml").read_text(encoding="utf-8"))


def read(text: str) -> Function:
    """Read a function as in function.toml; raises ValueError for what is none."""
    data = tomllib.loads(text)
    try:
        return Function(
            caption=data["caption"],
            reason=data["reason"],
            field_from=_per_cent(data["field_from"]),
            axes=(data["axes"]["x"], data["axes"]["y"]),
            axes_reason=data["axes"]["reason"],
            corners={Kind(name): (_per_cent(x), _per_cent(y)) for name, (x, y) in data["corners"].items()},
            weights={Question(name): _weight(name, row) for name, row in data["questions"].items()},
            passages={code: Passage(code, **row) for code, row in data["passages"].items()},
        )
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"no function: {wrong}") from wrong


def _weight(name: str, row: Mapping[str, Any]) -> Weight:
    question = Question(name)
    answers = {
        ANSWERS[question](answer): Shares(*(_per_cent(part) for part in parts))
        for answer, parts in row.items()
        if answer not in {"weight", "reason", "passages"}
    }
    return Weight(question, _per_cent(row["weight"]), answers, row["reason"], tuple(row["passages"]))


def _per_cent(number: int) -> Fraction:
    return Fraction(number, WHOLE)
