"""The checker that nothing is lost can say that something is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.unit_plan.mangled import SAMPLE, read_text
from kernespor.connectors.unit_plan.accounted import unaccounted

READING = read_text(SAMPLE.read_text(encoding="utf-8"))
AREA = READING.plan.priority_areas[0]
GOAL = AREA.goals[0]


def with_goal(**changes):
    areas = (
        replace(AREA, goals=(replace(GOAL, **changes), *AREA.goals[1:])),
        *READING.plan.priority_areas[1:],
    )
    return replace(READING, plan=replace(READING.plan, priority_areas=areas))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"actions": GOAL.actions[1:]}, 60),
        ({"indicators": GOAL.indicators[:1]}, 69),
        ({"title": "Breve"}, 52),
        ({"number": ""}, 52),
        ({"text": GOAL.text.replace("opkaldene", "opkald")}, 54),
    ],
)
def test_a_lost_word_is_found(changes, line):
    assert unaccounted(READING) == ()
    assert unaccounted(with_goal(**changes)) == (line,)


def test_lost_furniture_is_found():
    assert unaccounted(replace(READING, furniture=READING.furniture[:-1])) == (137,)


def test_a_repair_that_no_finding_names_is_found():
    goal = replace(GOAL, text=GOAL.text.replace("tyve", "tredive"))
    areas = (replace(AREA, goals=(goal, *AREA.goals[1:])), *READING.plan.priority_areas[1:])
    assert unaccounted(replace(READING, plan=replace(READING.plan, priority_areas=areas)))
