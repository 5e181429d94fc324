"""A count and the parts that it is said to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kernespor.engines.findings import N_
from kernespor.engines.item_review.figures import stem
from kernespor.engines.item_review.records import Noticed, Passage
from kernespor.engines.item_review.told import Told, is_near

PARTS = N_("Delene giver {computed}, men der står {told}.")
FEW, SOME = 2, 3
_ONE_MORE = re.compile(
    r"(?:,|\bog)\sen(?:kelt)?\s(?:er|bliver|går|flytte\w*|har|kommer|af)\b|\bog\s(?:en|et)\s(?:flytte\w+|går|er|bliver)\b"
)
_SPLIT = re.compile(r"\b(?:fordelt|fordeles|fordeler sig|bestående af|består af|nemlig)\b|:", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?:de|disse|heraf|fordelingen|de fordeler|antallet)\b", re.IGNORECASE)
_MONEY_GOES_ON = re.compile(
    r"^(?:beløbet|pengene|midlerne|puljen|udgiften|de)\s(?:er\s)?fordel\w*\b", re.IGNORECASE
)
_SOME_OF_THEM = re.compile(r"^(?:\w+\s)?af\s(?:dem|disse)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bmellem\s\d+\sog\s\d+\sår\b", re.IGNORECASE)
_OF_ALL = re.compile(
    r"^af\s(?!dem\b|disse\b)(?:de\s|i alt\s)?(?:\w+\s)?(?P<noun>[a-zæøå-]{4,})\ser\b", re.IGNORECASE
)
_ENDS_SPLIT = re.compile(r",\s\d[^,.]*(?:,\s\d[^,.]*)*\sog\s\d+\s(?:i|på|fra|til|hos|ved)\b")
_EVERY_ONE = re.compile(r"\b(?:i alt|alle)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"\bblandt andet\b|\bfx\b|\bf\.eks\b|\bbl\.a\b|\bmindst\b|\bhøjst\b|\bmellem\b|\beller\b", re.IGNORECASE
)


def _summed(whole: Told, parts: Sequence[Told], more: int = 0) -> Iterator[Noticed]:
    total = sum((part.value for part in parts), Fraction(more))
    slack = whole.amount.half + sum((part.amount.half for part in parts), Fraction(0))
    if any(part.value >= whole.value for part in parts) or not is_near(total, whole.value, slack):
        return
    places = tuple(dict.fromkeys((whole.place, *(part.place for part in parts))))
    yield Noticed(PARTS, {"computed": whole.written(total), "told": f"{whole.text}"}, places)


def misparted(one: Passage, told: list[Told], earlier: list[Told], every: list[Told]) -> Iterator[Noticed]:
    """Say which counts are not what their parts give; `every` are the figures of the whole item."""
    sentence = one.sentence
    if _PARTLY.search(_BETWEEN.sub("", sentence)):
        return
    if (of := _OF_ALL.match(sentence)) and len(told) >= SOME:
        wholes = {
            other.value: other for other in every if other.noun == stem(of["noun"]) and other not in told
        }
        if len(wholes) == 1:
            yield from _summed(next(iter(wholes.values())), _plain(told, ""))
        return
    counted = [other for other in earlier if other.noun]
    if counted and _SOME_OF_THEM.match(sentence):
        yield from _of_them(sentence, told, counted[-1])
        return
    money = [other for other in earlier if other.unit == "kr."]
    if money and _MONEY_GOES_ON.match(sentence):
        parts = [other for other in told if other.unit == "kr."]
        if len(parts) >= FEW:
            yield from _summed(money[-1], parts)
        return
    if counted and _GOES_ON.match(sentence) and _SPLIT.search(sentence):
        parts = _plain(told, counted[-1].noun)
        if len(parts) >= FEW:
            yield from _summed(counted[-1], parts)
        return
    yield from _within(sentence, told)
    yield from _every_one(sentence, told, earlier)


def _of_them(sentence: str, told: list[Told], whole: Told) -> Iterator[Noticed]:
    parts = [
        part for part in _plain(told, whole.noun) if not re.search(r"\b(?:mellem|under|over)\s$", part.before)
    ]
    more = len(_ONE_MORE.findall(sentence))
    if len(parts) + more >= FEW:
        yield from _summed(whole, parts, more)


def _within(sentence: str, told: list[Told]) -> Iterator[Noticed]:
    """Yield what is odd in "42 lærere, 20 i A og 19 i B" and "42 lærere fordelt med 20 i A …"."""
    for at, whole in enumerate(told):
        if not whole.noun:
            continue
        parts = _plain(told[at + 1 :], whole.noun)
        named = [part for part in told[at + 1 :] if not part.amount.unit]
        if named and re.match(r"[^\d]{0,40}:\s$", sentence[whole.amount.end : named[0].amount.start]):
            parts = named
        between = sentence[whole.amount.end : parts[0].amount.start] if parts else ""
        listed = bool(_ENDS_SPLIT.match(sentence[sentence.find(",", whole.amount.end) :]))
        if len(parts) >= FEW and len(parts) == len(told) - at - 1 and (_SPLIT.search(between) or listed):
            yield from _summed(whole, parts)
            return


def _every_one(sentence: str, told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Yield what is odd in "14 skoler sagde ja, og 5 sagde nej. Alle 21 skoler har svaret."."""
    for whole in told:
        if not whole.noun or not re.search(r"\balle\b", sentence, re.IGNORECASE):
            continue
        if not _EVERY_ONE.search(whole.before[-12:]):
            continue
        same = [one for one in earlier if one.noun == whole.noun]
        bare = [one for one in earlier if one.unit == "" and same and one.place is same[0].place]
        if len(same) == 1 and bare:
            yield from _summed(whole, [*same, *bare])


def _plain(told: Sequence[Told], noun: str) -> list[Told]:
    """Return the counts that can be parts: of the same thing, or of nothing that is named."""
    return [one for one in told if not one.amount.unit and one.noun in {"", noun}]
