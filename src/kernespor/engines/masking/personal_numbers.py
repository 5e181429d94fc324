"""Where a text holds Danish personal numbers (CPR), in every form that we know.

A personal number is a day, a month, a year and four digits. Since 2007 the check digit (modulus 11) isn't
asked for, and a replacement number has 60 added to its day, so that neither tells a number from another:
whatever can be read as a date and four digits is one, unless it is surely something else. Near the word "cpr"
nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kernespor.engines.danish import MONTHS
from kernespor.engines.masking.folding import readings
from kernespor.engines.masking.other_numbers import FREE, is_other, owners
from kernespor.engines.masking.records import Span

ZONE, BEFORE = 80, 40  # signs after and before the word "cpr" in which any number of ten digits is one
_Places = list[tuple[int, int]]

CUE = re.compile(
    r"cpr|(?<!\w)c[^\w\ue000]{1,2}p[^\w\ue000]{1,2}r(?!\w)|pers(?:on)?[ .-]{0,2}n(?:r|ummer)|fødselsnummer"
    r"|sygesikring|sundhedskort"
)
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_FORM = re.compile(rf"(?<!\d){_DAY}{_MONTH}\d\d[- ]?\d{{4}}(?!\d)")
_LOOSE_DAY, _LOOSE_MONTH = r"(?:0?[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0?[1-9]|1[0-2])"
_PARTED = rf"{_LOOSE_DAY}[-./] ?{_LOOSE_MONTH}[-./ ] ?(?:(?:18|19|20)\d\d|\d\d)"
_MONTHS = "|".join(month[:3] for month in MONTHS)
_WORDED = rf"\d{{1,2}}[. ]{{0,2}}(?:{_MONTHS})[a-z]{{0,6}}[. ]{{0,2}}(?:\d{{4}}|\d\d)"
_SIX = rf"{_DAY}{_MONTH}\d\d"
BORN = rf"(?:{_SIX}|{_PARTED}|{_DAY} {_MONTH} (?:\d{{4}}|\d\d))"
_NAMED = (
    r"(?:sidste (?:fire|4)\b|løbe-?n(?:r|ummer)|\b(?:binde)?streg\b|\bminus\b|cifre|kontrolcif|\bendelse)"
    r"[^\d\ue000]{0,30}(?:4 cifre[^\d\ue000]{0,20})?"
)
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)[1-9]{_MONTH}\d\d-\d{{4}}(?!\d)",  # a spreadsheet took the first zero
        rf"(?<!\d){_PARTED}[-./ \n]{{1,3}}\d{{4}}(?!\d)",  # 1/1-90-1234
        rf"(?<!\d){_WORDED} ?[-/] ?\n?\d{{4}}(?!\d)",  # 1. januar 1990-1234
        rf"(?<!\d){_SIX}-\d{{3}}(?!\d)",  # a digit forgotten
        # Some of the four hidden, not all: with the check digit those left tell too much.
        rf"(?<!\d){BORN}[- ]{{0,3}}(?=[x*#•]{{0,4}}\d)(?=\d{{0,4}}[x*#•])[\dx*#•]{{2,4}}(?!\d)",
        rf"(?<!\d){BORN}-(?=\?{{0,4}}\d)(?=\d{{0,4}}\?)[\d?]{{2,4}}(?!\d)",
        # 010190, løbenummer 1234
        rf"(?<!\d){BORN}[^\d\ue000]{{1,60}}?{_NAMED}\d{{4}}(?!\d)",
    )
)
_LETTERED = re.compile(rf"(?<!\d){_SIX}[- ]?(?=[a-z]{{0,3}}\d)(?=\d{{0,3}}[a-z])[\da-z]{{4}}(?!\w)")
# What is a number near the word "cpr" though it begins with no date, or has lost its first zero.
_CUED = re.compile(r"(?<!\d)(?:\d{6}[^\d\ue000]{0,20}\d{4}|\d{5}-?\d{4})(?!\d)")
_CHAIN = re.compile(r"\d(?:[^\w\ue000]{0,6}\d)*")
_LIGHT = re.compile(r"[ \t\n./-]*")
_LIKE = str.maketrans("oøliszb", "0011528")
_RUN = re.compile(r"(?:(?<!\w)|(?<=cpr)|(?<=nr)|(?<=nummer))[0-9oøliszb]+(?!\w)")
_LEAST_RUN = 4
_SIZES = ((10, 6), (12, 8))  # digits in all, and of the date
_SIZE_CUED = range(9, 13)  # digits that are a number near "cpr", whatever they say
_LONGEST_DAY, _REPLACED = 31, 60


def places(text: str) -> tuple[Span, ...]:
    """Return where the personal numbers stand, in order and apart.

    What was found is hidden and the rest read again until nothing is left, so that nothing can be found in a
    text in which all places are masked.
    """
    hidden: list[Span] = []
    while found := _more(text, hidden):
        hidden = _merged([*hidden, *found])
    return tuple(hidden)


def _more(text: str, hidden: list[Span]) -> list[Span]:
    found: list[Span] = []
    for reading in readings(text, hidden):
        signs = reading.signs.lower()
        # The plain forms first: what stands beside one is then read without it.
        hits = [one.span() for one in _FORM.finditer(signs)] or [*_any_form(signs)]
        found.extend(Span(*reading.place(start, end)) for start, end in hits)
    return found


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _any_form(signs: str) -> Iterator[tuple[int, int]]:
    zones = _zones(signs)
    for pattern in _FORMS:
        yield from (one.span() for one in pattern.finditer(signs))
    yield from (one.span() for one in _LETTERED.finditer(signs) if zones[one.start()])
    signs = _RUN.sub(lambda run: _read(run, cued=bool(zones[run.start()])), signs)
    yield from (one.span() for one in _CUED.finditer(signs) if zones[one.start()])
    owner, free = owners(signs), [FREE] * len(signs)
    for chain in _CHAIN.finditer(signs):
        digits = [at for at in range(*chain.span()) if signs[at].isdigit()]
        if len(digits) < _SIZE_CUED[0]:
            continue
        if zones[chain.start()]:
            if len(digits) in _SIZE_CUED:
                yield chain.span()
            else:
                yield from _windows(signs, digits, free)
        elif not is_other(chain[0]):
            yield from _windows(signs, digits, owner)


def _zones(signs: str) -> bytearray:
    """Mark the signs that stand near the word "cpr"."""
    zones = bytearray(len(signs))
    for cue in CUE.finditer(signs):
        start, end = max(0, cue.start() - BEFORE), min(cue.end() + ZONE, len(signs))
        zones[start:end] = b"\x01" * (end - start)
    return zones


def _read(run: re.Match[str], *, cued: bool) -> str:
    """Read letters that look like digits as such, where the word is mostly digits or stands after "cpr"."""
    count = sum(sign.isdigit() for sign in run[0])
    mostly = len(run[0]) >= _LEAST_RUN and count * 2 >= len(run[0])
    return run[0].translate(_LIKE) if mostly or cued else run[0]


def _windows(signs: str, digits: list[int], owner: list[int]) -> Iterator[tuple[int, int]]:
    """Return every stretch of a chain that can be read as a date and four digits, grown to whole groups."""
    gaps = ["", *(signs[one + 1 : other] for one, other in pairwise(digits))]
    values = "".join(signs[at] for at in digits)
    last = len(digits)
    # For each border between digits, the nearest one that parts groups, at or before it and at or after it.
    first, final = [0] * (last + 1), [last] * (last + 1)
    for at in range(1, last):
        first[at] = at if gaps[at] else first[at - 1]
    for at in range(last - 1, 0, -1):
        final[at] = at if gaps[at] else final[at + 1]
    start = end = -1
    for at in range(last):
        for size, date in _SIZES:
            if at + size > last or not _is_dated(values[at : at + size]):
                continue
            if not _is_formed(gaps, at, size, date) or not _is_free(owner, digits, at, size):
                continue
            if at >= end:
                if start >= 0:
                    yield digits[start], digits[end - 1] + 1
                start = first[at]
            end = max(end, final[at + size])
    if start >= 0:
        yield digits[start], digits[end - 1] + 1


def _is_dated(digits: str) -> bool:
    """Say whether digits begin with a day (or one with 60 added), a month and a year, in either order."""
    if len(digits) == _SIZES[1][0]:
        if digits[:2] in {"18", "19", "20"} and _is_day(digits[6:8], digits[4:6]):
            return True
        return digits[4:6] in {"18", "19", "20"} and _is_day(digits[:2], digits[2:4])
    return _is_day(digits[:2], digits[2:4])


def _is_day(day: str, month: str) -> bool:
    number = int(day)
    real = number - _REPLACED if number > _REPLACED else number
    return 1 <= real <= _LONGEST_DAY and 1 <= int(month) <= 12  # noqa: PLR2004 - months of a year


def _is_formed(gaps: list[str], at: int, size: int, date: int) -> bool:
    """Say whether the groups are those of one number.

    A comma, a bracket or the like parts the date from the rest, or else all groups alike, or those of a date
    and four digits; and the number begins or ends with a group, has a border after its date, or is one group.
    """
    inner = gaps[at + 1 : at + size]
    borders = [place for place, gap in enumerate(inner, start=1) if gap]
    heavy = [place for place in borders if not _LIGHT.fullmatch(inner[place - 1])]
    alike = len({inner[place - 1] for place in borders}) == 1
    if heavy and heavy != [date] and not alike and borders != [2, 4, date]:
        return False
    begins = at == 0 or gaps[at] != ""
    ends = at + size == len(gaps) or gaps[at + size] != ""
    return begins or ends or inner[date - 1] != "" or not any(inner)


def _is_free(owner: list[int], digits: list[int], at: int, size: int) -> bool:
    """Say whether no digit is something else's; a whole date may be the beginning, from its first digit."""
    mine = {owner[place] for place in digits[at : at + size]} - {FREE}
    if not mine:
        return True
    first = owner[digits[at]]
    starts = at == 0 or owner[digits[at - 1]] != first
    return size == _SIZES[1][0] and mine == {first} and first > FREE and starts
