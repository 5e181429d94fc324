"""Keys that overrides are tied to, rules as dated data, and what is refused at birth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engines.agenda_order.ways import RULES, committee, council, day, sending
from kernespor.engines.agenda_order.check import deviations, standing
from kernespor.engines.agenda_order.records import KINDS, Heard, Rule, Stop, Way, in_force, read_rules


def test_a_key_outlives_a_new_body_on_the_way_and_other_positions_and_days() -> None:
    subjects = frozenset({"staffing", "disability"})
    way = Way((committee(), council()), (), subjects)
    keys = {one.key for one in sending(way)}
    moved = Way(
        (Stop(1, "dir", "directorate", None, None, "approved", day(2, 1)), replace(committee(), position=2),
         replace(council(), position=7, on=day(4, 30))), (), subjects,
    )  # fmt: skip
    assert {one.key for one in sending(moved, 7)} == keys
    assert len(keys) == len(sending(way))


def test_two_rounds_with_the_same_party_are_two_deviations() -> None:
    asked = Heard("nabo", "outside", "administrative", day(3, 25), day(3, 1))
    found = sending(Way((council(),), (asked, asked)))
    assert len({one.key for one in found}) == 2


def test_an_item_is_held_against_the_rules_of_the_day_it_was_sent() -> None:
    rule = next(rule for rule in RULES if rule.code == "council_dispatch")
    old = replace(rule, valid_to=day(3, 1), least=4)
    new = replace(rule, code="new", valid_from=day(3, 2), least=6)
    assert in_force((old, new), day(3, 1)) == (old,)
    assert in_force((old, new), day(3, 2)) == (new,)
    before = Stop(1, "by", "council", day(3, 5), day(2, 26))
    after = Stop(2, "by", "council", day(3, 10), day(3, 3))
    found = standing(Way((before, after)), rules=(old, new), today=day(6, 1))
    assert [(one.rule, one.stop) for one in found] == [("new", 2)]


def test_every_rule_has_a_source_of_its_own_and_every_kind_a_rule() -> None:
    assert {rule.kind for rule in RULES} == KINDS
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all("§" in rule.source for rule in RULES if rule.legal)
    assert {rule.code for rule in RULES if rule.legal and not rule.verified} == {"chair_decides"}


ROW = 'source = "a"\nverified = true\nlegal = true\nstops = true\nkinds = ["council"]\n'


@pytest.mark.parametrize(
    "text",
    [
        f'[a]\nkind = "way"\n{ROW}outcome = ["x"]',
        f'[a]\nkind = "before"\n{ROW}parties = ["byråd"]',
        f'[a]\nkind = "nothing"\n{ROW}',
        f"[a]\n{ROW}",
        '[a]\nkind = "way"\nsource = ""\nverified = true\nlegal = true\nstops = true\nkinds = ["council"]',
        f'[a]\nkind = "way"\n{ROW}valid_from = 2026-02-01\nvalid_to = 2026-01-01',
    ],
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_rules(text)


def test_a_municipalitys_own_rule_is_a_row() -> None:
    text = f'[digital]\nkind = "before"\n{ROW}parties = ["digitalisation"]\nsubjects = ["it"]'
    (rule,) = read_rules(text)
    assert isinstance(rule, Rule)
    found = deviations(Way((council(),), (), frozenset({"it"})), 40, rules=(rule,), today=day(3, 1))
    assert [(one.rule, one.code) for one in found] == [("digital", "before")]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Stop(1, "by", "byråd"),
        lambda: Stop(1, "", "council"),
        lambda: Stop(1, "by", "council", outcome="ja", decided_on=day(1, 1)),
        lambda: Stop(1, "by", "council", outcome="approved"),
        lambda: Stop(1, "by", "council", decided_on=day(1, 1)),
        lambda: committee(suspended_on=day(3, 10)),
        lambda: Heard("a", "nobody", "political", None),
        lambda: Heard("a", "public", "loud", None),
        lambda: Way((council(), committee())),
        lambda: Way((council(), council())),
        lambda: sending(Way((council(),)), 41),
    ],
)
def test_what_cannot_be_is_refused_at_birth(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
