"""An agenda item's way through the bodies, the rules of its order, and what is out of order.

All records are frozen and checked at birth: a wrong one raises ValueError. Bodies and parties are opaque
keys; the caller has their names. The rules stand in rules.toml, each with its source.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import Any

from kernespor.engines.danish import long_date

MED = frozenset({"med_main", "med_area", "med_local"})
POLITICAL = frozenset({"council", "finance", "committee", "special"})
BODIES = POLITICAL | MED | {
    "directorate", "chiefs", "leaders", "elderly", "disabled", "user_board", "school_board",
    "digitalisation", "steering", "coordination", "project",
}  # fmt: skip
PARTIES = BODIES | {"unit", "outside", "public"}
POSTPONED, REJECTED = "postponed", "rejected"
SILENT_OUTCOMES = frozenset({"", POSTPONED})
OUTCOMES = SILENT_OUTCOMES | frozenset({"approved", "recommended", REJECTED, "noted", "other"})
WHATS = frozenset({
    "political", "administrative", "med_information", "med_discussion", "med_codetermination",
})  # fmt: skip
KINDS = frozenset({
    "before", "way", "must_be_heard", "answer", "dispatch", "apart", "suspended", "urgent", "placing",
})  # fmt: skip

Param = str | int | dt.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One body on the item's way.

    `on` is the day of its meeting, `sent_on` the day its agenda was sent. An outcome has its day.
    `reading` is 1 or 2 where the law asks for two. `suspended_on` is the day on which a member stopped the
    decision from being carried out, `suspended_to` the body that shall decide instead, where it is known.
    """

    position: int
    body: str
    kind: str
    on: dt.date | None = None
    sent_on: dt.date | None = None
    outcome: str = ""
    decided_on: dt.date | None = None
    reading: int = 0
    suspended_on: dt.date | None = None
    suspended_to: str = ""

    def __post_init__(self) -> None:
        if not self.body or self.kind not in BODIES or self.outcome not in OUTCOMES:
            raise ValueError(f"no stop: {self.body!r}, {self.kind!r}, {self.outcome!r}")
        if (self.decided_on is None) != (not self.outcome):
            raise ValueError("an outcome has a day, and a day an outcome")
        if self.suspended_on and (not self.decided_on or self.suspended_on < self.decided_on):
            raise ValueError("only what is decided can be suspended")

    @property
    def happened_on(self) -> dt.date | None:
        """The day from which the stop is history: its agenda was sent, or it was decided without."""
        if self.sent_on and self.decided_on:
            return min(self.sent_on, self.decided_on)
        return self.sent_on or self.decided_on


@dataclass(frozen=True, slots=True)
class Heard:
    """A party that is heard; without `asked_on` it is only planned."""

    party: str
    kind: str
    what: str
    deadline: dt.date | None
    asked_on: dt.date | None = None
    answered_on: dt.date | None = None

    def __post_init__(self) -> None:
        if not self.party or self.kind not in PARTIES or self.what not in WHATS:
            raise ValueError(f"no hearing: {self.party!r}, {self.kind!r}, {self.what!r}")


@dataclass(frozen=True, slots=True)
class Way:
    """The bodies in their order, the parties that are heard, what the item is about, whether it is urgent."""

    stops: tuple[Stop, ...]
    heard: tuple[Heard, ...] = ()
    subjects: frozenset[str] = frozenset()
    urgent: bool = False

    def __post_init__(self) -> None:
        last = None
        for stop in self.stops:
            if last is not None and stop.position <= last:
                raise ValueError("the stops stand in the order of their positions, each with its own")
            last = stop.position


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the order. README.md says what the parameters are to each kind.

    `legal` rules come from law or a central agreement, the others are the municipality's own. `verified` says
    that the source was read. `kinds` are the stops that a rule is about, `parties` the kinds that must come
    before them or be heard; without `subjects` it is about all items. `least` is days, for dispatch weekdays.
    """

    code: str
    kind: str
    source: str
    verified: bool
    valid_from: dt.date | None
    valid_to: dt.date | None
    legal: bool
    stops: bool
    kinds: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    what: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    least: int = 0

    def __post_init__(self) -> None:
        if not self.code or not self.source or self.kind not in KINDS or self.least < 0:
            raise ValueError(f"no rule: {self.code!r}, {self.kind!r}")
        if not (self.kinds <= BODIES and self.parties <= PARTIES and self.what <= WHATS):
            raise ValueError(f"{self.code}: an unknown kind of body, party or hearing")
        if not (self.outcomes <= OUTCOMES and self.kinds):
            raise ValueError(f"{self.code}: an unknown outcome, or no stop that it is about")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"{self.code}: ends before it begins")

    def holds(self, on: dt.date) -> bool:
        """Say whether the rule is in force on a day, both ends included."""
        return not (self.valid_from and on < self.valid_from) and not (self.valid_to and on > self.valid_to)


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is out of order at a stop. Two are equal when their `key` is.

    `waits` says that it mends itself when those before have done their part. `where` tells alike ones apart.
    """

    rule: str
    code: str
    message: str = field(compare=False)
    params: Mapping[str, Param] = field(compare=False)
    stop: int | None = field(compare=False)
    party: str = ""
    stops: bool = field(default=False, compare=False)
    source: str = field(default="", compare=False)
    where: str = ""
    waits: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    @property
    def key(self) -> str:
        """A text that an override is tied to: no day and no position is in it, so it outlives both."""
        return f"{self.rule}:{self.code}:{self.where}:{self.party}"

    def words(self, names: Mapping[str, str]) -> dict[str, str | int]:
        """Return what the message is filled in with. `names` has bodies, parties and kinds by their keys."""
        return {name: _word(value, names) for name, value in self.params.items()}

    def told(self, names: Mapping[str, str]) -> str:
        """Return the message in Danish."""
        return self.message.format(**self.words(names))


def _word(value: Param, names: Mapping[str, str]) -> str | int:
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, tuple):
        return " / ".join(names.get(one, one) for one in value)
    return names.get(value, value) if isinstance(value, str) else value


def load_rules() -> tuple[Rule, ...]:
    """Return the rules of rules.toml, in their order."""
    return read_rules(resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))


def read_rules(text: str) -> tuple[Rule, ...]:
    """Read rules as in rules.toml, a municipality's own among them; raises ValueError for what is no rule."""
    rows = [(code, row) for code, row in tomllib.loads(text).items() if isinstance(row, dict)]
    return tuple(_rule(code, row) for code, row in rows)


def _rule(code: str, row: Mapping[str, Any]) -> Rule:
    sets = {
        name: frozenset(row.get(name, ()))
        for name in ("kinds", "parties", "subjects", "what", "outcomes")
    }  # fmt: skip
    known = sets.keys() | {"kind", "source", "verified", "valid_from", "valid_to", "legal", "stops", "least"}
    if unknown := row.keys() - known:
        raise ValueError(f"{code}: {sorted(unknown)} is nothing that a rule has")
    try:
        return Rule(
            code, row["kind"], row["source"], row["verified"], row.get("valid_from"), row.get("valid_to"),
            row["legal"], row["stops"], least=row.get("least", 0), **sets,
        )  # fmt: skip
    except KeyError as missing:
        raise ValueError(f"{code}: {missing} is missing") from missing


def in_force(rules: tuple[Rule, ...], on: dt.date) -> tuple[Rule, ...]:
    """Return the rules that are in force on a day."""
    return tuple(rule for rule in rules if rule.holds(on))
