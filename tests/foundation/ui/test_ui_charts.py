"""Charts: what the SVG holds, and what it must not hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from kernespor.foundation.ui.charts import STATE_FILLS, StateBars, state_bars
from kernespor.foundation.ui.states import LABELS

SVG = "{http://www.w3.org/2000/svg}"
SPEC = StateBars(
    "Handlinger <efter> tilstand",
    "To kvartaler & tre tilstande",
    ("1. kvt. 2026", "2. kvt. 2026"),
    ({"on_track": 1200, "slipping": 1}, {"reached": 800, "on_track": 401}),
)


def test_a_chart_is_one_picture_with_title_and_description() -> None:
    root = ET.fromstring(state_bars(SPEC))  # noqa: S314 - our own chart
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Handlinger <efter> tilstand"
    assert root[1].tag == f"{SVG}desc"
    assert [e.get("role") for e in root.iter() if e is not root and e.get("role")] == []


def test_colours_are_the_tokens_and_no_style_is_written() -> None:
    text = state_bars(SPEC)
    assert "style=" not in text
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', text))
    assert {c for c in colours if not c.startswith("var(--")} <= {"none", "transparent"}
    assert set(STATE_FILLS) == set(LABELS)


def test_words_can_be_read_and_figures_are_danish() -> None:
    root = ET.fromstring(state_bars(SPEC))  # noqa: S314 - our own chart
    texts = list(root.iter(f"{SVG}text"))
    assert {text.get("font-size") for text in texts} == {"13px"}
    shown = {text.text for text in texts}
    assert {"1. kvt. 2026", "2. kvt. 2026"} <= shown
    assert "1.200" in shown


def test_a_chart_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="own counts"):
        StateBars("a", "b", ("1",), ())
    with pytest.raises(ValueError, match="not a state: green"):
        StateBars("a", "b", ("1",), ({"green": 1},))
