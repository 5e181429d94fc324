"""What someone typed, and which words of the index it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from kernespor.engines.danish_words import slips
from kernespor.engines.danish_words.forms import word
from kernespor.engines.danish_words.letters import folded_text, tokens
from kernespor.foundation.search.lexicon import Lexicon

LONGEST = 200  # letters of a question
MOST_WORDS = 8
_LEAST_BEGINNING = 2  # letters of a word that is still being typed
_SURE_BEGINNING = 5  # what begins so is meant, also where the word itself is found
_MOST_BEGINNINGS = 1000
_QUOTED = re.compile(r"[»«\"“”„]([^»«\"“”„]+)[»«\"“”„]")
_SMALL = (
    "og i at paa for af med til der som en et den det de er om fra ved eller vi du sig hvor hvad the of and"
)
_UNASKED = frozenset(_SMALL.split())


class Closeness(IntEnum):
    """How near a word of a text is to the word asked for."""

    BEGINNING = 1  # what is typed begins it
    MADE = 2  # made of the same verb or adjective
    PART = 3  # a compound with it
    FORM = 4
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Question:
    """The words asked for, folded, and what stood in quotation marks."""

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]


def question(text: str) -> Question:
    """Take apart what someone typed; the smallest words are left out where there are others."""
    text = " ".join(text[:LONGEST].split())
    phrases = tuple(filter(None, (folded_text(one) for one in _QUOTED.findall(text))))
    words = tuple(dict.fromkeys(token.folded[0] for token in tokens(text)))
    asked = tuple(one for one in words if one not in _UNASKED) or words
    return Question(text, asked[:MOST_WORDS], phrases)


def meant(asked: str, known: Lexicon, *, is_last: bool) -> dict[int, Closeness]:
    """Return the words of the index that a word asked for stands for, and how near each is.

    The last word is perhaps still being typed, so that all that begins with it counts too.
    """
    keys = known.keys
    found: dict[int, Closeness] = {}

    def add(words: Iterable[str], closeness: Closeness) -> None:
        for one in words:
            key = keys.get(one)
            if key is not None:
                found.setdefault(key, closeness)

    about = word(asked)
    add([asked], Closeness.EXACT)
    add(about.forms, Closeness.FORM)
    for needed, forms in about.unsure.items():
        if needed in known.open:
            add(forms, Closeness.FORM)
    add(known.compounds.with_part(keys, about), Closeness.PART)
    add(about.made, Closeness.MADE)
    if len(asked) >= _LEAST_BEGINNING and (is_last or len(asked) >= _SURE_BEGINNING):
        starts = (asked, *(stem for stem in about.stems if len(stem) >= _SURE_BEGINNING))
        add([one for one in keys if one.startswith(starts)][:_MOST_BEGINNINGS], Closeness.BEGINNING)
    return found


def is_sure(asked: str, closeness: int) -> bool:
    """Say whether a word counts also where nearer ones are found."""
    return closeness > Closeness.BEGINNING or len(asked) >= _SURE_BEGINNING


def alike(asked: str, known: Lexicon) -> list[str]:
    """Return the words of the index that are one slip of a letter from the word asked for."""
    return slips.like(asked, known.keys)
