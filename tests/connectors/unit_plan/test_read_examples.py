"""Plans in the styles of several municipalities, each with what it means beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectors.unit_plan import mangle
from connectors.unit_plan.mangled import ROOT, shape
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.reader import read_plan

PLANS = sorted(path for path in (ROOT / "examples" / "plans").iterdir() if path.suffix in {".md", ".txt"})


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_example_is_read_as_its_author_means_it(path: Path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read_plan(path)
    found = reading.as_dict()
    assert {key: found[key] for key in expected} == expected
    assert unaccounted(reading) == ()


@pytest.mark.parametrize(
    "path",
    [path for path in PLANS if "|--" not in path.read_text(encoding="utf-8")],
    ids=lambda path: path.stem,
)
def test_example_as_word_with_nothing_but_paragraphs(path: Path, tmp_path: Path):
    text = path.read_text(encoding="utf-8").replace("=" * 16, "")
    reading = read_plan(mangle.as_word(text, tmp_path / "plan.docx", styled=False))
    assert shape(reading) == shape(read_plan(path))
