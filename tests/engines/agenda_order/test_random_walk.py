"""A million random steps: nothing is sent out of order in silence, and what happened stands for good."""

from __future__ import annotations

import pytest

from engines.agenda_order.walk import Walk
from kernespor.engines.agenda_order.records import load_rules

RULES = tuple(rule for rule in load_rules() if rule.kind != "placing")  # asked before an item is sent


@pytest.mark.parametrize("seed", range(4))
def test_a_quarter_of_a_million_steps_are_never_silently_out_of_order(seed: int) -> None:
    walk = Walk(seed, RULES)
    walk.run(250_000)
    assert walk.noticed.keys() == {rule.code for rule in RULES}, "a rule that never speaks isn't tried"
    assert min(walk.noticed.values()) > 100
    assert min(walk.counts.values()) > 1000, walk.counts


@pytest.mark.parametrize("gone", RULES, ids=lambda rule: rule.code)
def test_the_walk_misses_every_rule_that_is_taken_away(gone) -> None:
    walk = Walk(1, tuple(rule for rule in RULES if rule is not gone))
    with pytest.raises(AssertionError):
        walk.run(50_000)
