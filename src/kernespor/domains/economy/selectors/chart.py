"""The authorised chart: as a tree, and as what the engine explains numbers by."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kernespor.domains.economy.models import AuthorisedAccount
from kernespor.engines.account_number import Chart, Known, Part
from kernespor.foundation.memory import once

_DEPTHS = (Part.MAIN_ACCOUNT, Part.MAIN_FUNCTION, Part.FUNCTION)
_LISTS = (Part.DRANST, Part.OWNERSHIP)


@dataclass(frozen=True, slots=True)
class Branch:
    """A code of the chart with what lies under it."""

    row: AuthorisedAccount
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartPage:
    """The chart on a day: the tree of functions, the tree of account types, and the two short lists."""

    functions: tuple[Branch, ...]
    types: tuple[Branch, ...]
    lists: tuple[tuple[str, tuple[AuthorisedAccount, ...]], ...]
    shown: int
    total: int
    unverified: int


@once
def chart_on(day: dt.date) -> Chart:
    """Return the chart of a day as the engine knows it. One query."""
    return _chart(AuthorisedAccount.objects.on(day))


def chart_ever() -> Chart:
    """Return every code that the chart has or had. One query."""
    return _chart(AuthorisedAccount.objects.believed().order_by("valid_from"))


def chart_page(day: dt.date, words: str = "") -> ChartPage:
    """Return the chart of a day, or what of it a search finds with what stands above that. One query."""
    rows = list(AuthorisedAccount.objects.on(day).order_by("code"))
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    hits = {row.pk for row in rows if _fits(row, words)}
    lists = tuple(
        (kind.value, kept)
        for kind in _LISTS
        if (kept := tuple(one for one in by_kind[kind] if one.pk in hits))
    )
    return ChartPage(
        functions=_tree(by_kind, _DEPTHS, hits),
        types=_tree(by_kind, (Part.MAIN_TYPE, Part.ACCOUNT_TYPE), hits),
        lists=lists,
        shown=len(hits),
        total=len(rows),
        unverified=sum(not row.verified for row in rows),
    )


def _tree(
    by_kind: dict[str, list[AuthorisedAccount]], depths: tuple[Part, ...], hits: set[int]
) -> tuple[Branch, ...]:
    """Return the branches that were found: what stands above a hit, and all that lies under one."""

    def branches(rows: Iterable[AuthorisedAccount], depth: int, *, whole: bool) -> tuple[Branch, ...]:
        found = []
        for row in rows:
            hit = whole or row.pk in hits
            under = by_kind[depths[depth + 1]] if depth + 1 < len(depths) else []
            own = [one for one in under if one.code.startswith(f"{row.code}.")]
            below = branches(own, depth + 1, whole=hit)
            if hit or below:
                found.append(Branch(row, below))
        return tuple(found)

    return branches(by_kind[depths[0]], 0, whole=False)


def _fits(row: AuthorisedAccount, words: str) -> bool:
    asked = words.casefold()
    bare = asked.replace(".", "")
    number = bare.isdigit() and row.code.replace(".", "").startswith(bare)
    return not asked or number or asked in row.name.casefold()


def _chart(rows: Iterable[AuthorisedAccount]) -> Chart:
    found: dict[Part, dict[str, Known]] = defaultdict(dict)
    for row in rows:
        found[Part(row.kind)][row.code] = Known(row.name, row.source, row.verified)
    return dict(found)
