"""The plan's PDF against bare typst with the same data, template and fonts."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import typst

from bench.clock import once
from bench.plans import text
from kernespor.connectors.unit_plan.paper import PlanPaper
from kernespor.connectors.unit_plan.pdf import ASSETS, STANDARDS, TEMPLATE, as_data, own_fonts, write_pdf
from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import Item, PlanRecord

TIMES = 15
MADE_ON = dt.date(2026, 11, 20)


def run() -> None:
    """Print both medians and their ratio. Each document is new: typst remembers what it has set before."""
    plan, name = text()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.txt"
        file.write_text(plan, encoding="utf-8")
        record = read_plan(file).plan
    ours, bare = [], []
    for number in range(TIMES + 1):
        first, second = (_paper(record, f"{kind}{number}") for kind in ("A", "B"))
        data = json.dumps(as_data(second), ensure_ascii=False)
        ours.append(once(partial(write_pdf, first)))
        bare.append(once(partial(_bare, data)))
    medians = statistics.median(ours[1:]), statistics.median(bare[1:])
    print(
        f"{name}: {medians[0]:.3f} s, bare typst {medians[1]:.3f} s, "
        f"ratio {medians[0] / medians[1]:.2f} (goal ≤ 1.3)"
    )


def _paper(record: PlanRecord, mark: str) -> PlanPaper:
    """Return the plan with a mark in every paragraph, so that no page was seen before."""

    def marked(text: str) -> str:
        return f"{text} {mark}." if text else ""

    areas = tuple(
        replace(
            area,
            text=marked(area.text),
            goals=tuple(
                replace(
                    goal,
                    text=marked(goal.text),
                    actions=tuple(Item(marked(item.text)) for item in goal.actions),
                    indicators=tuple(Item(marked(item.text)) for item in goal.indicators),
                )
                for goal in area.goals
            ),
        )
        for area in record.priority_areas
    )
    return PlanPaper(replace(record, priority_areas=areas), f"Sporkøbing Kommune {mark}", MADE_ON)


def _bare(data: str) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=ASSETS,
        font_paths=own_fonts(),
        sys_inputs={"paper": data},
        pdf_standards=STANDARDS,
        timestamp=dt.datetime.combine(MADE_ON, dt.time(), dt.UTC),
    )
