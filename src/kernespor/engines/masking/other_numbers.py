"""Numbers that are surely something else than a personal number: what the search for those leaves alone.

Only what can be told by its form, or by a word before it, counts. Near the word "cpr" nothing here is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kernespor.engines.masking.vocabulary import any_of, words

FREE, OTHER = 0, -1  # whose a digit is: nobody's yet; something's that is no part of a personal number

# 1.234.567 and 1.234.567,50, alone or as a range; 1 234 567 only where "kr." follows.
_DOTTED = r"[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,2})?"
_AMOUNTS = re.compile(rf"(?<!\d)(?<!\d[.,/-]){_DOTTED}(?: ?- ?{_DOTTED})?(?!\d)(?![.,/-]\d)")
_SPACED = re.compile(
    r"(?<!\d)(?<!\d[ .,/-])[1-9]\d{0,2}(?: \d{3}){1,4}(?:,\d{1,2})?(?= ?(?:kr\b|dkk|mio\b|mia\b|kroner))"
)
PHONE = (
    r"[2-9](?:\d(?:\d{6}|(?: \d\d){3}|(?:\.\d\d){3})"
    r"|\d{3} \d{4}|\d \d{3} \d{3}|\d\d \d{3} \d\d|\d\d \d\d \d{3})"
)
_PHONES = re.compile(rf"(?<!\d)(?<!\d[^\w,;\n])(?:{PHONE})(?!\d)(?![-./ ]\d)")
_PREFIXED = re.compile(rf"(?<!\d)(?<!\d[^\w,;\n])(?:\+|00)45[ -]?(?:{PHONE})(?!\d)(?![-./ ]\d)")
# From abroad: of countries whose code begins no date.
_ABROAD = re.compile(
    r"(?<![\w+])(?<!\d[^\w,;\n])(?:\+|00)(?:4[46-9]|298|299|354|358)(?:[ -]?\d){6,10}(?!\d)(?![-./ ]\d)"
)
_EAN = re.compile(r"(?<!\d)\d{13}(?!\d)")
_EAN_DIGITS, _EAN_STARTS = 13, ("57", "978", "979")
_DATE = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:18|19|20)\d\d|\d\d)"
    r"|(?P<iso>(?:18|19|20)\d\d)-(?P<imonth>\d\d)-(?P<iday>\d\d))(?!\d)"
)
_JOINTS = ("-", ".", "/")
_ISO_REST = re.compile(r"-\d\d-\d")  # what seemed a year begins another date
_SERIES = 3  # years in a row that are a series
_YEAR_DIGITS = 4


def owners(signs: str) -> list[int]:
    """Return for each sign whose it is: FREE, OTHER, or the number (from 1) of the whole date it is part of.

    A whole date, with its year in four digits, may be the beginning of a personal number, but is never cut.
    """
    owner = [FREE] * len(signs)
    for number, (start, end, whole) in enumerate(_dates(signs), start=1):
        owner[start:end] = [number if whole else OTHER] * (end - start)
    for start, end in _others(signs):
        owner[start:end] = [OTHER] * (end - start)
    return owner


def is_other(chain: str) -> bool:
    """Say whether a chain of digits, parted all alike, is years in a row or an EAN number."""
    numbers = re.findall(r"\d+", chain)
    if len(set(re.findall(r"\D+", chain))) > 1:
        return False
    if len(numbers) >= _SERIES and all(len(one) == _YEAR_DIGITS for one in numbers):
        steps = {int(later) - int(one) for one, later in pairwise(numbers)}
        return steps in ({1}, {-1})
    return _is_ean("".join(numbers))


def _others(signs: str) -> Iterator[tuple[int, int]]:
    for pattern in (_AMOUNTS, _SPACED, _PREFIXED, _ABROAD):
        for found in pattern.finditer(signs):
            yield found.span()
    yield from _telephones(signs)
    for found in _cued().finditer(signs):
        yield found.span(1)
    for found in _EAN.finditer(signs):
        if _is_ean(found[0]):
            yield found.span()


def _telephones(signs: str) -> Iterator[tuple[int, int]]:
    """Return telephone numbers that stand two or more together, and no other digits with them before."""
    row: list[tuple[int, int]] = []
    for found in _PHONES.finditer(signs):
        if row and not re.fullmatch(r"[^\w\ue000]{1,6}", signs[row[-1][1] : found.start()]):
            yield from _row(row, signs)
            row = []
        row.append(found.span())
    yield from _row(row, signs)


def _row(row: list[tuple[int, int]], signs: str) -> list[tuple[int, int]]:
    joined = row and re.search(r"\d[^\w\ue000]{0,6}$", signs[max(0, row[0][0] - 7) : row[0][0]])
    return row if len(row) > 1 and not joined else []


@cache
def _cued() -> re.Pattern[str]:
    """A phone number or a company's number after its word."""
    named = any_of(*words("cues", "phones"), *words("cues", "companies"))
    return re.compile(
        rf"(?<!\w)(?:{named})[^\w\d]{{1,3}}(?:nr\W{{1,3}})?({PHONE}|\d\d(?:[ .]?\d\d){{3}})(?!\d)(?![-./ ]\d)"
    )


def _is_ean(digits: str) -> bool:
    """Say whether digits are a Danish EAN number or an ISBN, with the right check digit (GS1)."""
    if len(digits) != _EAN_DIGITS or not digits.startswith(_EAN_STARTS):
        return False
    return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _dates(signs: str) -> Iterator[tuple[int, int, bool]]:
    """Return the dates and whether each has its year in full; short ones count in a row alone."""
    row: list[tuple[int, int, bool]] = []
    for found in _DATE.finditer(signs):
        before = row[-1][1] if row else 0
        if not _is_date(found) or _goes_on(signs, found, before):
            continue
        if row and re.search(r"[\w\ue000]", signs[before : found.start()]):
            yield from _sure(row, signs)
            row = []
        row.append((*found.span(), len(found["year"] or found["iso"]) == _YEAR_DIGITS))
    yield from _sure(row, signs)


def _sure(row: list[tuple[int, int, bool]], signs: str) -> Iterator[tuple[int, int, bool]]:
    ends = row and not re.match(r"[^\w\ue000]{0,6}\d", signs[row[-1][1] : row[-1][1] + 7])
    alone = len(row) > 1 and ends
    yield from ((start, end, whole) for start, end, whole in row if whole or alone)


def _is_date(found: re.Match[str]) -> bool:
    month = int(found["month"] or found["imonth"])
    return 1 <= int(found["day"] or found["iday"]) <= 31 and 1 <= month <= 12  # noqa: PLR2004 - of the calendar


def _goes_on(signs: str, found: re.Match[str], last: int) -> bool:
    """Say whether digits go on with no more than a mark between, before or after: then it is no date.

    `last` is where the date before it ends, which may be joined to it: "01.01.26-31.12.26".
    """
    start, end = found.span()
    before, after = signs[max(0, start - 2) : start], signs[end : end + 2]
    if before[:1].isdigit() and before[1:] in _JOINTS and start - 1 != last:
        return True
    follows = after[:1] == (found["sep"] or "-") and after[1:].isdigit()
    return follows or bool(_ISO_REST.match(signs, end))
