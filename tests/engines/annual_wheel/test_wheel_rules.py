"""Rules are checked when they are read: what can't be is refused with the row's name."""

from __future__ import annotations

import datetime as dt

import pytest

from kernespor.engines.annual_wheel.days import Days
from kernespor.engines.annual_wheel.reading import load_own, load_rules, read_rules
from kernespor.engines.annual_wheel.records import (
    Bound,
    ClosedDay,
    Gap,
    Moved,
    Moves,
    NthWeekday,
    OnDate,
    Relative,
    Rules,
    SchoolHoliday,
    Step,
    Unit,
    Verified,
)
from kernespor.engines.annual_wheel.wheel import wheel

MONDAY = dt.date(2027, 5, 3)


def row(rule: str = '{ on = "05-12" }', more: str = "") -> str:
    return f'source = "Plan"\n[[step]]\ncode = "a"\ntitle = "A"\nprocess = "Budget"\nrule = {rule}\n{more}\n'


def first(text: str) -> Step:
    return read_rules(text).steps[0]


def test_every_way_in_which_a_day_can_come() -> None:
    assert first(row('{ latest = "05-12" }')).rule == OnDate(5, 12)
    assert first(row('{ nth = -1, weekday = "tirsdag", month = 8 }')).rule == NthWeekday(-1, 1, 8)
    assert first(row('{ weeks = 3, before = "b" }')).rule == Relative(3, Unit.WEEKS, "b", after=False)
    assert first(row('{ working_days = 2, after = "b" }')).rule == Relative(
        2, Unit.WORKING_DAYS, "b", after=True
    )
    period = first(row('{ on = "05-12" }', 'ends = { on = "05-20" }'))
    assert period.ends == OnDate(5, 20)


def test_a_last_day_moves_earlier_and_a_first_one_later() -> None:
    assert (first(row('{ latest = "05-12" }')).bound, first(row('{ latest = "05-12" }')).moves) == (
        Bound.LATEST,
        Moves.EARLIER,
    )
    assert (first(row('{ earliest = "05-12" }')).bound, first(row('{ earliest = "05-12" }')).moves) == (
        Bound.EARLIEST,
        Moves.LATER,
    )
    with pytest.raises(ValueError, match="across its own bound"):
        read_rules(row('{ latest = "05-12" }', 'moves = "later"'))
    with pytest.raises(ValueError, match="across its own bound"):
        read_rules(row('{ earliest = "05-12" }', 'moves = "earlier"'))


def test_a_first_day_of_the_law_is_kept_by_what_fulfils_it() -> None:
    law = read_rules(row('{ earliest = "05-15" }'), legal=True)  # a Saturday in 2027
    own = read_rules(
        'source = "Plan"\n[[step]]\ncode = "own"\ntitle = "O"\nprocess = "B"\nrule = { on = "05-10" }\n'
        'fulfils = "a"\nmoves = "later"\n'
    )
    made = wheel(law, own, 2027)
    assert (made.moment("a").on, made.moment("a").planned) == (dt.date(2027, 5, 18), dt.date(2027, 5, 15))
    assert made.moment("own").on == dt.date(2027, 5, 18)
    early = wheel(law, own.with_moved(Moved("own", 2027, dt.date(2027, 5, 11), "valgt")), 2027)
    assert "før lovens første dag" in early.collisions[0].finding.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (row('{ on = "02-29" }'), "step a: 29 February"),
        (row('{ on = "13-01" }'), "step a: month"),
        (row('{ on = "05" }'), "step a:"),
        (row("{ weeks = 3 }"), "step a: no rule that gives a day"),
        (row('{ weeks = 3, days = 2, before = "b" }'), "no rule that gives a day"),
        (row('{ weeks = -3, before = "b" }'), "a distance is nought or more"),
        (row('{ nth = 5, weekday = "mandag", month = 1 }'), "no such weekday"),
        (row('{ nth = 1, weekday = "monday", month = 1 }'), "step a:"),
        (row(more='meets = ["ugedag"]'), "step a:"),
        (row(more='ends = { on = "05-20" }\nmeets = ["mandag"]'), "a period"),
        (row(more="consultation = true"), "a consultation is a period"),
        (row(more="valid_from = 2020\nvalid_to = 2019"), "years or weekdays"),
        (row(more='verified = "maybe"'), "step a:"),
        (row(more='colour = "red"'), "step a:"),
        (row().replace('"A"', '"Budget {nest}"'), "a brace that is no year"),
        (row().replace('source = "Plan"', ""), "a source"),
        (row() + row().replace('source = "Plan"', ""), "two rules for the same year: a"),
        ('[[moved]]\nstep = "a"\nyear = 2027\non = "2027-05-12"\nsource = "x"', "moved a: a decided day"),
        ('[[closed]]\nname = "dag"\non = "02-30"', "closed dag"),
        ('[[gap]]\ncode = "g"\nfirst = "a"\nsecond = "a"\ndays = 3\nsource = "x"', "gap g"),
        ("[[steps]]\n", "no such table: steps"),
    ],
)
def test_what_can_t_be_is_refused_with_its_row(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_rules(text)


def test_records_are_checked_at_birth() -> None:
    step = Step("a", "A", "Budget", OnDate(5, 12), "Plan")
    with pytest.raises(ValueError, match="fulfils none"):
        Step("a", "A", "Budget", OnDate(5, 12), "Plan", legal=True, fulfils="b")
    with pytest.raises(ValueError, match="ends before it begins"):
        SchoolHoliday("x", dt.date(2027, 1, 2), dt.date(2027, 1, 1))
    with pytest.raises(ValueError, match="ends after it began"):
        Moved("a", 2027, dt.date(2027, 1, 2), "x", dt.date(2027, 1, 1))
    decided = Moved("a", 2027, dt.date(2027, 1, 2), "x")
    with pytest.raises(ValueError, match="two rules for the same year: a"):
        Rules(steps=(step,), moved=(decided, decided))
    assert Rules(moved=(decided,)).with_moved(decided).moved == (decided,)
    with pytest.raises(ValueError, match="a gap has two steps"):
        Gap("g", "a", "b", 0, "x")


def test_one_code_may_have_a_rule_for_each_of_several_spans_of_years() -> None:
    before = Step("a", "A", "Budget", OnDate(6, 1), "Plan", valid_to=2014)
    after = Step("a", "A", "Budget", OnDate(5, 3), "Plan", valid_from=2015)
    rules = Rules(steps=(after, before))
    assert wheel(Rules(), rules, 2011).moment("a").on == dt.date(2011, 6, 1)
    assert wheel(Rules(), rules, 2027).moment("a").on == dt.date(2027, 5, 3)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('fulfils = "law.nothing"', "no such step: a: law.nothing"),
        ('fulfils = "a"', "no such step: a: a"),
        ('ends = { weeks = 1, after = "c" }', "no such step: a: c"),
        ('ends = { weeks = 1, after = "a" }', "computed from each other: a < a"),
    ],
)
def test_steps_that_are_not_there_or_hang_on_each_other_are_refused(more: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        wheel(load_rules(), read_rules(row(more=more)), 2027)


def test_the_law_can_not_hang_on_what_a_municipality_plans() -> None:
    law = read_rules(row('{ weeks = 1, before = "own" }').replace('"a"', '"law"'), legal=True)
    own = read_rules(row().replace('"a"', '"own"'))
    with pytest.raises(ValueError, match="no such step: law: own"):
        wheel(law, own, 2027)


def test_working_days_pass_over_weekends_holidays_and_own_closing_days() -> None:
    days = Days((ClosedDay("byens dag", 5, 4),), ())
    # 6 May 2027 is Kristi himmelfartsdag.
    assert days.counted(MONDAY, 3) == dt.date(2027, 5, 10)
    assert days.counted(dt.date(2027, 5, 10), -3) == MONDAY
    assert days.counted(MONDAY, 0) == MONDAY


def test_a_period_decided_without_an_end_ends_by_its_rule_where_it_can() -> None:
    own = read_rules(
        row('{ on = "05-03" }', 'ends = { weeks = 2, before = "b" }')
        + '[[step]]\ncode = "b"\ntitle = "B"\nprocess = "P"\nrule = { on = "06-01" }\nvalid_from = 2027\n'
        '[[moved]]\nstep = "a"\nyear = 2027\non = 2027-05-11\n'
        '[[moved]]\nstep = "a"\nyear = 2026\non = 2026-05-12\n'
    )
    made = wheel(Rules(), own, 2027)
    moment = made.moment("a")
    assert (moment.on, moment.ends) == (dt.date(2027, 5, 11), dt.date(2027, 5, 18))
    assert moment.computed_from == ("b",)
    assert made.collisions == ()
    before = wheel(Rules(), own, 2026).moment("a")
    assert (before.on, before.ends, before.computed_from) == (before.on, dt.date(2026, 5, 12), ())


def test_nth_weekdays_of_a_month() -> None:
    def on(nth: int, weekday: int, month: int) -> dt.date:
        step = Step("a", "A", "Budget", NthWeekday(nth, weekday, month), "Plan", moves=Moves.STAYS)
        return wheel(Rules(), Rules(steps=(step,)), 2027).moment("a").on

    assert on(1, 0, 2) == dt.date(2027, 2, 1)
    assert on(2, 1, 10) == dt.date(2027, 10, 12)
    assert on(-1, 1, 8) == dt.date(2027, 8, 31)
    assert on(-1, 4, 12) == dt.date(2027, 12, 31)


def test_the_data_says_where_each_day_comes_from_and_how_sure_it_is() -> None:
    law = load_rules()
    assert {step.code for step in law.steps if step.verified is not Verified.YES} == {
        "law.half_year",
        "law.audit_report",
        "law.accounts_to_ministry",
        "law.budget_year",
    }
    assert all("§" in one.source or "ekendtgørelse" in one.source for one in (*law.steps, *law.gaps))
    assert all(step.legal for step in law.steps)
    assert {step.source for step in load_own().steps} == {"Sporkøbing Kommunes egen årsplan"}
    assert all(step.parties for step in (*law.steps, *load_own().steps))
