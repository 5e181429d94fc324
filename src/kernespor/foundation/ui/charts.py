"""Charts as SVG: one small description in, a picture with role, title and description out.

Drawn by Altair and vl-convert with Danish formats. Colours are the tokens' custom properties, so that the
page's style sheets decide them; the SVG holds no style attribute, which a strict policy would drop.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import vl_convert as vlc
from django.utils.safestring import SafeString

from kernespor.foundation.ui.states import LABELS

TEXT = 13
FONT = "IBM Plex Sans"
_SVG = "http://www.w3.org/2000/svg"

# The fill of a state in sums, as in the bar of states.
STATE_FILLS: dict[str, str] = {
    "reached": "var(--bar-done)",
    "on_track": "var(--ok)",
    "slipping": "var(--warn-mark)",
    "off_track": "var(--off)",
    "stale": "var(--bar-stale)",
    "ownerless": "var(--bar-stale)",
    "not_begun": "var(--bar-none)",
    "closed": "var(--ink-3)",
}


@dataclass(frozen=True, slots=True)
class StateBars:
    """States period by period: one bar per period, stacked in the order of states. Sizes in pixels."""

    title: str
    description: str
    periods: tuple[str, ...]
    counts: tuple[Mapping[str, int], ...]
    width: int = 640
    height: int = 220

    def __post_init__(self) -> None:
        """Refuse counts that don't match the periods, or a state that isn't one."""
        if len(self.periods) != len(self.counts):
            raise ValueError("each period has its own counts")
        if unknown := {str(state) for counts in self.counts for state in counts} - set(LABELS):
            raise ValueError(f"not a state: {', '.join(sorted(unknown))}")


def state_bars(spec: StateBars) -> SafeString:
    """Draw the states of each period as a stacked bar."""
    places = {state: place for place, state in enumerate(LABELS)}
    values = [
        {"period": period, "state": str(state), "place": places[str(state)], "count": count}
        for period, counts in zip(spec.periods, spec.counts, strict=True)
        for state, count in counts.items()
    ]
    fills = alt.Scale(domain=list(STATE_FILLS), range=list(STATE_FILLS.values()))
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_bar(stroke="var(--paper-0)", strokeWidth=2)
        .encode(
            x=alt.X(
                "period:N", sort=list(spec.periods), axis=alt.Axis(title=None, labelAngle=0, ticks=False)
            ),
            y=alt.Y("count:Q", axis=alt.Axis(title=None, tickMinStep=1, tickCount=5, format=",d")),
            color=alt.Color("state:N", scale=fills, legend=None),
            order=alt.Order("place:Q"),
        )
        .properties(width=spec.width, height=spec.height)
        .configure(**_theme())
    )
    return _finished(chart.to_dict(), spec.title, spec.description)


@dataclass(frozen=True, slots=True)
class Series:
    """What was read day by day, and what it is held against. Sizes in pixels.

    A point's value is a figure, or a place in `levels` (words, lowest first). `target` is drawn as a line
    across with its `target_label` on it, `expected` as the dotted line that the figures should follow.
    `label` stands at the last point.
    """

    title: str
    description: str
    points: tuple[tuple[dt.date, float], ...]
    label: str = ""
    target: float | None = None
    target_label: str = ""
    expected: tuple[tuple[dt.date, float], ...] = ()
    levels: tuple[str, ...] = ()
    width: int = 560
    height: int = 220

    def __post_init__(self) -> None:
        """Refuse a chart of nothing, and a place that the levels don't have."""
        if not self.points:
            raise ValueError("a series has a point")
        values = [value for _, value in (*self.points, *self.expected)]
        if self.levels and not all(value in range(len(self.levels)) for value in values):
            raise ValueError("each point stands on one of the levels")


def series(spec: Series) -> SafeString:
    """Draw readings as a line over time, with the target across and the expected line dotted."""
    worded = bool(spec.levels)
    y = alt.Y(
        "y:N" if worded else "y:Q",
        sort=list(reversed(spec.levels)) if worded else alt.Undefined,
        scale=alt.Scale(domain=list(reversed(spec.levels))) if worded else alt.Scale(zero=True, nice=True),
        axis=alt.Axis(title=None, grid=True) if worded else alt.Axis(title=None, tickCount=5, format=",~f"),
    )
    x = alt.X("x:T", scale=alt.Scale(type="utc"), axis=alt.Axis(title=None, tickCount=6, format="%b %Y"))
    read = _layer(spec, spec.points)
    last = _layer(spec, spec.points[-1:], label=spec.label)
    days = [day for day, _ in (*spec.points, *spec.expected)]
    ends = (min(days), max(days))
    # The words stand where the line doesn't come from: under a last point that the line falls to.
    falls = spec.points[-2:][0][1] > spec.points[-1][1]
    layers: list[Any] = [
        read.mark_line(stroke="var(--data-1)", strokeWidth=2.5).encode(x=x, y=y),
        read.mark_point(fill="var(--data-1)", stroke="var(--paper-0)", size=70, opacity=1).encode(x=x, y=y),
        last.mark_text(
            fill="var(--ink-1)", fontSize=TEXT, dy=18 if falls else -13, align="right", fontWeight=600
        ).encode(x=x, y=y, text="label:N"),
    ]
    if spec.expected:
        expected = _layer(spec, spec.expected)
        layers.append(expected.mark_line(stroke="var(--ink-3)", strokeDash=[2, 4]).encode(x=x, y=y))
    if spec.target is not None:
        across = _layer(spec, tuple((day, spec.target) for day in dict.fromkeys(ends)))
        start = _layer(spec, ((ends[0], spec.target),), label=spec.target_label)
        layers.append(across.mark_line(stroke="var(--ink-2)", strokeDash=[7, 4]).encode(x=x, y=y))
        layers.append(
            start.mark_text(fill="var(--ink-2)", fontSize=TEXT, dy=-9, align="left").encode(
                x=x, y=y, text="label:N"
            )
        )
    chart = alt.layer(*layers).properties(width=spec.width, height=spec.height).configure(**_theme())
    return _finished(chart.to_dict(), spec.title, spec.description)


def _layer(spec: Series, points: tuple[tuple[dt.date, float], ...], label: str = "") -> alt.Chart:
    values = [
        {"x": f"{day.isoformat()}T00:00:00Z", "y": spec.levels[int(value)] if spec.levels else value}
        for day, value in points
    ]
    return alt.Chart(alt.InlineData(values=[one | {"label": label} for one in values]))


def _theme() -> dict[str, Any]:
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "labelColor": "var(--ink-3)",
            "titleColor": "var(--ink-3)",
            "gridColor": "var(--data-grid)",
            "domainColor": "var(--line-control)",
            "tickColor": "var(--line-control)",
            "labelPadding": 6,
        },
        "axisY": {"domain": False, "ticks": False},
        "axisX": {"grid": False},
    }


def _finished(spec: dict[str, object], title: str, description: str) -> SafeString:
    """Turn a chart into an SVG that is one picture to those who hear the page."""
    _register_fonts()
    text = vlc.vegalite_to_svg(spec, format_locale="da-DK", time_format_locale="da-DK")
    ET.register_namespace("", _SVG)
    root = ET.fromstring(text)  # noqa: S314 - the text was drawn here
    for element in root.iter():
        for name in ("role", "class", "style", *(key for key in element.attrib if key.startswith("aria-"))):
            element.attrib.pop(name, None)
    root.set("role", "img")
    root.set("focusable", "false")
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        child = ET.Element(f"{{{_SVG}}}{tag}")
        child.text = words
        root.insert(place, child)
    return SafeString(ET.tostring(root, encoding="unicode"))


@functools.cache
def _register_fonts() -> None:
    """Let the drawing measure its words in the font that the page shows them in."""
    vlc.register_font_directory(str(resources.files("kernespor.connectors.unit_plan") / "assets" / "fonts"))
