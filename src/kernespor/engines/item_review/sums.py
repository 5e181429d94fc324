"""Sums that don't add up and percentages that don't match their amounts, recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import Amount, amounts_of, written
from kernespor.engines.item_review.records import Noticed, Passage

SUM = N_("Delene giver {computed}, men der står {told}.")
OVER = N_("Delene giver {computed}, men det hele er {told}.")
PERCENT = N_("Regnet efter giver det {computed}, men der står {told}.")
COLUMN = N_("Kolonnen »{column}« giver {computed}, men der står {told} i »{label}«.")

_SPLIT = re.compile(
    r"\b(?:fordelt|fordeles|fordeler sig|bestående af|består af|heraf|hvoraf)\b", re.IGNORECASE
)
_SOME = frozenset({"heraf", "hvoraf"})
_TOTAL = re.compile(r"\b(?:i alt|ialt|tilsammen|samlet|sammenlagt)\b", re.IGNORECASE)
_RANGE = re.compile(r"\bmellem\b|\bfra\b.*\btil\b|\d\s?[-–]\s?\d|\beller\b|\bpr\.|\bårligt\b", re.IGNORECASE)
_OF = re.compile(
    r"^\s?(?:\w+\s){0,1}(?:ud af|af)\s(?:de\s|i alt\s|det\s|den\s)?(?:samlede\s)?$", re.IGNORECASE
)
_IS = re.compile(
    r"^(?:\s\w+){0,3}\s?(?:,?\s?(?:svarende til|dvs\.|hvilket er|hvilket svarer til)|\()\s?(?:ca\.\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfra\s(?:ca\.\s)?$", re.IGNORECASE)
_UP_TO = re.compile(r"^(?:\s\w+)?\stil\s(?:ca\.\s)?$", re.IGNORECASE)
_POINT = re.compile(r"^(?:[-•–*]|\d{1,2}[.)])\s")
_SUM_ROW = re.compile(r"^(?:i alt|ialt|sum|total|samlet|tilsammen)\b", re.IGNORECASE)
_LEAST = 2
_MOST_CELLS = 40
_LOOSE = Fraction(1, 100)


def miscounted(passages: list[Passage]) -> Iterator[Noticed]:
    """Say which sums and percentages of the text are not what their parts give."""
    for place, one in enumerate(passages):
        if " | " in one.sentence:
            continue
        amounts = amounts_of(one.sentence)
        if len(amounts) >= _LEAST:
            yield from _in_sentence(one, amounts)
            yield from _percentages(one, amounts)
        elif amounts and one.sentence.endswith(":"):
            yield from _in_points(one, amounts[0], passages[place + 1 : place + 1 + _MOST_CELLS])
    yield from _in_tables(passages)


def _in_sentence(one: Passage, amounts: Sequence[Amount]) -> Iterator[Noticed]:
    if _RANGE.search(one.sentence):
        return
    split = _SPLIT.search(one.sentence)
    if split:
        whole = [amount for amount in amounts if amount.start < split.start()][-1:]
        parts = [amount for amount in amounts if amount.start > split.start()]
        some = split[0].casefold() in _SOME
        if whole and whole[0].unit:
            yield from _compared(
                whole[0], [part for part in parts if part.unit == whole[0].unit], (one,), some=some
            )
        return
    last = amounts[-1]
    between = one.sentence[amounts[-2].end : last.start]
    if last.unit and _TOTAL.search(between):
        yield from _compared(last, [part for part in amounts[:-1] if part.unit == last.unit], (one,))


def _in_points(one: Passage, whole: Amount, after: Sequence[Passage]) -> Iterator[Noticed]:
    if (
        not whole.unit
        or _RANGE.search(one.sentence)
        or not (_SPLIT.search(one.sentence) or _TOTAL.search(one.sentence))
    ):
        return
    parts, places = [], [one]
    for point in after:
        if not _POINT.match(point.sentence):
            break
        held = [amount for amount in amounts_of(_POINT.sub("", point.sentence)) if amount.unit == whole.unit]
        if len(held) != 1:
            return
        parts.append(held[0])
        places.append(point)
    yield from _compared(whole, parts, tuple(places))


def _compared(
    whole: Amount, parts: Sequence[Amount], places: tuple[Passage, ...], *, some: bool = False
) -> Iterator[Noticed]:
    if len(parts) < _LEAST and not (some and parts):
        return
    total = sum((part.value for part in parts), Fraction(0))
    slack = whole.half + sum((part.half for part in parts), Fraction(0))
    off = total - whole.value
    if off > slack if some else abs(off) > slack:
        params = {"computed": written(total, whole.unit), "told": whole.text}
        yield Noticed(OVER if some else SUM, params, places)


def _percentages(one: Passage, amounts: Sequence[Amount]) -> Iterator[Noticed]:
    for place, told in enumerate(amounts):
        if told.unit != "pct." or place < _LEAST:
            continue
        first, second = amounts[place - 2], amounts[place - 1]
        if (
            first.unit == "pct."
            or second.unit == "pct."
            or not _IS.match(one.sentence[second.end : told.start])
        ):
            continue
        between = one.sentence[first.end : second.start]
        if _OF.match(between) and second.value:
            right = [100 * first.value / second.value]
        elif _UP_TO.match(between) and first.value and _FROM.search(one.sentence[: first.start]):
            right = [100 * abs(second.value - first.value) / first.value]
        else:
            continue
        slack = told.half + _LOOSE
        for amount in (first, second):
            slack += 100 * amount.half / amount.value if amount.value else 0
        if all(abs(value - told.value) > slack for value in right):
            yield Noticed(PERCENT, {"computed": written(right[0], "pct."), "told": told.text}, (one,))


def _in_tables(passages: list[Passage]) -> Iterator[Noticed]:
    rows: list[Passage] = []
    for one in [*passages, Passage("", "", "")]:
        if " | " in one.sentence:
            rows.append(one)
        elif rows:
            yield from _table(rows)
            rows = []


def _table(rows: list[Passage]) -> Iterator[Noticed]:
    cells = [[cell.strip() for cell in row.sentence.strip("| ").split("|")][:_MOST_CELLS] for row in rows]
    start = 1
    for at, row in enumerate(cells):
        if at <= start or not _SUM_ROW.match(row[0]):
            continue
        for column in range(1, len(row)):
            above = [line[column] for line in cells[start:at] if column < len(line)]
            yield from _column(cells[0], row, column, above, rows[at])
        start = at + 1


def _column(
    head: list[str], row: list[str], column: int, above: list[str], place: Passage
) -> Iterator[Noticed]:
    told = _cell(row[column])
    parts = [_cell(text) for text in above if text not in {"", "-", "–"}]
    if told is None or len(parts) < _LEAST or any(part is None for part in parts):
        return
    total = sum((part[0] for part in parts if part), Fraction(0))
    slack = told[1] + sum((part[1] for part in parts if part), Fraction(0))
    if abs(total - told[0]) > slack:
        name = head[column] if column < len(head) else str(column + 1)
        params = {"column": name, "computed": written(total, ""), "told": row[column], "label": row[0]}
        yield Noticed(COLUMN, params, (place,))


def _cell(text: str) -> tuple[Fraction, Fraction] | None:
    """Return the number of a cell, and how far it may be rounded; per cent are no parts of a sum."""
    match = re.fullmatch(
        r"([-−]?)\s?(\d{1,3}(?:\.\d{3}){1,4}|\d{1,12})(?:,(\d{1,4}))?\s?(?:(mio\.?)?\s?kr\.?)?", text
    )
    if not match:
        return None
    part = match[3] or ""
    value = Fraction(int(match[2].replace(".", ""))) + Fraction(int(part or 0), 10 ** len(part))
    half = Fraction(1, 2 * 10 ** len(part)) if part else Fraction(0)
    return (-value if match[1] else value), half
