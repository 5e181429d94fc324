"""Figures that are told apart and can be reckoned with each other: parts of a count, changes, prices, shares.

What is computed and what is told must be close, or else they are figures of different things: a slip of the
pen, of a sum or of a percentage is near, and a coincidence seldom is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import written
from kernespor.engines.item_review.changes import fractioned, mischanged, misshared
from kernespor.engines.item_review.parts import misparted
from kernespor.engines.item_review.prices import columned, misbalanced, misdivided, mispriced, mistotalled
from kernespor.engines.item_review.records import Noticed, Passage
from kernespor.engines.item_review.told import Told, is_near, told_in

OVER_ALL = N_("Procenterne giver tilsammen {computed}.")
NEUTRAL = N_("Det kaldes udgiftsneutralt, men {one} spares og {other} bruges.")
_MOST_ROWS = 40
_WINDOW = 2  # sentences before in which what a figure is reckoned from stands
FEW, SOME = 2, 3
_ALL, _MOST = 100, Fraction(112)
_LOOSE = Fraction(3, 2)  # points that rounded percentages may be over a hundred
_IS_NEUTRAL = re.compile(r"\b(?:udgifts|budget|omkostnings)neutral\w*\b", re.IGNORECASE)
_SAVES = re.compile(
    r"\b(?:sparer|spares|giver en besparelse på|frigør|mindreudgift\w* på)\s(?:ca\.\s)?$", re.IGNORECASE
)
_COSTS = re.compile(r"\b(?:koster|merudgift\w* på|bruges|bruger)\s(?:ca\.\s)?$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:flere svar|flere ting|flere kryds|både)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:aldrig|ikke|nej|ingen)\b", re.IGNORECASE)


def misreckoned(passages: Sequence[Passage]) -> Iterator[Noticed]:
    """Say which figures aren't what others of the text give, when they are reckoned with."""
    told = [[] if " | " in one.sentence else told_in(one) for one in passages]
    every = [one for some in told for one in some]
    for at, one in enumerate(passages):
        if not told[at]:
            yield from fractioned(one, [amount for some in told[max(0, at - 1) : at] for amount in some])
            continue
        yield from columned(one, told[at], _table_before(passages, at))
        first = at
        while first and at - first < _WINDOW and _together(passages[first - 1], one):
            first -= 1
        earlier = [amount for some in told[first:at] for amount in some]
        if not any(amount.unit for amount in (*earlier, *told[at])):
            continue  # numbers of nothing in particular
        yield from misparted(one, told[at], earlier, every)
        yield from mischanged(told[at], earlier)
        yield from misshared(told[at], earlier, every)
        yield from misbalanced(told[at], earlier)
        yield from mistotalled(told[at], earlier)
        yield from mispriced(one, told[at], earlier)
        yield from misdivided(passages[first : at + 1], told[at], earlier)
        yield from _over_all(one, told[at], earlier)
    yield from _neutral(passages, every)


def _table_before(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Return the rows of a table that stands no more than a few sentences before."""
    last = next(
        (place for place in range(at - 1, max(-1, at - 4), -1) if " | " in passages[place].sentence), -1
    )
    first = last
    while first > 0 and last - first < _MOST_ROWS and " | " in passages[first - 1].sentence:
        first -= 1
    return list(passages[first : last + 1]) if last >= 0 else []


def _together(one: Passage, other: Passage) -> bool:
    return (one.part, one.section) == (other.part, other.section)


def _over_all(one: Passage, told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    rates = [amount for amount in told if amount.unit == "pct."]
    if _SEVERAL.search(one.sentence):
        return
    if len(rates) < SOME:
        before = [other for other in earlier if other.unit == "pct."]
        if (
            len(rates) != 1
            or not before
            or not _NEVER.search(one.sentence)
            or not one.sentence.startswith(rates[0].text[:1])
        ):
            return
        rates = [before[0], rates[0]]
        if _NEVER.search(before[0].place.sentence) or not before[0].place.sentence.startswith(
            before[0].text[:1]
        ):
            return
    total = sum((rate.value for rate in rates), Fraction(0))
    if _ALL + _LOOSE < total <= _MOST:
        yield Noticed(
            OVER_ALL, {"computed": written(total, "pct.")}, tuple(dict.fromkeys(rate.place for rate in rates))
        )


def _neutral(passages: Sequence[Passage], every: list[Told]) -> Iterator[Noticed]:
    for place in passages:
        if not _IS_NEUTRAL.search(place.sentence):
            continue
        near = [one for one in every if one.unit == "kr." and _together(one.place, place)]
        saved = [one for one in near if _SAVES.search(one.before)]
        spent = [one for one in near if _COSTS.search(one.before)]
        if not saved or not spent or len(saved) + len(spent) != len(near):
            continue
        less, more = (sum((one.value for one in some), Fraction(0)) for some in (saved, spent))
        slack = sum((one.amount.half for one in near), Fraction(0))
        if is_near(less, more, slack):
            params = {"one": near[0].written(less), "other": near[0].written(more)}
            yield Noticed(NEUTRAL, params, tuple(dict.fromkeys((place, *(one.place for one in near)))))
