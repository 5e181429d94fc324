"""Every rule speaks of its bad example and is content with its good one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kernespor.engines.findings import Severity
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.lint import advice_on, advice_on_part, classes
from kernespor.engines.plan_lint.records import Goal, IndicatorClass, Kind, Part, Plan

DAY = dt.date(2026, 6, 1)
ACTION = Part(Kind.ACTION, 1, "1.1.1", "Vi holder møde hver uge", has_owner=True)
INDICATOR = Part(Kind.INDICATOR, 1, "1.1.i1", "Mindst 80 % af borgerne er tilfredse.")


def plan(*goals: Goal, **more: Any) -> Plan:
    """Return a plan for 2026 and 2027."""
    about = Part(Kind.PLAN, 1, "", "Planen")
    return Plan(about, goals, period_from=dt.date(2026, 1, 1), period_to=dt.date(2027, 12, 31), **more)


def goal(*, actions: tuple[Part, ...] = (ACTION,), indicators: tuple[Part, ...] = (INDICATOR,)) -> Goal:
    """Return a goal with nothing to say about it."""
    return Goal(Part(Kind.GOAL, 1, "1.1", "Kortere ventetid"), actions, indicators)


def indicator(text: str, key: int = 1) -> Part:
    """Return an indicator."""
    return Part(Kind.INDICATOR, key, f"1.1.i{key}", text)


def codes(of: Plan) -> set[str]:
    """Return the rules that speak."""
    return {advice.rule.code for advice in advice_on(of)}


LAST = (
    "Vi læser højt hver dag",
    "Vi synger i kor om fredagen",
    "Vi bager brød om mandagen",
    "Vi går til stranden",
)


def _copy(texts: tuple[str, ...]) -> Plan:
    actions = tuple(
        Part(Kind.ACTION, at, f"1.1.{at}", text, has_owner=True) for at, text in enumerate(texts, 1)
    )
    before = tuple((Kind.ACTION, text) for text in LAST)
    return plan(goal(actions=actions), before=before)


def _pairs() -> dict[str, tuple[Plan, Plan]]:
    """Return for each rule a plan that it speaks of, and one like it that it is content with."""
    found = {
        code: (
            plan(goal(indicators=(indicator(rule.bad),))),
            plan(goal(indicators=(indicator(rule.good),))),
        )
        for code, rule in rules.rules().items()
        if code.startswith("indicator_")
    }
    copy = rules.rules()[rules.OF_CLASS[IndicatorClass.COPY]]
    found[copy.code] = (
        plan(goal(indicators=(indicator(copy.bad), indicator(copy.bad, 2)))),
        plan(goal(indicators=(indicator(copy.bad), indicator(copy.good, 2)))),
    )
    state = rules.rules()[rules.STATE]
    late = replace(ACTION, deadline=dt.date(2028, 3, 1))
    return found | {
        rules.NO_OWNER: (plan(goal(actions=(replace(ACTION, has_owner=False),))), plan(goal())),
        rules.STATE: (
            plan(goal(actions=(replace(ACTION, text=state.bad),))),
            plan(goal(actions=(replace(ACTION, text=state.good),))),
        ),
        rules.NO_ACTION: (plan(goal(actions=())), plan(goal())),
        rules.NO_INDICATOR: (plan(goal(indicators=())), plan(goal())),
        rules.OUTSIDE: (plan(goal(actions=(late,))), plan(goal(actions=(replace(late, deadline=DAY),)))),
        rules.COPIED: (_copy(LAST), _copy(("Vi maler", "Vi danser i gården", "Vi tæller fugle", LAST[0]))),
    }


@pytest.mark.parametrize("code", list(rules.rules()))
def test_a_rule_speaks_of_its_bad_example_and_no_rule_of_its_good_one(code: str) -> None:
    bad, good = _pairs()[code]
    assert codes(bad) == {code}
    assert codes(good) == set()


def test_a_rule_is_whole_to_read() -> None:
    for rule in rules.rules().values():
        assert all((rule.name, rule.explanation, rule.suggestion, rule.bad, rule.good))
        assert "{places}" in rule.message
        assert rule.severity is not Severity.ERROR
        assert all(one.words and one.source for one in rule.words)


def test_there_is_one_finding_for_a_rule_with_all_its_places() -> None:
    many = tuple(replace(ACTION, key=at, number=f"1.1.{at}", has_owner=False) for at in range(1, 30))
    (advice,) = advice_on(plan(goal(actions=many)))
    finding = advice.finding()
    assert len(advice.places) == finding.params["count"] == 29
    assert "1.1.1, 1.1.2" in finding.message
    assert finding.code == "lint.action_without_owner"
    assert finding.suggestion


def test_what_was_closed_needs_no_advice() -> None:
    closed = replace(ACTION, has_owner=False, text="Øget trivsel", closed=True, deadline=dt.date(2030, 1, 1))
    assert codes(plan(goal(actions=(closed,)))) == set()
    gone = Goal(Part(Kind.GOAL, 1, "1.1", "Et mål", closed=True))
    assert codes(plan(gone)) == set()


def test_the_first_of_two_alike_keeps_its_class_and_the_second_says_which() -> None:
    alike = plan(goal(indicators=(indicator("Sygefraværet falder."), indicator("Sygefraværet  falder", 2))))
    assert classes(alike) == {1: IndicatorClass.NO_BASELINE, 2: IndicatorClass.COPY}
    advice = {one.rule.code: one for one in advice_on(alike)}
    assert advice[rules.OF_CLASS[IndicatorClass.COPY]].places[0].other == "1.1.i1"


def test_a_copy_is_told_from_half_of_the_texts_on() -> None:
    (advice,) = advice_on(_copy(LAST))
    assert advice.share == 67  # four actions of six texts: the goal and the indicator are new
    assert [one.part.text for one in advice.places] == list(LAST)


def test_a_part_is_told_only_what_concerns_it() -> None:
    whole = plan(goal(actions=(replace(ACTION, has_owner=False),), indicators=(indicator("Øget fokus"),)))
    found = advice_on_part(whole, whole.goals[0].actions[0])
    assert [one.rule.code for one in found] == [rules.NO_OWNER]


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="begins before"):
        Plan(Part(Kind.PLAN, 1, "", ""), (), period_from=DAY, period_to=dt.date(2025, 1, 1))
