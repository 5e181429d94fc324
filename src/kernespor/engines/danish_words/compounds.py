"""Whether a word is a part of a compound, guided by the words that the texts themselves hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from kernespor.engines.danish_words import data
from kernespor.engines.danish_words.forms import Word
from kernespor.engines.danish_words.letters import fold

Known = Callable[[str], bool]

LINKS = ("", "s", "e", "er", "n", "ns")
LEAST = 3  # letters of a part
_ENDINGS = (
    "ernes", "erne", "enes", "ene", "ens", "ers", "ets", "ere", "en", "er", "et", "es", "te", "de", "e", "n",
    "r", "s", "t",
)  # fmt: skip
_DEFINITE = ("ernes", "erne", "ene", "ens", "ets", "en", "et", "er")
_SURE = 5  # letters of a word that is only known by a form of it
_DEPTH = 2  # compounds of compounds: "hoved + udvalg + s + møde"
_SHORT = frozenset({"by", "it"})  # words of two letters that compounds begin with
_AFTER_PREFIX = 4  # letters of a word that a prefix stands before ("frem-stilling")
_LONGEST_PREFIX = 7


class Compounds:
    """Takes compounds apart; `known` says if a folded word stands alone somewhere in the texts."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._words: dict[tuple[str, int], bool] = {}

    def with_part(self, words: Iterable[str], part: Word) -> Iterator[str]:
        """Yield those words (folded) that are compounds with a word in them.

        A part begins the compound, ends it in any of its forms, or stands within; what is before and after
        must be words too, with the elements that Danish links them by (s, e, er). Prefixes are no words:
        "råd" is no part of "område".
        """
        stems = [stem for stem in part.stems if len(stem) >= LEAST or stem in _SHORT]
        forms = part.forms | part.stems
        for one in words:
            for stem in stems:
                if stem in one and one not in forms and self.is_part(one, part):
                    yield one
                    break

    def is_part(self, word: str, part: Word) -> bool:
        """Say whether a folded word is a compound with the part in it."""
        if not word.isalpha():
            return False
        for stem in part.stems:
            if len(stem) < LEAST and stem not in _SHORT:
                continue
            place = word.find(stem)
            while place >= 0:
                if self._stands_at(word, place, stem, part):
                    return True
                place = word.find(stem, place + 1) if len(stem) >= LEAST else -1
        return False

    def _stands_at(self, word: str, place: int, stem: str, part: Word) -> bool:
        before, rest, after = word[:place], word[place:], word[place + len(stem) :]
        if _is_hidden(word, place, stem) or (before and len(stem) < LEAST):
            return False
        if not before:
            return self._goes_on(after)
        ends = rest in part.forms or rest.removesuffix("s") in part.forms
        return (ends or self._goes_on(after)) and self._joins(before, word)

    def _joins(self, before: str, whole: str) -> bool:
        """Say whether what stands before a part is a word, or several, with its link."""
        if before in _set("PREFIXES"):
            return any(whole.startswith(word) for word in _set("CLEAR"))
        return before in _SHORT or any(self._is_word(stem, _DEPTH) for stem in _unlinked(before))

    def _goes_on(self, after: str) -> bool:
        """Say whether what stands after a part is a word in any form, with the link before it."""
        for link in LINKS:
            rest = after.removeprefix(link)
            if (link and rest == after) or len(rest) < LEAST:
                continue
            if any(self._is_word(stem, _DEPTH) for stem in (rest, *_without_ending(rest))):
                return True
        return False

    def _is_word(self, one: str, depth: int) -> bool:
        """Say whether this is a word of its own, one with a prefix, or a compound of words."""
        found = self._words.get((one, depth))
        if found is None:
            found = self._is_simple(one) or (depth > 0 and self._is_made(one, depth))
            self._words[one, depth] = found
        return found

    def _is_made(self, one: str, depth: int) -> bool:
        return any(
            any(self._is_word(stem, 0) for stem in _unlinked(one[:place]))
            and self._is_word(one[place:], depth - 1)
            for place in range(LEAST, len(one) - LEAST + 1)
        )

    def _is_simple(self, one: str) -> bool:
        names_nothing = (_set("PREFIXES"), _set("FUNCTION"), _set("SUFFIXES"))
        if len(one) < LEAST or any(one in words for words in names_nothing):
            return False
        if one in _set("HEADS") or self._known(one):
            return True
        for place in range(1, min(_LONGEST_PREFIX, len(one) - _AFTER_PREFIX) + 1):
            rest = one[place:]
            if one[:place] in _set("PREFIXES") and (rest in _set("HEADS") or self._known(rest)):
                return True
        return False


def _is_hidden(word: str, place: int, stem: str) -> bool:
    """Say whether the part only seems to be there: within a word that says something else, or an ending."""
    end = place + len(stem)
    for other in _opaque_around(stem):
        start = word.find(other)
        if 0 <= start <= place and end <= start + len(other):
            return True
    return stem in _set("SUFFIXES") and place > 0 and word[place - 1] not in "sr"


@lru_cache(maxsize=1024)
def _opaque_around(stem: str) -> tuple[str, ...]:
    return tuple(other for other in _set("OPAQUE") if stem in other and stem != other)


def inflected_of(word: str) -> set[str]:
    """Return the words that a word may be a definite or plural form of: enough to know that they exist."""
    return {
        base
        for end in _DEFINITE
        if (base := word.removesuffix(end)) != word and len(base) >= _SURE and word.isalpha()
    }


def _unlinked(before: str) -> list[str]:
    """Return what may stand before a part without its link; "arbejds" is "arbejde" too."""
    found = [before.removesuffix(link) for link in LINKS if not link or before.endswith(link)]
    if before.endswith("s"):
        found.append(f"{before[:-1]}e")
    return found


def _without_ending(word: str) -> set[str]:
    """Return a word without each ending it may have, a doubled consonant undone."""
    found = set()
    for end in _ENDINGS:
        base = word.removesuffix(end)
        if base != word and len(base) >= LEAST:
            found.add(base)
            if base[-1] == base[-2] and end[0] == "e":
                found.add(base[:-1])
            found.add(f"{base}e")
    return found


@cache
def _set(name: str) -> frozenset[str]:
    """Return a list of `data` as a set of folded words."""
    return frozenset(map(fold, getattr(data, name).split()))
