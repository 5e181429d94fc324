"""A part's page: what is wrong is said beside what was typed, and nobody's words are lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Status, UnitPlan

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_in_force(factories.actor("oekonomichef"), mark="Kort")


@pytest.fixture
def action(plan: UnitPlan) -> Action:
    return factories.first_action(plan)


@pytest.fixture
def head(client: Client, plan: UnitPlan) -> Client:
    del plan
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    return client


def url(item: Any, *more: str, kind: str = "action") -> str:
    plan = plans.plan_of(item)
    return "/".join(["/virksomhedsplaner", str(plan.pk), kind, str(item.pk), *more]) + "/"


def fields(item: Any, **more: Any) -> dict[str, Any]:
    return {"text": item.text, "version": item.version, **more}


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_what_is_wrong_stands_in_one_summary_and_beside_its_field(head: Client, action: Action) -> None:
    typed = fields(action, text="", deadline="i morgen", owner=factories.person("jurist").pk)
    answer = head.post(url(action, "ret"), typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count("Skriv dag, måned og år, fx 1-10-2026") >= 2
    assert re.search(r'href="#id_deadline"', page)
    assert 'value="i morgen"' in page
    assert factories.again(action).version == action.version


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"begins": "2-12-2026", "deadline": "1-12-2026"}, "Fristen skal ligge efter"),
        ({"owner": "hrchef", "deputy": "hrchef"}, "Stedfortræderen skal være en anden"),
        ({"owner": "999999"}, "999999"),
    ],
)
def test_what_does_not_hold_together_is_said(
    head: Client, action: Action, more: dict[str, str], word: str
) -> None:
    found = {
        name: str(factories.person(value).pk) if value == "hrchef" else value for name, value in more.items()
    }
    answer = head.post(url(action, "ret"), fields(action, **found))
    assert answer.status_code == 422
    assert word in text_of(answer)


def test_what_is_right_is_saved_and_shown(head: Client, action: Action) -> None:
    owner = factories.person("jurist")
    typed = fields(action, text="Et nyt ord", owner=owner.pk, begins="1-11-2026", deadline="1. dec. 2026")
    answer = head.post(url(action, "ret"), typed, follow=True)
    assert answer.redirect_chain == [(url(action), 302)]
    stands = factories.again(action)
    assert (stands.text, stands.owner, stands.deadline) == ("Et nyt ord", owner, dt.date(2026, 12, 1))
    page = text_of(answer)
    assert "Gemt." in page
    assert "Et nyt ord" in page
    assert 'value="1-12-2026"' in page


def test_whoever_saves_too_late_sees_both_texts_and_loses_neither(head: Client, action: Action) -> None:
    mine = fields(action, text="Mine egne ord", deadline="3-12-2026")
    plans.change_item(
        actor=factories.actor("kommunaldirektoer"), item=action, seen=action.version, text="Direktørens ord"
    )
    answer = head.post(url(action, "ret"), mine)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "En anden har gemt" in page
    assert "Direktørens ord" in page
    assert "Mine egne ord</textarea>" in page
    assert 'value="3-12-2026"' in page
    assert factories.again(action).text == "Direktørens ord"
    again = head.post(url(action, "ret"), mine | {"version": factories.again(action).version})
    assert again.status_code == 302
    assert factories.again(action).text == "Mine egne ord"


def test_a_plans_facts_are_saved_or_come_back_with_both_texts(head: Client, plan: UnitPlan) -> None:
    place = f"/virksomhedsplaner/{plan.pk}/ret/"
    assert head.get(place).status_code == 200
    mine = {
        "title": "Min titel", "period_from": "1-1-2026", "period_to": "31-12-2027", "fresh_days": 60,
        "version": plan.version,
    }  # fmt: skip
    wrong = head.post(place, mine | {"period_to": "1-1-2020", "fresh_days": 1})
    assert wrong.status_code == 422
    assert "Planen skal slutte efter" in text_of(wrong)
    plans.change_plan(
        actor=factories.actor("kommunaldirektoer"),
        plan=factories.again(plan),
        seen=plan.version,
        title="Deres titel",
    )
    late = head.post(place, mine)
    assert late.status_code == 409
    assert 'value="Min titel"' in text_of(late)
    assert "»Deres titel«" in text_of(late)
    assert head.post(place, mine | {"version": factories.again(plan).version}).status_code == 302
    assert factories.again(plan).title == "Min titel"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"judgement": "on_track", "on": "21-11-2026"}, "Datoen ligger efter i dag"),
        ({"judgement": "reached", "text": "Det kan ses", "on": "20-11-2026"}, "Peg på en ejer"),
        ({"judgement": "closed", "on": "20-11-2026"}, "Skriv, hvorfor det nedlægges"),
        ({"judgement": "splendid", "on": "20-11-2026"}, "splendid"),
        ({"on": "20-11-2026"}, "id_judgement"),
        ({"judgement": "on_track", "on": "31-11-2026"}, "Skriv dag, måned og år"),
    ],
)
def test_a_status_that_cannot_stand_comes_back(
    head: Client, action: Action, said: dict[str, str], word: str
) -> None:
    answer = head.post(url(action, "status"), said)
    assert answer.status_code == 422
    assert word in text_of(answer)
    assert not Status.objects.filter(action=action).exists()


def test_what_is_reached_needs_an_owner_and_something_to_see(head: Client, action: Action) -> None:
    reached = {"judgement": "reached", "text": "", "on": "20-11-2026"}
    head.post(url(action, "ret"), fields(action, owner=factories.person("jurist").pk))
    answer = head.post(url(action, "status"), reached)
    assert answer.status_code == 422
    assert "Skriv, hvordan det kan ses" in text_of(answer)
    answer = head.post(url(action, "status"), reached | {"text": "Alle tre er i drift"}, follow=True)
    assert "Alle tre er i drift" in text_of(answer)
    assert Status.objects.get(action=action).judgement == "reached"


@pytest.mark.parametrize("kind", ["area", "goal", "action", "indicator"])
def test_every_kind_has_its_page_with_the_forms_that_it_can_have(
    head: Client, plan: UnitPlan, kind: str
) -> None:
    goal = factories.first_goal(plan)
    item = {
        "area": goal.area,
        "goal": goal,
        "action": goal.actions.all()[0],
        "indicator": goal.indicators.all()[0],
    }[kind]
    answer = head.get(url(item, kind=kind))
    assert answer.status_code == 200
    assert ("status_form" in answer.context) == (kind in {"goal", "action"})
    assert ("add_form" in answer.context) == (kind == "goal")
    assert ("begins" in answer.context["item_form"].fields) == (kind == "action")
    assert ("title" in answer.context["item_form"].fields) == (kind in {"area", "goal"})


def test_whoever_may_not_write_reads_why_and_gets_no_form(client: Client, action: Action) -> None:
    client.force_login(factories.account("med.stab"), backend=BACKEND)
    page = text_of(client.get(url(action)))
    assert "Kun ejeren, stedfortræderen og de, der kan ændre planen, kan skrive status." in page
    assert "Kun enhedens leder" in page
    assert "<textarea" not in page


def test_a_new_action_is_written_or_asked_for(head: Client, plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    place = f"/virksomhedsplaner/{plan.pk}/goal/{goal.pk}/handling/"
    assert head.post(place, {"text": " "}).status_code == 422
    answer = head.post(place, {"text": "Den tredje"}, follow=True)
    assert "Handlingen er tilføjet" in text_of(answer)
    assert [row.text for row in goal.actions.all()][-1] == "Den tredje"


def test_a_goal_leads_to_its_actions_and_a_priority_area_to_its_goals(head: Client, plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    page = text_of(head.get(url(goal, kind="goal")))
    under = page[page.index("Handlinger under målet") :]
    for one in goal.actions.all():
        assert f'href="{url(one)}"' in under
    page = text_of(head.get(url(goal.area, kind="area")))
    assert f'href="{url(goal, kind="goal")}"' in page[page.index("Mål under indsatsområdet") :]


def test_a_part_knows_the_one_before_and_the_one_after(head: Client, action: Action) -> None:
    answer = head.get(url(action))
    assert answer.context["part"].number == "1.1.1"
    assert answer.context["previous"].number == "1.1"
    assert answer.context["next"].number == "1.1.2"
    first = head.get(url(action.goal, kind="goal"))
    assert first.context["previous"] is None
    last = head.get(url(action.goal.indicators.all()[0], kind="indicator"))
    assert last.context["next"] is None


def test_a_plan_is_moved_on_from_its_page(head: Client, plan: UnitPlan) -> None:
    place = f"/virksomhedsplaner/{plan.pk}/skridt/conclude/"
    assert head.post(place, {"why": "", "version": plan.version}).status_code == 409
    assert head.post(place, {"why": "Slut", "version": 1}).status_code == 409
    answer = head.post(place, {"why": "Perioden er slut", "version": plan.version}, follow=True)
    assert "Det står i planens historik" in text_of(answer)
    history = text_of(head.get(f"/virksomhedsplaner/{plan.pk}/historik/"))
    assert "Økonomichefen</b> afsluttede planen. »Perioden er slut«" in history


def test_history_is_not_crowded_out_by_those_who_looked(head: Client, plan: UnitPlan) -> None:
    for number in range(70):
        reader = factories.actor("oekonomichef", DAY + dt.timedelta(days=number))
        plans.see_plan(actor=reader, plan=plan)
    answer = head.get(f"/virksomhedsplaner/{plan.pk}/historik/")
    assert {event.verb for event, _parts in answer.context["events"]} == {
        "strategy.plan_imported",
        "strategy.plan_put_in_force",
    }


def test_an_event_names_the_parts_that_it_was_about(head: Client, plan: UnitPlan) -> None:
    action = Action.objects.filter(goal__area__plan=plan).order_by("pk")[0]
    data = {"judgement": "on_track", "text": "Det går.", "on": "20-11-2026"}
    answer = head.post(f"/virksomhedsplaner/{plan.pk}/action/{action.pk}/status/", data)
    assert answer.status_code == 302
    newest, parts = head.get(f"/virksomhedsplaner/{plan.pk}/historik/").context["events"][0]
    assert newest.verb == "strategy.status_given"
    assert parts == [f"{action.goal.area.position}.{action.goal.position}.{action.position}"]


def test_since_last_time_is_the_day_that_the_reader_names(head: Client, plan: UnitPlan) -> None:
    place = f"/virksomhedsplaner/{plan.pk}/"
    assert head.get(place).context["view"].since == DAY - dt.timedelta(days=30)
    assert head.get(place, {"siden": "1. maj 2026"}).context["view"].since == dt.date(2026, 5, 1)
    assert head.get(place, {"siden": "i går"}).context["view"].since == DAY - dt.timedelta(days=30)
    assert head.post(f"{place}set/").status_code == 204
