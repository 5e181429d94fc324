"""What a decision in minutes came to, as far as its words say so."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


def sounds_like(words: str) -> str:
    """Return the outcome that a decision's words sound like ("approved"), empty where none does."""
    said = words.casefold()
    return next((outcome for outcome, heard in _heard().items() if any(word in said for word in heard)), "")


@cache
def _heard() -> dict[str, list[str]]:
    text = resources.files(__package__).joinpath("outcomes.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)
    return found
