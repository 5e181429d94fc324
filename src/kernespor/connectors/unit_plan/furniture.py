"""Lines that carry nothing of the plan: page heads, page numbers, the contents list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kernespor.connectors.unit_plan.repair import join_lines
from kernespor.connectors.unit_plan.rows import Row
from kernespor.connectors.unit_plan.vocabulary import Part, distance, find_label, fold, load, split_head

_PAGE_NUMBER = re.compile(
    r"(?:(?:side|s\.|page|[-–—~|])\s*\d{1,4}|(?!(?:19|20)\d\d\b)\d{1,4})"
    r"\s*(?:(?:af|/|of|ud af)\s*\d{1,4})?\s*[-–—~|]?",
    re.IGNORECASE,
)
_WITH_PAGE = re.compile(
    r"(?:side|page)\s+\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?\b|\b\d{1,3}\s*(?:af|/)\s*\d{1,3}$|[|·•–—]\s*\d{1,3}$|^\d{1,3}\s*[|·•]",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"(?P<title>.*?[^\s.])\s*(?:(?:\.\s?){3,}|…+\s*\.*|_{3,}|·{3,}|-{4,}|\t)\s*(?P<page>\d{1,3})?\s*"
)
_TRAILING = re.compile(r"(?P<title>.*[^\W\d][^\d]*)\s+(?P<page>\d{1,3})\s*")
_ONLY_LEADER = re.compile(r"[.…_·\s]{2,}\d{0,3}")
_TERMINAL = (".", "!", "?", ":", ";")
_SHARE_OF_PAGES = 0.25  # of the pages that a line must stand on, in the same place, to be their head
_ZONE = 4  # rows at the top or bottom of a page that may be its head or foot
_LONGEST_HEAD = 140
_MOST_HEAD_WORDS = 14
_FEWEST = 3  # times a line must come again to be a page head where there are no pages
_FEWEST_ENTRIES = 3
_MOST_MISSES = 2  # entries of a contents list that may be spelled otherwise than their headings
_WRAPPED = 3  # lines that one entry of a contents list may take


@dataclass(slots=True)
class Contents:
    """The contents list of a document: the folded titles of its entries, in order, with number and part."""

    titles: dict[str, tuple[str, Part | None]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Take in one entry as it stood, without its page number."""
        head = split_head(text)
        self.titles.setdefault(fold(head.title or text), (head.number, head.part))

    def has(self, title: str) -> bool:
        """Say whether a heading's title (without number) stands in the list."""
        return fold(title) in self.titles


def set_aside_page_heads(rows: Sequence[Row]) -> None:
    """Mark page heads, page feet and page numbers, by what comes again over the pages."""
    for row in rows:
        if not row.gone and row.line.role in {"header", "footer"}:
            row.gone = "page_head" if row.line.role == "header" else "page_foot"
    if any(row.line.page is not None for row in rows):
        _by_pages(rows)
    _by_repetition([row for row in rows if row.text and not row.gone and not row.cell and not row.forced])


def _by_pages(rows: Sequence[Row]) -> None:
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.text and not row.gone and row.line.page is not None:
            pages[row.line.page].append(row)
    ends = [
        (top, page[:_ZONE] if top else page[::-1][:_ZONE]) for page in pages.values() for top in (True, False)
    ]
    seen = Counter((top, place, _key(row)) for top, end in ends for place, row in enumerate(end))
    enough = 2 if len(pages) <= _FEWEST else max(_FEWEST, len(pages) * _SHARE_OF_PAGES)
    for top, end in ends:
        for place, row in enumerate(end):
            if row.gone or row.forced:
                continue
            alone = _is_page_number(row)
            if not alone and (seen[top, place, _key(row)] < enough or not _may_be_head(row)):
                break
            row.gone = "page_number" if alone else "page_head"


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", " ".join(row.line.raw.casefold().split()))


def _may_be_head(row: Row) -> bool:
    raw = row.line.raw.strip()
    return (
        len(raw) <= _LONGEST_HEAD
        and not raw.endswith((".", ":", ";", ",", "-"))
        and find_label(row.text) is None
    )


def _by_repetition(rows: list[Row]) -> None:
    seen = Counter(_key(row) for row in rows)
    for place, row in enumerate(rows):
        raw = row.line.raw.strip()
        if _PAGE_NUMBER.fullmatch(raw):
            row.gone = "page_number"
        elif not row.level and not row.bullet and _may_be_head(row) and _is_head(rows, place, seen):
            row.gone = "page_head"


def _is_head(rows: list[Row], place: int, seen: Counter[str]) -> bool:
    row = rows[place]
    raw = row.line.raw.strip()
    words = row.text.casefold()
    official = any(word in words for word in load()["plan"]["words"]) or "kommune" in words.split()
    if _LEADER.fullmatch(raw[:_LONGEST_HEAD]):
        return False
    if _WITH_PAGE.search(raw):
        return official or seen[_key(row)] > 1 or _in_sentence(rows, place)
    if not row.text[:1].isupper() or len(words.split()) > _MOST_HEAD_WORDS:
        return False
    if (official or seen[_key(row)] > 1) and _in_sentence(rows, place) and _apart(rows, place):
        return True
    return seen[_key(row)] >= _FEWEST and (official or _beside_number(rows, place))


def _in_sentence(rows: list[Row], place: int) -> bool:
    before = next((rows[other] for other in range(place - 1, -1, -1) if not rows[other].gone), None)
    after = next((row for row in rows[place + 1 : place + 4] if not _is_page_number(row)), None)
    return bool(
        before
        and after
        and not before.level
        and not find_label(before.text)
        and not before.text.endswith(_TERMINAL)
        and after.text[:1].islower()
        and not after.bullet
    )


def _apart(rows: list[Row], place: int) -> bool:
    """Say whether blank lines or page numbers stand around the row."""
    before, row = rows[place - 1], rows[place]
    after = rows[place + 1] if place + 1 < len(rows) else None
    return (row.number - before.number > 1 or _is_page_number(before)) and (
        after is None or after.number - row.number > 1 or _is_page_number(after)
    )


def _is_page_number(row: Row) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(row.line.raw.strip()))


def _beside_number(rows: list[Row], place: int) -> bool:
    near = rows[max(place - 1, 0) : place + 2]
    return any(_is_page_number(row) for row in near)


def set_aside_contents(rows: Sequence[Row]) -> Contents:
    """Mark the contents list as furniture and return what it says of the document's structure."""
    contents = Contents()
    live = [row for row in rows if row.text and not row.gone]
    for row in live:
        if row.line.role == "contents":
            row.gone = "contents"
            if not find_label(row.text):
                contents.add(_title(row.text))
    live = [row for row in live if not row.gone]
    later = _last_places(live)
    place = 0
    while place < len(live):
        label = find_label(live[place].text)
        titled = label is not None and label.part is Part.CONTENTS and not live[place].forced
        if titled or (_LEADER.fullmatch(live[place].text) and not live[place].cell):
            entries, end = _entries(live, place + titled, later)
            if len(entries) >= _FEWEST_ENTRIES - titled:
                for row in live[place:end]:
                    row.gone = "contents"
                for entry in entries:
                    contents.add(entry)
                place = end
                continue
        place += 1
    return contents


def _last_places(live: list[Row]) -> dict[str, int]:
    """Return where each title stands for the last time, by its folded text; titles may take two lines."""
    places: dict[str, int] = {}
    for place, row in enumerate(live):
        places[_title_key(_whole(row))] = place
        if place + 1 < len(live) and len(row.text) <= _LONGEST_HEAD:
            places[_title_key(join_lines(_whole(row), live[place + 1].text, frozenset()).text)] = place
    return places


def _title_key(text: str) -> str:
    return fold(split_head(text).title or text)


def _whole(row: Row) -> str:
    return f"{row.bullet} {row.text}" if row.bullet[:1].isdigit() else row.text


def _title(text: str) -> str:
    match = _LEADER.fullmatch(text) or _TRAILING.fullmatch(text)
    return match["title"] if match else text


def _entries(live: list[Row], start: int, later: dict[str, int]) -> tuple[list[str], int]:
    """Read entries from `start` on; return their titles and the place of the first row that is none."""
    entries: list[str] = []
    seen: set[str] = set()
    paged = missed = 0
    place = start
    while place < len(live):
        taken, title, page = _entry(live, place, later, need_page=paged > 1)
        if (
            not taken
            and missed < _MOST_MISSES
            and paged < _MOST_MISSES
            and _between_entries(live, place, later)
        ):
            taken, title, missed = 1, _whole(live[place]), missed + 1
        key = _title_key(title)
        if not taken or (not page and _again(key, seen)):
            break
        seen.add(key)
        entries.append(title)
        paged += page
        place += taken
    return entries, place


def _between_entries(live: list[Row], place: int, later: dict[str, int]) -> bool:
    """Say whether a row that comes nowhere again is an entry all the same, for what follows is one."""
    row = live[place]
    if (
        len(row.text) > _LONGEST_HEAD
        or row.text.endswith((".", ":", ","))
        or place + 1 >= len(live)
        or row.forced
    ):
        return False
    return _entry(live, place + 1, later, need_page=False)[0] > 0


def _again(key: str, seen: set[str]) -> bool:
    return key in seen or any(
        len(key) > _FEWEST * 4 and distance(key, other, _FEWEST) <= _FEWEST for other in seen
    )


def _entry(live: list[Row], place: int, later: dict[str, int], *, need_page: bool) -> tuple[int, str, bool]:
    """Return how many rows the entry takes (0: none begins here), its title, and whether it has a page."""
    text = ""
    for taken, row in enumerate(live[place : place + _WRAPPED], start=1):
        if row.cell or row.forced or (taken > 1 and (row.level or row.bullet)):
            break
        text = join_lines(text, _whole(row), frozenset()).text if text else _whole(row)
        if match := _LEADER.fullmatch(text):
            return taken, match["title"], True
        match = _TRAILING.fullmatch(text)
        if match and later.get(_title_key(match["title"]), -1) >= place + taken:
            return taken, match["title"], True
        if not need_page and later.get(_title_key(text), -1) >= place + taken:
            return taken, text, False
        if taken == 1 and _ONLY_LEADER.fullmatch(text):
            return taken, text, False
    return 0, "", False
