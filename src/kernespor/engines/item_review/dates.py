"""Dates that can't be, and dates in the wrong order."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kernespor.engines.danish import MONTHS, WEEKDAYS, long_date
from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import NUMERALS
from kernespor.engines.item_review.records import Item, Noticed, Passage

IMPOSSIBLE = N_("»{text}« findes ikke i kalenderen.")
WEEKDAY = N_("Den {date} er en {right}, ikke en {told}.")
REVERSED = N_("Det slutter ({end}), før det begynder ({start}).")
HEARING_LATE = N_("Høringen slutter ({end}) efter beslutningen ({start}).")
EFFECT_EARLY = N_("Det får virkning ({end}) før beslutningen ({start}).")
HEARING_AFTER = N_("Høringen begynder ({start}) efter beslutningen ({end}).")
SENT_EARLY = N_("Fristen ({end}) er før beslutningen ({start}).")
DURATION = N_("Fra {start} til {end} er der {right}, men der står {told}.")

_WORD = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})\s(?:den\s|d\.\s?)?)?(?<![\w.,/-])(?:"
    rf"(?P<day>\d{{1,2}})\.?\s?(?P<month>{_WORD})\b(?:\s(?P<year>(?:19|20)\d\d)\b)?"
    r"|(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./ ](?P<y>(?:19|20)\d\d)\b(?![-.]\w))",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:perioden|fra|årene)\s((?:19|20)\d\d)\s?(?:-|–|til)\s?((?:19|20)\d\d)\b", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"^\s?(?:og\s)?(?:-|–|til og med|til|indtil|frem til)\s(?:og med\s)?(?:den\s|d\.\s?)?$", re.IGNORECASE
)
_BEGINS = re.compile(
    r"\b(?:begynder|starter|påbegyndes|går i gang|igangsættes|opstart\w*)\b[^.]{0,30}$", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:afsluttes|slutter|er færdig\w*|står færdig\w*|er slut|frist\w*|ophører|deadline\w*)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_HEARING = re.compile(
    r"(?:høringen\s(?:slutter|løber|afsluttes|udløber)|høringsfrist\w*|svarfrist\w*|frist\w*\sfor\s(?:at afgive\s)?(?:hørings)?svar\w*"  # noqa: E501 - it reads best whole
    r"|(?:sendt|sendes|er|været)\si\s(?:offentlig\s)?høring\b.{0,90}(?:til|indtil)"
    r"|(?:sendt|sendes|forelægges)\s(?:til udtalelse|til høring)\b.{0,60}(?:møde|til|indtil))\b.{0,40}$",
    re.IGNORECASE,
)
_HEARING_BEGINS = re.compile(
    r"\b(?:sendes|er|været)\si\s(?:offentlig\s)?høring\b.{0,90}\bfra\s(?:den\s)?$|\bhøringen\s(?:begynder|starter|løber fra)\b.{0,12}$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:byrådet|kommunalbestyrelsen|økonomiudvalget|\w*udvalget)\s(?:endeligt\s)?"
    r"(?:behandler|beslutter|træffer|vedtager|afgør|godkender)\b.{0,40}$"
    r"|\b(?:byrådets|kommunalbestyrelsens|\w*udvalgets)\smøde\s(?:den\s|d\.\s)?$"
    r"|\b(?:behandles|vedtages|afgøres|besluttes)\s(?:\w+\s){0,2}i\s(?:byrådet|kommunalbestyrelsen|økonomiudvalget|\w*udvalget)\b.{0,20}$",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:træder i kraft|med virkning fra|har virkning fra|får virkning fra|gælder fra|skal gælde fra|indføres|iværksættes"  # noqa: E501 - it reads best whole
    r"|går i gang|påbegyndes|igangsættes|overtages|overtagelse\w*(?:\ser)?|(?:være|tages|er) i brug|nedlægges|åbner|lukker)\b.{0,20}$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_APPLIED = re.compile(r"\bansøg\w*\b.{0,60}\b(?:senest|inden|frist\w*)\b.{0,12}$", re.IGNORECASE)
_INFORMS = re.compile(r"efterretning|orientering", re.IGNORECASE)
_LASTED = re.compile(
    r"^,?\s(?:altså|i alt|dvs\.|det er|det vil sige)\s(?:i\s|over\s)?(?P<count>\d{1,2}|to|tre|fire|fem|seks|otte|ti|tolv)\s(?P<unit>måneder|år)\b",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?P<count>\d{1,2}|to|tre|fire|fem|seks|otte|ti|tolv)\s(?P<unit>måneder|år)\s(?:fra|i perioden)\s(?:den\s|d\.\s)?$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:lov\w*|bekendtgørelse\w*|tilbagevirkende|direktiv\w*|regler\w*)\b", re.IGNORECASE)
_BEFORE = 170
_DAYS = 39  # what is written as a day; anything above is no date
_MONTHS = 12
_MONTH_DAYS = 30.44
_MOST = 8  # dates of a sentence that somebody reads; more are a list


@dataclass(frozen=True, slots=True)
class Said:
    """A date in a sentence; without a year where none was written, without a day where it can't be."""

    day: int
    month: int
    year: int | None
    start: int
    end: int
    weekday: str
    text: str

    def on(self, year: int | None = None) -> dt.date | None:
        """Return the day, in a year that is given where none was written."""
        at = self.year or year
        return dt.date(at, self.month, self.day) if at and self.is_possible(at) else None

    def is_possible(self, year: int | None = None) -> bool:
        """Say whether the calendar has the day; without a year in any year."""
        at = self.year or year or 2000
        return 1 <= self.month <= _MONTHS and 1 <= self.day <= calendar.monthrange(at, self.month)[1]


def misdated(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    """Say which dates can't be or come in the wrong order."""
    roles: dict[str, list[tuple[dt.date, Passage]]] = {
        role: [] for role in ("hearing", "hearing_begins", "decision", "effect", "applied")
    }
    for one in passages:
        if not any(sign.isdigit() for sign in one.sentence):
            continue
        found = dates_in(one.sentence)
        yield from _impossible(one, found)
        yield from _reversed(one, found)
        if len(found) > _MOST:
            continue
        yield from _lasting(one, found)
        for date in found:
            if day := date.on():
                _give_role(roles, one, day, one.sentence[max(0, date.start - _BEFORE) : date.start])
    yield from _against_decision(item, roles)


def ends_hearing(before: str) -> bool:
    """Say whether the words before a date say that a hearing ends on it."""
    return bool(_HEARING.search(before[-_BEFORE:]))


def dates_in(sentence: str) -> list[Said]:
    """Return the dates of a sentence in order, impossible ones too."""
    found = []
    for match in _DATE.finditer(sentence):
        worded = match["month"] is not None
        month = MONTHS.index(match["month"].casefold()) + 1 if worded else int(match["m"])
        day = int(match["day"] if worded else match["d"])
        year = match["year"] if worded else match["y"]
        if month <= _MONTHS and month and day <= _DAYS:
            weekday = (match["weekday"] or "").casefold()
            found.append(Said(day, month, int(year) if year else None, *match.span(), weekday, match[0]))
    return found


def _impossible(one: Passage, found: list[Said]) -> Iterator[Noticed]:
    for date in found:
        day = date.on()
        if not date.is_possible():
            yield Noticed(IMPOSSIBLE, {"text": date.text}, (one,))
        elif day and date.weekday and WEEKDAYS[day.weekday()] != date.weekday:
            params = {"date": long_date(day), "right": WEEKDAYS[day.weekday()], "told": date.weekday}
            yield Noticed(WEEKDAY, params, (one,))


def _reversed(one: Passage, found: list[Said]) -> Iterator[Noticed]:
    for match in _YEARS.finditer(one.sentence):
        if match[1] > match[2]:
            yield Noticed(REVERSED, {"start": match[1], "end": match[2]}, (one,))
    for first, second in pairwise(found):
        start, end = first.on(second.year), second.on(first.year)
        if not start or not end or end >= start:
            continue
        before = one.sentence[max(0, first.start - _BEFORE) : first.start]
        between = one.sentence[first.end : second.start]
        if _BETWEEN.match(between) or (_BEGINS.search(before) and _ENDS.search(between)):
            yield Noticed(REVERSED, {"start": long_date(start), "end": long_date(end)}, (one,))


def _give_role(
    roles: dict[str, list[tuple[dt.date, Passage]]], one: Passage, day: dt.date, before: str
) -> None:
    if _HEARING_BEGINS.search(before):
        roles["hearing_begins"].append((day, one))
    elif _HEARING.search(before):
        roles["hearing"].append((day, one))
    elif _DECIDES.search(before):
        roles["decision"].append((day, one))
    elif _EFFECT.search(before) and not _LAW.search(one.sentence):
        roles["effect"].append((day, one))
    elif _APPLIED.search(before):
        roles["applied"].append((day, one))


def _lasting(one: Passage, found: list[Said]) -> Iterator[Noticed]:
    """Yield a stretch of time that isn't as long as the text says; a month more or less is told alike."""
    for first, second in pairwise(found):
        start, end = first.on(second.year), second.on(first.year)
        lasts = _LASTS.search(one.sentence[: first.start]) or _LASTED.match(one.sentence[second.end :])
        if not lasts or not start or not end or not _BETWEEN.match(one.sentence[first.end : second.start]):
            continue
        count = NUMERALS.get(lasts["count"].casefold()) or int(lasts["count"])
        months = count * (_MONTHS if lasts["unit"].casefold() == "år" else 1)
        days = (end - start).days
        if abs(days / _MONTH_DAYS - months) > 1:
            params = {
                "start": long_date(start), "end": long_date(end), "told": f"{lasts['count']} {lasts['unit']}",
                "right": f"{round(days / _MONTH_DAYS)} måneder",
            }  # fmt: skip
            yield Noticed(DURATION, params, (one,))


def _against_decision(item: Item, roles: dict[str, list[tuple[dt.date, Passage]]]) -> Iterator[Noticed]:
    """Hold hearing and effect against the last decision that is told of, or else the meeting."""
    told = max(roles["decision"], key=lambda pair: pair[0], default=None)
    met = max((*item.decided, *([item.meeting] if item.meeting else ())), default=None)
    decision = told[0] if told else met
    if not decision:
        return
    places = (told[1],) if told else ()
    hears = re.search(r"høring", item.recommendation, re.IGNORECASE) and not told
    decides = not _INFORMS.search(f"{item.item_type} {item.recommendation}")
    for day, one in roles["hearing_begins"]:
        if day > decision and not hears:
            yield Noticed(
                HEARING_AFTER, {"start": long_date(day), "end": long_date(decision)}, (one, *places)
            )
    for role, template in (
        ("hearing", HEARING_LATE), ("effect", EFFECT_EARLY), ("applied", SENT_EARLY),
    ):  # fmt: skip
        for day, one in roles[role]:
            if day > decision and not hears if role == "hearing" else day < decision and decides:
                yield Noticed(template, {"end": long_date(day), "start": long_date(decision)}, (one, *places))
