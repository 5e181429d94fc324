"""An item that is put on an agenda after the meeting's deadline for items."""

from __future__ import annotations

from dataclasses import replace

from engines.agenda_order.ways import committee, day
from kernespor.engines.agenda_order.placing import placed_late
from kernespor.engines.agenda_order.records import load_rules

RULES = load_rules()


def _found(due, today, rules=RULES, meeting="m1"):
    return placed_late(committee(), meeting=meeting, due=due, rules=rules, today=today)


def test_the_last_day_counts_and_a_meeting_without_a_deadline_asks_nothing():
    assert _found(None, day(3, 1)) == ()
    assert _found(day(3, 1), day(3, 1)) == ()
    (late,) = _found(day(3, 1), day(3, 2))
    assert (late.rule, late.code, late.stops) == ("items_in_time", "late", True)
    assert "1. marts" in late.told({})


def test_it_is_the_municipalitys_own_rule_dated_and_another_meeting_is_another_deviation():
    (rule,) = (rule for rule in RULES if rule.kind == "placing")
    assert (rule.legal, rule.verified, rule.source) == (False, False, "Kommunens egen frist for punkter")
    assert _found(day(3, 1), day(3, 2), (replace(rule, valid_to=day(2, 1)),)) == ()
    (first,), (second,) = _found(day(3, 1), day(3, 2)), _found(day(3, 1), day(3, 2), meeting="m2")
    assert first.key != second.key
