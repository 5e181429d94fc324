"""Steps that can't come in the order in which the text sets their dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kernespor.engines.danish import MONTHS, long_date
from kernespor.engines.findings import N_
from kernespor.engines.item_review.dates import EFFECT_EARLY, dates_in
from kernespor.engines.item_review.records import Item, Noticed, Passage

TURNED = N_("»{first}« ({one}) skulle være før »{second}« ({other}).")
COUNCIL_FIRST = N_("{council} ({one}) står før {committee} ({other}).")
GAP = N_("»{first}« er {one}, men »{second}« er først {other}.")

# Each a row of steps in their order; words that stand before the date, or for the last row around it.
_TENDER = (
    r"(?:udbuds)?material\w+ (?:offentliggøres|udsendes|sendes ud|lægges ud)|udbuddet (?:offentliggøres|annonceres)|annoncering",  # noqa: E501 - it reads best whole
    r"ansøgningsfrist\w*|frist\w* for (?:at )?ansøg\w+",
    r"(?:inviteret|inviteres|opfordres|opfordret) til at (?:give|afgive) (?:et )?tilbud",
    r"tilbudsfrist\w*|frist\w* for (?:at (?:give|afgive) )?tilbud",
    r"tilbuddene åbnes",
    r"(?:kontrakten|opgaven|ordren) tildeles|tildeling\w*",
    r"kontrakten (?:begynder|starter|underskrives|træder i kraft)",
)
_BUILDING = (
    r"anlægsarbejde:?|(?:byggeriet|anlægsarbejdet|arbejdet|opførelsen|renoveringen) (?:begyndte|begynder|går i gang|gik i gang|startede|starter|påbegyndes)",  # noqa: E501 - it reads best whole
    r"(?:taget|tages) i brug|ibrugtagning|indviet|indvies|afleveret|afleveres",
)
_ROWS = tuple(
    tuple(re.compile(rf"\b(?:{step})\b", re.IGNORECASE) for step in row) for row in (_TENDER, _BUILDING)
)
_CLOSES = re.compile(r"\b(?:lukker|lukkes|fraflyttes|nedlægges|ophører|tømmes)\b", re.IGNORECASE)
_READY = re.compile(r"\b(?:står klar|er klar|anskaffes|leveres|åbner|står færdig)\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"\b(?:i|primo|medio|ultimo)\s(?P<month>{'|'.join(MONTHS)})\s(?P<year>20\d\d)\b", re.IGNORECASE
)
_WAY = re.compile(
    r"\b(?P<body>byrådet|kommunalbestyrelsen|økonomiudvalget|[\wæøå-]*udvalget|[\wæøå]+ udvalg)\b,?\s(?:den\s|d\.\s)?$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:ventes\s(?:påbegyndt|begyndt)|påbegyndes|går i gang|begynder|starter|træder i kraft)\s$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"byrådet|kommunalbestyrelsen", re.IGNORECASE)
_CLAUSE = re.compile(r",\s(?:og|men|mens|hvorefter)\s|\bog\b|\bmens\b|;")
_ACROSS = 3  # sentences within which the steps are those of one thing
_WORDS_AROUND = 70  # letters
_MOST = 8  # dates of a sentence that somebody reads; more are a list
_MOST_STEPS = 60  # of one row


@dataclass(frozen=True, slots=True)
class _Moment:
    first: dt.date
    last: dt.date
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a row with its date; `number` is that of its sentence."""

    rank: int
    number: int
    name: str
    moment: _Moment
    place: Passage


def out_of_step(item: Item, passages: Sequence[Passage]) -> Iterator[Noticed]:
    """Say which steps of a tender, of a building, of a move or of the way of the item are turned around."""
    met = max((*item.decided, *([item.meeting] if item.meeting else ())), default=None)
    steps: list[list[_Step]] = [[] for _ in _ROWS]
    for number, one in enumerate(passages):
        moments = _moments(one.sentence)
        if not moments or len(moments) > _MOST:
            continue
        yield from _way(one, moments)
        yield from _gap(one, moments)
        yield from _too_early(one, moments, met)
        for row, found in zip(_ROWS, steps, strict=True):
            for moment in moments:
                words = _around(one.sentence, moment, moments)
                named = ((rank, match[0]) for rank, step in enumerate(row) if (match := step.search(words)))
                found.extend(_Step(rank, number, name, moment, one) for rank, name in named)
    for found in steps:
        yield from _turned(found[:_MOST_STEPS])


def _turned(found: Sequence[_Step]) -> Iterator[Noticed]:
    for one, other in combinations(found, 2):
        low, high = (one, other) if one.rank < other.rank else (other, one)
        together = abs(one.number - other.number) <= _ACROSS and one.place.section == other.place.section
        if low.rank < high.rank and together and low.moment.first > high.moment.last:
            params = {
                "first": low.name, "one": low.moment.text, "second": high.name, "other": high.moment.text,
            }  # fmt: skip
            yield Noticed(TURNED, params, tuple(dict.fromkeys((one.place, other.place))))


def _moments(sentence: str) -> list[_Moment]:
    found = [
        _Moment(day, day, said.start, said.end, long_date(day))
        for said in dates_in(sentence)
        if (day := said.on())
    ]
    for match in _MONTH.finditer(sentence):
        month, year = MONTHS.index(match["month"].casefold()) + 1, int(match["year"])
        if not any(one.start <= match.end() and match.start() <= one.end for one in found):
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
            found.append(_Moment(dt.date(year, month, 1), last, *match.span(), match[0].split(" ", 1)[1]))
    return sorted(found, key=lambda one: one.start)


def _around(sentence: str, moment: _Moment, moments: Sequence[_Moment]) -> str:
    """Return the words before a date, back to the date before it."""
    before = max((one.end for one in moments if one.end <= moment.start), default=0)
    return sentence[max(before, moment.start - 2 * _WORDS_AROUND) : moment.start]


def _way(one: Passage, moments: Sequence[_Moment]) -> Iterator[Noticed]:
    """Yield a council that stands before a committee, where the passage is a list of who treats the item."""
    stops = [
        (match["body"], moment)
        for moment in moments
        if (match := _WAY.search(one.sentence[max(0, moment.start - 60) : moment.start]))
    ]
    if len(stops) != len(moments) or len(stops) < 2:  # noqa: PLR2004 - two bodies
        return
    for (first, moment), (second, other) in combinations(stops, 2):
        early, late = (
            ((first, moment), (second, other))
            if moment.first < other.first
            else ((second, other), (first, moment))
        )
        if early[1].first < late[1].first and _COUNCIL.match(early[0]) and not _COUNCIL.match(late[0]):
            params = {"council": early[0], "one": early[1].text, "committee": late[0], "other": late[1].text}
            yield Noticed(COUNCIL_FIRST, params, (one,))


def _too_early(one: Passage, moments: Sequence[_Moment], met: dt.date | None) -> Iterator[Noticed]:
    """Yield what is to begin in a month that is over when the item is decided; days are for `dates` to see."""  # noqa: E501 - it reads best whole
    for moment in moments:
        begins = _BEGINS.search(one.sentence[max(0, moment.start - _WORDS_AROUND) : moment.start])
        if met and begins and moment.first != moment.last < met:
            yield Noticed(EFFECT_EARLY, {"end": moment.text, "start": long_date(met)}, (one,))


def _gap(one: Passage, moments: Sequence[_Moment]) -> Iterator[Noticed]:
    """Yield what closes before that which is to take its place is ready, both told in one sentence."""
    for moment, other in combinations(moments, 2):
        words = {moment: _around(one.sentence, moment, moments), other: _around(one.sentence, other, moments)}
        for closing, ready in ((moment, other), (other, moment)):
            closes, opens = _CLOSES.search(words[closing]), _READY.search(words[ready])
            if closes and opens and closing.last < ready.first and (ready.first - closing.last).days > 1:
                params = {"first": closes[0], "one": closing.text, "second": opens[0], "other": ready.text}
                yield Noticed(GAP, params, (one,))
