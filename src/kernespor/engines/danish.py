"""Danish dates, numbers and order, the same in a page, a PDF, a Word file and a spreadsheet.

The clock is never read here: today is an argument.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_NUMERIC = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED = re.compile(r"(\d{1,2})\.? ([a-zæøå]+)\.? (\d{4})", re.IGNORECASE)


def long_date(day: dt.date) -> str:
    """Return a date as in "21. november 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """Return a date as in "21. nov. 2026", for tables."""
    return f"{day.day}. {SHORT_MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str) -> dt.date:
    """Read "1-10-2026", "1.10.2026", "1. oktober 2026", "1. okt. 2026" or "2026-10-01".

    Raises ValueError when the text is no date of the calendar.
    """
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return dt.date(year, month, day)
    if match := _NUMERIC.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return dt.date(year, month, day)
    if match := _WORDED.fullmatch(text):
        word = match[2].casefold()
        for number, name in enumerate(MONTHS, start=1):
            if word == name or (len(word) >= 3 and name.startswith(word)):  # noqa: PLR2004 - "jan", "sept"
                return dt.date(int(match[3]), number, int(match[1]))
    raise ValueError(text)


def count(number: int, one: str, many: str) -> str:
    """Return "1 handling" or "3 handlinger", with thousands parted by dots."""
    return f"{number:,}".replace(",", ".") + f" {one if number == 1 else many}"


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts as Danish dictionaries do: … z, æ (ä), ø (ö), å (aa).

    Accents other than the Danish letters are ignored, as is case.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return tuple(_letter_key(letter) for letter in folded)


def _letter_key(letter: str) -> tuple[int, str]:
    place = {"æ": 1, "ä": 1, "ø": 2, "ö": 2, "å": 3}.get(letter)
    if place:
        return (place, "")
    return (0, unicodedata.normalize("NFD", letter)[0])
