"""Words that conversion broke: letters of another alphabet inside Danish words, words parted by a hyphen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from kernespor.connectors.unit_plan.vocabulary import known_words

# Letters that look like a Latin one, and what a letter sounds like where conversion transliterated.
_LOOKS = dict(
    zip(
        "абвеіїјкмнорсстухѕԁԛԝһАВЕІЇЈКМНОРСТУХЅЗ" + "αβεικνορτυχωγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "abbeiïjkmhopcctyxsdqwhABEIÏJKMHOPCTYXS3" + "aßeikvoptuxwynABEZHIKMNOPTYX",
        strict=True,
    )
)
_SOUNDS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяіїјєґѕљњћђџӕөӧӓ" + "αβγδεζηθικλμνξοπρσςτυφχψω",
        "abvgdeejzijklmnoprstufhccssyeyaiijegslncddæøöä" + "abgdezitiklmnxoprsstyfkpo",
        strict=True,
    )
) | dict.fromkeys("ъь", "")
_TOKEN = re.compile(r"[^\W\d_]+")
_MOST_CANDIDATES = 512
_LONGEST_WORD = 80
_HYPHENS = "-‐\u00ad¬"
_BROKEN = re.compile(rf"(?P<stem>[\w.]*[^\W_])(?P<mark>[{_HYPHENS}])$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_AND = frozenset({"og", "eller", "samt"})


class Repaired(NamedTuple):
    """A text with its words mended, what was mended, and the foreign words that were left."""

    text: str
    repairs: tuple[tuple[str, str], ...] = ()
    foreign: tuple[str, ...] = ()


_BEYOND_LATIN = re.compile("[^\\x00-\u024f]")


@cache
def alphabet(letter: str) -> str:
    """Return "" for Latin letters and for all that is no letter, else the name of the alphabet."""
    if letter < "\u0250" or not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "UNKNOWN").split()[0]
    return "" if name in {"LATIN", "MODIFIER", "FEMININE", "MASCULINE"} else name


def has_foreign(text: str) -> bool:
    """Say whether the text holds any letter of another alphabet."""
    return any(alphabet(letter) for letter in _BEYOND_LATIN.findall(text))


def repair_alphabet(text: str, known: AbstractSet[str]) -> Repaired:
    """Write words that mix alphabets with Latin letters alone.

    `known` holds words in lower case that are right; a candidate among them wins. A word wholly in another
    alphabet is a word of another language unless it comes out as a known one.
    """
    if not has_foreign(text):
        return Repaired(text)
    repairs: list[tuple[str, str]] = []
    foreign: list[str] = []

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if not has_foreign(word):
            return word
        better = _mend_word(word, known)
        if better is None:
            foreign.append(word)
            return word
        repairs.append((word, better))
        return better

    return Repaired(_TOKEN.sub(mend, text), tuple(repairs), tuple(foreign))


@lru_cache(maxsize=4096)
def _mend_word(word: str, known: AbstractSet[str]) -> str | None:
    wholly = all(alphabet(letter) for letter in word)
    if len(word) > _LONGEST_WORD or any(
        alphabet(letter) and not _LOOKS.get(letter) and _sound(letter) is None for letter in word
    ):
        return None
    vocabulary = known_words()
    for candidate in _candidates(word):
        folded = candidate.casefold()
        if folded in vocabulary or (folded in known and (not wholly or len(word) > 1)):
            return candidate
    if wholly:
        return None
    # Without a known word: if every strange letter has a twin of the same look, that is what was meant.
    if all(not alphabet(letter) or letter in _LOOKS for letter in word):
        return "".join(_LOOKS[letter] if alphabet(letter) else letter for letter in word)
    return "".join((_sound(letter) or "") if alphabet(letter) else letter for letter in word)


def _candidates(word: str) -> list[str]:
    choices: list[tuple[str, ...]] = []
    for letter in word:
        if not alphabet(letter):
            choices.append((letter,))
            continue
        both = (_sound(letter), _LOOKS.get(letter))
        choices.append(tuple(dict.fromkeys(choice for choice in both if choice is not None)))
    return ["".join(letters) for letters in islice(product(*choices), _MOST_CANDIDATES)]


def _sound(letter: str) -> str | None:
    sound = _SOUNDS.get(letter.lower())
    if sound is None:
        return None
    return sound.upper() if letter != letter.lower() else sound


class Joint(NamedTuple):
    """Two lines made one, and what was done to a word at the seam (or None)."""

    text: str
    repair: tuple[str, str] | None = None


def join_lines(left: str, right: str, known: AbstractSet[str]) -> Joint:
    """Join a line to the one before it; a word that a hyphen parted becomes one word again.

    Hyphens that belong to the word stay: before "og", after a single letter, a figure or capitals, and where
    the document writes the word so elsewhere (`known`, lower case).
    """
    cut = max(len(left) - _LONGEST_WORD, 0)
    broken = _BROKEN.search(left, cut)
    first = _FIRST_WORD.match(right)
    if left.endswith("/") and left[-2:-1].isalpha():
        return Joint(left + right)
    if not broken or not first:
        return Joint(f"{left} {right}".strip())
    stem, mark = broken["stem"], broken["mark"]
    if first[0].casefold() in _AND:
        return Joint(f"{left} {right}")
    start = left[: broken.start()]
    merged, hyphened = stem + first[0], f"{stem}-{first[0]}"
    keep = (
        len(stem) == 1
        or stem[-1].isdigit()
        or first[0][0].isdigit()
        or not first[0][0].islower()
        or (stem.isupper() and len(stem) > 1)
        or (_knows(known, hyphened) and not _knows(known, merged))
    )
    if keep and mark == "-":
        return Joint(left + right)
    return Joint(start + stem + right, (f"{stem}{'-' if mark != '-' else mark} {first[0]}", merged))


def _knows(known: AbstractSet[str], word: str) -> bool:
    return word.casefold() in known
