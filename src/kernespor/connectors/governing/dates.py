"""Dates that can't be: none of the calendar, another weekday, or told as past by an older document."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from kernespor.connectors.governing.findings import cut, noticed
from kernespor.connectors.governing.sentences import sentences
from kernespor.engines.danish import MONTHS, WEEKDAYS, long_date
from kernespor.engines.findings import Finding

_MONTH = "|".join(MONTHS)
_FULL = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:den\s+|d\.\s*)?)?(?<![\d./-])"
    rf"(?:(?P<day>\d{{1,2}})\.?\s*(?P<month>{_MONTH})(?:,?\s+(?P<year>(?:19|20)\d\d))?(?![\wæøå])"
    r"|(?P<day2>\d{1,2})(?P<sign>[-./])(?P<month2>\d{1,2})(?:(?P=sign)|[- ])(?P<year2>(?:19|20)\d\d)(?![\d./-]\d|\d))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?P<whole>(?:(?P<part>primo|medio|ultimo)\s+(?P<pmonth>{_MONTH})?\s*|i (?:det )?(?:tidlige |sene )?"
    rf"(?P<season>vinteren|foråret|forår|sommeren|sommer|efteråret|efterår)\s+|i\s+(?P<month>{_MONTH})\s+|(?P<bare>i)\s+)"
    r"(?P<year>20\d\d))(?![\d/-]|\s*[-–]\s*\d)",
    re.IGNORECASE,
)
_SEASONS = {"vinteren": 1, "foråret": 3, "forår": 3, "sommeren": 6, "sommer": 6, "efteråret": 9, "efterår": 9}
_PARTS = {"primo": 1, "medio": 11, "ultimo": 21}
_PAST = r"\b(?:blev|var|fandt|fik|begyndte|vedtog|besluttede|godkendte|afholdt|(?:er|har) (?:\w+ ){0,2}?blevet|er (?:\w+ ){0,1}?(?:gennemført|afholdt|afsluttet))\b"
_DONE = r"(?:gennemført|afholdt|igangsat|iværksat|oprettet|indført|afsluttet|startet|evalueret|undersøgt|etableret|ansat|indviet)"
_CLAUSE = r"(?:(?!\b(?:at|som|hvor|om|til|for|der|skal|vil|budget\w*|inden|senest (?:den|d|i|primo|medio|ultimo|\d)|frem)\b)[^,.;:?!])"
_PAST_BEFORE = re.compile(rf"{_PAST}(?:\s+der\b)?{_CLAUSE}{{0,80}}$", re.IGNORECASE)
_PAST_AFTER = re.compile(
    rf"^\s+(?:blev|var|fandt|begyndte|vedtog|besluttede|godkendte)\b{_CLAUSE}{{0,80}}", re.IGNORECASE
)
_UNDER_WAY_BEFORE = re.compile(r"\b(?:er|pågår|kører)\s+(?:der\s+)?(?:nu\s+|aktuelt\s+)?$", re.IGNORECASE)
_UNDER_WAY_AFTER = re.compile(r"^[^,.;:]{0,80}\b(?:i gang|igangsat|under udførelse)\b", re.IGNORECASE)
_REACH = 110


class Found(NamedTuple):
    """A finding's code, the place in the text where it stands, and what it says."""

    code: str
    at: int
    params: dict[str, str | int]


def date_findings(text: str, dated: dt.date | None) -> Iterator[Found]:
    """Yield what is wrong with the dates of a text; `dated` is the document's own date."""
    for match in _FULL.finditer(text):
        yield from _calendar(match)
    if dated:
        for start, sentence in sentences(text):
            yield from _told_too_early(start, sentence, dated)


def _calendar(match: re.Match[str]) -> Iterator[Found]:
    day = int(match["day"] or match["day2"])
    month = MONTHS.index(match["month"].casefold()) + 1 if match["month"] else int(match["month2"])
    year = match["year"] or match["year2"]
    said = " ".join(match[0].split())
    known = 1 <= month <= len(MONTHS)
    most = calendar.monthrange(int(year) if year else 2024, month)[1] if known else 0
    if not 1 <= day <= most:
        yield Found("date_impossible", match.start(), {"text": said})
    elif match["weekday"] and year:
        right = WEEKDAYS[dt.date(int(year), month, day).weekday()]
        if right != match["weekday"].casefold():
            yield Found("weekday_wrong", match.start(), {"text": said, "weekday": right})


def _told_too_early(start: int, sentence: str, dated: dt.date) -> Iterator[Found]:
    for match in (*_PERIOD.finditer(sentence), *_FULL.finditer(sentence)):
        earliest = _earliest(match)
        if earliest is None or earliest <= dated:
            continue
        before = sentence[max(match.start() - _REACH, 0) : match.start()]
        after = sentence[match.end() : match.end() + _REACH]
        bare = "bare" in match.re.groupindex and bool(match["bare"])
        if bare and _UNDER_WAY_BEFORE.search(before) and _UNDER_WAY_AFTER.search(after):
            told = True
        else:
            told = bool(
                _PAST_BEFORE.search(re.sub(r"(?:den|d\.|i|på|fra|siden)\s*$", "", before).rstrip() + " ")
            ) or bool(_PAST_AFTER.search(after))
            told = told and (not bare or bool(re.search(_DONE, before[-60:] + after[:60], re.IGNORECASE)))
        if told:
            yield Found(
                "date_after", start + match.start(), {"text": cut(sentence), "date": long_date(dated)}
            )
            return


def _earliest(match: re.Match[str]) -> dt.date | None:
    """Return the first day that a period or a date may mean."""
    if "part" not in match.re.groupindex:
        year = match["year"] or match["year2"]
        if not year:
            return None
        month = MONTHS.index(match["month"].casefold()) + 1 if match["month"] else int(match["month2"])
        try:
            return dt.date(int(year), month, int(match["day"] or match["day2"]))
        except ValueError:
            return None
    year = int(match["year"])
    if match["part"]:
        part = match["part"].casefold()
        if match["pmonth"]:
            return dt.date(year, MONTHS.index(match["pmonth"].casefold()) + 1, _PARTS[part])
        return dt.date(year, {"primo": 1, "medio": 5, "ultimo": 11}[part], 1)
    if match["season"]:
        return dt.date(year, _SEASONS[match["season"].casefold()], 1)
    if match["month"]:
        return dt.date(year, MONTHS.index(match["month"].casefold()) + 1, 1)
    return dt.date(year, 1, 1)


def as_finding(found: Found, line: int, block: int) -> Finding:
    """Return the finding with its place."""
    return noticed(found.code, line=line, block=block, **found.params)
