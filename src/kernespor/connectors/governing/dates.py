"""Dates that can't be: none of the calendar, another weekday, or told as past by an older document."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from kernespor.connectors.governing.findings import cut, noticed
from kernespor.connectors.governing.words import any_of
from kernespor.engines.danish import MONTHS, WEEKDAYS, long_date
from kernespor.engines.findings import Finding
from kernespor.engines.sentences import sentences

_MONTH = "|".join(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_FULL = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+(?:den\s+|d\.\s*)?)?(?<![\d./-])"
    rf"(?:(?P<day>\d{{1,2}})\.?\s*(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?(?![\wæøå])"
    r"|(?P<day2>\d{1,2})(?P<sign>[-./])(?P<month2>\d{1,2})(?:(?P=sign)|[- ])"
    rf"(?P<year2>{_YEAR})(?![\d./-]\d|\d))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?P<whole>(?:(?P<part>primo|medio|ultimo)\s+(?P<pmonth>{_MONTH})?\s*|i (?:det )?(?:tidlige |sene )?"
    rf"(?P<season>vinteren|foråret|forår|sommeren|sommer|efteråret|efterår)\s+|i\s+(?P<month>{_MONTH})\s+|(?P<bare>i)\s+)"
    r"(?P<year>20\d\d))(?![\d/-]|\s*[-–]\s*\d)",
    re.IGNORECASE,
)
_SEASONS = {"vinteren": 1, "foråret": 3, "forår": 3, "sommeren": 6, "sommer": 6, "efteråret": 9, "efterår": 9}
_PARTS = {"primo": 1, "medio": 11, "ultimo": 21}  # days of a month
_MONTH_OF_PART = {"primo": 1, "medio": 5, "ultimo": 11}
_CLAUSE = rf"(?:(?!\b{any_of('elsewhere')}\b)[^,.;:?!])"
_PAST_BEFORE = re.compile(rf"\b{any_of('past')}\b(?:\s+der\b)?{_CLAUSE}{{0,80}}$", re.IGNORECASE)
_PAST_AFTER = re.compile(rf"^\s+{any_of('past')}\b{_CLAUSE}{{0,80}}", re.IGNORECASE)
_DONE = re.compile(any_of("done"), re.IGNORECASE)
_TO_DATE = re.compile(r"\b(?:den|d\.|i|på|fra|siden)\s*$", re.IGNORECASE)
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
        told = bool(_PAST_BEFORE.search(_TO_DATE.sub("", before).rstrip() + " ") or _PAST_AFTER.search(after))
        if bare:
            under_way = _UNDER_WAY_BEFORE.search(before) and _UNDER_WAY_AFTER.search(after)
            told = bool(under_way or (told and _DONE.search(before[-60:] + after[:60])))
        if told:
            yield Found(
                "date_after", start + match.start(), {"text": cut(sentence), "date": long_date(dated)}
            )
            return


def _earliest(match: re.Match[str]) -> dt.date | None:
    """Return the first day that a period or a date may mean."""
    found = match.groupdict()
    year = int(found["year"] or found.get("year2") or 0)
    if not year:
        return None
    named = found["month"] or found.get("pmonth")
    month = MONTHS.index(named.casefold()) + 1 if named else int(found.get("month2") or 1)
    day = int(found.get("day") or found.get("day2") or 1)
    if part := (found.get("part") or "").casefold():
        month, day = (month, _PARTS[part]) if named else (_MONTH_OF_PART[part], 1)
    elif season := (found.get("season") or "").casefold():
        month = _SEASONS[season]
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def as_finding(found: Found, line: int, block: int | None = None) -> Finding:
    """Return the finding with its place."""
    return noticed(found.code, line, block, **found.params)
