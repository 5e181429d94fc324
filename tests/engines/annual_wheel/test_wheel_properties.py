"""Whatever the rules, the year and the holidays: nothing lies wrong without being named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.annual_wheel.years import school_holidays
from kernespor.engines.annual_wheel.days import Days
from kernespor.engines.annual_wheel.moments import order_span
from kernespor.engines.annual_wheel.reading import load_own, load_rules
from kernespor.engines.annual_wheel.records import (
    Bound,
    Moved,
    Moves,
    NthWeekday,
    OnDate,
    Relative,
    Rule,
    Rules,
    SchoolHoliday,
    Step,
    Unit,
)
from kernespor.engines.annual_wheel.results import Moment, Wheel
from kernespor.engines.annual_wheel.wheel import wheel

DAY = dt.timedelta(days=1)
LAW = ("law.first_reading", "law.second_reading", "law.finance_proposal", "law.half_year")
YEARS = st.integers(2015, 2045)

distances = st.builds(
    Relative, st.integers(0, 12), st.sampled_from(Unit), st.sampled_from(LAW), st.booleans()
)
rules_of_a_day: st.SearchStrategy[Rule] = st.one_of(
    st.builds(OnDate, st.integers(1, 12), st.integers(1, 28)),
    st.builds(NthWeekday, st.sampled_from((1, 2, 3, 4, -1)), st.integers(0, 6), st.integers(1, 12)),
    distances,
)


@st.composite
def steps(draw: st.DrawFn, number: int) -> Step:
    """A step of the municipality's own, counted from the law or from an earlier one of its own."""
    rule, ends = draw(rules_of_a_day), draw(st.none() | rules_of_a_day)
    if number and draw(st.booleans()):
        rule = replace(draw(distances), anchor=f"own.{draw(st.integers(0, number - 1))}")
    return Step(
        f"own.{number}",
        f"Trin {number}",
        "Budget",
        rule,
        "Egen årsplan",
        ends=ends,
        moves=draw(st.sampled_from(Moves)),
        avoids_school_holidays=draw(st.booleans()),
        meets=() if ends else tuple(draw(st.sets(st.integers(0, 4), max_size=2))),
        fulfils=draw(st.sampled_from(("", *LAW))),
        consultation=ends is not None and draw(st.booleans()),
        parties=tuple(draw(st.sets(st.sampled_from(("økonomiudvalg", "kommunalbestyrelse")), max_size=2))),
    )


@st.composite
def own_rules(draw: st.DrawFn, most: int = 7) -> tuple[Rules, int]:
    """A few steps, some of them decided for the year, and the year."""
    year = draw(YEARS)
    made = tuple(draw(steps(number)) for number in range(draw(st.integers(1, most))))
    moved = []
    for step in draw(st.lists(st.sampled_from(made), max_size=2, unique_by=lambda one: one.code)):
        on = draw(st.dates(dt.date(year, 1, 1), dt.date(year, 12, 31)))
        ends = on + draw(st.integers(0, 30)) * DAY if step.ends else None
        moved.append(Moved(step.code, year, on, "Besluttet", ends))
    return Rules(steps=made, moved=tuple(moved)), year


def own(found: Wheel) -> list[Moment]:
    return [one for one in found.moments if not one.legal]


def named(found: Wheel, code: str, *steps: str) -> bool:
    return any(
        one.finding.code == f"wheel.{code}" and set(steps) <= set(one.steps) for one in found.collisions
    )


@given(own_rules())
@settings(max_examples=60)
def test_no_own_step_lies_on_a_closed_day_that_is_not_named(drawn: tuple[Rules, int]) -> None:
    rules, year = drawn
    found = wheel(load_rules(), rules, year, school_holidays(year), ways_out=False)
    school = {
        one.first + number * DAY
        for one in school_holidays(year)
        for number in range((one.last - one.first).days + 1)
    }
    for moment in own(found):
        for day in (moment.on, moment.last):
            closed = day.weekday() >= 5 or day in holidays.country_holidays("DK", years=day.year)
            if closed or (moment.step.avoids_school_holidays and day in school):
                assert named(found, "closed_day", moment.code)
            elif moment.step.meets and day.weekday() not in moment.step.meets:
                assert moment.decided or named(found, "no_meeting", moment.code)


@given(own_rules())
@settings(max_examples=60)
def test_the_law_holds_or_the_breach_is_named(drawn: tuple[Rules, int]) -> None:
    rules, year = drawn
    found = wheel(load_rules(), rules, year, school_holidays(year), ways_out=False)
    for moment in own(found):
        if moment.step.fulfils:
            limit = found.moment(moment.step.fulfils)
            assert limit.step.bound is Bound.LATEST
            assert moment.last <= limit.planned or named(found, "across_limit", moment.code)
    firsts = [one for one in own(found) if one.step.fulfils == "law.first_reading"]
    seconds = [one for one in own(found) if one.step.fulfils == "law.second_reading"]
    for first in firsts:
        for second in seconds:
            assert (second.on - first.last).days >= 21 or named(
                found, "gap_too_short", first.code, second.code
            )


@given(own_rules())
@settings(max_examples=60)
def test_every_moment_lies_in_the_order_of_what_it_is_computed_from(drawn: tuple[Rules, int]) -> None:
    rules, year = drawn
    found = wheel(load_rules(), rules, year, school_holidays(year), ways_out=False)
    by_code: Mapping[str, Moment] = {one.code: one for one in found.moments}
    assert [(one.on, one.code) for one in found.moments] == sorted(
        (one.on, one.code) for one in found.moments
    )
    assert set(by_code) == {one.code for one in (*load_rules().steps, *rules.steps)}
    for moment in own(found):
        assert moment.last >= moment.on or named(found, "empty", moment.code)
        for rule, day in ((moment.step.rule, moment.on), (moment.step.ends, moment.last)):
            if isinstance(rule, Relative):
                low, high = order_span(rule, by_code)
                assert low <= day <= high or named(found, "out_of_order", moment.code, rule.anchor)


@given(own_rules())
@settings(max_examples=60)
def test_the_same_comes_from_the_same_whatever_the_order_of_the_rules(drawn: tuple[Rules, int]) -> None:
    rules, year = drawn
    found = wheel(load_rules(), rules, year, school_holidays(year), ways_out=False)
    turned = Rules(steps=rules.steps[::-1], moved=rules.moved[::-1])
    again = wheel(load_rules(), rules, year, school_holidays(year), ways_out=False)
    other = wheel(load_rules(), turned, year, school_holidays(year)[::-1], ways_out=False)
    assert again == found
    assert other.moments == found.moments
    assert {one.key for one in other.collisions} == {one.key for one in found.collisions}


@given(own_rules(most=3))
@settings(max_examples=12)
def test_each_way_out_resolves_its_collision_and_makes_no_other(drawn: tuple[Rules, int]) -> None:
    rules, year = drawn
    found = wheel(load_rules(), rules, year, school_holidays(year))
    keys = {one.key for one in found.collisions}
    for collision in found.collisions:
        assert collision.finding.message
        assert collision.finding.suggestion
        for way in collision.ways_out:
            after = wheel(
                load_rules(), rules.with_moved(way.chosen(year, "valgt")), year, school_holidays(year)
            )
            assert {one.key for one in after.collisions} <= keys - {collision.key}
            assert not named(after, "across_limit", way.step)


@given(
    YEARS,
    st.lists(st.tuples(st.integers(0, 360), st.integers(0, 50)), max_size=5),
)
@settings(max_examples=40)
def test_sporkoebing_goes_together_or_says_so_whatever_the_school_holidays(
    year: int, ranges: list[tuple[int, int]]
) -> None:
    first = dt.date(year, 1, 1)
    school = tuple(
        SchoolHoliday("ferie", first + start * DAY, first + (start + length) * DAY)
        for start, length in ranges
    )
    found = wheel(load_rules(), load_own(), year, school, ways_out=False)
    days = Days(load_own().closed, school)
    for moment in own(found):
        hit = days.hit(moment.step, moment.on)
        assert (
            hit is None or named(found, "closed_day", moment.code) or named(found, "no_meeting", moment.code)
        )
    first_reading, second = (found.moment(f"own.{name}_reading") for name in ("first", "second"))
    assert second.on - first_reading.on >= 21 * DAY or named(found, "gap_too_short")
