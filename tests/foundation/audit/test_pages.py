"""What people read of events: field by field, found by anything, and never more than they may see."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from kernespor.connectors.organisation import RoleRow
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Goal, UnitPlan
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import labels, selectors, verbs, views
from kernespor.foundation.audit.difference import MOST_WORDS, difference
from kernespor.foundation.audit.forms import about
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.panel import latest
from kernespor.foundation.audit.permissions import can_erase, can_see_all
from kernespor.foundation.audit.reading import EventRow, read
from kernespor.foundation.audit.selectors import Asked, Page, history, history_of, search
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person, Unit

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SINCE = dt.date(2020, 1, 1)


@pytest.fixture
def head() -> Actor:
    """Of a house where another is the administrator, and a third controls BU."""
    factories.house(
        RoleRow("head", "head", "OS", includes_below=True, valid_from=SINCE),
        RoleRow("deputy", "administrator", "SK", includes_below=True, valid_from=SINCE),
        RoleRow("other", "controller", "BU", includes_below=True, valid_from=SINCE),
    )
    return factories.actor("head")


@pytest.fixture
def plan(head: Actor) -> UnitPlan:
    return factories.plan_in_force(head)


@pytest.fixture
def action(head: Actor, plan: UnitPlan) -> Action:
    found = factories.first_action(plan)
    plans.change_item(actor=head, item=found, seen=1, text="Vi maler to vægge", deadline=dt.date(2026, 12, 1))
    plans.change_item(
        actor=head, item=found, seen=2, text="Vi maler tre vægge", owner=factories.person("other")
    )
    return found


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def verbs_in(page: Page) -> list[str]:
    return [row.verb for row in page.rows]


def texts(row: EventRow) -> dict[str, tuple[str, str]]:
    return {
        field.label: (
            "".join(piece.text for piece in field.before),
            "".join(piece.text for piece in field.after),
        )
        for touched in row.touched
        for field in touched.fields
    }


def test_a_parts_history_is_read_field_by_field(head: Actor, action: Action) -> None:
    page = history(head, action)
    assert verbs_in(page) == ["strategy.item_changed", "strategy.item_changed", "strategy.plan_imported"]
    assert texts(page.rows[0]) == {
        "Tekst": ("Vi maler to vægge", "Vi maler tre vægge"),
        "Ejer": ("–", "Den anden leder"),
    }
    assert texts(page.rows[1])["Frist"] == ("–", "1. december 2026")
    marked = page.rows[0].touched[0].fields[0]
    assert [piece.text for piece in marked.before if piece.changed] == ["to"]
    assert [piece.text for piece in marked.after if piece.changed] == ["tre"]
    assert page.rows[2].touched[0].is_new
    assert page.rows[0].touched[0].title.startswith("Vi maler tre")
    shown = browser("head").get(reverse("audit:history", args=["handling", action.pk])).content.decode()
    assert "<del>to</del>" in shown
    assert "<ins>tre</ins>" in shown


def test_history_is_read_page_by_page(head: Actor, action: Action) -> None:
    first = history(head, action, limit=2)
    assert (len(first.rows), first.older) == (2, first.rows[-1].pk)
    rest = history(head, action, before=first.older)
    assert (verbs_in(rest), rest.older) == (["strategy.plan_imported"], 0)
    assert verbs_in(history(head, action, before=10**8)) == verbs_in(history(head, action))
    address = reverse("audit:history", args=["handling", action.pk])
    part = browser("head").get(f"{address}?foer={first.older}", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "gemte planen" in part.content.decode()


def test_that_somebody_looked_at_it_is_nobody_elses_business(head: Actor, plan: UnitPlan) -> None:
    administrator = factories.actor("deputy")
    plans.see_plan(actor=head, plan=plan)
    assert "strategy.plan_seen" in verbs.private()
    assert "strategy.plan_seen" not in verbs_in(history(head, plan))
    assert "strategy.plan_seen" in verbs_in(search(head, Asked()))
    assert "strategy.plan_seen" not in verbs_in(search(administrator, Asked()))


def test_who_looks_for_what(head: Actor, plan: UnitPlan) -> None:
    administrator, controller = factories.actor("deputy"), factories.actor("other")
    assert can_see_all(administrator)
    assert set(verbs_in(search(controller, Asked()))) == set()
    assert "strategy.plan_put_in_force" in verbs_in(search(administrator, Asked()))
    assert "strategy.plan_put_in_force" in verbs_in(search(head, Asked()))
    factories.plan_in_force(factories.actor("head"), "OS", mark="En til")
    moved = dataclasses.replace(controller, roles=(dataclasses.replace(
        controller.roles[0], unit_ids=frozenset({plan.unit_id})),))  # fmt: skip
    seen = search(moved, Asked()).rows
    assert {row.verb for row in seen if not row.hidden} == {
        "strategy.plan_imported", "strategy.plan_put_in_force",
    }  # fmt: skip
    assert {row.subject for row in seen if row.hidden} == {""}  # documents on their way in


def test_what_one_may_not_read_is_not_in_the_events(head: Actor) -> None:
    draft = factories.draft_plan(head)
    for code in ("deputy", "other"):
        actor = factories.actor(code)
        page = search(actor, Asked())
        assert not [row for row in page.rows if row.kind == "Virksomhedsplan"]
        assert factories.SECRET not in repr(page)
        assert factories.SECRET not in browser(code).get(reverse("audit:search")).content.decode()
        assert browser(code).get(reverse("audit:history", args=["plan", draft.pk])).status_code == 403
    hidden = [row for row in search(factories.actor("deputy"), Asked(words="zebra")).rows if row.hidden]
    assert [row.verb for row in hidden] == ["strategy.document_laid_in"]
    shown = browser("deputy").get(reverse("audit:event", args=[hidden[0].pk])).content.decode()
    assert "men ikke hvad det handlede om" in shown
    assert factories.SECRET not in shown
    assert factories.SECRET in repr(search(head, Asked()))


def test_what_an_event_points_at_is_left_out_where_it_may_not_be_read(head: Actor, plan: UnitPlan) -> None:
    draft = factories.draft_plan(head)
    area = draft.areas.get()
    goal = factories.first_goal(plan)
    with change(actor=head, verb="strategy.item_changed", about=plan) as act:
        act.update(goal, area=area, title="Nyt")
        act.update(area, title=factories.SECRET + "!")
    event = AuditEvent.objects.order_by("-pk")[0]
    reader = factories.actor("other")
    (row,) = read(reader, [event], whole=True)
    assert factories.SECRET not in repr(row)
    (own,) = read(head, [event], whole=True)
    assert factories.SECRET in repr(own)


def test_own_events_are_seen_also_when_what_they_were_about_is_closed(head: Actor) -> None:
    draft = factories.draft_plan(head)
    stranger = dataclasses.replace(head, roles=())
    with change(actor=head, verb="strategy.plan_changed", about=draft, why="Ord") as act:
        act.update(draft, title="Ny", created_by=factories.person("other"))
    row = search(stranger, Asked(verb="strategy.plan_changed")).rows[0]
    in_place = dataclasses.replace(stranger, doer_id=factories.actor("other").person_id)
    assert search(in_place, Asked(verb="strategy.plan_changed")).rows == ()
    assert (row.hidden, row.subject, row.why) == (True, "", "")


def test_what_is_gone_is_known_to_have_been(head: Actor, plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    with change(actor=head, verb="strategy.item_changed", about=goal) as act:
        act.update(goal, title="Før")
    with change(actor=head, verb="strategy.item_changed", about=plan) as act:
        for action in goal.actions.all():
            act.delete(action)
        for indicator in goal.indicators.all():
            act.delete(indicator)
        act.delete(Goal.objects.get(pk=goal.pk))
    page = search(factories.actor("deputy"), Asked(verb="strategy.item_changed"))
    assert [row.hidden for row in page.rows] == [False, True]
    (whole,) = read(factories.actor("deputy"), [AuditEvent.objects.get(pk=page.rows[0].pk)], whole=True)
    assert all(touched.is_gone for touched in whole.touched)
    assert texts(whole)["Titel"] == ("Før", "–")


def test_events_are_found_by_everything_that_is_offered(head: Actor, action: Action, plan: UnitPlan) -> None:
    administrator = factories.actor("deputy")

    def found(**asked: Any) -> list[str]:
        return verbs_in(search(administrator, Asked(**asked)))

    changed = ["strategy.item_changed"] * 2
    assert found(verb="strategy.item_changed") == changed
    assert found(about=ref_of(action), verb="strategy.item_changed") == changed
    assert found(person_id=head.person_id, kind="strategy.unitplan", words="kort plan")[:2] == changed
    assert found(unit_ids=frozenset({plan.unit_id}), verb="strategy.item_changed") == changed
    assert found(words="anden leder", verb="strategy.item_changed") == changed[:1]
    today = timezone.localdate(AuditEvent.objects.order_by("-pk")[0].at)
    assert found(first=today, last=today, verb="strategy.item_changed") == changed
    assert found(first=today + dt.timedelta(days=2)) == []
    assert found(last=today - dt.timedelta(days=2)) == []
    assert found(unit_ids=frozenset()) == []


def test_a_page_looks_further_when_much_is_not_the_readers(
    head: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = factories.plan_in_force(head)
    for number in range(3):
        factories.draft_plan(head, mark=f"Kladde {number}")
    administrator = factories.actor("deputy")
    asked = Asked(kind="strategy.unitplan")
    page = search(administrator, asked, limit=2)
    assert [row.subject for row in page.rows] == [str(plan)] * 2
    plans.change_plan(actor=head, plan=plan, seen=plan.version, title="Ny titel")
    page = search(administrator, asked, limit=2)
    assert [row.verb for row in page.rows] == ["strategy.plan_changed", "strategy.plan_put_in_force"]
    assert verbs_in(search(administrator, asked, before=page.older)) == ["strategy.plan_imported"]
    factories.draft_plan(head, mark="Kladde 4")
    monkeypatch.setattr(selectors, "ROUNDS", 1)
    page = search(administrator, asked, limit=1)
    assert (page.rows, page.older > 0) == ((), True)


def test_the_search_page_filters_names_its_filters_and_goes_on(head: Actor, action: Action) -> None:
    client, address = browser("deputy"), reverse("audit:search")
    unit = Unit.objects.get(code="OS")
    query = (
        f"?hvem={head.person_id}&hvad=strategy.item_changed&slags=strategy.unitplan&enhed={unit.pk}"
        f"&ord=kort&fra=1-1-2020&til=1-1-2199&om=handling:{action.pk}"
    )
    shown = client.get(address + query).content.decode()
    assert shown.count("ændrede i planen</td>") == 2
    for words in ("Hvem: Lederen", "Enhed med det, der ligger under:", "Fra: 1-1-2020", "Vi maler tre"):
        assert words in shown, words
    assert "Du ser alt, hvad der er sket" in shown
    assert "Du ser, hvad du selv har gjort" in browser("head").get(address).content.decode()
    assert "i dine enheder" in browser("other").get(address).content.decode()
    assert "Én bestemt ting" in client.get(f"{address}?om=maal:99999").content.decode()
    wrong = client.get(f"{address}?fra=2-1-2026&til=1-1-2026&hvem=999999&om=x").content.decode()
    assert "Til skal ligge efter fra" in wrong
    assert "Intet svarer til det" in client.get(f"{address}?ord=findesikke").content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_the_search_asks_few_questions(
    head: Actor, action: Action, django_assert_max_num_queries: Any
) -> None:
    del head, action
    client = browser("deputy")
    client.get(reverse("audit:search"))
    with django_assert_max_num_queries(20):
        client.get(reverse("audit:search"))


@pytest.mark.parametrize("form", ["csv", "excel"])
def test_what_is_found_is_taken_out_as_a_file(
    head: Actor, action: Action, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    del head, action
    client, address = browser("deputy"), reverse("audit:file", args=[form])

    def taken(query: str = "") -> str:
        answer = client.get(address + query)
        content = answer.getvalue() if form == "csv" else answer.content
        if form == "csv":
            assert content.count(b"\xef\xbb\xbf") == 1
            return content.decode("utf-8-sig")
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.read("xl/sharedStrings.xml").decode()

    assert "Tidspunkt" in taken()
    assert taken().count("ændrede i planen") == (2 if form == "csv" else 1)
    assert "satte planen i kraft" not in taken("?hvad=strategy.item_changed")
    monkeypatch.setattr(views, "MOST", 1)
    assert "Der er flere. Filen har de nyeste 1." in taken()
    assert client.get(reverse("audit:file", args=["pdf"])).status_code == 404


def test_an_event_is_erased_from_its_page(head: Actor, action: Action) -> None:
    event = AuditEvent.objects.filter(verb="strategy.item_changed").order_by("-pk")[0]
    client, page = browser("deputy"), reverse("audit:event", args=[event.pk])
    assert "Slet indholdet" in client.get(page).content.decode()
    assert "Slet indholdet" not in browser("head").get(page).content.decode()
    erase = reverse("audit:erase", args=[event.pk])
    assert browser("head").post(erase, {"why": "x"}).status_code == 403
    wrong = client.post(erase, {"why": ""})
    assert wrong.status_code == 422
    assert "Skriv, hvorfor indholdet skal slettes" in wrong.content.decode()
    assert client.post(erase, {"why": "Personen har bedt om det"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Slettet den" in shown
    assert "»Personen har bedt om det«" in shown
    assert "Vi maler tre" not in shown.partition("</h1>")[2]
    assert client.post(erase, {"why": "Igen"}).status_code == 422
    assert client.post(reverse("audit:erase", args=[999999]), {"why": "x"}).status_code == 404
    assert client.get(reverse("audit:event", args=[999999])).status_code == 404
    plan = action.goal.area.plan
    below = browser("head").get(reverse("audit:history", args=["plan", plan.pk])).content.decode()
    assert "»Personen har bedt om det«" in below
    assert "Slettet" in client.get(reverse("audit:search")).content.decode()
    deputy = factories.actor("deputy")
    assert can_erase(deputy)
    assert not can_erase(dataclasses.replace(deputy, doer_id=head.person_id))


def test_below_an_object_stands_its_latest_event(head: Actor, action: Action, plan: UnitPlan) -> None:
    found = latest(head, plan)
    assert found is not None
    assert [row.verb for row in found["events"]] == ["strategy.item_changed"]
    assert found["history_url"] == reverse("audit:history", args=["plan", plan.pk])
    assert latest(head, AuditEvent()) is None
    untouched = latest(head, UnitPlan(pk=plan.pk + 1))
    assert untouched is not None
    assert untouched["events"] == []
    del action


def test_a_row_that_is_no_object_has_its_own_acts(head: Actor) -> None:
    user = factories.account("head")
    with change(actor=head, verb="accounts.language_chosen", about=user) as act:
        act.update(user, language="en")
    assert [row.verb for row in history_of(user)] == ["accounts.language_chosen"]
    assert history_of(user, without=("accounts.language_chosen",)) == []


def test_an_act_about_nothing_shows_what_is_open_to_all(head: Actor) -> None:
    taken_in = AuditEvent.objects.filter(verb="organisation.taken_in").order_by("pk")[0]
    assert read(factories.actor("other"), [taken_in], whole=True)[0].hidden
    with change(actor=head, verb="organisation.taken_in") as act:
        act.create(Person, code="ny", name="Ny")
        for number in range(45):
            act.create(Unit, code=f"u{number}")
    event = AuditEvent.objects.order_by("-pk")[0]
    (row,) = read(head, [event], whole=True)
    assert (len(row.touched), row.more) == (40, 6)
    event.subject_type = "organisation.unitversion"
    event.person_id = None
    event.rows = [
        {"row": "organisation.unitversion:1", "before": {}, "after": {"name": "N", "valid_to": "9999-12-31"}},
        {"row": "noget.ukendt:x", "before": {"name": "A"}, "after": {}},
        {"row": "organisation.roleassignment:2", "before": {}, "after": {"includes_below": True, "unit": 7}},
    ]
    (row,) = read(factories.actor("other"), [event], whole=True)
    assert texts(row)["Til"] == ("–", "indtil videre")
    assert texts(row)["Med det, der ligger under"] == ("–", "ja")
    event.subject_type = ""
    (row,) = read(factories.actor("deputy"), [event], whole=True)
    assert row.touched == ()


def test_values_are_said_as_people_read_them() -> None:
    status = labels.field_of("strategy.unitplan", "status")
    assert labels.said(status, "in_force") == str(
        dict(UnitPlan._meta.get_field("status").flatchoices)["in_force"]
    )
    assert labels.said(None, False) == "nej"
    assert labels.said(None, [1, 2]) == "2 dele"
    assert labels.said(None, {"id": 1, "label": "Mette"}) == "Mette"
    assert labels.said(None, "") == "–"
    assert len(labels.said(None, "a" * 5000)) == labels.LONGEST + 2
    at = labels.field_of("strategy.status", "recorded_at")
    assert labels.said(at, "2026-11-20T08:14:00+00:00") == "20. nov. 2026 kl. 9.14"
    assert labels.field_of("noget.andet", "x") is None
    assert labels.field_of("uden", "x") is None
    assert labels.field_of("strategy.unitplan", "nope") is None
    assert labels.field_of("strategy.unitplan", "areas") is None
    assert verbs.said("noget.gammelt") == "noget.gammelt"
    assert about("plan:12") is not None
    assert about("plan:") is None
    assert about("noget:12") is None


def test_a_long_text_is_marked_as_a_whole() -> None:
    long = "ord " * MOST_WORDS
    before, after = difference(long, f"{long}!")
    assert [piece.changed for piece in before + after] == [True, True]
    assert difference("", "") == ((), ())
