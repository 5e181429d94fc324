"""The same plan is read from a document however badly it was converted."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from connectors.unit_plan import mangle
from connectors.unit_plan.mangled import MANGLERS, SAMPLE, UNKNOWABLE, counts, mangled, read_text, shape
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import Period, PlanReading

TEXT = SAMPLE.read_text(encoding="utf-8")
PAIRS = [pair for pair in combinations(MANGLERS, 2) if set(pair) not in UNKNOWABLE]


@pytest.fixture(scope="module")
def straight() -> PlanReading:
    return read_text(TEXT)


def assert_same(reading: PlanReading, straight: PlanReading, names: tuple[str, ...]) -> None:
    numbers = "no numbers" not in names
    assert shape(reading, numbers=numbers) == shape(straight, numbers=numbers)
    assert (reading.plan.unit, reading.plan.period) == ("Stab & Service", Period("2022", "2023"))
    assert unaccounted(reading) == ()


def test_the_sample_is_what_its_author_meant(straight):
    assert counts(straight) == (2, 4, 9, 7)
    assert [(len(goal.actions), len(goal.indicators)) for goal in straight.plan.goals()] == [
        (3, 2),
        (1, 3),
        (2, 1),
        (3, 1),
    ]


@pytest.mark.parametrize("name", MANGLERS)
def test_one_mangler(name, straight):
    assert_same(read_text(mangled(TEXT, [name])), straight, (name,))


@pytest.mark.parametrize("pair", PAIRS, ids=" + ".join)
def test_two_manglers(pair, straight):
    assert_same(read_text(mangled(TEXT, pair)), straight, pair)


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("no numbers",),
        ("no bullets",),
        ("dots",),
        ("no contents list",),
        ("numbers behind the word",),
        ("labels in front",),
    ],
    ids=" + ".join,
)
@pytest.mark.parametrize("styled", [True, False], ids=["styled", "plain"])
@pytest.mark.parametrize("write", [mangle.as_word, mangle.as_pdf], ids=["docx", "pdf"])
def test_in_another_format(write, styled, names, straight, tmp_path: Path):
    path = tmp_path / ("plan.docx" if write is mangle.as_word else "plan.pdf")
    reading = read_plan(write(mangled(TEXT, names), path, styled=styled))
    assert_same(reading, straight, names)
