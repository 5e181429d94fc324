"""2027 and 2019 come out with their right days, and so does every year of Sporkøbing's own plan."""

from __future__ import annotations

import datetime as dt

import pytest

from engines.annual_wheel.years import school_holidays
from kernespor.engines.annual_wheel.days import public_holidays
from kernespor.engines.annual_wheel.reading import load_own, load_rules
from kernespor.engines.annual_wheel.records import Moved, Rules, SchoolHoliday, Verified
from kernespor.engines.annual_wheel.results import Wheel
from kernespor.engines.annual_wheel.wheel import for_party, next_wheel, wheel

READINGS = ("own.finance_proposal", "own.first_reading", "own.second_reading")


def sporkoebing(year: int) -> Wheel:
    return wheel(load_rules(), load_own(), year, school_holidays(year))


def days(made: Wheel, *codes: str) -> list[str]:
    return [str(made.moment(code).on) for code in codes]


def law(made: Wheel) -> dict[str, tuple[str, str]]:
    """Return the law's own day and the day to be ready on, which is earlier where the former is closed."""
    return {one.code: (str(one.planned), str(one.on)) for one in made.moments if one.legal}


def test_2027_has_the_days_of_the_law() -> None:
    assert law(sporkoebing(2027)) == {
        "law.budget_year": ("2027-01-01", "2027-01-01"),
        "law.accounts_to_audit": ("2027-04-30", "2027-04-30"),
        "law.audit_report": ("2027-06-15", "2027-06-15"),
        "law.accounts_to_ministry": ("2027-08-31", "2027-08-31"),
        "law.finance_proposal": ("2027-09-15", "2027-09-15"),
        "law.first_reading": ("2027-09-24", "2027-09-24"),
        "law.half_year": ("2027-09-24", "2027-09-24"),
        "law.second_reading": ("2027-10-15", "2027-10-15"),
    }


def test_2019_has_the_days_that_the_election_moved() -> None:
    assert law(sporkoebing(2019)) == {
        "law.budget_year": ("2019-01-01", "2019-01-01"),
        "law.accounts_to_audit": ("2019-04-30", "2019-04-30"),
        "law.audit_report": ("2019-06-15", "2019-06-14"),
        "law.accounts_to_ministry": ("2019-08-31", "2019-08-30"),
        "law.half_year": ("2019-09-24", "2019-09-24"),
        "law.finance_proposal": ("2019-10-15", "2019-10-15"),
        "law.first_reading": ("2019-10-15", "2019-10-15"),
        "law.second_reading": ("2019-11-05", "2019-11-05"),
    }


def test_the_law_counts_from_its_own_day_though_that_is_a_sunday() -> None:
    found = law(sporkoebing(2028))
    assert found["law.second_reading"] == ("2028-10-15", "2028-10-13")
    assert found["law.first_reading"] == ("2028-09-24", "2028-09-22")


def test_the_municipality_s_own_steps_are_computed_backwards_from_the_law() -> None:
    made = sporkoebing(2027)
    assert days(made, *READINGS) == ["2027-09-15", "2027-09-21", "2027-10-12"]
    assert [made.moment(code).title for code in READINGS[1:]] == [
        "Kommunalbestyrelsens 1. behandling af Budget 2028",
        "Kommunalbestyrelsens 2. behandling af Budget 2028",
    ]
    hearing = made.moment("own.consultation")
    assert (str(hearing.on), str(hearing.ends)) == ("2027-09-22", "2027-09-30")
    assert hearing.computed_from == ("own.first_reading", "own.second_reading")


def test_what_depends_on_a_moved_day_follows_it() -> None:
    made = sporkoebing(2019)
    # 15 October, three weeks before, lies in the autumn holiday: the first reading is a week earlier.
    assert days(made, *READINGS) == ["2019-10-02", "2019-10-08", "2019-11-05"]
    first = made.moment("own.first_reading")
    assert [hit.message for hit in first.moved_because] == ["15. oktober 2019 ligger i efterårsferien."]
    hearing = made.moment("own.consultation")
    assert (str(hearing.on), str(hearing.ends)) == ("2019-10-09", "2019-10-24")
    # The accounts have nothing to do with it.
    assert days(made, "own.accounts_council", "own.accounts_approved") == ["2019-04-30", "2019-08-27"]


def test_what_could_not_be_verified_says_so_and_so_does_what_hangs_on_it() -> None:
    now, then = sporkoebing(2027), sporkoebing(2019)
    assert now.moment("law.half_year").verified is Verified.NO
    assert now.moment("law.second_reading").verified is Verified.YES
    assert now.moment("own.first_reading").verified is Verified.YES
    assert then.moment("law.finance_proposal").verified is Verified.NO
    assert then.moment("law.second_reading").verified is Verified.PARTLY
    assert then.moment("own.first_reading").verified is Verified.PARTLY
    moved = then.moment("law.second_reading")
    assert moved.decided
    assert "4. juli 2019" in moved.source
    assert all(one.source for one in (*now.moments, *then.moments))


def test_the_autumn_holiday_moves_the_second_reading_and_the_first_one_with_it() -> None:
    made = sporkoebing(2026)
    assert days(made, "own.first_reading", "own.second_reading") == ["2026-09-15", "2026-10-06"]


@pytest.mark.parametrize("year", range(2015, 2061))
def test_the_own_plan_goes_together_in_every_year(year: int) -> None:
    made = sporkoebing(year)
    assert [one.finding.message for one in made.collisions] == []
    assert len(made.moments) == len(load_rules().steps) + len(load_own().steps)
    proposal, first, second = (made.moment(code).on for code in READINGS)
    assert proposal < first
    assert second - first >= dt.timedelta(weeks=3)
    if year != 2019:
        assert proposal <= dt.date(year, 9, 15)
        assert second <= dt.date(year, 10, 15)


def test_next_year_is_the_same_rules_without_what_was_decided_for_one_year() -> None:
    decided = Moved("own.plans_status", 2026, dt.date(2026, 9, 18), "Direktionen, 4. maj 2026")
    own = load_own().with_moved(decided)
    this = wheel(load_rules(), own, 2026, school_holidays(2026))
    assert days(this, "own.plans_status") == ["2026-09-18"]
    assert this.moment("own.plans_status").source == "Direktionen, 4. maj 2026"
    following = next_wheel(load_rules(), own, this, school_holidays(2027))
    assert following == sporkoebing(2027)


def test_a_party_sees_its_own_moments_in_order() -> None:
    made = sporkoebing(2027)
    mine = for_party(made, {"controllere", "hovedudvalg"})
    assert list(mine) == [
        one for one in made.moments if {"controllere", "hovedudvalg"} & set(one.step.parties)
    ]
    assert {"own.books_closed", "own.med_answer"} <= {one.code for one in mine}
    assert "own.first_reading" not in {one.code for one in mine}
    assert for_party(made, ()) == ()


def test_store_bededag_ended_with_2023() -> None:
    assert public_holidays(2023)[dt.date(2023, 5, 5)] == "Store bededag"
    assert [year for year in range(2019, 2061) if "Store bededag" in public_holidays(year).values()] == [
        *range(2019, 2024)
    ]
    assert len(public_holidays(2024)) == 10


def test_before_a_rule_was_in_force_its_steps_have_no_day_and_that_is_said() -> None:
    made = wheel(load_rules(), load_own(), 2012)
    missing = next(one for one in made.collisions if one.steps == ("own.accounts_council",))
    assert missing.finding.code == "wheel.left_out"
    assert "»Frist: Årsregnskab 2011 er afgivet til revisionen« ingen har" in missing.finding.message
    assert "en dag for 2012" in missing.finding.suggestion
    with pytest.raises(KeyError):
        made.moment("own.accounts_council")


def test_the_law_alone_is_a_wheel_too() -> None:
    made = wheel(
        load_rules(), Rules(), 2027, (SchoolHoliday("alle dage", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),)
    )
    assert made.collisions == ()
    assert len(made.moments) == len(load_rules().steps)
