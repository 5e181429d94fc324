"""All that is wrong with own steps is found at once; and what moved from year to year has its reason."""

from __future__ import annotations

from dataclasses import replace

from engines.annual_wheel.years import school_holidays
from kernespor.engines.annual_wheel.checking import problems
from kernespor.engines.annual_wheel.reading import load_bodies, load_own, load_rules, own_rows, read_step
from kernespor.engines.annual_wheel.records import NthWeekday, OnDate, Relative, Rules, Step, Unit
from kernespor.engines.annual_wheel.shifts import gone, shifts
from kernespor.engines.annual_wheel.wheel import next_wheel, wheel

LAW = load_rules()


def step(code: str, anchor: str = "", **more: object) -> Step:
    rule = Relative(1, Unit.WEEKS, anchor, after=True) if anchor else OnDate(5, 3)
    return replace(Step(code, f"{code} {{year}}", "Budget", rule, "Plan"), **more)  # type: ignore[arg-type]


def codes(*steps: Step) -> list[str]:
    return [one.code for one in problems(LAW, steps, range(2027, 2030))]


def test_the_start_values_hold_together_in_every_year() -> None:
    for year in range(2015, 2101):
        assert problems(LAW, load_own().steps, [year], school_holidays(year)) == ()
    assert [read_step(row) for row in own_rows()] == list(load_own().steps)
    assert set(load_bodies()) == {"council", "finance", "directorate", "med_main"}


def test_everything_is_said_at_once() -> None:
    found = problems(
        LAW,
        [
            step("a", "b"), step("b", "c"), step("c", "a"), step("d", "nowhere"), step("e", "e"),
            step("f", fulfils="own"), step("g", valid_to=2028), step("g", valid_from=2027),
            step("law.half_year"), step("h", "a"),
        ],
        [2027],
    )  # fmt: skip
    assert [one.code for one in found] == [
        "wheel.of_the_law", "wheel.twice", "wheel.no_such_step", "wheel.not_the_law", "wheel.circle",
        "wheel.circle",
    ]  # fmt: skip
    ring = next(one for one in found if one.code == "wheel.circle")
    assert ring.message == "Trinnene beregnes fra hinanden i ring: »a«, »b«, »c«."
    assert all("{" not in one.message for one in found)


def test_a_day_outside_its_year_is_named_once() -> None:
    far = step("far", rule=Relative(100, Unit.DAYS, "law.second_reading", after=True))
    (found,) = problems(LAW, [far], range(2027, 2030))  # also in the two years after
    assert found.code == "wheel.outside_year"
    assert "2028" in found.message
    before = step("before", rule=Relative(3, Unit.DAYS, "law.budget_year", after=False))
    assert codes(before) == ["wheel.outside_year"]


def test_steps_of_other_years_are_no_circle_twice() -> None:
    assert codes(step("a", valid_to=2026), step("a", valid_from=2027), step("b", "a")) == []
    assert codes() == []


def test_what_moved_from_one_year_to_the_next_has_its_reasons() -> None:
    this = wheel(LAW, load_own(), 2026, school_holidays(2026))
    after = next_wheel(LAW, load_own(), this, school_holidays(2027))
    told = {one.after.code: one for one in shifts(this, after)}
    reasons = [words.format(**params) for words, params in told["own.second_reading"].reasons]
    assert reasons[-1] == "I 2026 var det flyttet uden om efterårsferien."
    assert told["law.half_year"].days == 0
    assert told["law.half_year"].reasons == ()
    assert ("Ugedagen falder på en anden dato.", {}) in told["own.proposals_theme"].reasons
    assert told["own.strategy"].reasons[0][0] == "Følger »{title}«."
    moved = shifts(wheel(LAW, load_own(), 2018), wheel(LAW, load_own(), 2019))
    law = next(one for one in moved if one.after.code == "law.second_reading")
    assert law.reasons[0][0] == "Lovens dag er en anden."
    assert gone(this, after) == ()


def test_a_leap_day_has_its_place_between_two_others() -> None:
    last = step("a", rule=NthWeekday(-1, 1, 2))
    this = wheel(LAW, Rules(steps=(last,)), 2028)  # 29 February is a Tuesday
    after = next_wheel(LAW, Rules(steps=(last,)), this)
    found = next(one for one in shifts(this, after) if one.after.code == "a")
    assert (str(found.after.on), found.days) == ("2029-02-27", -2)
