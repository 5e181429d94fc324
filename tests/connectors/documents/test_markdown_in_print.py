"""Markdown that was pasted into Word or printed to PDF keeps its marks in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.unit_plan.mangle import as_pdf, as_word
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import with_markdown_headings
from kernespor.connectors.unit_plan.reader import read_plan

EXAMPLE = Path(__file__).parents[3] / "examples/plans/stab-og-service.md"


@pytest.mark.parametrize("make", [as_word, as_pdf])
def test_a_plan_whose_marks_are_text_is_read_as_with_marks(tmp_path: Path, make: object) -> None:
    wanted = read_plan(EXAMPLE).plan
    # Behind a character that nobody sees the maker of the file leaves the mark where it is.
    text = EXAMPLE.read_text(encoding="utf-8").replace("\n#", "\n\u2060#")
    suffix = ".docx" if make is as_word else ".pdf"
    file = make(text, tmp_path / f"plan{suffix}", styled=False)  # type: ignore[operator]
    plan = read_plan(file).plan
    assert [area.title for area in plan.priority_areas] == [area.title for area in wanted.priority_areas]
    shapes = [(goal.title, len(goal.actions), len(goal.indicators)) for goal in plan.goals()]
    assert shapes == [(goal.title, len(goal.actions), len(goal.indicators)) for goal in wanted.goals()]


def test_a_lone_mark_is_no_habit() -> None:
    lines = [Line(1, "# 4", "# 4"), Line(2, "Vi mødes i lokale # 4", "Vi mødes i lokale # 4")]
    assert with_markdown_headings(lines) == lines
