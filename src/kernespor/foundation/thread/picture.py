"""Where everything stands in the picture of a thread. Sizes in the picture's own pixels."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.objects import Stage
from kernespor.foundation.thread.trunk import Damage, Knot, Spur, Trunk

WIDTH = 936
EDGE = 96  # from the side to the first and the last knot: half a label
BAND = 66  # the highest amount's band
LINE = 17  # between two lines of text
LETTER = 7.7  # the width of a letter in a title
LINES = 2  # of a title
SPURS = 3  # told one by one at a knot; with more the last tells how many more
MOST = 12  # knots that a picture holds with words that can be read
_PHASES: tuple[tuple[Stage, str | Promise], ...] = (
    (Stage.GOAL, _("Retning")),
    (Stage.PROPOSAL, _("Handling og forslag")),
    (Stage.DECISION, _("Høring og beslutning")),
    (Stage.BESIDE, _("Penge og virkning")),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A knot with its place: the label's lines with their heights, the leader's ends, its spurs."""

    knot: Knot
    x: int
    leader: tuple[int, int]
    kind_y: int
    lines: tuple[tuple[int, str], ...]
    meta_y: int
    spurs: tuple[tuple[int, Spur], ...]
    spur_end: int
    more: int
    more_y: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A break in the line: the knot before it, where the line stops and goes on, the marks."""

    knot_x: int
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    is_last: bool
    open_x: int
    label: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A heading over a stretch of the thread; `text` is empty where it has no room."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture. `band` is the outline of the money, empty with fewer than two amounts."""

    height: int
    y: int
    knots: tuple[Drawn, ...]
    lines: tuple[tuple[int, int], ...]
    gaps: tuple[Gap, ...]
    phases: tuple[Phase, ...]
    band: str


def picture_of(trunk: Trunk) -> Picture | None:
    """Return the picture of a trunk; None where it has one knot alone, or more than can be read."""
    knots = trunk.knots
    ends_open = bool(knots[-1].marks)
    slots = len(knots) + ends_open
    if slots < 2 or len(knots) > MOST:  # noqa: PLR2004 - one knot is no thread
        return None
    step = (WIDTH - 2 * EDGE) // (slots - 1)
    xs = [EDGE + step * place for place in range(len(knots))]
    spurs = max(min(len(knot.spurs), SPURS) for knot in knots)
    away = 54 + (LINE * spurs + 8 if spurs else 0)
    label = LINE * (LINES + 2)
    y = 36 + label + away
    drawn = tuple(
        _drawn(knot, x, place, y, away, step) for place, (knot, x) in enumerate(zip(knots, xs, strict=True))
    )
    gaps = tuple(_gaps(knots, xs, step, y, away, trunk.damages))
    return Picture(
        height=y + away + label + 6,
        y=y,
        knots=drawn,
        lines=tuple(_lines(xs, gaps)),
        gaps=gaps,
        phases=tuple(_phases(knots, xs, step)),
        band=_band(knots, xs, y),
    )


def _drawn(knot: Knot, x: int, place: int, y: int, away: int, step: int) -> Drawn:
    """Place a knot: its words above the line and its spurs below, or the other way round, in turns."""
    up = place % 2 == 0
    titles = _wrapped(knot.title if knot.is_one else "", 2 * step - 12)
    rows = 1 + len(titles) + bool(knot.is_one)
    first = y - away - LINE * (rows - 1) - 2 if up else y + away + 12
    shown = knot.spurs[:SPURS]
    more = len(knot.spurs) - len(shown)
    near = 46
    spots = [(y + near + LINE * at + 12 if up else y - near - LINE * at - 2) for at in range(len(shown) + 1)]
    return Drawn(
        knot,
        x,
        (y - 13, y - away + 6) if up else (y + 13, y + away - 6),
        first,
        tuple((first + LINE * at, text) for at, text in enumerate(titles, start=1)),
        first + LINE * (len(titles) + 1),
        tuple(zip(spots, shown, strict=False)),
        y + near - 8 if up else y - near + 8,
        more,
        spots[-1],
    )


def _wrapped(text: str, width: float) -> list[str]:
    letters = max(8, int(min(width, 230) / LETTER))
    return textwrap.wrap(text, letters, max_lines=LINES, placeholder=" …")


def _gaps(
    knots: Sequence[Knot], xs: Sequence[int], step: int, y: int, away: int, damages: Sequence[Damage]
) -> Iterator[Gap]:
    for place, (knot, x) in enumerate(zip(knots, xs, strict=True)):
        if not knot.marks:
            continue
        last = place == len(knots) - 1
        middle = x + step // 2
        half = 20 + 13 * (len(knot.marks) - 1)
        first = middle - 13 * (len(knot.marks) - 1)
        words = ", ".join(one.kind_label for one in damages if one.number in knot.marks)
        below = (place + 1) % 2 == 1
        lines = _wrapped(words, 1.4 * step) if last else []
        start = y + away + 12 if below else y - away - LINE * (len(lines) - 1) - 2
        yield Gap(
            x,
            middle - half,
            middle + half,
            tuple((first + 26 * at, number) for at, number in enumerate(knot.marks)),
            last,
            x + step,
            tuple((start + LINE * at, text) for at, text in enumerate(lines)),
        )


def _lines(xs: Sequence[int], gaps: Sequence[Gap]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the line that hold."""
    start = xs[0]
    for gap in gaps:
        yield start, gap.start
        start = gap.end
    if not (gaps and gaps[-1].is_last):
        yield start, xs[-1]


def _phases(knots: Sequence[Knot], xs: Sequence[int], step: int) -> Iterator[Phase]:
    placed = [(_phase(knot.kind.stage), x) for knot, x in zip(knots, xs, strict=True)]
    found = [(name, [x for _name, x in group]) for name, group in groupby(placed, key=lambda one: one[0])]
    fits = all(
        len(name) * LETTER <= max(step - 14, places[-1] - places[0] + step - 14) for name, places in found
    )
    for name, places in found:
        start, end = max(0, places[0] - step // 2 + 7), min(WIDTH, places[-1] + step // 2 - 7)
        yield Phase(name if fits else "", start, end)


def _phase(stage: Stage) -> str:
    return str(next(text for last, text in _PHASES if stage <= last))


def _band(knots: Sequence[Knot], xs: Sequence[int], y: int) -> str:
    """Return the outline of the money as a path, as wide at each amount as the amount is great."""
    known = [(x, abs(knot.amount)) for knot, x in zip(knots, xs, strict=True) if knot.amount is not None]
    most = max((amount for _x, amount in known), default=0)
    if len(known) < 2 or not most:  # noqa: PLR2004 - one amount compares nothing
        return ""
    halves = [(x, round(BAND * amount / most / 2, 1)) for x, amount in known]
    upper = [f"{x} {y - half}" for x, half in halves]
    lower = [f"{x} {y + half}" for x, half in reversed(halves)]
    return f"M{' L'.join([*upper, *lower])} Z"
