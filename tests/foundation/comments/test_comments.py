"""Comments on any object: said by those who may read it, taken back by the one who said it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client

import factories
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation import objects
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.comments import actions
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.comments.permissions import can_comment, can_withdraw
from kernespor.foundation.comments.selectors import comments_on
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

FILE = "oekonomi-stab-2024-2025.docx"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file(FILE)


def test_what_was_said_stands_newest_first_with_its_author(
    plan: UnitPlan, django_assert_num_queries: Any
) -> None:
    one, two = factories.actor("hrkonsulent"), factories.actor("oekonomichef")
    actions.comment(actor=one, row=plan, text=" Først ")
    actions.comment(actor=two, row=plan, text="Siden")
    with django_assert_num_queries(1):
        said, number = comments_on(one, plan, limit=1)
    assert [(say.text, say.is_mine) for say in said] == [("Siden", False)]
    assert number == 2
    said, _ = comments_on(one, plan)
    assert [(say.text, say.comment.author_label, say.is_mine) for say in said][1] == (
        "Først",
        one.label,
        True,
    )


def test_taken_back_the_words_are_gone_from_the_page_and_the_act_is_in_the_history(plan: UnitPlan) -> None:
    author = factories.actor("hrkonsulent")
    said = actions.comment(actor=author, row=plan, text="Fortrudt")
    actions.withdraw(actor=author, said=said, row=plan)
    (shown,), number = comments_on(author, plan)
    assert (shown.text, shown.is_mine, number) == ("", False, 1)
    verbs = AuditEvent.objects.filter(subject_id=plan.pk, verb__startswith="comments.").order_by("id")
    assert [event.verb for event in verbs] == ["comments.said", "comments.withdrawn"]
    with pytest.raises(NotNow, match="already_withdrawn"):
        actions.withdraw(actor=author, said=factories.again(said), row=plan)


def test_two_windows_take_a_comment_back_once(plan: UnitPlan) -> None:
    author = factories.actor("hrkonsulent")
    said = actions.comment(actor=author, row=plan, text="Fortrudt")
    other_window = factories.again(said)
    actions.withdraw(actor=author, said=said, row=plan)
    with pytest.raises(StaleWrite):
        actions.withdraw(actor=author, said=other_window, row=plan)
    assert AuditEvent.objects.filter(verb="comments.withdrawn").count() == 1


def test_nobody_takes_back_the_words_of_another_not_even_the_head(plan: UnitPlan) -> None:
    said = actions.comment(actor=factories.actor("hrkonsulent"), row=plan, text="Mine ord")
    head = factories.actor("oekonomichef")
    assert not can_withdraw(head, said)
    with pytest.raises(NotPermitted, match="not_mine"):
        actions.withdraw(actor=head, said=said, row=plan)


def test_on_behalf_of_another_the_words_are_those_of_the_one_who_wrote_them(plan: UnitPlan) -> None:
    head, deputy = factories.actor("oekonomichef"), factories.actor("hrkonsulent")
    acting = dataclasses.replace(
        head, doer_id=deputy.person_id, label=f"{deputy.label} på vegne af {head.label}"
    )
    said = actions.comment(actor=acting, row=plan, text="På vegne af")
    assert said.author_id == deputy.person_id
    assert said.author_label.endswith(f"på vegne af {head.label}")
    assert can_withdraw(deputy, said)
    assert not can_withdraw(head, said)


def test_a_resident_says_nothing_and_a_draft_is_not_commented_by_those_who_may_not_read_it(
    plan: UnitPlan,
) -> None:
    draft = factories.draft_plan(factories.actor("budgetchef"))
    assert not can_comment(factories.actor("borger"), plan)
    assert not can_comment(factories.actor("hrkonsulent"), draft)
    assert can_comment(factories.actor("oekonomichef"), draft)


def test_comments_are_found_by_those_who_may_read_what_they_stand_on(plan: UnitPlan) -> None:
    head = factories.actor("oekonomichef")
    draft = factories.draft_plan(factories.actor("budgetchef"))
    seen = actions.comment(actor=head, row=plan, text="Åben")
    hidden = actions.comment(actor=head, row=draft, text=factories.SECRET)
    refs = [objects.ref_of(one) for one in (seen, hidden)]
    assert set(objects.cards(head, refs)) == set(refs)
    assert set(objects.cards(factories.actor("hrkonsulent"), refs)) == {refs[0]}
    assert objects.cards(head, refs)[refs[0]].url.endswith(
        f"/kommentarer/plan/{plan.pk}/#kommentar-{seen.pk}"
    )
    with pytest.raises(NotPermitted):
        objects.fetch(factories.actor("hrkonsulent"), "kommentar", hidden.pk)
    Comment.objects.filter(pk=seen.pk).update(object_id=999_999)
    with pytest.raises(NotPermitted, match="gone"):
        objects.fetch(head, "kommentar", seen.pk)


def test_an_empty_comment_comes_back_and_a_written_one_is_saved(plan: UnitPlan) -> None:
    client = Client()
    client.force_login(
        factories.account("hrkonsulent"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    url = f"/kommentarer/plan/{plan.pk}/"
    answer = client.post(url, {"text": "  "})
    assert answer.status_code == 422
    assert "Skriv kommentaren." in answer.content.decode()
    assert client.post(url, {"text": "<b>Fed</b>"}).status_code == 302
    page = client.get(f"/virksomhedsplaner/{plan.pk}/").content.decode()
    assert "&lt;b&gt;Fed&lt;/b&gt;" in page
