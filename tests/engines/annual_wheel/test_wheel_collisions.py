"""Every collision is named, and each way out that is proposed resolves it."""

from __future__ import annotations

import datetime as dt

from engines.annual_wheel.years import school_holidays
from kernespor.engines.annual_wheel.reading import load_own, load_rules, read_rules
from kernespor.engines.annual_wheel.records import Moved, Rules, SchoolHoliday
from kernespor.engines.annual_wheel.results import Collision, Wheel
from kernespor.engines.annual_wheel.wheel import wheel

YEAR = 2027
AUTUMN = (SchoolHoliday("efterårsferien", dt.date(2027, 10, 18), dt.date(2027, 10, 22)),)
READINGS = """
[[step]]
code = "first"
title = "1. behandling"
process = "Budget"
rule = { nth = 3, weekday = "tirsdag", month = 9 }
fulfils = "law.first_reading"
moves = "later"
parties = ["kommunalbestyrelse"]

[[step]]
code = "second"
title = "2. behandling"
process = "Budget"
rule = { nth = 2, weekday = "tirsdag", month = 10 }
fulfils = "law.second_reading"
parties = ["kommunalbestyrelse"]
"""


def own(text: str) -> Rules:
    return read_rules(f'source = "Egen årsplan"\n{text}')


def step(code: str, rule: str, more: str = "") -> str:
    return f'[[step]]\ncode = "{code}"\ntitle = "{code}"\nprocess = "Budget"\nrule = {rule}\n{more}\n'


def decided(code: str, on: str, ends: str = "") -> str:
    more = f"ends = {ends}\n" if ends else ""
    return f'[[moved]]\nstep = "{code}"\nyear = {YEAR}\non = {on}\n{more}'


def made(rules: Rules, school: tuple[SchoolHoliday, ...] = AUTUMN) -> Wheel:
    return wheel(load_rules(), rules, YEAR, school)


def only(rules: Rules, school: tuple[SchoolHoliday, ...] = AUTUMN) -> Collision:
    """Return the one collision, once each of its ways out has been seen to resolve it."""
    (found,) = made(rules, school).collisions
    assert found.ways_out
    assert found.finding.suggestion == found.ways_out[0].message
    for way in found.ways_out:
        assert made(rules.with_moved(way.chosen(YEAR, "valgt")), school).collisions == (), way
    return found


def test_two_readings_too_close() -> None:
    found = only(own(READINGS + decided("second", "2027-10-05")))
    assert found.key == ("wheel.gap_too_short", ("first", "second"))
    assert found.finding.message == (
        "Der er 14 dage mellem »1. behandling« (tirsdag den 21. september 2027) og »2. behandling« "
        "(tirsdag den 5. oktober 2027). Loven kræver mindst 21."
    )
    assert {way.step for way in found.ways_out} == {"first", "second"}
    assert found.finding.suggestion == "Flyt »1. behandling« til tirsdag den 14. september 2027."


def test_three_weeks_are_twenty_one_days() -> None:
    assert only(own(READINGS + decided("second", "2027-10-11"))).finding.params["between"] == 20
    assert made(own(READINGS + decided("second", "2027-10-12"))).collisions == ()
    first = own(READINGS + decided("first", "2027-09-28"))
    assert {one.finding.code for one in made(first).collisions} == {
        "wheel.gap_too_short",
        "wheel.across_limit",
    }
    crossed = own(READINGS + decided("second", "2027-09-14"))
    assert "2. behandling« (tirsdag den 14. september 2027) ligger før" in only(crossed).finding.message


def test_a_step_after_the_limit_of_the_law() -> None:
    found = only(own(READINGS + decided("second", "2027-10-19")))
    assert found.key == ("wheel.across_limit", ("second",))
    assert found.finding.message == (
        "»2. behandling« ligger tirsdag den 19. oktober 2027, efter lovens frist fredag den 15. oktober 2027."
    )
    assert found.finding.suggestion == "Flyt »2. behandling« til fredag den 15. oktober 2027."


def test_two_steps_of_one_party_on_a_day() -> None:
    rules = own(
        step("a", '{ on = "05-12" }', 'parties = ["økonomiudvalg", "direktion"]')
        + step("b", '{ on = "05-12" }', 'parties = ["økonomiudvalg"]')
        + step("c", '{ on = "05-12" }', 'parties = ["fagudvalg"]')
    )
    found = only(rules)
    assert found.key == ("wheel.same_day", ("a", "b"))
    assert found.finding.message == "»a« og »b« ligger begge onsdag den 12. maj 2027 for økonomiudvalg."


def test_steps_put_in_one_meeting_are_no_collision() -> None:
    party = 'parties = ["økonomiudvalg"]'
    rules = own(step("a", '{ on = "05-12" }', party) + step("b", '{ days = 0, before = "a" }', party))
    assert made(rules).collisions == ()


def test_a_holiday_that_the_law_leaves_no_way_around() -> None:
    # Later would cross the law's last day, and it was told never to go earlier.
    rules = own(
        step("a", '{ on = "10-15" }', 'fulfils = "law.second_reading"\nmoves = "later"\n')
        + '[[closed]]\nname = "byens dag"\non = "10-15"\n'
    )
    found = only(rules)
    assert found.key == ("wheel.closed_day", ("a",))
    assert found.finding.message == "»a« ligger fredag den 15. oktober 2027 (byens dag)."
    assert found.finding.suggestion == "Flyt »a« til torsdag den 14. oktober 2027."


def test_a_day_decided_on_a_weekend_or_in_a_school_holiday_stands_and_is_named() -> None:
    rules = own(step("a", '{ on = "05-12" }', "avoids_school_holidays = true"))
    for on, said in (
        ("2027-05-15", "lørdag"),
        ("2027-12-26", "Anden juledag"),
        ("2027-10-20", "efterårsferien"),
    ):
        found = only(rules.with_moved(Moved("a", YEAR, dt.date.fromisoformat(on), "valgt")))
        assert found.finding.code == "wheel.closed_day"
        assert f"({said})" in found.finding.message
    assert not made(rules.with_moved(Moved("a", YEAR, dt.date(2027, 5, 14), "valgt"))).collisions


def test_a_body_that_has_no_meeting_day_left() -> None:
    rules = own(
        step("a", '{ on = "10-14" }')
        + step("b", '{ days = 1, after = "a" }', 'meets = ["mandag"]\nfulfils = "law.second_reading"')
    )
    found = only(rules)
    assert found.key == ("wheel.no_meeting", ("b",))
    assert found.ways_out[0].on < dt.date(2027, 10, 15) or found.ways_out[0].step == "a"


def test_a_consultation_that_lies_in_a_school_holiday() -> None:
    rules = own(
        step("a", '{ on = "10-18" }', 'ends = { on = "10-24" }\nconsultation = true')
        + step("b", '{ on = "10-18" }', 'ends = { on = "10-25" }\nconsultation = true')
    )
    found = only(rules)
    assert found.key == ("wheel.consultation_in_school_holiday", ("a",))
    assert found.finding.message == (
        "»a« fra mandag den 18. oktober 2027 til fredag den 22. oktober 2027 ligger helt i efterårsferien."
    )
    assert found.ways_out[0].ends is not None


def test_a_period_without_days() -> None:
    found = only(own(step("a", '{ on = "05-20" }', 'ends = { on = "05-12" }')))
    assert found.key == ("wheel.empty", ("a",))
    assert found.ways_out[0].message == "Flyt »a« til onsdag den 19. maj 2027 – onsdag den 26. maj 2027."


def test_a_decided_day_on_the_wrong_side_of_another_step() -> None:
    rules = own(
        step("a", '{ on = "05-12" }')
        + step("b", '{ weeks = 1, before = "a" }')
        + step("c", '{ weeks = 1, after = "a" }')
    )
    before = only(rules.with_moved(Moved("b", YEAR, dt.date(2027, 5, 13), "valgt")))
    assert before.key == ("wheel.out_of_order", ("b", "a"))
    assert "»b« (torsdag den 13. maj 2027) skal ligge før »a«" in before.finding.message
    after = only(rules.with_moved(Moved("c", YEAR, dt.date(2027, 5, 11), "valgt")))
    assert after.key == ("wheel.out_of_order", ("c", "a"))
    assert "skal ligge efter" in after.finding.message


def test_the_second_reading_put_into_the_autumn_holiday_of_2026() -> None:
    """The body's own Tuesday lies in week 42: a week earlier resolves it."""
    rules = load_own().with_moved(Moved("own.second_reading", 2026, dt.date(2026, 10, 13), "valgt"))
    found = wheel(load_rules(), rules, 2026, school_holidays(2026)).collisions
    assert [one.key for one in found] == [("wheel.closed_day", ("own.second_reading",))]
    assert "Flyt »Kommunalbestyrelsens 2. behandling af Budget 2027« til tirsdag den 6. oktober 2026." in [
        way.message for way in found[0].ways_out
    ]


def test_a_day_that_the_rule_puts_after_the_limit_is_moved_into_it_and_that_is_said() -> None:
    rules = own(step("a", '{ on = "10-20" }', 'fulfils = "law.second_reading"\nmeets = ["tirsdag"]'))
    (moment,) = (one for one in made(rules).moments if one.code == "a")
    assert moment.on == dt.date(2027, 10, 12)
    assert [hit.message for hit in moment.moved_because] == [
        "20. oktober 2027 ligger uden for lovens grænse."
    ]
    assert made(rules).collisions == ()
    never = own(step("a", '{ on = "10-20" }', 'fulfils = "law.second_reading"\nmoves = "later"'))
    assert only(never, ()).finding.code == "wheel.across_limit"


def test_of_several_collisions_no_way_out_leaves_the_step_beyond_the_law() -> None:
    rules = own(READINGS + decided("second", "2027-11-28"))  # a Sunday
    found = made(rules).collisions
    assert [one.finding.code for one in found] == ["wheel.across_limit", "wheel.closed_day"]
    assert {one.finding.suggestion for one in found} == {
        "Flyt »2. behandling« til fredag den 15. oktober 2027."
    }


def test_where_nothing_helps_that_is_said() -> None:
    all_year = (SchoolHoliday("lukkeår", dt.date(2026, 1, 1), dt.date(2028, 12, 31)),)
    (found,) = made(own(step("a", '{ on = "05-12" }', "avoids_school_holidays = true")), all_year).collisions
    assert found.ways_out == ()
    assert found.finding.suggestion.startswith("Ingen dag i nærheden løser det.")


def test_a_finding_has_the_shape_of_the_house() -> None:
    shape = only(own(READINGS + decided("second", "2027-10-05"))).finding.as_dict()
    assert set(shape) == {"code", "severity", "place", "message", "suggestion"}
    assert shape["severity"] == "error"
