"""The function is data with its reasons, and weights that would turn the definitions round are none."""

from __future__ import annotations

from importlib import resources

import pytest

from kernespor.engines.grey_zone import function
from kernespor.engines.grey_zone.records import (
    ANSWERS,
    UNKNOWN,
    Answers,
    Effect,
    Given,
    Group,
    Kind,
    Lapses,
    Passage,
    Question,
    Shares,
)
from kernespor.engines.grey_zone.vignettes import Vignette

TEXT = resources.files(function.__package__).joinpath("function.toml").read_text(encoding="utf-8")
LOADED = function.load()


def test_the_figure_says_that_it_is_a_reconstruction() -> None:
    assert LOADED.caption.startswith("Figur 1.")
    assert "genskabt" in LOADED.reason


def test_each_weight_has_its_reason_and_its_passages() -> None:
    assert set(LOADED.weights) == set(Question)
    for question, weight in LOADED.weights.items():
        assert weight.reason.endswith(".")
        assert weight.passages
        assert set(weight.answers) == {one for one in ANSWERS[question] if one != UNKNOWN}


def test_service_reduction_is_the_most_visible_and_administrative_change_the_most_administrative() -> None:
    x = {kind: LOADED.corners[kind][0] for kind in Kind}
    assert x[Kind.SERVICE_REDUCTION] < x[Kind.EFFICIENCY] < x[Kind.ADMINISTRATIVE_CHANGE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("worse = [0, 100, 0]", "worse = [60, 40, 0]"),  # worse would speak for efficiency
        ("worse = [0, 100, 0]", "worse = [0, 90, 0]"),  # not all is spread
        ("worse = [0, 100, 0]", "worse = [-10, 110, 0]"),
        ("worse = [0, 100, 0]\n", ""),
        ("worse = [0, 100, 0]", "worst = [0, 100, 0]"),
        ("weight = 35", "weight = 40"),
        ("field_from = 30", "field_from = 34"),  # a point in the middle would lie in no field
        ("field_from = 30", "field_from = 0"),
        ("efficiency = [50, 100]", "efficiency = [50, 0]"),  # a line is no figure
        ("efficiency = [50, 100]\n", ""),
        ('passages = ["definition_administrative"]', 'passages = ["nowhere"]'),
        ('caption = "Figur 1', 'heading = "Figur 1'),
    ],
)
def test_what_is_no_function_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=r"."):
        function.read(TEXT.replace(old, new, 1))


def test_a_municipality_may_weigh_in_its_own_way() -> None:
    own = function.read(TEXT.replace("weight = 35", "weight = 30").replace("weight = 15", "weight = 20"))
    assert own.weights[Question.AVOIDABLE].weight * 100 == 20


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Group(" ", Effect.SAME),
        lambda: Group("a", Lapses.NOTHING),
        lambda: Answers((Group("Ældre", Effect.SAME), Group("ældre ", Effect.WORSE))),
        lambda: Answers(lapses=Effect.SAME),
        lambda: Given("", "head", Answers()),
        lambda: Given("a", "", Answers()),
        lambda: Passage("a", "", "b"),
        lambda: Shares(1, 1, -1),
        lambda: Vignette("a", "", "b", Answers(), (Kind.EFFICIENCY,), "c"),
    ],
)
def test_a_record_that_says_nothing_is_refused_at_birth(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
