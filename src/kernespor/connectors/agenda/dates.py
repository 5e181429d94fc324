"""Days and terms of office, in every form in which Danish minutes write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from kernespor.engines.danish import MONTHS, WEEKDAYS

_MONTH = "|".join((*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dec"))
DAY = (
    rf"(?:\d{{1,2}}\.?[ -]?(?:{_MONTH})\.?[ -]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    r"|\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:\d{4}|\d{2})"
    r"|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}[-/ ](?:\d{4}|\d{2}))"
)
_WEEKDAY = "|".join(WEEKDAYS)
CLOCK = (
    r"(?:,? ?(?:kl\.?|klokken) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:-|–|til) ?(?:kl\. ?)?\d{1,2}(?:[.:]\d{2})?)?)"
)
DATED = re.compile(
    rf"(?<![\w./-])(?:(?:{_WEEKDAY}),? )?(?:(?:den|d\.) ?)?(?P<day>{DAY})(?![\w/-]|\.\d)(?: ?{CLOCK})?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,2})[-./] ?(\d{1,2})[-./ ] ?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDED = re.compile(rf"(\d{{1,2}})\.?[ -]?({_MONTH})\.?[ -](\d{{4}})", re.IGNORECASE)
TERM = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–—/] ?((?:19|20)\d\d|\d\d)(?![\d/-])")
_LONGEST_TERM = 4  # years
_CENTURY = 2000


class Found(NamedTuple):
    """A date as it was written, and the day it means (None: there is none such)."""

    text: str
    start: int
    end: int
    day: dt.date | None


def find_dates(text: str) -> Iterator[Found]:
    """Yield the dates of a text, with the weekday and the hour that stand with them."""
    for match in DATED.finditer(text):
        yield Found(match[0], match.start(), match.end(), read_day(match["day"]))


def read_day(text: str) -> dt.date | None:
    """Return the day that a date means, or None where the calendar has no such day."""
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDED.fullmatch(text):
        day, year = int(match[1]), int(match[3])
        name = match[2].casefold()[:3]
        month = next(number for number, word in enumerate(MONTHS, start=1) if word.startswith(name))
    else:
        return None
    try:
        return dt.date(year if year >= 100 else year + _CENTURY, month, day)  # noqa: PLR2004 - two digits
    except ValueError:
        return None


def find_term(text: str) -> re.Match[str] | None:
    """Return the first term of office in a text ("2018-2021"), or None; other periods are none."""
    for match in TERM.finditer(text):
        if 1 <= _last(match) - int(match[1]) <= _LONGEST_TERM:
            return match
    return None


def read_term(match: re.Match[str]) -> str:
    """Return a term as "2018–2021"."""
    return f"{match[1]}–{_last(match)}"


def _last(match: re.Match[str]) -> int:
    first, last = int(match[1]), int(match[2])
    return last if last >= 100 else first // 100 * 100 + last  # noqa: PLR2004 - two digits
