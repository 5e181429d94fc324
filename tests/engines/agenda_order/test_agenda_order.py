"""The order of an agenda item, rule by rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.agenda_order.ways import (
    DECIDED,
    DECLARED,
    HEARD,
    NAMES,
    RULES,
    committee,
    council,
    day,
    finance,
    said,
    sending,
    standing_at,
)
from kernespor.engines.agenda_order.check import deviations
from kernespor.engines.agenda_order.dispatch import weekdays
from kernespor.engines.agenda_order.records import Heard, Stop, Way

# --- what is in order


def test_an_item_in_order_is_told_nothing_from_its_first_day_to_its_last() -> None:
    subjects = frozenset({"staffing", "disability"})
    med = Heard("hu", "med_main", "med_discussion", day(3, 1), day(2, 10), day(2, 27))
    plan = committee(sent_on=None), finance(sent_on=None), council()
    way = Way(plan, (med, HEARD), subjects)
    assert standing_at(way, day(3, 1)) == ()
    assert sending(way, 20, day(3, 3)) == ()
    way = Way((committee(**DECIDED), *plan[1:]), (med, HEARD), subjects)
    assert sending(way, 30, day(3, 11)) == ()
    way = Way((committee(**DECIDED), finance(**DECLARED), plan[2]), (med, HEARD), subjects)
    assert sending(way, 40, day(3, 18)) == ()
    ended = council(sent_on=day(3, 25), outcome="approved", decided_on=day(3, 31))
    way = Way((committee(**DECIDED), finance(**DECLARED), ended), (med, HEARD), subjects)
    assert standing_at(way) == ()


def test_a_plan_that_only_waits_for_its_turn_has_nothing_standing() -> None:
    way = Way((committee(sent_on=None), finance(sent_on=None), council()), (), frozenset({"appropriation"}))
    assert {one.rule for one in standing_at(way, day(2, 1))} == {"directorate_first"}
    way = Way((Stop(10, "dir", "directorate", day(2, 20)), *way.stops), (), way.subjects)
    assert standing_at(way, day(2, 1)) == ()


# --- who comes before whom, and who was passed by


def test_the_council_waits_for_the_finance_committees_declaration() -> None:
    subjects = frozenset({"staffing"})
    absent = Way((committee(**DECIDED), council()), (), subjects)
    found = [one for one in sending(absent) if one.rule == "finance_declares"]
    assert [one.told(NAMES) for one in found] == [
        "Økonomiudvalget skal have sagen før Byrådet, men står ikke tidligere på sagens vej."
    ]
    assert found[0].stops
    assert "§ 18, stk. 2" in found[0].source
    undecided = Way((committee(**DECIDED), finance(), council()), (), subjects)
    later = [one for one in sending(undecided) if one.rule == "finance_declares"]
    assert later == found, "the same deviation, so that an override holds"
    assert later[0].waits
    assert later[0].told(NAMES) == "Økonomiudvalget skal have sagen før Byrådet, men har ikke taget stilling."
    without = Way((committee(**DECIDED), council()))
    assert sending(without) == (), "it isn't asked about what has no subject of its"


@pytest.mark.parametrize(
    ("known", "rule", "stops"),
    [
        ({}, "way_skipped", True),
        ({"outcome": "postponed", "decided_on": day(3, 10)}, "way_postponed", True),
        ({"outcome": "rejected", "decided_on": day(3, 10)}, "way_rejected", False),
        ({"outcome": "recommended", "decided_on": day(3, 20)}, "way_skipped", True),
    ],
)
def test_a_body_on_the_way_that_has_not_decided_is_told(known: dict[str, Any], rule: str, stops: Any) -> None:
    assert said(sending(Way((committee(**known), council())))) == [(rule, stops)]


def test_a_later_meeting_of_the_same_body_stands_in_for_the_postponed_one() -> None:
    first = committee(outcome="postponed", decided_on=day(3, 10))
    again = Stop(25, "sk", "committee", day(3, 16), day(3, 10))
    assert said(sending(Way((first, again)), 25, day(3, 10))) == []
    assert said(sending(Way((first, again, council())))) == [("way_skipped", True), ("way_postponed", True)]
    done = replace(again, outcome="approved", decided_on=day(3, 16))
    assert sending(Way((first, done, council()))) == ()


# --- who must be heard, and answers


def test_a_party_that_must_be_heard_stops_the_sending_until_it_is_asked() -> None:
    subjects = frozenset({"disability"})
    found = sending(Way((council(),), (), subjects))
    assert said(found) == [("disabled_heard", True)]
    assert found[0].told(NAMES) == "Ikke hørt: Handicaprådet."
    assert sending(Way((council(),), (HEARD,), subjects)) == ()
    other = replace(HEARD, party="ær", kind="elderly")
    assert said(sending(Way((council(),), (other,), subjects))) == [("disabled_heard", True)]


def test_a_committee_may_send_its_proposal_out_when_the_hearing_is_planned() -> None:
    planned = Heard("hr", "disabled", "political", None)
    way = Way((committee(sent_on=None), council()), (planned,), frozenset({"disability"}))
    found = sending(way, 20, day(3, 3))
    assert said(found) == [("disabled_heard", False), ("others_answer", False)]
    last = Way((committee(**DECIDED), council()), (planned,), frozenset({"disability"}))
    assert said(sending(last)) == [("disabled_heard", True), ("others_answer", True)]


def test_the_council_that_is_a_body_on_the_way_is_heard_there() -> None:
    on_the_way = Stop(5, "hr", "disabled", day(3, 1), day(2, 20), "noted", day(3, 1))
    assert sending(Way((on_the_way, council()), (), frozenset({"disability"}))) == ()


def test_med_information_is_no_discussion_and_needs_no_answer() -> None:
    told = Heard("hu", "med_main", "med_information", None, day(2, 20))
    way = Way((committee(sent_on=None),), (told,), frozenset({"staffing"}))
    assert said(sending(way, 20, day(3, 3))) == [("med_discusses", True)]


@pytest.mark.parametrize(
    ("heard", "stops", "message"),
    [
        ({}, True, "Hovedudvalget har ikke svaret. Fristen er 25. marts 2026."),
        ({"deadline": None}, True, "Hovedudvalget har ikke svaret og har ingen frist."),
        (
            {"deadline": day(4, 2)}, True,
            "Hovedudvalget har frist til 2. april 2026, men Byrådet mødes 31. marts 2026.",
        ),
        ({"deadline": day(3, 31)}, True, "Hovedudvalget har ikke svaret. Fristen er 31. marts 2026."),
        ({"deadline": day(3, 18)}, True, "Hovedudvalget har ikke svaret. Fristen er 18. marts 2026."),
        ({"deadline": day(3, 17)}, False, "Hovedudvalget svarede ikke inden fristen 17. marts 2026."),
        ({"asked_on": None}, True, "Hovedudvalget er ikke spurgt endnu."),
        ({"answered_on": day(3, 19)}, True, "Hovedudvalget har ikke svaret. Fristen er 25. marts 2026."),
        ({"answered_on": day(3, 18)}, None, ""),
    ],
)  # fmt: skip
def test_a_med_answer_is_waited_for_to_its_deadline(heard: dict[str, Any], stops: Any, message: str) -> None:
    asked = {"deadline": day(3, 25), "asked_on": day(3, 1)} | heard
    found = sending(Way((council(),), (Heard("hu", "med_main", "med_discussion", **asked),)))
    assert said(found) == ([] if stops is None else [("med_answers", stops)])
    assert [one.told(NAMES) for one in found] == ([message] if message else [])


def test_what_is_made_good_after_the_sending_takes_nothing_away() -> None:
    subjects = frozenset({"disability"})
    before = sending(Way((council(),), (), subjects))
    late = Heard("hr", "disabled", "political", day(4, 20), day(3, 20), day(3, 25))
    sent = council(sent_on=day(3, 18), outcome="approved", decided_on=day(3, 31))
    after = standing_at(Way((sent,), (late,), subjects))
    assert set(before) < set(after)
    assert [one.told(NAMES) for one in after if one.rule == "others_answer"] == [
        "Handicaprådet blev først spurgt 20. marts 2026, da dagsordenen til Byrådet var sendt."
    ]


def test_a_plan_has_a_hearing_standing_only_when_it_cannot_end_in_time() -> None:
    soon = Heard("hu", "med_main", "med_discussion", day(3, 25))
    way = Way((council(),), (soon,), frozenset({"staffing"}))
    unheard = {"med_discusses", "med_answers"}
    assert not unheard & {one.rule for one in standing_at(way, day(2, 1))}
    late = Way(way.stops, (replace(soon, deadline=day(4, 1)),), way.subjects)
    assert [one.rule for one in standing_at(late, day(2, 1)) if one.rule in unheard] == ["med_answers"]
    none = Way(way.stops, (), way.subjects)
    assert [one.rule for one in standing_at(none, day(2, 1)) if one.rule in unheard] == ["med_discusses"]


# --- dispatch


@given(st.integers(0, 40), st.integers(0, 40), st.sets(st.integers(0, 40)))
def test_weekdays_are_counted_as_one_by_one(first: int, length: int, closed: set[int]) -> None:
    start = day(3, 1)
    days = [start + dt.timedelta(n) for n in range(81)]
    shut = {days[n] for n in closed}
    open_days = [one for one in days[first : first + length] if one.isoweekday() <= 5 and one not in shut]
    assert weekdays(days[first], days[first + length], shut, 100) == len(open_days)
    assert weekdays(days[first], days[first + length], shut, 4) == min(4, len(open_days))


def test_a_late_agenda_is_a_note_and_closed_days_are_the_callers() -> None:
    way = Way((council(on=day(4, 8)),))
    easter = frozenset({day(4, 2), day(4, 3), day(4, 6)})
    assert sending(way, today=day(4, 1)) == ()
    found = sending(way, today=day(4, 1), closed_days=easter)
    assert said(found) == [("council_dispatch", False)]
    assert found[0].told(NAMES).startswith("Der er 2 hverdage fra udsendelsen til mødet.")
    assert sending(way, today=day(3, 30), closed_days=easter) == ()


def test_a_municipality_may_let_a_late_agenda_stop_but_not_an_urgent_item() -> None:
    rules = tuple(replace(rule, stops=True) for rule in RULES if rule.kind == "dispatch")
    stops = [
        deviations(Way((council(),), urgent=urgent), 40, rules=rules, today=day(3, 30))[0].stops
        for urgent in (False, True)
    ]
    assert stops == [True, False]


def test_minutes_without_an_agenda_are_recorded_and_told() -> None:
    decided = council(outcome="approved", decided_on=day(3, 31))
    assert said(standing_at(Way((decided,)))) == [("council_dispatch", False)]
    assert [one.code for one in standing_at(Way((decided,)))] == ["unsent"]


def test_an_agenda_that_was_sent_after_the_decision_is_held_against_its_own_day() -> None:
    sent = council(decided_on=day(3, 20), outcome="approved", sent_on=day(3, 30))
    found = standing_at(Way((sent,)))
    assert [one.params["days"] for one in found] == [1]
    planned = Way((committee(sent_on=None), council(sent_on=day(3, 18))))
    assert standing_at(planned, day(3, 1)) == (), "a day that is still to come is a plan"
    assert said(standing_at(planned, day(3, 18))) == [("way_skipped", True)]


def test_what_a_committee_rejected_is_told_of_the_plan_ahead() -> None:
    rejected = committee(outcome="rejected", decided_on=day(3, 10))
    assert said(standing_at(Way((rejected, council())), day(3, 11))) == [("way_rejected", False)]


# --- readings, suspension, urgency


@pytest.mark.parametrize(("second", "rules"), [(21, []), (20, ["budget_readings"])])
def test_the_budgets_readings_are_three_weeks_apart(second: int, rules: list[str]) -> None:
    held = {"outcome": "noted", "decided_on": day(9, 10), "sent_on": day(9, 2)}
    first = council(on=day(9, 10), reading=1, **held)
    next_one = Stop(50, "by", "council", day(9, 10) + dt.timedelta(second), reading=2)
    way = Way((first, next_one), (), frozenset({"budget"}))
    own = tuple(rule for rule in RULES if rule.kind == "apart")
    found = deviations(way, 50, rules=own, today=day(9, 12))
    assert [one.rule for one in found] == rules
    assert all(one.stops for one in found)


def test_the_second_reading_is_counted_from_the_last_first_one() -> None:
    held = {"outcome": "noted", "reading": 1}
    stops = (
        Stop(1, "by", "council", day(9, 1), day(8, 25), decided_on=day(9, 1), **held),
        Stop(2, "by", "council", day(9, 15), day(9, 8), decided_on=day(9, 15), **held),
        Stop(3, "by", "council", day(9, 30), reading=2),
    )
    own = tuple(rule for rule in RULES if rule.kind == "apart")
    (found,) = deviations(Way(stops, (), frozenset({"budget"})), 3, rules=own, today=day(9, 20))
    assert found.told({}) == "Der er 15 dage mellem 1. og 2. behandling. Der skal være mindst 21."


def test_a_second_reading_without_a_first_is_told() -> None:
    way = Way((council(reading=2),), (), frozenset({"statute"}))
    assert [one.code for one in sending(way)] == ["no_first"]
    postponed = council(reading=1, outcome="postponed", decided_on=day(3, 31), sent_on=day(3, 24))
    again = Way((postponed, Stop(50, "by", "council", day(4, 30), reading=2)), (), way.subjects)
    assert [one.code for one in sending(again, 50, day(4, 1))] == ["no_first"]


def test_a_suspended_decision_must_come_before_the_council_and_stands_until_it_has() -> None:
    stopped = committee(**DECIDED, suspended_on=day(3, 10))
    alone = Way((stopped, finance(sent_on=None)))
    assert said(sending(alone, 30, day(3, 11))) == [("suspension", True)]
    assert [one.told(NAMES) for one in standing_at(alone, day(3, 11))] == [
        "Beslutningen i Skoleudvalget er standset, men Kommunalbestyrelsen står ikke på sagens vej."
    ]
    on_its_way = Way((stopped, council()))
    assert said(sending(on_its_way)) == [("suspension", False)]
    decided = council(sent_on=day(3, 18), outcome="approved", decided_on=day(3, 31))
    assert standing_at(Way((stopped, decided))) == ()
    assert said(standing_at(Way((stopped, decided)), day(3, 30))) == [("suspension", False)]
    assert standing_at(on_its_way, day(3, 9)) == ()
    to_a_board = Way((replace(stopped, suspended_to="øu"), finance(sent_on=None)))
    assert said(standing_at(to_a_board, day(3, 11))) == [("suspension", False)]


def test_what_the_mayor_decided_alone_is_told_until_the_next_meeting() -> None:
    alone = council(on=None, outcome="approved", decided_on=day(3, 20))
    way = Way((alone,), urgent=True)
    assert [(one.rule, one.code) for one in standing_at(way)] == [("mayor_decides", "unreported")]
    told = Stop(50, "by", "council", day(4, 28), day(4, 21), "noted", day(4, 28))
    assert standing_at(Way((alone, told), urgent=True)) == ()
    assert standing_at(Way((council(sent_on=day(3, 20), outcome="approved", decided_on=day(3, 31)),), urgent=True)) == ()  # fmt: skip # noqa: E501 - it reads best whole
