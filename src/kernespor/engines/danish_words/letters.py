"""Words out of text, and the letters that are one and the same to a search."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_OWN = str.maketrans(
    {
        "å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe",
        "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l",
    }
)  # fmt: skip
_HYPHENS = "\u00ad\u200b\u2060"  # soft hyphens and joins without width: they are no part of a word
_LOOSE = "-\u2010\u2011\u2012\u2013'’ʼ"
# Letters and digits in one run; a run of digits may hold points and commas ("3.1", "1.250").
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[{_HYPHENS}]|[{_LOOSE}](?=[^\W_]))*")
_PARTS = re.compile(rf"[{_LOOSE}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a text: where it stands, and its folded spellings; the first is the word as a whole."""

    start: int
    end: int
    folded: tuple[str, ...]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in small letters of a to z and digits: "Ålborg" and "AALBORG" are both "aalborg"."""
    small = unicodedata.normalize("NFC", word).casefold().translate(_OWN)
    plain = unicodedata.normalize("NFKD", small).translate(_OWN)
    return "".join(sign for sign in plain if sign.isalnum() or sign in ".,")


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order. "e-handel" is found as "ehandel", "e" and "handel"."""
    found = []
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        spellings = _spellings(match[0])
        if spellings:
            found.append(Token(match.start(), match.end(), spellings))
    return found


@lru_cache(maxsize=65536)
def _spellings(word: str) -> tuple[str, ...]:
    bare = word.translate(dict.fromkeys(map(ord, _HYPHENS)))
    whole = fold(bare)
    parts = [fold(part) for part in _PARTS.split(bare)]
    return tuple(dict.fromkeys(part for part in (whole, *parts) if part)) if len(parts) > 1 else (whole,)


def folded_text(text: str) -> str:
    """Return a text as its folded words, one blank between them: what a quoted phrase is looked up in."""
    return " ".join(token.folded[0] for token in tokens(text))
