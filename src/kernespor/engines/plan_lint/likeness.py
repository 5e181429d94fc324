"""Whether two texts say the same: equal words in any form, in any order, but for words of little weight."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kernespor.engines.danish_words.letters import fold, tokens
from kernespor.engines.plan_lint import data
from kernespor.engines.plan_lint.vocabulary import bare, said

NEAR = 0.8  # of their words that two texts of different years share before one is taken for the other
_LEAST = 3  # words that must be shared where not all are
_ENDINGS = (
    *("ernes", "erne", "enes", "ene", "ens", "ets", "ers", "ere", "en", "et", "er", "es", "te", "de", "e"),
    *("s", "t"),
)
_STEM = 3  # letters left of a word without its ending
_SYNCOPE = re.compile(r"(.*[^aeiouy])e([lrn])")  # "trivsel", "trivslen"
_LESS, _MORE = "-", "+"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGNS = str.maketrans({"%": " pct "})


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """Return what a word keeps in all its forms; enough to tell two texts of one plan apart."""
    if folded == "procent":
        return "pct"
    while ending := next(
        (one for one in _ENDINGS if folded.endswith(one) and len(folded) - len(one) >= _STEM), ""
    ):
        folded = folded.removesuffix(ending)
    if len(folded) > _STEM and folded[-1] == folded[-2]:
        folded = folded[:-1]
    match = _SYNCOPE.fullmatch(folded)
    return match[1] + match[2] if match else folded


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(fold(one)) for one in data.LIGHT.split())


@lru_cache(maxsize=65536)
def weight(text: str, *, years: bool = True) -> frozenset[str]:
    """Return the words of a text that carry its meaning; without `years` a new year is no new text."""
    plain = (text if years else _YEAR.sub(" ", text)).translate(_SIGNS)
    words = [_meant(token.folded[0]) for token in tokens(plain)]
    if {_LESS, _MORE} & set(words):
        words = [one for one in words if one not in bare("COUNTED_BY")]
    return frozenset(map(stem, words)) - _light()


def _meant(folded: str) -> str:
    """Return one word for all that say less, and one for all that say more."""
    if folded in bare("LESS") or folded in said("LESSENS"):
        return _LESS
    return _MORE if folded in bare("MORE") or folded in said("INCREASES") else folded


def is_same(one: str, other: str) -> bool:
    """Say whether two texts of one plan say the same."""
    words = weight(one)
    return bool(words) and words == weight(other)


def copied(text: str, before: Iterable[str]) -> bool:
    """Say whether a text stands in another year's plan, as it is or nearly."""
    words = weight(text, years=False)
    if not words:
        return False
    for other in before:
        others = weight(other, years=False)
        shared = len(words & others)
        if words == others:
            return True
        if shared >= _LEAST and 2 * shared >= NEAR * (len(words) + len(others)):
            return True
    return False
