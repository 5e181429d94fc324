"""The words by which persons are told, and what belongs to them; they stand in words.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load() -> dict[str, Any]:
    """Return the tables of words.toml."""
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(table: str, column: str) -> frozenset[str]:
    """Return the words of one column."""
    return frozenset(load()[table][column].split())


@cache
def endings(table: str, column: str) -> tuple[str, ...]:
    """Return the words of one column as endings, for `str.endswith`."""
    return tuple(sorted(words(table, column)))


@cache
def homoglyphs() -> dict[str, str]:
    """Return the letters of other scripts with the Latin letter that each is read as."""
    return {pair[0]: pair[1] for pair in load()["signs"]["homoglyphs"].split()}


def any_of(*chosen: str) -> str:
    """Return a pattern that finds any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(chosen, key=lambda word: (-len(word), word)))
