"""Which words name which part of an agenda; the words themselves stand in vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 4096
_OFFICE = re.compile(
    r"[A-ZÆØÅ][\w-]{2,40}s (?:indstilling|forslag|anbefaling)(?: til (?!efterretning)[\w -]{3,40})?",
    re.IGNORECASE,
)
_TO_A_BODY = re.compile(
    r"(?:indstilling|forslag) til (?:byråd|udvalg|økonomi|kommunal|direktion)[\w -]*", re.IGNORECASE
)
_COMPOUND = re.compile(r" ?/ ?| (?:og|samt|OG|SAMT) (?=[a-zæøå]|[A-ZÆØÅ]{2})")
_MOST_COMPOUND = 60  # letters of a label of several words
_COMPOUND_KINDS = frozenset(
    {"theme", "background", "presentation", "recommendation", "consultation", "economy", "section"}
)
_DECIDED = re.compile(r"[\w -]{3,40}(?:ets|ens|s) (?:beslutning|afgørelse)", re.IGNORECASE)


class Label(NamedTuple):
    """The part that a phrase names, and whether it can hardly mean anything else."""

    kind: str
    sure: bool


@cache
def load() -> dict[str, Any]:
    """Return the tables of vocabulary.toml."""
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without any marks."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return a text for comparing: its words in lower case, one space between."""
    return " ".join(words_of(text))


@cache
def _labels() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for kind, columns in load()["labels"].items():
        for column in ("sure", "other"):
            for phrase in columns[column]:
                found.setdefault(fold(phrase), Label(kind, column == "sure"))
    return found


@cache
def _meeting_labels() -> frozenset[str]:
    columns = load()["labels"]["meeting"]
    return frozenset(fold(phrase) for column in columns.values() for phrase in column)


@cache
def _beginnings() -> frozenset[str]:
    """Return what a label of several words begins with: "økonomiske" of "økonomiske konsekvenser"."""
    found: set[str] = set()
    for phrase in _labels():
        words = phrase.split()
        found.update(" ".join(words[:count]) for count in range(1, len(words)))
    return frozenset(found)


@cache
def words(name: str) -> frozenset[str]:
    """Return the folded phrases of a table of [words]."""
    return frozenset(fold(phrase) for phrase in load()["words"][name])


@cache
def any_of(name: str) -> str:
    """Return the patterns of a table as one, without a group of its own."""
    return f"(?:{'|'.join(load()['patterns'][name])})"


@lru_cache(maxsize=_REMEMBERED)
def find_label(text: str) -> Label | None:
    """Say which part a whole phrase labels ("Sagsfremstilling:", "Direktionens forslag"), or None."""
    bare = text.strip().strip("*_:.").strip()
    if bare.endswith(("-", "/", ",")):
        return None  # the name goes on in the next line
    label = _labels().get(fold(bare))
    if label or not bare[:1].isupper():
        return label
    if _OFFICE.fullmatch(bare) or _TO_A_BODY.fullmatch(bare):
        return Label("recommendation", sure=False)
    return Label("decision", sure=False) if _DECIDED.fullmatch(bare) else _compound(bare)


def _compound(text: str) -> Label | None:
    """Read "Kommunikation/Høring": each part is a label, and the first one that has a field says which."""
    parts = _COMPOUND.split(text) if len(text) <= _MOST_COMPOUND else []
    labels = [label for part in parts if (label := _labels().get(fold(part)))]
    if len(parts) < 2 or len(labels) < len(parts):  # noqa: PLR2004 - one part is no compound
        return None
    if any(label.kind not in _COMPOUND_KINDS for label in labels):
        return None
    first = next((label for label in labels if label.kind != "section"), labels[0])
    return Label(first.kind, all(label.sure for label in labels))


def is_meeting_label(text: str) -> bool:
    """Say whether a phrase labels a fact of the meeting ("Mødested:")."""
    return fold(text) in _meeting_labels()


def may_begin_label(text: str) -> bool:
    """Say whether a phrase is the first part of a longer label."""
    return fold(text) in _beginnings()


def names_document(text: str) -> bool:
    """Say whether a word names the whole document, as "Referat" does above the first item."""
    return fold(text) in words("documents")


def says_none(text: str) -> bool:
    """Say whether a text says that there is nothing: "Nej", "Ingen", "-", or no word at all."""
    folded = fold(text)
    return not folded or folded in words("none")


def is_type(text: str) -> bool:
    """Say whether a text names a type of item ("Beslutning", "Orientering", "Lukket punkt")."""
    return fold(text) in words("types")


def is_closed(text: str) -> bool:
    """Say whether a mark or a type says that the item is closed."""
    return any(word in words("closed") for word in words_of(text)[:3])
