"""The fourteen vignettes: short proposals of our own, with the place that a reader of the text gives each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kernespor.engines.grey_zone.records import (
    Answers,
    Avoidable,
    Cost,
    Effect,
    Group,
    Kind,
    Lapses,
    Level,
    Way,
)


@dataclass(frozen=True, slots=True)
class Vignette:
    """A proposal in a few sentences, its answers, and where a reader puts it, with why and on what passage.

    `expected` is one kind, or those of the grey zone. `contradiction` is a code or nothing.
    """

    code: str
    text: str
    passage: str
    answers: Answers
    expected: tuple[Kind, ...]
    why: str
    contradiction: str = ""

    def __post_init__(self) -> None:
        if not (self.text and self.passage and self.expected and self.why):
            raise ValueError(f"{self.code}: a vignette has its text, its passage, its place and why")


@cache
def load() -> tuple[Vignette, ...]:
    """Return the vignettes of vignettes.toml, in their order."""
    text = resources.files(__package__).joinpath("vignettes.toml").read_text(encoding="utf-8")
    return tuple(_vignette(code, row) for code, row in tomllib.loads(text).items())


def _vignette(code: str, row: Mapping[str, Any]) -> Vignette:
    answers = Answers(
        residents=tuple(Group(name, Effect(effect)) for name, effect in row["residents"].items()),
        lapses=Lapses(row["lapses"]),
        way=Way(row["way"]),
        avoidable=Avoidable(row["avoidable"]),
        level=Level(row["level"]),
        cost=Cost(row["cost"]),
    )
    expected = tuple(Kind(kind) for kind in row["expected"])
    contradiction = row.get("contradiction", "")
    return Vignette(code, row["text"], row["passage"], answers, expected, row["why"], contradiction)
