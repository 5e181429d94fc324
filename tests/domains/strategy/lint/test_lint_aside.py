"""Advice that is set aside stays so until its words change; two people never set the same aside twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import lint, plans
from kernespor.domains.strategy.models import Action, LintDismissal, UnitPlan
from kernespor.domains.strategy.selectors.lint.advice import PlanAdvice, advice_of, seal
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.records import Kind
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_in_force(factories.actor("oekonomichef"), mark="læsning")


def aside(plan: UnitPlan, action: Action, *, by: str = "oekonomichef", seen: str = "") -> LintDismissal:
    """Set the rule on owners aside for an action."""
    return lint.set_aside(
        actor=factories.actor(by),
        plan=plan,
        rule=rules.NO_OWNER,
        kind=Kind.ACTION,
        pk=action.pk,
        seen=seen or seal(action.text),
        why="Hele huset gør det",
    )


def advice(plan: UnitPlan) -> PlanAdvice:
    """Return the advice as the head sees it."""
    actor = factories.actor("oekonomichef")
    return advice_of(actor, plan_view(plan, today=actor.today, asking=actor))


def ownerless(plan: UnitPlan) -> list[int]:
    """Return the actions that are told to have no owner."""
    return [
        place.pk for one in advice(plan).advice if one.about.code == rules.NO_OWNER for place in one.places
    ]


def test_what_is_set_aside_stays_so_until_the_words_change(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    assert action.pk in ownerless(plan)
    row = aside(plan, action)
    assert action.pk not in ownerless(plan)
    assert [one.row.pk for one in advice(plan).aside] == [row.pk]
    plans.change_item(
        actor=factories.actor("oekonomichef"), item=action, seen=action.version, text="Vi læser ude"
    )
    assert action.pk in ownerless(plan)
    assert advice(plan).aside == ()
    plans.change_item(
        actor=factories.actor("oekonomichef"), item=action, seen=action.version, text=row.wording
    )
    assert action.pk not in ownerless(plan)


def test_another_rule_still_speaks_of_the_same_part(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    head = factories.actor("oekonomichef")
    plans.change_item(actor=head, item=action, seen=action.version, text="Øget trivsel")
    aside(plan, action)
    codes = {one.about.code for one in advice(plan).advice for place in one.places if place.pk == action.pk}
    assert rules.STATE in codes
    assert rules.NO_OWNER not in codes


def test_it_can_be_taken_up_again_but_once(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    row = aside(plan, action)
    other = LintDismissal.objects.select_related("plan").get(pk=row.pk)
    head = factories.actor("oekonomichef")
    lint.take_up(actor=head, row=row)
    assert action.pk in ownerless(plan)
    with pytest.raises((NotNow, StaleWrite)):
        lint.take_up(actor=head, row=other)
    assert aside(plan, action).pk != row.pk


def test_the_second_to_set_it_aside_is_told_who_was_first(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    aside(plan, action)
    with pytest.raises(NotNow) as refused:
        aside(plan, action, by="kommunaldirektoer")
    assert refused.value.code == "already_aside"
    assert factories.person("oekonomichef").name in refused.value.reason
    assert plan.dismissals.count() == 1


def test_words_that_were_changed_meanwhile_are_shown_and_the_reason_is_kept(
    client: Client, plan: UnitPlan
) -> None:
    action = factories.first_action(plan)
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    url = reverse("lint:aside", args=[plan.pk, rules.NO_OWNER, "action", action.pk])
    before = seal(action.text)
    plans.change_item(
        actor=factories.actor("kommunaldirektoer"), item=action, seen=action.version, text="Vi læser ude"
    )
    answer = client.post(url, {"why": "Min egen grund", "seen": before})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Vi læser ude" in page
    assert "Min egen grund" in page
    assert plan.dismissals.count() == 0
    assert client.post(url, {"why": "Min egen grund", "seen": seal("Vi læser ude")}).status_code == 302
    assert plan.dismissals.count() == 1


def test_what_no_longer_holds_is_said_to_be_gone(client: Client, plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    url = reverse("lint:aside", args=[plan.pk, rules.NO_OWNER, "action", action.pk])
    plans.change_item(
        actor=factories.actor("kommunaldirektoer"),
        item=action,
        seen=action.version,
        owner=factories.person("jurist"),
    )
    assert client.get(url).status_code == 404
    answer = client.post(url, {"why": "Min egen grund", "seen": seal(action.text)})
    assert answer.status_code == 409
    assert "gælder ikke længere" in answer.content.decode()


def test_a_reason_is_needed_and_what_was_done_stands_in_the_history(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    with pytest.raises(NotNow, match="reason_needed"):
        lint.set_aside(
            actor=factories.actor("oekonomichef"),
            plan=plan,
            rule=rules.NO_OWNER,
            kind=Kind.ACTION,
            pk=action.pk,
            seen=seal(action.text),
            why="  ",
        )
    lint.take_up(actor=factories.actor("oekonomichef"), row=aside(plan, action))
    told = AuditEvent.objects.filter(verb__startswith="lint.", subject_id=plan.pk).order_by("pk")
    assert [(one.verb, one.why) for one in told] == [
        ("lint.set_aside", "Hele huset gør det"),
        ("lint.taken_up", ""),
    ]


def test_others_may_read_and_not_set_aside(plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    row = aside(plan, action)
    with pytest.raises(NotPermitted):
        aside(plan, action, by="jurist")
    with pytest.raises(NotPermitted):
        lint.take_up(actor=factories.actor("jurist"), row=row)


def test_a_copy_is_set_aside_as_a_whole(plan: UnitPlan) -> None:
    """The plan's own texts once more, in a plan that says that it starts from this one."""
    head = factories.actor("oekonomichef")
    following = factories.draft_plan(head, mark="læsning")
    UnitPlan.objects.filter(pk=following.pk).update(previous=plan)
    following.refresh_from_db()
    (copied,) = [one for one in advice(following).advice if one.about.code == rules.COPIED]
    assert copied.whole
    wording = "\n".join(place.text for place in copied.places)
    lint.set_aside(
        actor=head,
        plan=following,
        rule=rules.COPIED,
        kind=Kind.PLAN,
        pk=following.pk,
        seen=seal(wording),
        why="Vi fortsætter, som aftalt",
    )
    assert rules.COPIED not in {one.about.code for one in advice(following).advice}
    action = factories.first_action(following)
    plans.change_item(actor=head, item=action, seen=action.version, text="Noget helt andet og nyt her")
    codes = {one.about.code for one in advice(following).advice}
    assert (rules.COPIED in codes) is (len(copied.places) - 1 >= 3)
