"""Lines between the items' own: page heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kernespor.connectors.agenda.beside import DECISION
from kernespor.connectors.agenda.bodies import find_body, read_met
from kernespor.connectors.agenda.dates import DATED
from kernespor.connectors.agenda.vocabulary import find_label, fold, is_type, says_none, words
from kernespor.connectors.governing.layout import ended, is_lower
from kernespor.connectors.unit_plan.rows import Row

_NUMBER_ALONE = re.compile(r"[-–—~|]?\s*\d{1,4}\s*[-–—~|]?|\d{1,3}\s*(?:af|/|of)\s*\d{1,3}")
_SIDE_ALONE = re.compile(
    r"(?:side|s\.|page)\s*:?\s*\d{1,4}(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?", re.IGNORECASE
)
_WITH_SIDE = re.compile(
    r"(?:^|\W)(?:side|page)\s*:?\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?\s*$|^(?:side|page)\s*:?\s*\d{1,4}(?:\s*(?:af|/)\s*\d{1,4})?\s*(?:\W|$)",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(r"\bside \d{1,4} af \d{1,4}$", re.IGNORECASE)  # no decision's head ends so
_LONGEST = 120
_SHARE_OF_PAGES = 0.5  # of the pages on which a head stands
_NEAR = 20  # lines around a page's head in which its sentence goes on
_EDGE = 3  # lines at the top and the bottom of a page that may be its head or foot
_OPENS = re.compile(r"(?:punkt|pkt\.?|sag|dagsordens?punkt)(?: ?nr\.?)? ?\d", re.IGNORECASE)


def set_aside_page_heads(rows: Sequence[Row]) -> None:
    """Mark page heads, feet and numbers in `gone`; a label, an item's number or a field's value is none."""
    for row in rows:
        if not row.gone and row.line.role in {"header", "footer", "contents"}:
            row.gone = {"header": "page_head", "footer": "page_foot", "contents": "contents"}[row.line.role]
    live = [row for row in rows if row.text and not row.gone and not row.cell]
    for row in live:
        if fold(row.text) in words("navigation") and not row.level:
            row.gone = "navigation"
    live = [row for row in live if not row.gone]
    edges = _edges(live)
    for place, row in enumerate(live):
        raw = _raw(row)
        if _SIDE_ALONE.fullmatch(raw) or (
            _NUMBER_ALONE.fullmatch(raw) and (id(row) in edges or _breaks(live, place))
        ):
            row.gone = "page_number"
    seen = Counter(_key(row) for row in live if not row.gone)
    _set_aside_above_items(live, seen)
    heads = _same_place(live)
    for place, row in enumerate(live):
        if not row.gone and _may_be_head(row) and _is_head(live, place, seen, heads):
            row.gone = "page_head"


def _set_aside_above_items(live: Sequence[Row], seen: Counter[str]) -> None:
    """Mark body and day that stand anew above each "Punkt 2"; the first time they are the meeting's head."""
    first: set[str] = set()
    for place, row in enumerate(live):
        if not _OPENS.match(_raw(row)):
            continue
        for other in reversed(live[max(place - _EDGE, 0) : place]):
            met = read_met(other.text)
            if other.gone or not met or seen[_key(other)] < 2:  # noqa: PLR2004 - what stands once is no head
                break
            if _key(other) in first:
                other.gone = "page_head"
            first.add(_key(other))


def _raw(row: Row) -> str:
    return row.line.raw.strip().strip("\f").strip()


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", " ".join(_raw(row).casefold().split()))


def _edges(live: Sequence[Row]) -> set[int]:
    """Return the rows (by identity) that stand at the top or the bottom of their page."""
    pages: dict[int, list[Row]] = {}
    for row in live:
        if row.line.page is not None:
            pages.setdefault(row.line.page, []).append(row)
    if len(pages) < 2:  # noqa: PLR2004 - one page has no heads that come again
        return {id(page[-1]) for page in pages.values()}
    return {id(row) for page in pages.values() for row in (*page[:_EDGE], *page[-_EDGE:])}


def _same_place(live: Sequence[Row]) -> set[int]:
    """Return the rows (by identity) whose like stands in the same place of most pages."""
    pages: dict[int, list[Row]] = {}
    for row in live:
        if row.line.page is not None and not row.gone:
            pages.setdefault(row.line.page, []).append(row)
    ends = [
        end
        for page in pages.values()
        for end in (
            list(enumerate(page[:_EDGE])),
            [(-place - 1, row) for place, row in enumerate(page[::-1][:_EDGE])],
        )
    ]
    seen = Counter((place, _key(row)) for end in ends for place, row in end)
    enough = max(2, len(pages) * _SHARE_OF_PAGES)
    return {
        id(row)
        for end in ends
        for place, row in end
        if seen[place, _key(row)] >= enough and not _raw(row)[:1].isdigit()
    }


def _breaks(live: Sequence[Row], place: int) -> bool:
    """Say whether the row stands where a sentence goes on."""
    above = reversed(live[max(place - _NEAR, 0) : place])
    before = next((row for row in above if not row.gone), None)
    after = next((row for row in live[place + 1 : place + 3] if not _NUMBER_ALONE.fullmatch(_raw(row))), None)
    return bool(
        before and after and not ended(before.text) and not before.level and len(before.text.split()) > 3  # noqa: PLR2004 - a word a line is no page
        and is_lower(after.text) and not after.bullet and not _is_date_part(after.text)
    )  # fmt: skip


def _is_date_part(text: str) -> bool:
    return text[:1].isdigit()


def _may_be_head(row: Row) -> bool:
    raw = _raw(row)
    return (
        len(raw) <= _LONGEST
        and not row.level
        and not row.bullet
        and not raw.endswith((":", ";", ",", "-"))
        and find_label(row.text) is None
        and not says_none(row.text)
        and not is_type(row.text)
        and not _OPENS.match(raw)
        and (not DECISION.match(raw) or bool(_OF_PAGES.search(raw)))
    )


def _is_head(live: Sequence[Row], place: int, seen: Counter[str], heads: set[int]) -> bool:
    row = live[place]
    raw = _raw(row)
    again = seen[_key(row)] > 1
    official = bool(find_body(raw) or DATED.search(raw) or "kommune" in raw.casefold())
    if _WITH_SIDE.search(raw) and not re.search(r"\.{4}|…", raw):
        return again or official or _breaks(live, place)
    if not again or not official:
        return False
    near = (live[max(place - 1, 0)], *live[place + 1 : place + 2])
    beside = any(other.gone in {"page_number", "page_head"} for other in near)
    return id(row) in heads or beside or (raw[:1].isupper() and not ended(raw) and _breaks(live, place))
