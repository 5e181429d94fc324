"""A MED plan is open to those whom it concerns, and to nobody else in any list, count or search."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.plans import add_action, move_plan
from kernespor.domains.strategy.actions.reviews.writing import (
    PlanFacts,
    add_area,
    add_goal,
    add_indicator,
    begin_plan,
)
from kernespor.domains.strategy.models import Goal, UnitPlan
from kernespor.domains.strategy.permissions.plans import (
    can_change_plan,
    can_read_plan,
    check_change_plan,
    ground_of_plan,
    readable,
)
from kernespor.domains.strategy.selectors.plans import plan_rows
from kernespor.foundation import objects
from kernespor.foundation.access.who import readers_of
from kernespor.foundation.accounts.models import User
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.memory import keeping
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.tasks.registry import waiting
from kernespor.foundation.thread.actions import tie

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "Løvfrøkvarteret"
# of med-boernunge: chair, vice chair, secretary, a manager, two stewards
WRITERS = ("boerneogungechef", "med.boernunge", "sekretaer.boernunge")
MEMBERS = ("leder.dagtilbud", "med.skole", "med.maelkevejen")
STRANGERS = ("jurist", "indkoebschef", "hrkonsulent", "itchef")


def facts(body: str = "med-boernunge", unit: str = "BU", kind: str = "med") -> PlanFacts:
    found = Body.objects.get(code=body) if body else None
    first, last = factories.dt.date(2026, 1, 1), factories.dt.date(2027, 12, 31)
    return PlanFacts(f"Handleplan om {SECRET}", kind, factories.unit(unit), first, last, found)


def filled(by: str, given: PlanFacts) -> UnitPlan:
    me = factories.actor(by)
    plan = begin_plan(actor=me, facts=given)
    area = add_area(actor=me, plan=plan, title=f"Trivsel i {SECRET}")
    goal = add_goal(actor=me, area=area, title=f"Færre opkald i {SECRET}")
    add_action(actor=me, goal=goal, text=f"Tal om {SECRET} hver måned")
    add_indicator(actor=me, goal=goal, text=f"Det opleves i {SECRET}")
    return plan


@pytest.fixture
def draft(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return filled("boerneogungechef", facts())


@pytest.fixture
def plan(draft: UnitPlan) -> UnitPlan:
    me = factories.actor("boerneogungechef")
    return move_plan(actor=me, plan=draft, step="put_in_force", seen=draft.version)


def sees(code: str, plan: UnitPlan) -> bool:
    """Ask the rule both ways, and hold them against each other."""
    actor = factories.actor(code)
    listed = UnitPlan.objects.filter(readable(actor), pk=plan.pk).exists()
    assert listed == can_read_plan(actor, plan) == bool(ground_of_plan(actor, plan)), code
    return listed


def test_the_plan_in_force_is_read_by_members_planners_and_those_who_work_there(plan: UnitPlan) -> None:
    below = ("leder.maelkevejen", "souschef.maelkevejen")
    planners = ("kommunaldirektoer", "budgetchef", "politisk.sekretariat", "controller.boernunge")
    for code in (*WRITERS, *MEMBERS, *below, *planners):
        assert sees(code, plan), code
    for code in STRANGERS:
        assert not sees(code, plan), code


def test_the_rule_answers_the_same_of_everybody_in_the_house(plan: UnitPlan, draft: UnitPlan) -> None:
    readers = {
        user.person.code for user in User.objects.select_related("person") if sees(user.person.code, plan)
    }
    assert readers
    with keeping(reads_only=True):
        found = readers_of(plan, factories.DAY)
    assert found is not None
    by_rule = {factories.Person.objects.get(pk=one.person_id).code for one in found.who_may}
    assert readers <= by_rule
    assert not by_rule & set(STRANGERS)
    assert draft.pk == plan.pk


def test_who_may_see_it_is_asked_without_a_query_for_each(
    plan: UnitPlan, django_assert_max_num_queries: Any
) -> None:
    with keeping(reads_only=True), django_assert_max_num_queries(12):
        readers_of(UnitPlan.objects.select_related("body").get(pk=plan.pk), factories.DAY)


def test_the_draft_is_read_by_those_who_write_it(draft: UnitPlan) -> None:
    for code in (*WRITERS, "budgetchef"):
        assert sees(code, draft), code
    for code in (*MEMBERS, *STRANGERS, "leder.maelkevejen"):
        assert not sees(code, draft), code


def test_the_main_committees_plan_is_for_the_whole_house_when_it_holds(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    made = filled("kommunaldirektoer", facts("hovedudvalg", "SK"))
    assert not sees("jurist", made)
    held = move_plan(
        actor=factories.actor("med.hovedudvalg"), plan=made, step="put_in_force", seen=made.version
    )
    for code in (*STRANGERS, *MEMBERS, "hrkonsulent"):
        assert sees(code, held), code
    assert can_change_plan(factories.actor("hrkonsulent"), held)  # its secretary
    assert not can_change_plan(factories.actor("hrchef"), held)  # a member


def test_chair_vice_chair_secretary_and_planners_write_and_other_members_do_not(plan: UnitPlan) -> None:
    for code in (*WRITERS, "budgetchef", "kommunaldirektoer"):
        assert can_change_plan(factories.actor(code), plan), code
    for code in (*MEMBERS, "leder.maelkevejen", *STRANGERS):
        with pytest.raises(NotPermitted) as refused:
            check_change_plan(factories.actor(code), plan)
        assert refused.value.code == "not_med_planner"


def test_a_member_of_another_committee_is_a_stranger_to_it(plan: UnitPlan) -> None:
    other = filled("oekonomichef", facts("med-stab", "OS"))
    held = move_plan(
        actor=factories.actor("oekonomichef"), plan=other, step="put_in_force", seen=other.version
    )
    assert sees("med.stab", held)
    assert not sees("med.stab", plan)
    assert not sees("med.boernunge", held)


def test_who_answers_for_something_in_it_may_read_it_and_gets_the_task_guarded(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    chief = factories.actor("boerneogungechef")
    plans.change_item(actor=chief, item=action, seen=action.version, owner=factories.person("jurist"))
    assert sees("jurist", plan)
    tasks = [task for task in waiting(factories.actor("jurist")) if SECRET in task.title]
    assert [task.guarded for task in tasks] == [True] * len(tasks)
    assert not sees("itchef", plan)


def test_an_invited_stranger_may_read_it(plan: UnitPlan) -> None:
    from kernespor.foundation.access import actions as access

    chief, guest = factories.actor("boerneogungechef"), factories.person("itchef")
    access.invite(actor=chief, row=plan, person=guest, last=None, why="Udvalget har spurgt dem")
    assert sees("itchef", plan)


def test_no_list_count_search_thread_or_file_shows_it_to_a_stranger(client: Client, plan: UnitPlan) -> None:
    finance = factories.actor("budgetchef")
    other = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    tie(actor=finance, kind="supports", upper=ref_of(other), lower=ref_of(plan), why="De hænger sammen")
    goal = factories.first_goal(plan)
    closed = [
        reverse("strategy:plan", args=[plan.pk]), reverse("strategy:word", args=[plan.pk]),
        reverse("strategy:plan_excel", args=[plan.pk]), reverse("strategy:history", args=[plan.pk]),
        reverse("strategy:item", args=[plan.pk, "goal", goal.pk]), reverse("reviews:round", args=[plan.pk]),
        reverse("thread:page", args=["plan", plan.pk]), reverse("thread:page", args=["maal", goal.pk]),
        reverse("audit:history", args=["plan", plan.pk]), reverse("comments:page", args=["plan", plan.pk]),
    ]  # fmt: skip
    pages = [
        reverse("strategy:plans"), reverse("strategy:plans") + "?slags=med", reverse("reviews:all_plans"),
        reverse("reviews:all_plans") + "?slags=med", reverse("reviews:still"), reverse("home"),
        reverse("tasks:page"), reverse("thread:breaks"), reverse("audit:search"),
        reverse("search:page") + "?q=opkald+hver+måned", reverse("thread:page", args=["plan", other.pk]),
        reverse("strategy:plan", args=[other.pk]),
    ]  # fmt: skip
    client.force_login(factories.account("jurist"), backend=BACKEND)
    for address in closed:
        assert client.get(address).status_code == 403, address
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.content.decode(), address
    client.force_login(factories.account("med.boernunge"), backend=BACKEND)
    for address in closed:
        assert client.get(address).status_code == 200, address
    assert SECRET in client.get(reverse("search:page") + "?q=opkald").content.decode()


def test_the_kinds_rows_and_grounds_are_one_rule(plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    kind = objects.of("strategy.goal")
    for code, expected in (("jurist", False), ("med.skole", True), ("leder.maelkevejen", True)):
        actor = factories.actor(code)
        assert kind.rows(actor).filter(pk=goal.pk).exists() is expected
        assert (ref_of(goal) in objects.cards(actor, [ref_of(goal)])) is expected


def test_plans_are_counted_only_for_those_who_may_read_them(plan: UnitPlan) -> None:
    def seen(code: str) -> set[int]:
        return {row.plan.pk for row in plan_rows(factories.actor(code))}

    assert seen("med.skole") - seen("jurist") == {plan.pk}
    assert {row.plan.pk for row in plan_rows(factories.actor("med.skole"), kind="med")} == {plan.pk}


def test_a_deputy_has_none_of_the_members_seats(plan: UnitPlan) -> None:
    import dataclasses

    member = factories.actor("med.boernunge")
    behind = dataclasses.replace(member, doer_id=factories.person("jurist").pk, roles=())
    assert not can_read_plan(behind, plan)
    assert not can_change_plan(behind, plan)


@pytest.mark.parametrize(
    ("by", "given", "refusal"),
    [
        ("med.skole", ("med-boernunge", "BU", "med"), NotPermitted),
        ("med.boernunge", ("", "BU", "unit"), NotPermitted),
        ("boerneogungechef", ("", "BU", "med"), NotNow),
        ("boerneogungechef", ("direktion", "BU", "med"), NotNow),
        ("boerneogungechef", ("med-boernunge", "BU", "unit"), NotNow),
        ("boerneogungechef", ("med-stab", "OS", "med"), NotPermitted),
    ],
)
def test_a_plan_is_begun_only_where_one_plans_or_leads(
    sporkoebing: dict[str, Any], by: str, given: tuple[str, str, str], refusal: type[Exception]
) -> None:
    del sporkoebing
    before = UnitPlan.objects.count()
    with pytest.raises(refusal):
        begin_plan(actor=factories.actor(by), facts=facts(*given))
    assert UnitPlan.objects.count() == before


def test_the_vice_chair_begins_and_writes_a_plan_in_the_browser(
    client: Client, sporkoebing: dict[str, Any]
) -> None:
    del sporkoebing
    client.force_login(factories.account("med.boernunge"), backend=BACKEND)
    body, unit = Body.objects.get(code="med-boernunge"), factories.unit("BU")
    page = client.get(reverse("reviews:new_plan")).content.decode()
    assert "MED-udvalget i Børn &amp; Unge" in page
    typed = {
        "kind": "med", "title": "Efter APV", "unit": unit.pk, "body": body.pk, "first": "1-1-2026",
        "last": "31-12-2027",
    }  # fmt: skip
    answer = client.post(reverse("reviews:new_plan"), typed)
    plan = UnitPlan.objects.get(title="Efter APV")
    address = reverse("reviews:write", args=[plan.pk])
    assert answer["Location"] == address
    assert (plan.kind, plan.body, plan.unit_name) == ("med", body, "MED-udvalget i Børn & Unge")
    client.post(f"{address}?til=area", {"title": "Arbejdsmængde", "text": "Travlhed om morgenen"})
    area = plan.areas.get()
    client.post(f"{address}?til=goal-{area.pk}", {"title": "Ro ved afleveringen", "text": ""})
    goal = Goal.objects.get(area=area)
    client.post(f"{address}?til=action-{goal.pk}", {"text": "To voksne i garderoben"})
    client.post(f"{address}?til=indicator-{goal.pk}", {"text": "Antal afleveringer med to voksne"})
    page = client.get(f"{address}?til=goal-{area.pk}").content.decode()
    for words in ("Arbejdsmængde", "Ro ved afleveringen", "To voksne i garderoben", "afleveringer med to"):
        assert words in page
    assert (
        client.post(f"{address}?til=goal-{area.pk}", {"title": "", "text": "Bliver stående"}).status_code
        == 422
    )
    assert client.get(f"{address}?til=goal-999999").status_code == 404
    assert client.get(f"{address}?til=vision-1").status_code == 404
    client.post(reverse("strategy:move", args=[plan.pk, "put_in_force"]), {"version": plan.version})
    assert factories.again(plan).status == "in_force"
