"""What a group's mandate must hold to, by rules that are data."""

from __future__ import annotations

import datetime as dt

import pytest

from kernespor.engines.group_mandates.check import bound_to_term, days_ahead, deliverable_days, remarks
from kernespor.engines.group_mandates.records import Mandate, Rule, load_rules, read_rules

TODAY = dt.date(2026, 11, 20)
TERM = dt.date(2029, 12, 31)
RULES = load_rules()


def _of(**more: object) -> Mandate:
    facts: dict[str, object] = {"kind": "special", "starts": TODAY, "ends": TODAY, "decided_by": "council"}
    return Mandate(**{**facts, "term_ends": TERM, **more})  # type: ignore[arg-type] # whatever a test says


def _told(**more: object) -> list[str]:
    return [one.rule for one in remarks(_of(**more), RULES, TODAY)]


def test_a_special_committee_that_the_council_set_down_to_advise_is_as_the_law_says() -> None:
    assert _told() == []


def test_what_the_law_asks_of_a_special_committee_is_told() -> None:
    assert _told(decided_by="") == ["set_down_by_council"]
    assert _told(decided_by="committee") == ["set_down_by_council"]
    assert _told(power=True) == ["prepares_and_advises"]
    assert _told(ends=None) == ["ends_with_council"]
    assert _told(ends=TERM) == []
    assert _told(ends=TERM + dt.timedelta(days=1)) == ["ends_with_council"]
    assert _told(ends=None, term_ends=None) == []  # the term isn't known: nothing is claimed


def test_other_groups_may_decide_and_stand_until_further_notice() -> None:
    assert _told(kind="steering", decided_by="", power=True, ends=None) == []


def test_the_end_is_told_by_the_first_rule_that_is_about_the_group() -> None:
    assert days_ahead(RULES, "special", TODAY) == 120
    assert days_ahead(RULES, "project", TODAY) == 45
    assert deliverable_days(RULES, TODAY) == 14
    assert bound_to_term(RULES, TODAY) == {"special"}


def test_a_rule_counts_while_it_holds() -> None:
    text = '[old]\nkind = "warn_end"\nsource = "Egen regel"\nverified = false\nlegal = false\nstops = false\n'
    rules = read_rules(text + "least = 30\nvalid_from = 2026-01-01\nvalid_to = 2026-11-19\n")
    assert days_ahead(rules, "project", TODAY) == 0
    assert days_ahead(rules, "project", dt.date(2026, 11, 19)) == 30
    assert days_ahead(rules, "project", dt.date(2025, 12, 31)) == 0


def test_every_rule_has_its_source_and_the_unverified_are_marked() -> None:
    assert all(rule.source for rule in RULES)
    assert {rule.code for rule in RULES if rule.legal and not rule.verified} == {
        "prepares_and_advises", "ends_with_council",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "council?"}, {"kind": "warn_end", "kinds": ["nobody"]}, {"kind": "warn_end", "least": -1},
        {"kind": "warn_end", "valid_from": TODAY, "valid_to": dt.date(2026, 1, 1)},
    ],
)  # fmt: skip
def test_a_wrong_rule_is_refused_at_birth(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "code": "one", "source": "Loven", "verified": True, "legal": True, "stops": True,
    }  # fmt: skip
    wrong = {name: frozenset(value) if isinstance(value, list) else value for name, value in wrong.items()}
    with pytest.raises(ValueError, match="one"):
        Rule(**{**right, **wrong})  # type: ignore[arg-type] # wrong on purpose


def test_a_word_that_no_rule_has_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown or missing"):
        read_rules('[one]\nkind = "warn_end"\nsouce = "x"\n')


def test_a_wrong_mandate_is_refused_at_birth() -> None:
    with pytest.raises(ValueError, match="no kind"):
        _of(kind="nobody")
    with pytest.raises(ValueError, match="ends after"):
        _of(ends=TODAY - dt.timedelta(days=1))
