"""The municipality's own steps of the year: written on pages, checked all at once, kept from being lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

import factories
from domains.agenda.agenda_world import browser, keeper, sent_form, shown
from domains.agenda.year_world import facts_of, step
from kernespor.domains.agenda.actions import wheel as actions
from kernespor.domains.agenda.models import DaysOff, WheelStep
from kernespor.domains.agenda.policies.wheel import Unsound
from kernespor.domains.agenda.selectors.wheel_rules import book
from kernespor.domains.agenda.selectors.wheel_year import year_of
from kernespor.engines.annual_wheel.reading import load_own, load_rules, load_school_holidays
from kernespor.engines.annual_wheel.wheel import wheel
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.usefixtures("sporkoebing")
FACTS = actions.StepFacts(
    title="Udkast til Budget {next} til direktionen", process="Budget", valid_from=2026, source="Direktionen",
    rule={"weeks": 2, "before": "law.second_reading"}, parties=("direktion",),
)  # fmt: skip
FORM = {
    "title": "Udkast til Budget {next}", "process": "Budget", "on_how": "trin", "on_number": "2",
    "on_unit": "weeks", "on_way": "before", "on_anchor": "law.second_reading", "moves": "earlier",
    "parties": ["direktion"], "more_parties": "seniorråd", "source": "Direktionen", "valid_from": "2026",
}  # fmt: skip


@pytest.mark.parametrize("year", [2015, 2019, 2026, 2027, 2028, 2059, 2100])
def test_the_database_gives_the_days_that_the_start_values_give(year: int) -> None:
    expected = wheel(load_rules(), load_own(), year, load_school_holidays())
    found = year_of(year).wheel
    assert {one.code: (one.on, one.ends) for one in found.moments} == {
        one.code: (one.on, one.ends) for one in expected.moments
    }


def test_a_step_is_written_and_lies_where_it_should() -> None:
    row = actions.add_step(actor=keeper(), facts=FACTS)
    assert row.code == "own.udkast_til_budget_next_til_direktionen"
    assert actions.add_step(actor=keeper(), facts=FACTS).code.endswith("_2")
    assert year_of(2027).wheel.moment(row.code).on == dt.date(2027, 10, 1)
    assert year_of(2019).wheel.moments  # in force from 2026 alone
    with pytest.raises(KeyError):
        year_of(2019).wheel.moment(row.code)
    event = AuditEvent.objects.filter(verb="agenda.wheel_step_added").latest("pk")
    assert event.person_id == keeper().person_id


def test_all_that_is_wrong_is_said_at_once() -> None:
    row = step("own.second_reading")
    wrong = facts_of(row, rule={"weeks": 1, "before": "own.first_reading"}, fulfils="own.seminar")
    with pytest.raises(Unsound) as told:
        actions.change_step(actor=keeper(), step=row, seen=row.version, facts=wrong)
    assert [one.code for one in told.value.findings] == ["wheel.not_the_law", "wheel.circle"]
    assert "{" not in told.value.reason
    alone = replace(FACTS, title="Det er {galt}", consultation=True, valid_to=2020, makes="focus_status")
    with pytest.raises(Unsound) as told:
        actions.add_step(actor=keeper(), facts=alone)
    assert [one.code for one in told.value.findings] == [
        "wheel.title", "wheel.years", "wheel.consultation", "wheel.makes",
    ]  # fmt: skip
    for hostile in ("{year:>999999999}", "{year.__class__}", "{0}", "en { alene"):
        with pytest.raises(Unsound) as told:
            actions.add_step(actor=keeper(), facts=replace(FACTS, title=hostile))
        assert [one.code for one in told.value.findings] == ["wheel.title"]
    gone = replace(FACTS, rule={"weeks": 2, "after": "own.ingenting"})
    with pytest.raises(Unsound, match="wheel_unsound") as told:
        actions.add_step(actor=keeper(), facts=gone)
    assert [one.code for one in told.value.findings] == ["wheel.no_such_step"]
    beyond = replace(FACTS, rule={"days": 120, "after": "law.second_reading"})
    with pytest.raises(Unsound) as told:
        actions.add_step(actor=keeper(), facts=beyond)
    assert [one.code for one in told.value.findings] == ["wheel.outside_year"]


def test_a_step_that_others_count_from_is_not_removed_and_removing_has_a_reason() -> None:
    row = step("own.first_reading")
    with pytest.raises(Unsound) as told:
        actions.remove_step(actor=keeper(), step=row, seen=row.version, why="Ikke længere")
    assert {one.code for one in told.value.findings} == {"wheel.no_such_step"}
    assert len(told.value.findings) == 2  # the consultation and the finance committee's proposal
    last = step("own.plans_agreed")
    with pytest.raises(NotNow, match="reason_needed"):
        actions.remove_step(actor=keeper(), step=last, seen=last.version, why=" ")
    actions.remove_step(actor=keeper(), step=last, seen=last.version, why="Aftales løbende")
    assert not WheelStep.objects.filter(code="own.plans_agreed").exists()
    with pytest.raises(StaleWrite):
        actions.remove_step(actor=keeper(), step=last, seen=last.version, why="Igen")


def test_the_law_has_no_row_and_no_step_takes_its_place() -> None:
    assert not WheelStep.objects.filter(code__startswith="law.").exists()
    row = step("own.plans_agreed")
    row.code = "law.second_reading"
    with pytest.raises(Unsound) as told:
        actions.change_step(actor=keeper(), step=row, seen=row.version, facts=facts_of(row))
    assert "wheel.of_the_law" in {one.code for one in told.value.findings}


def test_from_a_year_on_a_step_is_another_and_the_years_before_stand() -> None:
    row = step("own.plans_agreed")
    new = facts_of(row, rule={"on": "11-30"}, valid_from=2029)
    made = actions.change_step(actor=keeper(), step=row, seen=row.version, facts=new, anew=True)
    assert (made.code, made.valid_from) == (row.code, 2029)
    assert year_of(2028).wheel.moment(row.code).on == dt.date(2028, 12, 15)
    assert year_of(2029).wheel.moment(row.code).on == dt.date(2029, 11, 30)


def test_no_update_is_lost() -> None:
    first, second = step("own.plans_agreed"), step("own.plans_agreed")
    actions.change_step(
        actor=keeper(), step=first, seen=first.version, facts=facts_of(first, title="Aftalt {year}")
    )
    with pytest.raises(StaleWrite) as told:
        actions.change_step(
            actor=keeper(), step=second, seen=second.version, facts=facts_of(second, title="Andet")
        )
    assert told.value.theirs.title == "Aftalt {year}"
    secretary = browser("politisk.sekretariat")
    answer = sent_form(secretary, "wheel_step", first.pk, **FORM, version=1)
    assert answer.status_code == 422
    assert "Aftalt" in answer.content.decode()
    assert "Udkast til Budget" in answer.content.decode()


def test_days_off_move_steps_and_are_written_and_removed() -> None:
    # The second reading of 2027 would lie on 12 October.
    with pytest.raises(NotNow, match="ends_before"):
        actions.write_off(
            actor=keeper(), row=None, seen=0,
            facts=actions.OffFacts("school", "ferie", dt.date(2027, 10, 9), dt.date(2027, 10, 1)),
        )  # fmt: skip
    holiday = actions.OffFacts("school", "ekstra ferie", dt.date(2027, 10, 9), dt.date(2027, 10, 15))
    row = actions.write_off(actor=keeper(), row=None, seen=0, facts=holiday)
    assert year_of(2027).wheel.moment("own.second_reading").on == dt.date(2027, 10, 5)
    with pytest.raises(NotNow, match="one_day"):
        actions.write_off(actor=keeper(), row=row, seen=row.version, facts=replace(holiday, kind="closed"))
    with pytest.raises(StaleWrite):
        actions.remove_off(actor=keeper(), row=row, seen=row.version + 1)
    actions.remove_off(actor=keeper(), row=row, seen=row.version)
    assert year_of(2027).wheel.moment("own.second_reading").on == dt.date(2027, 10, 12)


def test_only_the_secretariat_and_the_administrators_of_all_may() -> None:
    for code in ("leder.dagtilbud", "budgetchef", "hrkonsulent", "boerneogungechef"):
        actor = factories.actor(code)
        with pytest.raises(NotPermitted):
            actions.add_step(actor=actor, facts=FACTS)
        assert browser(code).get(reverse("agenda:wheel_step_new")).status_code == 403
        assert "Nyt trin" not in shown(browser(code), "wheel_rules")
    actions.add_step(actor=factories.actor("administrator"), facts=FACTS)


def test_the_pages_write_what_was_typed() -> None:
    secretary = browser("politisk.sekretariat")
    assert sent_form(secretary, "wheel_step_new", **FORM).status_code == 302
    row = WheelStep.objects.get(title="Udkast til Budget {next}")
    assert row.rule == {"weeks": 2, "before": "law.second_reading"}
    assert row.parties == ["direktion", "seniorråd"]
    text = shown(secretary, "wheel_rules")
    assert "2 uger før »Frist: Budget er vedtaget ved 2. behandling«" in text
    assert "Skoleåret 2026/2027" in text
    assert "{next}" not in text
    bad = FORM | {"on_number": "", "on_anchor": "", "title": ""}
    answer = sent_form(secretary, "wheel_step_new", **bad)
    assert answer.status_code == 422
    assert all(
        words in answer.content.decode() for words in ("Skriv, hvor mange.", "Vælg det trin", "hedder")
    )
    never = {"ends_how": "dato", "ends_day": "31", "ends_month": "2", "version": row.version}
    assert "findes i måneden" in sent_form(secretary, "wheel_step", row.pk, **FORM | never).content.decode()
    wrong = FORM | {"consultation": "on", "makes": "focus_status", "version": row.version}
    answer = sent_form(secretary, "wheel_step", row.pk, **wrong).content.decode()
    assert "En høring er en periode" in answer
    assert "skal have en ansvarlig" in answer
    weekday = {"on_how": "ugedag", "on_nth": "-1", "on_weekday": "tirsdag", "on_month_of": "8"}
    date = {"on_how": "dato", "on_day": "3", "on_month": "5"}
    end = {"ends_how": "trin", "ends_number": "0", "ends_unit": "days", "ends_way": "after"}
    for more in (weekday, date | end | {"ends_anchor": "own.med_dialogue"}):
        row.refresh_from_db()
        sent = FORM | more | {"version": row.version}
        assert sent_form(secretary, "wheel_step", row.pk, **sent).status_code == 302
        assert secretary.get(reverse("agenda:wheel_step", args=[row.pk])).status_code == 200
    row.refresh_from_db()
    assert (row.rule, row.ends) == ({"on": "05-03"}, {"days": 0, "after": "own.med_dialogue"})
    removed = sent_form(secretary, "wheel_step_delete", row.pk, version=row.version, why="Prøve")
    assert removed.status_code == 302
    assert not WheelStep.objects.filter(pk=row.pk).exists()


def test_the_pages_of_days_off() -> None:
    secretary = browser("politisk.sekretariat")

    def send(where: str, *args: int, **more: Any) -> Any:
        told = {"kind": "closed", "name": "byens dag", "first": "1-9-2026", **more}
        return secretary.post(reverse(f"agenda:{where}", args=args), told)

    assert send("wheel_off_new").status_code == 302
    row = DaysOff.objects.get(name="byens dag")
    assert row.last == row.first
    assert "byens dag" in shown(secretary, "wheel_off", row.pk)
    answer = send("wheel_off", row.pk, version=row.version + 4, first="2-9-2026")
    assert answer.status_code == 422
    assert "1. september 2026" in answer.content.decode()
    assert send("wheel_off", row.pk, version=row.version, last="3-9-2026").status_code == 422
    assert send("wheel_off", row.pk, version=row.version, name="byens fest").status_code == 302
    row.refresh_from_db()
    assert any(one.name == "byens fest" for one in book().closed)
    assert send("wheel_off_delete", row.pk, version=row.version).status_code == 302
    assert not DaysOff.objects.filter(pk=row.pk).exists()


def test_an_installation_without_steps_begins_with_a_proposal() -> None:
    secretary = browser("politisk.sekretariat")
    with pytest.raises(NotNow, match="wheel_begun"):
        actions.begin_with(actor=keeper())
    for row in WheelStep.objects.all():
        row.delete()
    DaysOff.objects.all().delete()
    assert {one.legal for one in year_of(2027).wheel.moments} == {True}
    assert "ingen egne trin" in shown(secretary, "wheel", aar="2027")
    assert "Begynd med et forslag" in shown(secretary, "wheel_rules")
    assert sent_form(secretary, "wheel_start").status_code == 302
    assert WheelStep.objects.count() == len(load_own().steps)
