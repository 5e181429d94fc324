"""What a table's head, chips and tabs need.

Sorting, filters and the chosen tab live in the address, so that a link shows what its sender saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import Promise

SORT = "sort"
PAGE = "side"
SHOW = "vis"
WORDS = "soeg"
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` stands in the address; figures are right-aligned."""

    key: str
    label: str | Promise
    numeric: bool = False
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head as drawn: `url` is empty where one can't sort, `direction` where it isn't sorted by."""

    label: str
    numeric: bool
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter, and the address of the page without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that the address holds: its parameter, its value there, and its words."""

    parameter: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a list that one can turn to."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """The rows of a long list that the address asks for, where they stand in it, and where one can turn.

    `before` and `after` are empty where there is no page.
    """

    rows: Sequence[Any]
    number: int
    pages: int
    first: int
    last: int
    total: int
    before: str
    after: str


def pages(rows: Any, query: QueryDict) -> Pages:
    """Return the page that the address asks for, of a sequence or a query; the nearest where it has none."""
    page = Paginator(rows, PER_PAGE).get_page(query.get(PAGE))
    number = page.number
    return Pages(
        rows=list(page),
        number=number,
        pages=page.paginator.num_pages,
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
        before=_turned(query, number - 1) if page.has_previous() else "",
        after=_turned(query, number + 1) if page.has_next() else "",
    )


def order(columns: Sequence[Column], query: QueryDict, default: str) -> tuple[str, bool]:
    """Return the key to sort by and whether it descends; `default` ("frist", "-frist") where none is asked.

    A key that isn't a sortable column's falls back to the default: an old link still opens.
    """
    asked = query.get(SORT, default)
    known = {column.key for column in columns if column.sortable}
    if asked.removeprefix("-") not in known:
        asked = default
    return asked.removeprefix("-"), asked.startswith("-")


def headings(columns: Sequence[Column], query: QueryDict, default: str) -> list[Heading]:
    """Return the head of a table: a press sorts ascending, the next one descending, filters stay."""
    key, descends = order(columns, query, default)
    result = []
    for column in columns:
        direction = ("descending" if descends else "ascending") if column.key == key else ""
        turned = f"-{column.key}" if direction == "ascending" else column.key
        url = _with(query, turned) if column.sortable else ""
        result.append(Heading(str(column.label), column.numeric, url, direction if column.sortable else ""))
    return result


def chips(query: QueryDict, chosen: Iterable[Chosen]) -> list[Chip]:
    """Return a chip for each chosen filter; pressing it takes that filter away and goes to the first page."""
    return [Chip(one.label, _without(query, one)) for one in chosen]


def tabs(query: QueryDict, shows: Iterable[tuple[str, str | Promise]], show: str) -> list[Tab]:
    """Return a tab for each part of a list; turning to another keeps what is filtered by.

    The part without a name is the one that the list opens with.
    """
    return [Tab(str(label), _shown(query, name), name == show) for name, label in shows]


def words(searched: str) -> list[Chosen]:
    """Return the words that a list is searched for as a chosen filter; nothing where there are none."""
    return [Chosen(WORDS, searched, f"»{searched}«")] if searched else []


def _shown(query: QueryDict, name: str) -> str:
    changed = query.copy()
    changed.pop(PAGE, None)
    changed.pop(SHOW, None)
    if name:
        changed[SHOW] = name
    return f"?{changed.urlencode()}"


def _turned(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed[PAGE] = str(number)
    return f"?{changed.urlencode()}"


def _with(query: QueryDict, sort: str) -> str:
    changed = query.copy()
    changed[SORT] = sort
    changed.pop(PAGE, None)
    return f"?{changed.urlencode()}"


def _without(query: QueryDict, chosen: Chosen) -> str:
    changed = query.copy()
    changed.setlist(chosen.parameter, [v for v in query.getlist(chosen.parameter) if v != chosen.value])
    changed.pop(PAGE, None)
    return f"?{changed.urlencode()}"
