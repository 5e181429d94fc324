"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 600  # of longer texts the whole is marked: comparing them would take seconds
_PART = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it stands in this one alone."""

    text: str
    changed: bool


def difference(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, those marked that the other doesn't have in their place."""
    old, new = _PART.findall(before), _PART.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return _pieces([(before, True)]), _pieces([(after, True)])
    left, right = [], []
    for what, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(("".join(old[start:end]), what != "equal"))
        right.append(("".join(new[begin:stop]), what != "equal"))
    return _pieces(left), _pieces(right)


def _pieces(parts: list[tuple[str, bool]]) -> tuple[Piece, ...]:
    return tuple(Piece(text, changed) for text, changed in parts if text)
