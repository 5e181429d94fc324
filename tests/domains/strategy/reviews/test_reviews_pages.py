"""The review page: each goal saved by itself, what is typed is kept, what stops is said beside its field."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.reviews import choices
from kernespor.domains.strategy.models import Goal, Review, Status, UnitPlan
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.objects import ref_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
FILE = "maelkevejen-2026-2027.docx"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file(FILE)


@pytest.fixture
def head(client: Client, plan: UnitPlan) -> Client:
    del plan
    client.force_login(factories.account("leder.maelkevejen"), backend=BACKEND)
    return client


def open_goal(plan: UnitPlan) -> Goal:
    goals = Goal.objects.filter(area__plan=plan).select_related("area__plan")
    return goals.exclude(statuses__judgement__in=("closed", "reached")).order_by("pk")[0]


def typed(**more: Any) -> dict[str, Any]:
    return {
        "choice": "continue", "evidence": "Forældrene melder tilbage, at det virker.", "follow": "",
        "decided_by": "Lederen", "body": "", "on": "19-11-2026", "seen": "0", **more,
    }  # fmt: skip


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_choice_is_saved_for_one_goal_and_the_rest_still_waits(head: Client, plan: UnitPlan) -> None:
    before = text_of(head.get(reverse("reviews:round", args=[plan.pk])))
    assert "mål venter på et valg" in before
    goal = open_goal(plan)
    answer = head.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed(), follow=True)
    page = text_of(answer)
    assert "Valget er gemt." in page
    assert "Der er valgt for ét." in page
    made = Review.objects.get(goal=goal)
    assert (made.choice, made.decided_by, made.on) == ("continue", "Lederen", dt.date(2026, 11, 19))
    assert not Status.objects.filter(goal=goal, text__startswith="Forældrene").exists()
    assert "Forældrene melder tilbage" in text_of(
        head.get(reverse("strategy:item", args=[plan.pk, "goal", goal.pk]))
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"choice": ""}, "Vælg: skalér, fortsæt, gentænk eller nedlæg."),
        ({"evidence": " "}, "Skriv, hvad valget bygger på."),
        ({"decided_by": ""}, "Skriv, hvem der besluttede det, eller vælg et udvalg."),
        ({"choice": "scale"}, "Skriv, hvor målet skal bredes ud."),
        ({"choice": "rethink"}, "Skriv, hvad der skal gentænkes."),
        ({"on": "21-11-2026"}, "Datoen ligger efter i dag."),
        ({"on": "i går"}, "Skriv dag, måned og år, fx 1-10-2026"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    head: Client, plan: UnitPlan, more: dict[str, str], words: str
) -> None:
    goal = open_goal(plan)
    answer = head.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed(**more))
    assert answer.status_code == 422
    page = text_of(answer)
    assert words in page
    if "evidence" not in more:
        assert "Forældrene melder tilbage" in page
    assert not Review.objects.filter(goal=goal).exists()


def test_a_choice_made_in_between_is_shown_and_the_typed_one_is_kept(head: Client, plan: UnitPlan) -> None:
    goal = open_goal(plan)
    other = choices.Chosen("scale", "Direktionen så tallene.", DAY, "Direktionen", follow="Alle dagtilbud")
    choices.review_goal(actor=factories.actor("boerneogungechef"), goal=goal, seen=0, chosen=other)
    answer = head.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed())
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Direktionen så tallene." in page
    assert "Forældrene melder tilbage" in page
    assert Review.objects.filter(goal=goal).count() == 1
    latest = Review.objects.get(goal=goal)
    head.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed(seen=str(latest.pk)))
    assert [row.choice for row in Review.objects.filter(goal=goal).order_by("pk")] == ["scale", "continue"]


def test_what_lies_unsent_stands_in_its_goal_alone_and_goes_when_it_is_sent(
    head: Client, plan: UnitPlan
) -> None:
    goal = open_goal(plan)
    me = factories.actor("leder.maelkevejen")
    kept = {"evidence": "Halvvejs skrevet", "choice": "rethink"}
    drafts.keep(actor=me, form="strategy.review", ref=str(ref_of(goal)), fields=kept)
    page = text_of(head.get(reverse("reviews:round", args=[plan.pk])))
    assert page.count("Halvvejs skrevet") == 1
    head.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed())
    assert "Halvvejs skrevet" not in text_of(head.get(reverse("reviews:round", args=[plan.pk])))


def test_a_goal_of_another_plan_is_none_of_this_one(head: Client, plan: UnitPlan) -> None:
    other = factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    assert head.post(reverse("reviews:choose", args=[plan.pk, other.pk]), typed()).status_code == 404


def test_one_who_may_not_choose_reads_the_choices_and_no_form(client: Client, plan: UnitPlan) -> None:
    client.force_login(factories.account("jurist"), backend=BACKEND)
    page = text_of(client.get(reverse("reviews:round", args=[plan.pk])))
    assert "Kun enhedens leder" in page
    assert "Gem valget" not in page
    goal = open_goal(plan)
    assert client.post(reverse("reviews:choose", args=[plan.pk, goal.pk]), typed()).status_code == 403


def test_the_next_day_is_set_and_a_review_that_is_due_is_put_off_aloud(head: Client, plan: UnitPlan) -> None:
    address = reverse("reviews:set_next", args=[plan.pk])
    assert head.post(address, {"review_on": "20-11-2026", "version": plan.version}).status_code == 422
    assert head.post(address, {"review_on": "25-11-2026", "version": plan.version}).status_code == 302
    plan = factories.again(plan)
    assert plan.review_on == dt.date(2026, 11, 25)
    later = {"review_on": "1-6-2027", "version": plan.version}
    refused = head.post(address, later)
    assert refused.status_code == 422
    assert "mål venter på et valg. Vælg for dem først" in text_of(refused)
    assert head.post(address, later | {"why": "Lederen er syg"}).status_code == 302
    assert factories.again(plan).review_on == dt.date(2027, 6, 1)


def test_the_facts_of_a_plan_cannot_hide_a_review_that_is_due(head: Client, plan: UnitPlan) -> None:
    me = factories.actor("leder.maelkevejen")
    choices.set_next_review(actor=me, plan=plan, seen=plan.version, on=dt.date(2026, 11, 25))
    plan = factories.again(plan)
    facts = {
        "title": plan.title, "period_from": "1-1-2026", "period_to": "31-12-2027", "fresh_days": 120,
        "review_on": "", "version": plan.version,
    }  # fmt: skip
    refused = head.post(reverse("strategy:facts", args=[plan.pk]), facts)
    assert "venter på et valg" in text_of(refused)
    assert factories.again(plan).review_on == dt.date(2026, 11, 25)


def test_a_stale_day_shows_what_stands(head: Client, plan: UnitPlan) -> None:
    me = factories.actor("leder.maelkevejen")
    plans.change_plan(actor=me, plan=plan, seen=plan.version, title="En anden titel")
    old = plan.version - 1
    address = reverse("reviews:set_next", args=[plan.pk])
    answer = head.post(address, {"review_on": "1-6-2027", "version": old})
    assert answer.status_code == 409
    assert "1-6-2027" in text_of(answer)
    assert factories.again(plan).review_on is None


def test_the_page_asks_no_more_the_longer_the_plan(
    head: Client, plan: UnitPlan, django_assert_max_num_queries: Any
) -> None:
    for name in ("reviews:round", "reviews:next_plan", "reviews:write"):
        address = reverse(name, args=[plan.pk])
        head.get(address)
        with django_assert_max_num_queries(20):
            assert head.get(address).status_code == 200
