"""The history of focus areas as a picture: a column for each set, and lines between what became of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.domains.strategy.models import FocusArea
from kernespor.domains.strategy.selectors.focus.sets import SetRow

WIDTH, COLUMN, GAP = 1000, 250, 120
TOP, ROW, BOTTOM = 64, 84, 24
_LINES, _LETTERS = 3, 27  # of a title
_MOST = 3  # sets that fit side by side: the newest


@dataclass(frozen=True, slots=True)
class Knot:
    """An area: where its knot stands, and its title in lines."""

    area: FocusArea
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What became of an area: from its knot to the one after; `kind` is the fate's, `word` what it is called.

    One that ended leads nowhere: its line stops.
    """

    path: str
    kind: str
    word: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Column:
    """A set: its title and period above its knots."""

    row: SetRow
    x: int
    knots: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it; `said` is the whole in words."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def picture_of(rows: Sequence[SetRow]) -> Picture | None:
    """Return the picture of the newest sets that follow each other; nothing where none follows another."""
    chain: list[SetRow] = []
    by_key = {one.row.pk: one for one in rows}
    followed = {one.row.previous_id for one in rows}
    current = next((one for one in rows if one.row.pk not in followed and one.row.previous_id), None)
    while current is not None and len(chain) < _MOST:
        chain.insert(0, current)
        current = by_key.get(current.row.previous_id or 0)
    if len(chain) < 2:  # noqa: PLR2004 - one set became nothing
        return None
    step = COLUMN + GAP
    columns = tuple(_column(one, 16 + place * step) for place, one in enumerate(chain))
    places = {knot.area.pk: knot for column in columns for knot in column.knots}
    lines = [line for column in columns[1:] for line in _lines(column, places)]
    most = max(len(column.knots) for column in columns)
    width = 32 + COLUMN * len(chain) + GAP * (len(chain) - 1)
    return Picture(columns, tuple(lines), width, TOP + most * ROW + BOTTOM)


def _column(one: SetRow, x: int) -> Column:
    knots = []
    for place, area in enumerate(one.areas):
        y = TOP + place * ROW + ROW // 2
        lines = _wrapped(area.title)
        first = y - 9 * (len(lines) - 1) + 5
        shown = tuple((first + 18 * at, line) for at, line in enumerate(lines))
        knots.append(Knot(area, x, y, shown, one.row.status == "in_force"))
    return Column(one, x, tuple(knots))


def _wrapped(title: str) -> list[str]:
    """Return a title in lines that fit its column; what doesn't is cut, and stands whole in the table."""
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > _LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    shown = [line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…" for line in lines[:_LINES]]
    if len(lines) > _LINES:
        shown[-1] = f"{shown[-1][: _LETTERS - 2]} …"
    return shown


def _lines(column: Column, places: dict[int, Knot]) -> list[Line]:
    """Return the lines from the areas before to those of a set, each with its word by the line's middle."""
    found = []
    told: dict[tuple[int, int], int] = {}
    for fate in column.row.fates:
        before = places.get(fate.before_id)
        if before is None:
            continue
        start = before.x + COLUMN - 8
        after = places.get(fate.after_id or 0)
        word = str(fate.get_kind_display())
        if after is None:
            end = start + GAP // 2
            found.append(Line(f"M{start} {before.y}H{end}", fate.kind, word, start + 8, before.y - 8))
            continue
        end, bend = after.x - 8, (after.x - 8 - start) // 2
        path = f"M{start} {before.y}C{start + bend} {before.y} {end - bend} {after.y} {end} {after.y}"
        middle = (start + bend - 22, (before.y + after.y) // 2 - 8)
        shift = told.get(middle, 0)
        told[middle] = shift + 1
        found.append(Line(path, fate.kind, word, middle[0], middle[1] + 16 * shift))
    return found
