"""The mandate of a group as its rules see it, the rules, and what isn't as they say.

All records are frozen and checked at birth: a wrong one raises ValueError.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import Any

from kernespor.engines.agenda_order.records import BODIES

WARN_END, WARN_DELIVERABLE = "warn_end", "warn_deliverable"
KINDS = frozenset({"decided_by", "no_power", "term", WARN_END, WARN_DELIVERABLE})


@dataclass(frozen=True, slots=True)
class Mandate:
    """A group's mandate: its kind of body, which kind of body decided it, whether it may decide, how long.

    `decided_by` is empty where no decision is on record. `term_ends` is the last day of the council that
    decided it, where that is known.
    """

    kind: str
    starts: dt.date
    ends: dt.date | None = None
    decided_by: str = ""
    power: bool = False
    term_ends: dt.date | None = None

    def __post_init__(self) -> None:
        if self.kind not in BODIES or (self.decided_by and self.decided_by not in BODIES):
            raise ValueError(f"no kind of body: {self.kind!r}, {self.decided_by!r}")
        if self.ends and self.ends < self.starts:
            raise ValueError("a mandate ends after it began")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of mandates; README.md says what each kind asks. `least` is days."""

    code: str
    kind: str
    source: str
    verified: bool
    legal: bool
    stops: bool
    kinds: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    least: int = 0
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def __post_init__(self) -> None:
        if not self.code or not self.source or self.kind not in KINDS or self.least < 0:
            raise ValueError(f"no rule: {self.code!r}, {self.kind!r}")
        if not self.kinds | self.parties <= BODIES:
            raise ValueError(f"{self.code}: an unknown kind of body")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"{self.code}: ends before it begins")

    def holds(self, on: dt.date) -> bool:
        """Say whether the rule is in force on a day, both ends included."""
        return not (self.valid_from and on < self.valid_from) and not (self.valid_to and on > self.valid_to)

    def is_about(self, kind: str) -> bool:
        """Say whether the rule is about a kind of body."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing in a mandate that isn't as a rule says. `params` fill the message; dates stand as dates."""

    rule: str
    message: str
    source: str
    verified: bool
    stops: bool
    params: Mapping[str, dt.date] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))


def load_rules() -> tuple[Rule, ...]:
    """Return the rules of rules.toml, in their order."""
    return read_rules(resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read rules as in rules.toml; raises ValueError for what is no rule."""
    return tuple(_rule(code, row) for code, row in tomllib.loads(text).items())


def _rule(code: str, row: Mapping[str, Any]) -> Rule:
    sets = {name: frozenset(row.get(name, ())) for name in ("kinds", "parties")}
    try:
        return Rule(code=code, **{**row, **sets})
    except TypeError:  # a word that no rule has, or one that each must have
        raise ValueError(f"{code}: an unknown or missing word") from None
