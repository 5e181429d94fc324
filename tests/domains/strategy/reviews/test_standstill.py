"""What stands still: exact from events and statuses, for those who can do something, in eight queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, UnitPlan
from kernespor.domains.strategy.selectors.reviews.all_plans import unit_rows
from kernespor.domains.strategy.selectors.reviews.standstill import Still, standing_still, topmost
from kernespor.foundation.access.actor import Actor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
HEAD = "oekonomichef"


@pytest.fixture
def plan(sporkoebing: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> UnitPlan:
    """A plan put in force 200 days ago, with two actions."""
    del sporkoebing
    at(monkeypatch, 200)
    return factories.plan_in_force(factories.actor(HEAD, ago(200)), mark="Kort")


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def at(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let the clock of events show a day so many days back, at noon."""
    from django.utils import timezone

    moment = dt.datetime.combine(ago(days), dt.time(12), tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("kernespor.foundation.audit.writing.timezone.now", lambda: moment)


def still(plan: UnitPlan, days: int = 90, by: str = HEAD) -> dict[tuple[str, int], Still]:
    actor: Actor = factories.actor(by)
    parts = {one.pk for one in Action.objects.filter(goal__area__plan=plan)}
    goals = {goal.pk for area in plan.areas.all() for goal in area.goals.all()}
    known = {"strategy.unitplan": {plan.pk}, "strategy.goal": goals, "strategy.action": parts}
    return {
        (one.ref.kind, one.ref.pk): one
        for one in standing_still(actor, days)
        if one.ref.pk in known.get(one.ref.kind, set())
    }


def test_everything_of_a_plan_that_nobody_touched_stands_still(plan: UnitPlan) -> None:
    found = still(plan)
    assert len(found) == 4
    own = found["strategy.unitplan", plan.pk]
    assert own.last is not None
    assert (own.last.on, own.last.word, own.under) == (ago(200), "satte planen i kraft", 3)
    assert {one.last.on for one in found.values() if one.last} == {ago(200)}
    assert [one.ref.kind for one in topmost(list(found.values()))] == ["strategy.unitplan"]
    assert still(plan, 200) == {}


def test_a_status_moves_its_action_its_goal_and_its_plan_and_not_the_other_action(
    plan: UnitPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 30)
    action = factories.first_action(plan)
    plans.give_status(
        actor=factories.actor(HEAD, ago(30)), item=action, judgement="on_track", text="", on=ago(30)
    )
    other = Action.objects.filter(goal__area__plan=plan).exclude(pk=action.pk).get()
    assert set(still(plan)) == {("strategy.action", other.pk)}
    assert set(still(plan, 20)) >= {("strategy.action", action.pk), ("strategy.unitplan", plan.pk)}


@pytest.mark.parametrize("what", ["action", "goal", "indicator"])
def test_a_change_of_a_part_is_an_event_of_what_it_lies_under(
    plan: UnitPlan, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    at(monkeypatch, 10)
    goal = factories.first_goal(plan)
    row = {"action": factories.first_action(plan), "goal": goal, "indicator": goal.indicators.get()}[what]
    plans.change_item(actor=factories.actor(HEAD, ago(10)), item=row, seen=row.version, deadline=DAY)
    found = still(plan)
    assert ("strategy.goal", goal.pk) not in found
    assert ("strategy.unitplan", plan.pk) not in found
    assert len(found) == (1 if what == "action" else 2)


def test_what_is_over_or_begins_later_does_not_stand_still(
    plan: UnitPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 150)
    me = factories.actor(HEAD, ago(150))
    first = factories.first_action(plan)
    plans.give_status(actor=me, item=first, judgement="closed", text="Slut", on=ago(150))
    other = (
        Action.objects.filter(goal__area__plan=plan)
        .exclude(pk=first.pk)
        .select_related("goal__area__plan")
        .get()
    )
    plans.change_item(actor=me, item=other, seen=other.version, begins=DAY + dt.timedelta(days=9))
    assert {kind for kind, _ in still(plan)} == {"strategy.unitplan", "strategy.goal"}
    plans.move_plan(
        actor=me, plan=factories.again(plan), step="conclude", seen=factories.again(plan).version, why="x"
    )
    assert still(plan) == {}


def test_one_sees_what_one_plans_for_or_answers_for_and_nothing_else(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    me = factories.actor(HEAD)
    plans.change_item(actor=me, item=action, seen=action.version, owner=factories.person("jurist"))
    assert still(plan, by="leder.maelkevejen") == {}
    late = standing_still(factories.actor("jurist", DAY + dt.timedelta(days=400)), 90)
    assert ("strategy.action", action.pk) in {(one.ref.kind, one.ref.pk) for one in late}
    assert ("strategy.unitplan", plan.pk) not in {(one.ref.kind, one.ref.pk) for one in late}
    assert ("strategy.unitplan", plan.pk) in still(plan, by="budgetchef")


def test_looking_at_a_plan_is_no_event(plan: UnitPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 1)
    plans.see_plan(actor=factories.actor(HEAD), plan=plan)
    assert ("strategy.unitplan", plan.pk) in still(plan)


def test_the_pages_ask_at_most_eight_and_name_nobody(
    client: Client, plan: UnitPlan, django_assert_max_num_queries: Any
) -> None:
    action = factories.first_action(plan)
    me = factories.actor(HEAD)
    plans.change_item(actor=me, item=action, seen=action.version, owner=factories.person("hrchef"))
    client.force_login(factories.account("budgetchef"), backend=BACKEND)
    for name in ("reviews:still", "reviews:all_plans"):
        client.get(reverse(name))
        with django_assert_max_num_queries(8):
            answer = client.get(reverse(name) + "?alt=1")
        assert answer.status_code == 200
        content = answer.content.decode().partition("<main")[2]
        assert factories.person("hrchef").name not in content
    for query in ("?dage=30", "?dage=17", "?dage=x&slags=y", "?slags=strategy.action", "?dage=180&alt=1"):
        page = client.get(reverse("reviews:still") + query)
        assert page.status_code == 200
        part = client.get(reverse("reviews:still") + query, headers={"HX-Request": "true"})
        assert part.content.decode().strip() in page.content.decode()
        assert client.get(reverse("reviews:still_excel") + query).content[:2] == b"PK"


def test_every_unit_stands_on_the_page_of_all_plans_with_what_it_has(client: Client, plan: UnitPlan) -> None:
    from kernespor.foundation.organisation.tree import tree_on

    actor = factories.actor("budgetchef")
    rows = unit_rows(actor)
    assert {row.node.unit_id for row in rows} == set(tree_on(DAY).nodes)
    held = {row.plan.pk for row in (one.row for one in rows) if row}
    readable = UnitPlan.objects.filter(kind="unit", status="in_force", unit_id__in=tree_on(DAY).nodes)
    assert held == set(readable.values_list("pk", flat=True))
    without = {row.node.unit_id for row in rows if row.row is None}
    assert without == set(tree_on(DAY).nodes) - set(readable.values_list("unit_id", flat=True))
    client.force_login(factories.account("budgetchef"), backend=BACKEND)
    page = client.get(reverse("reviews:all_plans")).content.decode()
    assert (
        f"{len(set(readable.values_list('unit_id', flat=True)))} af {len(tree_on(DAY).nodes)} enheder" in page
    )
    assert plan.title in page
    none = client.get(reverse("reviews:all_plans") + "?tilstand=none").content.decode()
    assert plan.title not in none
    assert client.get(reverse("reviews:all_plans_excel") + "?tilstand=none").content[:2] == b"PK"


def test_only_a_units_own_plan_can_be_missing(client: Client, plan: UnitPlan) -> None:
    del plan
    client.force_login(factories.account("budgetchef"), backend=BACKEND)
    page = client.get(reverse("reviews:all_plans") + "?slags=med").content.decode()
    assert "Du kan se 0 planer af den slags" in page
    assert page.count("Ingen plan") == 1  # in the filter
