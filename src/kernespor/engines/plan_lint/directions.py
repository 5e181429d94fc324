"""Whether a text says up or down, and of something that can be counted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kernespor.engines.plan_lint.claims import says_change
from kernespor.engines.plan_lint.records import IndicatorClass
from kernespor.engines.plan_lint.vocabulary import any_noun, bare, infinitives, is_noun, said

_SPAN = 3  # words after one of more or less in which its thing stands
UP_OR_DOWN, LOOSE = IndicatorClass.NO_BASELINE, IndicatorClass.VAGUE


def changes(folded: str) -> bool:
    """Say whether a word is one of more or less, or a verb in a form of up or down."""
    return says_change(folded) or folded in said("CHANGE_VERBS")


def direction_of(main: Sequence[str]) -> IndicatorClass | None:
    """Return whether the text says up or down of a quantity, of something that is none, or not at all."""
    if shrinks(main) and not any_noun("VAGUE_NOUNS", main):
        return UP_OR_DOWN
    quantity = [is_noun("QUANTITIES", one) for one in main]
    told = [found for place in range(len(main)) if (found := _said_at(main, place, quantity))]
    return UP_OR_DOWN if UP_OR_DOWN in told else LOOSE if told else None


def _said_at(main: Sequence[str], place: int, quantity: Sequence[bool]) -> IndicatorClass | None:
    """Return what one word says of the quantities around it."""
    one = main[place]
    if one in bare("COUNTED_CHANGE"):
        return None if any_noun("VAGUE_NOUNS", main[place + 1 : place + 2]) else UP_OR_DOWN
    if one in bare("SOFT_CHANGE") and _is_adjective(main, place):
        near = any(quantity[place + 1 : place + 1 + _SPAN]) or _of_a_thing(main, place)
        return UP_OR_DOWN if near else LOOSE
    if one in said("CHANGE_VERBS") or one in infinitives("CHANGE_VERBS"):
        return UP_OR_DOWN if any(quantity) or not any_noun("VAGUE_NOUNS", main) else LOOSE
    if one in said("SOFT_VERBS") or one in infinitives("SOFT_VERBS"):
        return UP_OR_DOWN if any(quantity[:place]) else LOOSE
    return UP_OR_DOWN if one in bare("SOFT_CHANGE") and any(quantity[:place]) else None


def shrinks(main: Sequence[str]) -> bool:
    """Say whether something is told to be smaller or larger, or to go up or down."""
    ends = len(main) > 1 and main[-1] in {"mindre", "stoerre", "mere"}
    return ends or any(
        one in {"gaar", "gaaet", "kommer", "kommet", "skal", "er"} and after in {"ned", "op"}
        for one, after in itertools.pairwise(main)
    )


def _of_a_thing(main: Sequence[str], place: int) -> bool:
    """Say whether "mere" or "mindre" stands alone before a thing ("mere genbrug", not "mere åben dialog")."""
    thing, after = main[place + 1], main[place + 2 : place + 3]
    alone = not after or after[0] in bare("PREPOSITIONS")
    return main[place] in {"mere", "mindre"} and alone and not any_noun("VAGUE_NOUNS", (thing,))


def _is_adjective(main: Sequence[str], place: int) -> bool:
    """Say whether a word like "øget" stands before its thing, rather than after what has grown."""
    following = main[place + 1 : place + 2]
    return bool(following) and following[0] not in bare("PREPOSITIONS")
