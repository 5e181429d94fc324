"""The picture of a unit and the units right under it: where each box and line stands, in pixels."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from kernespor.foundation.organisation.selectors.detail import UnitPage

_WIDTH, _GAP, _PER_ROW = 232, 24, 4
_LINE, _PADDING, _ROW_GAP, _MARGIN = 20, 14, 40, 24
_LETTERS = 26
_MOST = 24


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text at its place; `kind` is "name" or "leader"."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """A unit's box. `kind` is "above", "self", "below" or "refers"."""

    x: int
    y: int
    width: int
    height: int
    kind: str
    texts: tuple[Text, ...]

    @property
    def bottom(self) -> int:
        """Where the box ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: size, boxes, lines as SVG paths, and the arrow of a leader who refers elsewhere."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    arrow: str


def chart_of(found: UnitPage) -> Chart | None:
    """Return the picture of a unit; None where there is nothing to draw or too much to read."""
    if found.node is None or len(found.below) > _MOST or not (found.below or found.refers_to):
        return None
    columns = max(min(len(found.below), _PER_ROW), 3 if found.refers_to else 1)
    margin = _MARGIN if len(found.below) > columns else 0
    width = margin + columns * (_WIDTH + _GAP) - _GAP
    middle = (margin + width) // 2
    boxes: list[Box] = []
    lines: list[str] = []
    if found.path:
        boxes.append(_box(middle - _WIDTH // 2, 0, "above", found.path[-1].name, ""))
        lines.append(f"M{middle} {boxes[0].bottom}v{_ROW_GAP}")
    top = boxes[0].bottom + _ROW_GAP if boxes else 0
    leaders = ", ".join(one.person for one in found.leaders)
    own = _box(middle - _WIDTH // 2, top, "self", found.name, leaders)
    boxes.append(own)
    arrow = ""
    if found.refers_to:
        names = ", ".join(one.name for one in found.refers_to_leaders)
        other = _box(width - _WIDTH, 0, "refers", found.refers_to.name, names)
        boxes.append(other)
        side = own.y + own.height // 2
        if side > other.bottom + _ROW_GAP // 2:
            arrow = f"M{own.x + _WIDTH} {side}H{other.x + _WIDTH // 2}V{other.bottom + 6}"
        else:
            arrow = f"M{own.x + _WIDTH} {side}H{other.x - 6}"
    _draw_below(found, (margin, width, columns), boxes, lines)
    return Chart(width, max(box.bottom for box in boxes), tuple(boxes), tuple(lines), arrow)


def _draw_below(found: UnitPage, frame: tuple[int, int, int], boxes: list[Box], lines: list[str]) -> None:
    """Add the units below in rows; from the second row on a spine at the left edge carries the line down."""
    margin, width, columns = frame
    middle = (margin + width) // 2
    for start in range(0, len(found.below), columns):
        row = found.below[start : start + columns]
        bottom = max(box.bottom for box in boxes)
        bar = bottom + _ROW_GAP // 2
        if start == 0:
            own = next(box for box in boxes if box.kind == "self")
            lines.append(f"M{middle} {own.bottom}V{bar}")
            spine = bar
        else:
            lines.append(f"M{middle} {spine}H1V{bar}")
        left = margin + (width - margin - len(row) * (_WIDTH + _GAP) + _GAP) // 2 if start == 0 else margin
        for number, one in enumerate(row):
            leaders = ", ".join(person.name for person in one.leaders)
            x = left + number * (_WIDTH + _GAP)
            boxes.append(_box(x, bottom + _ROW_GAP, "below", one.node.name, leaders))
            lines.append(f"M{middle if start == 0 else 1} {bar}H{x + _WIDTH // 2}v{_ROW_GAP // 2}")


def _box(x: int, y: int, kind: str, name: str, leaders: str) -> Box:
    written = [("name", line) for line in textwrap.wrap(name, _LETTERS)]
    written += [("leader", line) for line in textwrap.wrap(leaders, _LETTERS + 2)[:2]]
    texts = tuple(
        Text(x + _PADDING, y + _PADDING + _LINE * number + 14, text, style)
        for number, (style, text) in enumerate(written)
    )
    return Box(x, y, _WIDTH, 2 * _PADDING + _LINE * len(written), kind, texts)
