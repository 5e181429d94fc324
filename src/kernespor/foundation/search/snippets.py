"""A piece of a text with the words that were found in it marked, in plain parts that the page escapes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kernespor.engines.danish_words.letters import Token, tokens

_LENGTH = 170  # letters of a piece
_BEFORE = 50  # of them ahead of the first word found


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `found` where it is a word that was asked for."""

    text: str
    found: bool = False


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """Return a whole text with the found words (folded) marked."""
    return _pieces(text, 0, len(text), _found(text, words))


def snippet(text: str, words: Collection[str]) -> list[Piece]:
    """Return the stretch of a text around the first words found, cut between words."""
    text = " ".join(text.split())
    found = _found(text, words)
    start = max(0, found[0].start - _BEFORE) if found and found[0].start > _LENGTH - _BEFORE else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = len(text)
    if end - start > _LENGTH:
        end = text.rfind(" ", start, start + _LENGTH)
        end = end if end > start else start + _LENGTH
    pieces = _pieces(text, start, end, found)
    if start:
        pieces.insert(0, Piece("… "))
    if end < len(text):
        pieces.append(Piece(" …"))
    return pieces


def number_found(text: str, words: Collection[str]) -> int:
    """Return how many different words of those found stand in a text."""
    return len({one for token in tokens(text) for one in token.folded if one in words})


def _found(text: str, words: Collection[str]) -> list[Token]:
    return [token for token in tokens(text) if any(one in words for one in token.folded)]


def _pieces(text: str, start: int, end: int, found: list[Token]) -> list[Piece]:
    pieces, at = [], start
    for token in found:
        if token.start < start or token.end > end:
            continue
        if token.start > at:
            pieces.append(Piece(text[at : token.start]))
        pieces.append(Piece(text[token.start : token.end], found=True))
        at = token.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces
