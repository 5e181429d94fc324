"""The real plan, as it stands and mangled: what its readers counted by eye is what comes out."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from connectors.unit_plan import mangle
from connectors.unit_plan.mangled import MANGLERS, REAL, UNKNOWABLE, counts, mangled, read_text, shape
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import Period
from kernespor.connectors.unit_plan.repair import has_foreign

pytestmark = pytest.mark.skipif(not REAL.is_file(), reason="the real documents are not beside this clone")

# Counted by eye: goal, actions, indicators.
BY_EYE = {
    "1.1": (3, 3), "1.2": (1, 4), "1.3": (3, 3),
    "2.1": (5, 4), "2.2": (4, 2), "2.3": (2, 1),
    "3.1": (3, 1), "3.2": (3, 1), "3.3": (2, 3), "3.4": (2, 2),
    "4.1": (2, 1),
    "5.1": (3, 1), "5.2": (1, 1), "5.3": (4, 2),
    "6.1": (3, 2), "6.2": (3, 3),
    "7.1": (3, 3),
}  # fmt: skip


@pytest.fixture(scope="module")
def text() -> str:
    return REAL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def straight(text):
    return read_text(text)


def test_every_goal_has_what_the_eye_counts():
    reading = read_plan(REAL)
    assert counts(reading) == (7, 17, 47, 37)
    found = {goal.number: (len(goal.actions), len(goal.indicators)) for goal in reading.plan.goals()}
    assert found == BY_EYE
    assert all(
        goal.number.startswith(f"{area.number}.")
        for area in reading.plan.priority_areas
        for goal in area.goals
    )
    assert (reading.plan.unit, reading.plan.period) == ("Økonomi & Stab", Period("2020", "2021"))


def test_no_line_is_lost_and_no_letter_is_foreign(straight):
    assert unaccounted(straight) == ()
    assert not has_foreign(str(straight.plan))


def test_the_list_in_running_text_stays_text(straight):
    area = straight.plan.priority_areas[2]
    assert area.text.count("\n- ") == 6


@pytest.mark.parametrize("name", MANGLERS)
def test_one_mangler(name, text, straight):
    reading = read_text(mangled(text, [name]))
    numbers = name != "no numbers"
    assert shape(reading, numbers=numbers) == shape(straight, numbers=numbers)
    assert unaccounted(reading) == ()


def test_two_manglers(text, straight):
    wrong = []
    for pair in combinations(MANGLERS, 2):
        numbers = "no numbers" not in pair
        reading = read_text(mangled(text, pair))
        same = shape(reading, numbers=numbers) == shape(straight, numbers=numbers)
        if (
            (not same and set(pair) not in UNKNOWABLE)
            or unaccounted(reading)
            or reading.plan.unit != "Økonomi & Stab"
        ):
            wrong.append(pair)
    assert wrong == []


@pytest.mark.parametrize("styled", [True, False], ids=["styled", "plain"])
@pytest.mark.parametrize("write", [mangle.as_word, mangle.as_pdf], ids=["docx", "pdf"])
def test_in_another_format(write, styled, text, straight, tmp_path: Path):
    path = tmp_path / ("plan.docx" if write is mangle.as_word else "plan.pdf")
    reading = read_plan(write(text, path, styled=styled))
    assert shape(reading) == shape(straight)
    assert (reading.plan.unit, reading.plan.period) == ("Økonomi & Stab", Period("2020", "2021"))
    assert unaccounted(reading) == ()
