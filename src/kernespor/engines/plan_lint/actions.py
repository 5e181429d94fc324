"""Whether an action tells what somebody does, or only how things are to be."""

from __future__ import annotations

from functools import lru_cache

from kernespor.engines.plan_lint.claims import main_clause, says_change, words_of
from kernespor.engines.plan_lint.vocabulary import (
    any_noun,
    bare,
    deeds,
    finite,
    infinitives,
    is_finite,
    is_noun,
    nouns,
    participles,
    phrases,
)

_VERBS = ("MILESTONE_VERBS", "SOFT_VERBS", "CHANGE_VERBS", "OTHER_VERBS")
_BEING = frozenset({"er", "har", "bliver", "blev", "skal", "kan", "oplever", "foeler", "trives", "kender"})
_DEED_ENDS = ("ing", "ingen", "ning", "ningen", "else", "elsen", "elser", "ation", "tion", "eringen")
_LIKE_DEEDS = frozenset(
    {"ordning", "stemning", "mening", "holdning", "forstaaelse", "oplevelse", "bevaegelse"}
)
_ARTICLES = frozenset({"en", "et", "den", "det", "de"})
_SHORT = 12  # words; a longer text tells of deeds somewhere, in words that no list holds


@lru_cache(maxsize=65536)
def is_state(text: str) -> bool:
    """Say whether an action's text is a state: no one does anything in it.

    Careful rather than keen: what may be a deed is one.
    """
    words = words_of(text)
    if not words or len(words) > _SHORT or _does(words) or _is_fixed(text, words):
        return False
    main = words_of(main_clause(text)) or words
    if main[0] in _ARTICLES and len(main) > 1:
        main = main[1:]
    begins = main[0] in bare("STATE_BEGINNINGS") or says_change(main[0])
    begins = begins or (main[0] in bare("STATE_WORDS") and not any(map(is_finite, main)))
    vague = is_noun("VAGUE_NOUNS", main[0]) and not main[0].endswith(_DEED_ENDS)
    being = next((one for one in main if is_finite(one)), "") in _BEING
    return begins or vague or (being and _tells_how(main))


def _is_fixed(text: str, words: list[str]) -> bool:
    """Say whether it is told how often or how many: then it is an arrangement that someone keeps."""
    low = text.casefold()
    often = any(phrase in low for phrase in phrases("AGAIN"))
    return often or any(one.isdigit() or one in bare("NUMBER_WORDS") for one in words)


def _does(words: list[str]) -> bool:
    """Say whether somebody does something: a verb of deeds, or a noun made of one."""
    for one in words:
        if one in _BEING or says_change(one):
            continue
        if any(one in infinitives(name) or one in finite(name) for name in _VERBS):
            return True
        if one in deeds("MILESTONE_VERBS") or one in nouns("DEEDS") or is_noun("DEEDS", one):
            return True
        if one in participles("MILESTONE_VERBS") or (is_finite(one) and one not in _BEING):
            return True
        if one.endswith(_DEED_ENDS) and one not in _LIKE_DEEDS and not any_noun("VAGUE_NOUNS", (one,)):
            return True
    return False


def _tells_how(main: list[str]) -> bool:
    """Say whether a sentence tells how people or things are ("er trygge", "har overblik")."""
    return any(one in bare("STATE_WORDS") for one in main) or any_noun("VAGUE_NOUNS", main)
