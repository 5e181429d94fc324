"""The words by which municipalities name parts, facts and kinds of documents; they stand in words.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from kernespor.connectors.governing.records import Kind, Role

MOST_OFFICE = 8  # words of an office's name
NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12,
}  # fmt: skip
_FACTS = ("date", "sender", "case_number", "title", "recipient", "other")


@cache
def _load() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _words(name: str) -> frozenset[str]:
    return frozenset(_load()["words"][name])


def any_of(name: str, table: str = "patterns") -> str:
    """Return the patterns of one name as one, without a group of its own."""
    return f"(?:{'|'.join(_load()[table][name])})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


GENERAL, NO_NAMES, VERBS, OPEN = (_words(name) for name in ("general", "no_names", "verbs", "open"))
NEVER_LAST, PREPOSITIONS, BEFORE_LOOSE = map(_words, ("never_last", "prepositions", "before_loose"))
CASE_LABELS = _compiled(any_of("case_labels"))
TYPES = _compiled(rf"{any_of('types')}(?: \d{{1,2}})?")
FACT = _compiled(rf"(?P<label>{'|'.join(map(any_of, _FACTS))})\s*[.:]\s*(?P<rest>\S.*)")
FACTS = tuple((_compiled(any_of(name)), name) for name in _FACTS)
ADOPTED = _compiled(rf"\(?{any_of('adopted')}\b.{{0,80}}")
OFFICE = _compiled(
    rf"(?:.*{any_of('offices')}|{any_of('fields')}\w*,? (?:og|&|,) .{{2,60}})"
    r"(?:,? \d{4}(?:\s*[-–]\s*\d{2,4})?)?"
)
MUNICIPALITY = re.compile(r"(?<![\w-])([A-ZÆØÅ][\w-]+(?:[- ](?:og|&|[A-ZÆØÅ][\w-]+))?) [Kk]ommunes?\b")
KINDS = tuple(
    (Kind(name.removesuffix("_by_type")), _compiled(any_of(name, "kinds"))) for name in _load()["kinds"]
)
NAMES: dict[Kind, str] = {Kind(name): text for name, text in _load()["names"].items()}
ROLES = tuple((Role(name), _compiled(any_of(name, "roles"))) for name in _load()["roles"])
