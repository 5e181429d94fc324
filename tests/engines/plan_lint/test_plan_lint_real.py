"""The 37 indicators of a real plan: our own reading of them, in docs, against the class that is found."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.engines.plan_lint.lint import classes
from kernespor.engines.plan_lint.records import Goal, IndicatorClass, Kind, Part, Plan

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "docs" / "reference" / "maalindikatorer.md"
DOCUMENTS = ROOT.parent / "shared" / "documents"
NAMES = {
    "målbar": IndicatorClass.MEASURABLE,
    "retning uden udgangspunkt": IndicatorClass.NO_BASELINE,
    "milepæl uden dato": IndicatorClass.NO_DATE,
    "to i én": IndicatorClass.TWO_IN_ONE,
    "kan ikke måles": IndicatorClass.VAGUE,
    "den samme": IndicatorClass.COPY,
}
LEAST = 35  # of 37 on which the engine and our own reading agree


def judged() -> list[IndicatorClass]:
    """Return our own classes, in the order of the table."""
    rows = re.findall(r"^\| \d+ \|[^|]*\|([^|]*)\|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return [NAMES[re.sub(r" \(\d+\)", "", row).strip()] for row in rows]


def test_the_table_adds_up() -> None:
    counts = Counter(judged())
    assert len(judged()) == 37
    assert [counts[one] for one in NAMES.values()] == [1, 6, 10, 4, 14, 2]  # as its first sentences say


def test_the_engine_reads_the_real_plan_as_we_do() -> None:
    found = sorted(DOCUMENTS.glob("*virksomhedsplan*.txt"))
    if not found:
        pytest.skip("the real documents stand beside the project, in ../shared/documents; they aren't here")
    reading = read_lines(opened(found[0].name, found[0].read_bytes()).lines, Corrections())
    texts = [item.text for goal in reading.plan.goals() for item in goal.indicators]
    parts = tuple(Part(Kind.INDICATOR, at, str(at), text) for at, text in enumerate(texts))
    plan = Plan(Part(Kind.PLAN, 0, "", ""), (Goal(Part(Kind.GOAL, 0, "1", ""), (), parts),))
    given = list(classes(plan).values())
    agreed = [one is other for one, other in zip(judged(), given, strict=True)]
    assert sum(agreed) >= LEAST, [at + 1 for at, same in enumerate(agreed) if not same]
