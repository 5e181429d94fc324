from __future__ import annotations

import pytest

from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import GoalRecord

PLAN = """# Virksomhedsplan 2026-2027
Biblioteket

## 1. Flere læser
### 1.1 Mål – Flere børn låner bøger
Vi vil have flere børn ind i huset.
#### Handlinger
- Vi holder åbent om søndagen.
- Flere børn låner bøger end i 2025.
- Vi besøger alle skoler.
#### Målindikator
- Udlånet er steget.
"""


def goal_with(line: str, kind: LineKind) -> GoalRecord:
    lines = text_lines(PLAN)
    number = next(one.number for one in lines if line in one.raw)
    return read_lines(lines, Corrections(kinds={number: kind})).plan.goals()[0]


def test_a_persons_word_moves_the_one_line_and_none_after_it() -> None:
    goal = goal_with("end i 2025", LineKind.INDICATOR)
    assert [item.text for item in goal.actions] == ["Vi holder åbent om søndagen.", "Vi besøger alle skoler."]
    assert [item.text for item in goal.indicators] == [
        "Flere børn låner bøger end i 2025.",
        "Udlånet er steget.",
    ]


@pytest.mark.parametrize("line", ["søndagen", "end i 2025", "alle skoler"])
def test_a_bullet_that_a_person_calls_text_is_text(line: str) -> None:
    goal = goal_with(line, LineKind.TEXT)
    assert len(goal.actions) == 2
    assert line in goal.text
