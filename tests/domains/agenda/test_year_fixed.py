"""A year made from the one before, fixed, and left alone by what the law and the rules say later."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import browser, keeper, sent_form, shown
from domains.agenda.year_world import facts_of, step
from kernespor.domains.agenda.actions import wheel as rules
from kernespor.domains.agenda.actions.wheel_year import fix
from kernespor.domains.agenda.models import Meeting, WheelYear
from kernespor.domains.agenda.selectors import wheel_year as selectors
from kernespor.domains.agenda.selectors.wheel_meetings import series_of
from kernespor.domains.agenda.selectors.wheel_year import Choices, Move, differences, plan_of, year_of
from kernespor.engines.annual_wheel.reading import load_rules
from kernespor.engines.annual_wheel.records import Moved, OnDate
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.usefixtures("sporkoebing")
SECOND, FIRST_READING = "own.second_reading", "own.first_reading"
WEEK_EARLIER = Choices({SECOND: Move(dt.date(2027, 10, 5), "Borgmesteren er væk")})


def on(year: int, code: str) -> dt.date:
    return year_of(year).wheel.moment(code).on


def fixed(choices: Choices = Choices(), year: int = 2027) -> WheelYear:  # noqa: B008 - frozen
    return fix(actor=keeper(), year=year, seen=0, choices=choices)


def test_what_moved_and_why_is_said_before_anything_is_kept() -> None:
    plan = plan_of(2028, Choices())
    shift = next(one for one in plan.shifts if one.after.code == SECOND)
    assert shift.before
    assert (shift.before.on, shift.after.on) == (dt.date(2027, 10, 12), dt.date(2028, 10, 10))
    assert shift.days == -2
    assert shift.reasons
    assert not WheelYear.objects.exists()
    text = shown(browser("politisk.sekretariat"), "wheel_make", 2028)
    assert "Intet er gemt" in text
    assert "10. okt. 2028" in text


def test_a_fixed_year_keeps_its_days_whatever_the_law_says_later(monkeypatch: pytest.MonkeyPatch) -> None:
    fixed()
    before = {one.code: (one.on, one.ends) for one in year_of(2027).wheel.moments if not one.legal}
    assert differences(year_of(2027)) == []
    law = load_rules().with_moved(
        Moved("law.second_reading", 2027, dt.date(2027, 11, 5), "Ny bekendtgørelse")
    )
    monkeypatch.setattr(selectors, "load_rules", lambda: law)
    found = year_of(2027)
    assert {one.code: (one.on, one.ends) for one in found.wheel.moments if not one.legal} == before
    assert found.wheel.moment("law.second_reading").on == dt.date(2027, 11, 5)
    told = {one.code: one.sentence for one in differences(found)}
    assert told["law.second_reading"] == (
        "Loven siger nu 5. november 2027. Den sagde 15. oktober 2027, da året blev vedtaget."
    )
    assert "Reglerne giver nu 2. november 2027" in told[SECOND]
    assert "Reglerne siger noget andet nu" in shown(browser("hrkonsulent"), "wheel", aar="2027")
    row = WheelYear.objects.get()
    fix(
        actor=keeper(),
        year=2027,
        seen=row.version,
        choices=Choices(follow=frozenset({SECOND})),
        why="Afventer",
    )
    assert on(2027, SECOND) == dt.date(2027, 11, 2)


def test_a_day_moved_by_hand_has_its_reason_and_moves_what_counts_from_it() -> None:
    with pytest.raises(NotNow, match="reason_needed"):
        fixed(Choices({SECOND: Move(dt.date(2027, 10, 5), " ")}))
    fixed(WEEK_EARLIER)
    found = year_of(2027).wheel.moment(SECOND)
    assert (found.on, found.decided) == (dt.date(2027, 10, 5), True)
    assert "Borgmesteren er væk" in found.source
    assert on(2027, FIRST_READING) == dt.date(2027, 9, 14)
    assert differences(year_of(2027)) == []
    assert "Borgmesteren er væk" in shown(browser("leder.dagtilbud"), "wheel", aar="2027")


def test_the_law_is_not_moved_and_no_day_leaves_its_year() -> None:
    for code, day, said in (
        ("law.second_reading", dt.date(2027, 11, 1), "legal_day"),
        (SECOND, dt.date(2028, 1, 4), "outside_year"),
        ("own.ingenting", dt.date(2027, 1, 4), "no_such_step"),
    ):
        with pytest.raises(NotNow, match=said):
            fixed(Choices({code: Move(day, "Prøve")}))
    with pytest.raises(NotNow, match="ends_before"):
        fixed(Choices({"own.consultation": Move(dt.date(2027, 9, 22), "Prøve", dt.date(2027, 9, 1))}))
    with pytest.raises(NotNow, match="no_such_year"):
        fixed(year=2101)
    assert not WheelYear.objects.exists()


def test_collisions_are_named_with_ways_out_and_kept_only_with_a_reason() -> None:
    late = Choices({SECOND: Move(dt.date(2027, 10, 19), "Prøve")})
    with pytest.raises(NotNow, match="collisions"):
        fixed(late)
    secretary = browser("politisk.sekretariat")
    sent = {"version": 0, f"on_{SECOND}": "19-10-2027", f"why_{SECOND}": "Prøve"}
    answer = sent_form(secretary, "wheel_make", 2027, **sent, vedtag="1")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "efter lovens frist" in text
    assert f'value="{SECOND}|2027-10-12|"' in text
    tried = sent_form(secretary, "wheel_make", 2027, **sent, vej=f"{SECOND}|2027-10-12|")
    assert tried.status_code == 200
    assert "efter lovens frist" not in tried.content.decode()
    assert not WheelYear.objects.exists()
    sent[f"on_{SECOND}"] = "5-10-2027"
    assert sent_form(secretary, "wheel_make", 2027, **sent, vedtag="1").status_code == 302
    assert on(2027, SECOND) == dt.date(2027, 10, 5)
    fix(
        actor=keeper(),
        year=2028,
        seen=0,
        choices=Choices({SECOND: Move(dt.date(2028, 10, 17), "x")}),
        why="Ja",
    )
    assert WheelYear.objects.get(year=2028).why == "Ja"


def test_a_fixed_year_is_fixed_again_only_by_one_who_saw_it() -> None:
    row = fixed(WEEK_EARLIER)
    with pytest.raises(StaleWrite):
        fixed()
    fix(actor=keeper(), year=2027, seen=row.version, choices=Choices())
    assert on(2027, SECOND) == dt.date(2027, 10, 5)
    with pytest.raises(StaleWrite):
        fix(actor=keeper(), year=2027, seen=1, choices=Choices())
    answer = sent_form(browser("politisk.sekretariat"), "wheel_make", 2027, version=1, vedtag="1")
    assert answer.status_code == 422
    assert "En anden har gemt" in answer.content.decode()
    row.refresh_from_db()
    fix(actor=keeper(), year=2027, seen=row.version, choices=Choices(follow=frozenset({SECOND})))
    assert on(2027, SECOND) == dt.date(2027, 10, 12)


def test_new_rules_are_told_beside_a_fixed_year() -> None:
    fixed()
    row = step("own.plans_agreed")
    rules.change_step(actor=keeper(), step=row, seen=row.version, facts=facts_of(row, rule={"on": "11-30"}))
    new = rules.StepFacts("Nyt", "Planer", {"on": "06-01"}, 2026, "Direktionen")
    rules.add_step(actor=keeper(), facts=new)
    gone = step("own.budget_distributed")
    rules.remove_step(actor=keeper(), step=gone, seen=gone.version, why="Prøve")
    assert on(2027, "own.plans_agreed") == dt.date(2027, 12, 15)
    told = {one.code: one.sentence for one in differences(year_of(2027))}
    assert told == {
        "own.plans_agreed": (
            "Reglerne giver nu 30. november 2027. De gav 15. december 2027, da året blev vedtaget."
        ),
        "own.nyt": "Trinnet er kommet til, siden året blev vedtaget. Det ligger 1. juni 2027.",
        "own.budget_distributed": "Trinnet står ikke længere i reglerne. Det lå 1. december 2027.",
    }


def test_the_weakness_of_a_source_is_kept_when_a_year_is_fixed() -> None:
    weak = {one.code for one in year_of(2027).wheel.moments if one.verified != "yes"}
    fixed()
    assert {one.code for one in year_of(2027).wheel.moments if one.verified != "yes"} == weak


def test_only_the_keepers_of_the_year_may_fix_it() -> None:
    with pytest.raises(NotPermitted):
        fix(actor=factories.actor("boerneogungechef"), year=2027, seen=0, choices=Choices())
    assert browser("leder.dagtilbud").get(reverse("agenda:wheel_make", args=[2027])).status_code == 403
    assert browser("politisk.sekretariat").get(reverse("agenda:wheel_make", args=[2015])).status_code == 404
    assert "Vedtag 2027" not in shown(browser("leder.dagtilbud"), "wheel", aar="2027")


def test_the_meetings_that_the_year_asks_for_are_planned_in_one_go() -> None:
    council = next(one for one in series_of(keeper(), 2028) if one.body.kind == "council")
    asked = {day.on: day for day in council.days}
    assert asked[on(2028, SECOND)].sure
    assert "2. behandling" in asked[on(2028, SECOND)].steps[0]
    assert not asked[on(2028, "own.amendments")].sure
    secretary = browser("politisk.sekretariat")
    assert "2. behandling" in shown(secretary, "wheel_meetings", 2028)
    days = [on(2028, FIRST_READING), on(2028, SECOND)]
    sent = [f"{council.body.pk}|{day}" for day in days]
    assert sent_form(secretary, "wheel_meetings", 2028, moede=[]).status_code == 422
    assert sent_form(secretary, "wheel_meetings", 2028, moede=[*sent, "9999|2028-01-01"]).status_code == 302
    rows = Meeting.objects.filter(body=council.body, on__year=2028)
    assert sorted(rows.values_list("on", flat=True)) == days
    again = next(one for one in series_of(keeper(), 2028) if one.body.kind == "council")
    assert not set(days) & {day.on for day in again.days}
    assert not any(one.body.kind == "council" for one in series_of(factories.actor("hrkonsulent"), 2028))


def test_the_rhythm_of_a_body_goes_on_around_holidays() -> None:
    quiet = Body.objects.filter(meetings=None, kind__in=("elderly", "disabled")).earliest("pk")
    days = [dt.date(2026, 3, 3), dt.date(2026, 10, 20), dt.date(2026, 12, 22)]
    Meeting.objects.bulk_create([Meeting(body=quiet, on=day) for day in days])
    found = next(one for one in series_of(keeper(), 2027) if one.body.pk == quiet.pk)
    # Week 42 is a holiday in 2027, and so are the days of Christmas, after which the year ends.
    assert [(day.on, day.steps) for day in found.days] == [
        (dt.date(2027, 3, 2), ()),
        (dt.date(2027, 10, 26), ()),
    ]


def test_the_wall_gets_its_pdf_and_the_pages_few_queries() -> None:
    client = browser("politisk.sekretariat")
    fixed(WEEK_EARLIER)
    answer = client.get(reverse("agenda:wheel_pdf"), {"aar": "2027", "hvem": "direktion"})
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    for name, args, most in (
        ("wheel", [], 8),
        ("wheel_rules", [], 10),
        ("wheel_make", [2027], 14),
        ("wheel_meetings", [2027], 14),
    ):
        client.get(reverse(f"agenda:{name}", args=args))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"agenda:{name}", args=args))
        assert len(captured) <= most, (name, [one["sql"][:150] for one in captured])


def test_a_rule_that_is_another_is_why_a_day_moved() -> None:
    row = step("own.plans_agreed")
    new = facts_of(row, rule={"on": "11-30"}, valid_from=2028)
    rules.change_step(actor=keeper(), step=row, seen=row.version, facts=new, anew=True)
    shift = next(one for one in plan_of(2028, Choices()).shifts if one.after.code == row.code)
    assert shift.after.step.rule == OnDate(11, 30)
    assert next(words for words, _params in shift.reasons) == "Reglen er en anden."
    assert replace(shift, before=None).days is None
