"""How heavy the text is: LIX of each section in plain words, and its longest sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kernespor.engines.findings import N_
from kernespor.engines.item_review.records import Noticed, Passage

SECTION = N_("»{section}« har lixtal {lix}, som er meget svært at læse. {example}")
LONG = N_("En sætning i »{section}« er på {words} ord.")

LONG_WORD = N_("Ordet »{word}« er på {letters} bogstaver.")

VERY_HARD = 55
_LONGEST_WORD = 31  # letters without a hyphen; beyond it hardly anybody reads a word in one go
_LONG_WORD = 6  # letters; longer words count in LIX
_LONG_SENTENCE = 40  # words
_LEAST = 40  # words of a section that can be judged
_SHOWN = 3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOMINAL = re.compile(
    r"\b[^\W\d_]{3,40}(?:ingen|elsen|ing|else)\s(?:af|vedrørende|til)\s(?:[^\W\d_]{1,30}\s){0,2}"
    r"[^\W\d_]{3,40}(?:ingen|elsen|ing|else|ingerne|elserne|inger|elser)\b",
    re.IGNORECASE,
)


def lix(sentences: list[str]) -> tuple[int, int]:
    """Return the LIX of some sentences, rounded, and how many words they have."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 0, 0
    long_ones = sum(len(word) > _LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long_ones / len(words)), len(words)


def heavy(passages: list[Passage]) -> Iterator[Noticed]:
    """Say which sections are very hard to read, and which sentences are very long."""
    by_section: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for one in passages:
        if " | " not in one.sentence:
            by_section[one.part, one.section].append(one)
    for (_, name), held in by_section.items():
        value, words = lix([one.sentence for one in held])
        if value >= VERY_HARD and words >= _LEAST:
            longest = sorted(held, key=lambda one: -len(one.sentence))[:_SHOWN]
            yield Noticed(SECTION, {"section": name, "lix": value, "example": _example(held)}, tuple(longest))
    counted = ((len(_WORD.findall(one.sentence)), one) for held in by_section.values() for one in held)
    for words, one in sorted(
        (pair for pair in counted if pair[0] > _LONG_SENTENCE), key=lambda pair: -pair[0]
    )[:_SHOWN]:
        yield Noticed(LONG, {"section": one.section, "words": words}, (one,))
    yield from _long_words(passages)


def _long_words(passages: list[Passage]) -> Iterator[Noticed]:
    told = {
        word: one for one in passages for word in _WORD.findall(one.sentence) if _length(word) > _LONGEST_WORD
    }
    for word, one in sorted(told.items(), key=lambda pair: -len(pair[0]))[:_SHOWN]:
        yield Noticed(LONG_WORD, {"word": word, "letters": len(word)}, (one,))


def _length(word: str) -> int:
    return max(map(len, word.split("-")))


def _example(held: list[Passage]) -> str:
    """Return one chain of nouns, or else the longest word, as an example."""
    chain = next((match[0] for one in held if (match := _NOMINAL.search(one.sentence))), "")
    longest = max((word for one in held for word in _WORD.findall(one.sentence)), key=len, default="")
    return f"(»{chain or longest}«)"
