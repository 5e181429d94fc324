"""What is written and not sent: kept while one types, one's own alone, never written over unseen."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from kernespor.domains.strategy.models import Action, Status
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.drafts import actions
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.drafts.selectors import box, lines, mine
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.django_db
FORM = "strategy.status"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def head() -> Actor:
    factories.house()
    return factories.actor("head")


@pytest.fixture
def action(head: Actor) -> Action:
    return factories.first_action(factories.plan_in_force(head))


def keep(by: Actor, ref: str = "", *, seen: int | None = None, **fields: Any) -> Draft:
    return actions.keep(actor=by, form=FORM, ref=ref, fields=fields or {"text": "Halvt"}, seen=seen)


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def sent(ref: str, seen: int = 0, **more: Any) -> dict[str, Any]:
    return {"draft_form": FORM, "draft_ref": ref, "draft_seen": seen, "draft_next": "/kladder/"} | more


def test_a_draft_is_kept_and_is_no_event(head: Actor) -> None:
    before = AuditEvent.objects.count()
    row = keep(head, text="Halvt", version="7", csrfmiddlewaretoken="x")
    assert (row.fields, row.version) == ({"text": "Halvt"}, 1)
    assert keep(head, text="Mere").version == 2
    assert mine(head, FORM) == {"text": "Mere"}
    assert Draft.objects.count() == 1
    assert AuditEvent.objects.count() == before
    actions.forget(actor=head, form=FORM, ref="")
    assert mine(head, FORM) is None


def test_two_windows_do_not_write_over_each_other_unseen(head: Actor) -> None:
    keep(head, seen=0, text="Det første vindue")
    with pytest.raises(StaleWrite) as refusal:
        keep(head, seen=0, text="Det andet vindue")
    assert refusal.value.theirs.fields == {"text": "Det første vindue"}
    keep(head, seen=1, text="Det første vindue skriver videre")
    with pytest.raises(StaleWrite) as refusal:
        keep(head, seen=1, text="Det andet vindue")
    assert refusal.value.theirs.fields == {"text": "Det første vindue skriver videre"}
    actions.forget(actor=head, form=FORM, ref="")
    with pytest.raises(StaleWrite) as refusal:
        keep(head, seen=2, text="For sent")
    assert refusal.value.theirs is None
    assert not Draft.objects.exists()


def test_a_draft_is_its_writers_alone_also_when_acting_for_another(head: Actor) -> None:
    deputy = factories.actor("deputy")
    keep(head, text="Lederens egen")
    in_place = dataclasses.replace(head, doer_id=deputy.person_id, label="B på vegne af A")
    assert mine(in_place, FORM) is None
    assert lines(in_place) == []
    row = keep(in_place, text="Stedfortræderens")
    assert row.person_id == deputy.person_id
    assert mine(head, FORM) == {"text": "Lederens egen"}
    with pytest.raises(NotPermitted):
        actions.throw_away(actor=in_place, draft=Draft.objects.get(person_id=head.person_id))
    actions.throw_away(actor=in_place, draft=row)
    assert [line.words for line in lines(head)] == ["Lederens egen"]


def test_what_cannot_be_kept_is_refused(head: Actor) -> None:
    with pytest.raises(KeyError):
        actions.keep(actor=head, form="unknown", ref="", fields={})
    with pytest.raises(NotPermitted):
        keep(system("Kernespor", factories.DAY))
    with pytest.raises(NotNow):
        keep(head, text="a" * actions.LONGEST)


def test_what_nobody_has_written_on_for_ninety_days_is_removed(head: Actor) -> None:
    row = keep(head)
    assert actions.expire(now=row.saved_at + dt.timedelta(days=90)) == 0
    assert actions.expire(now=row.saved_at + dt.timedelta(days=90, seconds=1)) == 1
    assert not Draft.objects.exists()


def test_the_page_lists_ones_own_drafts_where_they_belong(head: Actor, action: Action) -> None:
    ref = str(ref_of(action))
    keep(head, ref, text="Halvt om handlingen")
    keep(head, "strategy.goal:999999", text="Om noget, der er væk")
    keep(head, "uden mening", text="Om ingenting")
    keep(factories.actor("other"), ref, text=factories.SECRET)
    page = browser("head").get(reverse("drafts:page")).content.decode()
    assert "Du har 3 kladder liggende" in page
    assert "Halvt om handlingen" in page
    assert reverse("strategy:item", args=[action.goal.area.plan_id, "action", action.pk]) in page
    assert page.count("ikke åben for dig længere") == 2
    assert factories.SECRET not in page
    assert "Ingen kladder" in browser("deputy").get(reverse("drafts:page")).content.decode()


def test_the_status_form_is_kept_found_again_and_forgotten_when_sent(head: Actor, action: Action) -> None:
    del head
    client, ref = browser("head"), str(ref_of(action))
    page = reverse("strategy:item", args=[action.goal.area.plan_id, "action", action.pk])
    typed = {"text": "Vi er næsten", "judgement": "slipping", "on": "20-11-2026"}
    answer = client.post(reverse("drafts:keep"), sent(ref, **typed), headers={"HX-Request": "true"})
    assert "Kladde gemt kl." in answer.content.decode()
    assert 'name="draft_seen" value="1"' in answer.content.decode()
    shown = client.get(page).content.decode()
    assert "Vi er næsten" in shown
    assert "står i felterne" in shown
    assert "Vi er næsten" not in browser("deputy").get(page).content.decode()
    assert client.post(f"{page}status/", typed).status_code == 302
    assert Status.objects.get().text == "Vi er næsten"
    assert not Draft.objects.exists()


def test_without_script_a_button_keeps_the_draft_and_leads_back(head: Actor, action: Action) -> None:
    client, ref = browser("head"), str(ref_of(action))
    answer = client.post(reverse("drafts:keep"), sent(ref, text=["en", "to"]))
    assert (answer.status_code, answer["Location"]) == (302, "/kladder/")
    assert mine(head, FORM, ref) == {"text": ["en", "to"]}
    away = sent(ref, 1, text="x") | {"draft_next": "https://example.dk/"}
    assert client.post(reverse("drafts:keep"), away)["Location"] == "/kladder/"


@pytest.mark.parametrize("htmx", [True, False])
def test_another_window_is_shown_with_both_texts(head: Actor, action: Action, *, htmx: bool) -> None:
    client, ref = browser("head"), str(ref_of(action))
    headers = {"HX-Request": "true"} if htmx else {}
    keep(head, ref, text="Det første vindue")
    answer = client.post(reverse("drafts:keep"), sent(ref, text="Det andet vindue"), headers=headers)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "»Det første vindue«" in shown
    assert ("»Det andet vindue«" in shown) is not htmx  # with script it still stands in the field
    assert 'name="draft_over" value="1"' in shown
    chosen = sent(ref, text="Det andet vindue", draft_over="1")
    assert client.post(reverse("drafts:keep"), chosen, headers=headers).status_code in {200, 302}
    assert mine(head, FORM, ref) == {"text": "Det andet vindue"}
    actions.forget(actor=head, form=FORM, ref=ref)
    answer = client.post(reverse("drafts:keep"), sent(ref, 2, text="Det andet"), headers=headers)
    assert "sendt eller smidt væk i et andet vindue" in answer.content.decode()


def test_a_draft_is_thrown_away_by_its_writer(head: Actor) -> None:
    row = keep(head)
    address = reverse("drafts:throw_away", args=[row.pk])
    assert browser("other").post(address).status_code == 403
    assert browser("head").post(address).status_code == 302
    assert browser("head").post(address).status_code == 404


@pytest.mark.parametrize(
    "odd", [{"draft_form": "x"}, {"draft_ref": "x" * 161}, {"draft_seen": "x"}, {"draft_over": "-1"}]
)
def test_what_no_form_of_ours_sends_is_a_bad_request(head: Actor, odd: dict[str, str]) -> None:
    del head
    assert browser("head").post(reverse("drafts:keep"), sent("") | odd).status_code == 400


def test_the_newest_stands_first_and_has_its_own_page(head: Actor) -> None:
    keep(head, "strategy.goal:1", text="ældst")
    keep(head, text="nyest")
    assert [line.words for line in lines(head)] == ["nyest", "ældst"]
    assert box(head, FORM).saved_at is not None
    assert timezone.is_aware(box(head, FORM).saved_at)  # type: ignore[arg-type]
    assert str(Draft.objects.get(ref="")) == "strategy.status "


def test_the_job_leaves_what_is_new(head: Actor) -> None:
    keep(head)
    run_now(enqueue(actor=head, job="drafts.expire"))
    assert Draft.objects.count() == 1
