"""Readings over time as a chart: one picture, the tokens' colours, words that are data and nothing more."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest

from kernespor.foundation.ui.charts import Series, series

SVG = "{http://www.w3.org/2000/svg}"
POINTS = ((dt.date(2025, 3, 1), 50.5), (dt.date(2026, 3, 1), 1061.4))


def test_readings_are_one_picture_with_target_and_line() -> None:
    spec = Series(
        "Køb <på> aftale", "61 % nu", POINTS, label="1.061,4 %", target=1200.0, target_label="Mål: 1.200 %",
        expected=((dt.date(2025, 1, 1), 40.0), (dt.date(2026, 12, 31), 1200.0)),
    )  # fmt: skip
    root = ET.fromstring(series(spec))  # noqa: S314 - our own chart
    assert root.get("role") == "img"
    assert (root[0].text, root[1].text) == ("Køb <på> aftale", "61 % nu")
    shown = {text.text for text in root.iter(f"{SVG}text")}
    assert {"1.061,4 %", "Mål: 1.200 %", "1.000"} <= shown
    assert {text.get("font-size") for text in root.iter(f"{SVG}text")} == {"13px"}
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', series(spec)))
    assert {one for one in colours if not one.startswith("var(--")} <= {"none", "transparent"}
    assert "style=" not in series(spec)


def test_levels_are_words_whatever_they_are_written_with() -> None:
    odd = ("O'Ringe", 'G"od', "<b>datum.value</b>")
    spec = Series(
        "Skala", "God", ((dt.date(2026, 1, 1), 0.0), (dt.date(2026, 6, 1), 2.0)), target=1.0, levels=odd
    )
    root = ET.fromstring(series(spec))  # noqa: S314 - our own chart
    assert set(odd) <= {text.text for text in root.iter(f"{SVG}text")}


def test_one_reading_is_enough_and_none_is_not() -> None:
    assert "<svg" in series(Series("Én", "Én", POINTS[:1]))
    with pytest.raises(ValueError, match="a point"):
        Series("Ingen", "Ingen", ())
    with pytest.raises(ValueError, match="levels"):
        Series("Skala", "Skala", ((dt.date(2026, 1, 1), 3.0),), levels=("a", "b"))
