"""One letter wrong, one too many, one missing, or two that changed places."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 5  # letters: in shorter words one letter makes another word


def within_one(one: str, other: str) -> bool:
    """Say whether a single slip makes one word the other; a word is within one of itself."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        start += 1
    left, right = one[start:], other[start:]
    if len(left) != len(right):
        longer, shorter = sorted((left, right), key=len, reverse=True)
        return longer[1:] == shorter
    return left[1:] == right[1:] or (left[2:] == right[2:] and left[:2] == right[1::-1])


def like(word: str, words: Iterable[str]) -> list[str]:
    """Return the words within one slip of a word of at least LEAST letters, without itself."""
    if len(word) < LEAST:
        return []
    lengths = range(len(word) - 1, len(word) + 2)
    return [one for one in words if len(one) in lengths and one != word and within_one(word, one)]
