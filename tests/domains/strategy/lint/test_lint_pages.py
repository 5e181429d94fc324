"""Advice on the pages of a plan: who sees it, what it costs, what stands where."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Indicator, LintDismissal, UnitPlan
from kernespor.domains.strategy.selectors.lint.overview import number_of
from kernespor.engines.plan_lint import rules
from kernespor.foundation.audit.models import AuditEvent

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIST, PAGE = 8, 20


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_in_force(factories.actor("oekonomichef"), mark="læsning")


@pytest.fixture
def head(client: Client, plan: UnitPlan) -> Client:
    del plan
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def reword(plan: UnitPlan, text: str) -> Indicator:
    """Give the plan's first indicator another text."""
    row = Indicator.objects.filter(goal__area__plan=plan).select_related("goal__area__plan")[0]
    plans.change_item(actor=factories.actor("oekonomichef"), item=row, seen=row.version, text=text)
    return row


def test_the_plan_says_how_many_pieces_of_advice_there_are_and_leads_to_them(
    head: Client, plan: UnitPlan
) -> None:
    reword(plan, "Styrket fokus på læsning.")
    page = text_of(head.get(reverse("strategy:plan", args=[plan.pk])))
    assert reverse("lint:plan", args=[plan.pk]) in page
    assert "2 gode råd til planen" in page
    advice = text_of(head.get(reverse("lint:plan", args=[plan.pk])))
    assert "2 gode råd til planen. Det gælder 3 steder." in advice
    assert "Kan ikke måles, som der står" in advice
    assert reverse("strategy:item", args=[plan.pk, "indicator", reword(plan, "Øget fokus").pk]) in advice


def test_a_concluded_plan_says_nothing_and_can_still_be_read(head: Client, plan: UnitPlan) -> None:
    actor = factories.actor("oekonomichef")
    plan.refresh_from_db()
    plans.move_plan(actor=actor, plan=plan, step="conclude", seen=plan.version, why="Slut")
    assert "gode råd til planen" not in text_of(head.get(reverse("strategy:plan", args=[plan.pk])))
    page = text_of(head.get(reverse("lint:plan", args=[plan.pk])))
    assert "En handling uden ejer" in page
    assert "Sæt til side" not in page


def test_advice_on_a_draft_is_for_those_who_read_it(client: Client, sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    draft = factories.draft_plan(factories.actor("oekonomichef"))
    seen = {}
    for code in ("oekonomichef", "jurist", "indkoebschef"):
        client.force_login(factories.account(code), backend=BACKEND)
        answers = [client.get(reverse(name, args=[draft.pk])) for name in ("lint:plan", "lint:plan_excel")]
        listed = client.get(reverse("lint:plans"))
        seen[code] = [*(one.status_code for one in answers), factories.SECRET in listed.content.decode()]
        assert (factories.SECRET in answers[0].content.decode()) is (code == "oekonomichef")
    assert seen["oekonomichef"][:2] == [200, 200]
    assert seen["jurist"][:2] == seen["indkoebschef"][:2] == [403, 403]
    assert not seen["jurist"][2]
    assert not seen["indkoebschef"][2]


def test_a_readable_plan_is_told_nothing_of_a_draft_before_it(sporkoebing: dict[str, Any]) -> None:
    """The plan before is compared with by those who may read it alone."""
    from kernespor.domains.strategy.selectors.beside import before_of

    del sporkoebing
    maker = factories.actor("oekonomichef")
    plan = factories.plan_in_force(maker, mark="Åben")
    draft = factories.draft_plan(maker, mark=factories.SECRET)
    plan.previous_id = draft.pk
    assert before_of(maker, [plan])[plan.pk].pk == draft.pk
    other = before_of(factories.actor("jurist"), [plan]).get(plan.pk)
    assert other is None or other.pk != draft.pk


def test_what_is_typed_is_read_and_nothing_is_written(head: Client, plan: UnitPlan) -> None:
    row = reword(plan, "Mindst 80 % af børnene er med.")
    url = reverse("lint:typed", args=[plan.pk, "indicator", row.pk])
    before = (AuditEvent.objects.count(), LintDismissal.objects.count())
    told = text_of(head.post(url, {"text": "Styrket fokus på samarbejde"}))
    assert "Kan ikke måles, som der står" in told
    assert "Vi har ingen råd" in text_of(head.post(url, {"text": "Mindst 70 % af børnene er med."}))
    assert "En frist uden for planens periode" in text_of(
        head.post(url, {"text": "Mindst 70 % er med.", "deadline": "1-1-2035"})
    )
    assert "Vi har ingen råd" in text_of(head.post(url, {"text": "Mindst 70 % er med.", "deadline": "i går"}))
    row.refresh_from_db()
    assert row.text == "Mindst 80 % af børnene er med."
    assert (AuditEvent.objects.count(), LintDismissal.objects.count()) == before


def test_the_form_has_the_advice_without_a_script_too(head: Client, plan: UnitPlan) -> None:
    row = reword(plan, "Styrket fokus på samarbejde")
    page = text_of(head.get(reverse("strategy:item", args=[plan.pk, "indicator", row.pk])))
    assert "Kan ikke måles, som der står" in page
    assert reverse("lint:typed", args=[plan.pk, "indicator", row.pk]) in page
    assert "samarbejde" not in reverse("lint:typed", args=[plan.pk, "indicator", row.pk])


def test_every_rule_can_be_read_with_its_words(head: Client) -> None:
    page = text_of(head.get(reverse("lint:rules")))
    for rule in rules.rules().values():
        assert rule.name in page
        assert f'id="{rule.code}"' in page
    assert "smidiggøre" in page


def test_the_list_holds_what_one_may_change_and_filters_by_rule(head: Client, plan: UnitPlan) -> None:
    whole = text_of(head.get(reverse("lint:plans")))
    assert reverse("lint:plan", args=[plan.pk]) in whole
    one = text_of(head.get(reverse("lint:plans"), {"regel": rules.NO_OWNER}))
    assert reverse("lint:plan", args=[plan.pk]) in one
    none = text_of(head.get(reverse("lint:plans"), {"regel": rules.NO_ACTION, "enhed": str(plan.unit_id)}))
    assert reverse("lint:plan", args=[plan.pk]) not in none
    assert "sort=number" not in whole
    assert head.get(reverse("lint:plans_excel"), {"regel": rules.NO_OWNER}).status_code == 200


def test_pages_cost_no_more_queries_than_the_house_allows(head: Client, plan: UnitPlan) -> None:
    row = reword(plan, "Styrket fokus")
    costs = {}
    for name, args in (
        ("lint:plans", ()),
        ("lint:plan", (plan.pk,)),
        ("lint:rules", ()),
        ("strategy:item", (plan.pk, "indicator", row.pk)),
        ("lint:aside", (plan.pk, rules.NO_OWNER, "action", factories.first_action(plan).pk)),
    ):
        url = reverse(name, args=args)
        head.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert head.get(url).status_code == 200
        costs[name] = len(asked)
    assert costs.pop("lint:plans") <= LIST, costs
    assert {name: cost for name, cost in costs.items() if cost > PAGE} == {}


def test_the_line_on_the_plan_costs_next_to_nothing(plan: UnitPlan) -> None:
    actor = factories.actor("oekonomichef")
    plan.refresh_from_db()
    told = number_of(actor, plan)
    with CaptureQueriesContext(connection) as asked:
        assert number_of(actor, plan) == told > 0
    assert len(asked) <= 2  # the plan before, and outside a request the tree


def test_a_plan_on_its_way_in_is_told_the_same_as_notes(head: Client) -> None:
    laid = factories.lay_in(factories.actor("oekonomichef"), mark="nærvær")
    page = text_of(head.get(reverse("strategy:import", args=[laid.pk])))
    assert 'id="import-advice"' in page
    assert "Kan ikke måles, som der står" in page
    assert "En handling uden ejer" not in page  # no document names owners
    answer = head.post(reverse("strategy:import_accept", args=[laid.pk]), {"version": laid.version})
    assert answer.status_code == 302
