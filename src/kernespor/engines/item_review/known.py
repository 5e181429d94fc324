"""Figures and dates in a text held against the objects that it speaks of.

A false alarm costs more than a miss: two are compared only where the sentence names the thing, the unit fits,
and nothing in the sentence says that another figure, part or day is meant. README.md has the rules.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import Amount, amounts_of, unit_of
from kernespor.engines.item_review.dates import Said, dates_in, ends_hearing
from kernespor.engines.item_review.figures import SMALL, speaks_of_parts, stem
from kernespor.engines.item_review.records import Known, Noticed, Passage

OTHERWISE = N_("Teksten siger {said}. »{name}«: {told}.")


class Role(StrEnum):
    """What a fact says of its thing."""

    READING = "reading"  # what was read on `day`
    TARGET = "target"
    NUMBER = "number"  # how many of `unit` it has
    ANSWERS = "answers"  # how many answered a consultation
    DEADLINE = "deadline"  # when a consultation ends
    MEETS = "meets"  # when a body treats the item
    DECIDED = "decided"  # when a body decided


@dataclass(frozen=True, slots=True)
class Spoken:
    """A figure or a date in a sentence that a fact is about; `agrees` says whether it may be the same."""

    start: int
    end: int
    text: str
    fact: Known
    agrees: bool


_WORD = re.compile(r"[A-Za-zÆØÅæøåÉé]{3,}")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_TARGET = re.compile(
    r"\b(?:mål|målet|måltal\w*|målsætning\w*|skal|forvent\w*|inden|senest|i mål)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\d\smål\b", re.IGNORECASE)  # goals that are counted, not aimed at
_PAST = re.compile(r"\b(?:var|blev|havde|lå|viste|ved udgangen|dengang)\b", re.IGNORECASE)
_NOW = re.compile(r"\bnu\b|\bpr\.\s(?=(?:den\s)?\d)", re.IGNORECASE)  # a day, not a part
_ANSWERS = re.compile(
    r"\b(?:kom|kommet|indkom\w*|modtog\w*|modtaget|fik|fået|afgivet|afgav)\s(?:der\s)?(?:i alt\s)?"
    r"(?=\S+\s(?:hørings)?svar\b)"
    r"|(?=\b\S+\s(?:hørings)?svar\s(?:er|blev)\s(?:modtaget|indkommet|kommet|afgivet)\b)",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:heraf|hvoraf|af dem|af disse|rettidig\w*|for sent|første|endnu|foreløbig\w*)\b", re.IGNORECASE
)
_CASE = re.compile(r"\b(?:sagen|punktet|forslaget|indstillingen)\b", re.IGNORECASE)
_MEETS = re.compile(
    r"\b(?:behandles|behandler|drøfter|drøftes|afgør|afgøres|forelægges|beslutter)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:besluttede|behandlede|godkendte|vedtog|anbefalede|tiltrådte|afgjorde|drøftede|udsatte)\b",
    re.IGNORECASE,
)
_SAYING_WORDS = """
indikator indikatoren viser vise ligger nu aktuelt seneste målt måling målingen planen plan har i alt samlet
virksomhedsplan høringen procent andelen antallet den det der som tallet status pct kroner kr
"""
_SAYING = frozenset(map(stem, _SAYING_WORDS.split()))
_LEAST_WORDS = 2  # of a name: one word alone names too many things
_MOST_MORE = 3  # words beside the name that may narrow down what is meant


def disagreeing_with_known(passages: Iterable[Passage], known: Sequence[Known]) -> Iterator[Noticed]:
    """Say which figures and dates are otherwise than in the objects that the text speaks of."""
    for passage in passages if known else ():
        for one in spoken_of(passage.sentence, known):
            if not one.agrees:
                params = {"said": one.text.rstrip("."), "name": one.fact.name, "told": one.fact.told}
                yield Noticed(OTHERWISE, params, (passage,), one.fact)


def spoken_of(sentence: str, known: Sequence[Known]) -> list[Spoken]:
    """Return the figures and dates of a sentence that facts are about, in the order of the facts' things."""
    if not any(sign.isdigit() for sign in sentence) and "svar" not in sentence:
        return []
    things: dict[str, list[Known]] = defaultdict(list)
    for fact in known:
        things[fact.thing].append(fact)
    hearings = sum(1 for facts in things.values() if any(fact.role == Role.DEADLINE for fact in facts))
    found: dict[tuple[int, int], Spoken] = {}
    for facts in things.values():
        for one in _of_thing(sentence, facts, sole=hearings == 1):
            found.setdefault((one.start, one.end), one)
    return list(found.values())


def _of_thing(sentence: str, facts: Sequence[Known], *, sole: bool) -> Iterator[Spoken]:
    named = _names(sentence, facts[0].name)
    role = {role: [fact for fact in facts if fact.role == role] for role in Role}
    if named:
        yield from _figures(sentence, [*role[Role.READING], *role[Role.TARGET]], facts[0].name)
        yield from _figures(sentence, role[Role.NUMBER], facts[0].name)
    if named or sole:
        yield from _answers(sentence, role[Role.ANSWERS])
        yield from _day(sentence, role[Role.DEADLINE])
    met = [*role[Role.MEETS], *role[Role.DECIDED]]
    if met and met[0].body.casefold() in sentence.casefold() and (_CASE.search(sentence) or named):
        if _DECIDED.search(sentence):
            yield from _day(sentence, role[Role.DECIDED])
        elif _MEETS.search(sentence):
            yield from _day(sentence, role[Role.MEETS])


def _figures(sentence: str, facts: Sequence[Known], name: str) -> Iterator[Spoken]:
    """Yield the one figure of a sentence that has the facts' unit, held against those it may be."""
    by_unit: dict[str, list[Known]] = defaultdict(list)
    for fact in facts:
        if fact.figure is not None and fact.unit:
            by_unit[fact.unit.casefold()].append(fact)
    for unit, told in by_unit.items():
        fitting = [one for one in amounts_of(sentence) if _fits(one, unit, sentence)]
        right = [(one, fact) for one in fitting for fact in told if _same(one, fact)]
        for one, fact in right:
            yield Spoken(one.start, one.end, one.text, fact, agrees=True)
        if (
            right
            or len(fitting) != 1
            or speaks_of_parts(_NOW.sub(" ", sentence))
            or _is_narrower(sentence, name)
        ):
            continue
        if meant := _meant(sentence, told):
            one = fitting[0]
            yield Spoken(one.start, one.end, _with_unit(one, unit), meant, agrees=False)


def _meant(sentence: str, facts: Sequence[Known]) -> Known | None:
    """Return the fact that a sentence must be about, or None where it may be about another."""
    if facts[0].role == Role.NUMBER:
        return None if _PAST.search(sentence) or _TARGET.search(_COUNTED.sub(" ", sentence)) else facts[0]
    target = bool(_TARGET.search(sentence))
    facts = [fact for fact in facts if (fact.role == Role.TARGET) == target]
    if years := {int(year) for year in _YEAR.findall(sentence)}:
        facts = [fact for fact in facts if fact.day and fact.day.year in years]
    elif not target and _PAST.search(sentence):
        return None
    for said in dates_in(sentence):
        facts = [
            fact for fact in facts if fact.day and (fact.day.day, fact.day.month) == (said.day, said.month)
        ]
    return max(facts, key=lambda fact: fact.day or dt.date.min, default=None)


def _answers(sentence: str, facts: Sequence[Known]) -> Iterator[Spoken]:
    said = _ANSWERS.search(sentence) if facts else None
    if not said:
        return
    one = next((one for one in amounts_of(sentence) if one.start == said.end() and not one.unit), None)
    if one is None:
        return
    same = next((fact for fact in facts if _same(one, fact)), None)
    if same or not (_SOME.search(sentence) or speaks_of_parts(sentence)):
        yield Spoken(one.start, one.end, f"{one.text} svar", same or facts[0], agrees=same is not None)


def _day(sentence: str, facts: Sequence[Known]) -> Iterator[Spoken]:
    """Yield the one date of a sentence, held against the days that it may be."""
    said = dates_in(sentence) if facts else []
    if len(said) != 1 or not said[0].is_possible():
        return
    one = said[0]
    if facts[0].role == Role.DEADLINE and not ends_hearing(sentence[: one.start]):
        return
    same = next((fact for fact in facts if fact.day and _is_day(one, fact.day)), None)
    last = max(facts, key=lambda fact: fact.day or dt.date.min)
    yield Spoken(one.start, one.end, one.text, same or last, agrees=same is not None)


def _is_day(said: Said, day: dt.date) -> bool:
    return (said.day, said.month) == (day.day, day.month) and said.year in {None, day.year}


def _same(one: Amount, fact: Known) -> bool:
    """Say whether an amount may be the fact's, rounded to as many digits as it is told with."""
    if fact.figure is None:
        return False
    decimals = len(one.text.partition(",")[2].split()[0].rstrip("%")) if "," in one.text else 0
    half = max(one.half, Fraction(1, 2 * 10**decimals) if fact.figure.denominator > 1 else Fraction(0))
    return abs(one.value - fact.figure) <= half


def _fits(one: Amount, unit: str, sentence: str) -> bool:
    """Say whether an amount is counted in a unit: a known one, or the word that follows."""
    if known := unit_of(unit):
        return one.unit == known
    after = sentence[one.end :].lstrip().casefold()
    return not one.unit and after.startswith(unit) and not after[len(unit) : len(unit) + 1].isalpha()


def _with_unit(one: Amount, unit: str) -> str:
    return one.text if one.unit else f"{one.text} {unit}"


def _content(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text) if word.casefold() not in SMALL]


def _names(sentence: str, name: str) -> bool:
    """Say whether a sentence has every word of a name that says something, two at least."""
    words = set(_content(name))
    return len(words) >= _LEAST_WORDS and words <= set(_content(sentence))


def _is_narrower(sentence: str, name: str) -> bool:
    """Say whether a sentence has so many words beside the name that it may speak of a part of it."""
    return len(set(_content(sentence)) - set(_content(name)) - _SAYING) > _MOST_MORE
