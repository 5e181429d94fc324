"""The overview, the list of tasks, pauses, and what is told of the time since the last visit."""

from __future__ import annotations

import datetime as dt
import html
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from kernespor.domains.strategy.actions import plans as plan_actions
from kernespor.domains.strategy.models import Action, Goal
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.tasks import actions, policies, registry
from kernespor.foundation.tasks.models import HomeVisit, Pause
from kernespor.foundation.tasks.permissions import can_own
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.tasks.selectors import board, look_back, visit_before

DAY = factories.DAY
HEAD, DEPUTY = "leder.maelkevejen", "souschef.maelkevejen"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONE = dt.timedelta(days=1)


@pytest.fixture
def head(client: Client, sporkoebing: dict[str, Any]) -> Client:
    del sporkoebing
    client.force_login(factories.account(HEAD), backend=BACKEND)
    return client


@pytest.fixture
def deputy(client: Client, sporkoebing: dict[str, Any]) -> Client:
    del sporkoebing
    client.force_login(factories.account(DEPUTY), backend=BACKEND)
    return client


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def acting(code: str) -> Actor:
    own = factories.actor(code)
    return Actor(label="X på vegne af Y", today=DAY, person_id=own.person_id, doer_id=-1, roles=own.roles)


# ---- the overview


@pytest.mark.parametrize("number", [1, 5, 20])
def test_the_overview_costs_the_same_for_a_head_with_many_plans(head: Client, number: int) -> None:
    maker, person = factories.actor("budgetchef"), factories.person(HEAD)
    for turn in range(number - 1):
        plan = factories.plan_in_force(maker, "OS", mark=f"Plan {turn}")
        item = factories.first_action(plan)
        plan_actions.change_item(actor=maker, item=item, seen=item.version, owner=person, deadline=DAY - ONE)
    assert queries_of(head, "/") <= 20
    shown = head.get("/").context
    assert len(shown["plans"]) + len(shown["other_plans"]) == number
    assert queries_of(head, "/opgaver/") <= 20
    assert queries_of(head, "/opgaver/antal/") <= 20
    assert queries_of(head, "/opgaver/siden-sidst/") <= 20


def test_the_overview_says_how_much_awaits_and_shows_the_first_eight(head: Client) -> None:
    page = head.get("/")
    text = page.content.decode()
    tasks = registry.waiting(factories.actor(HEAD))
    assert [task.key for task in page.context["shown"]] == [task.key for task in tasks[:8]]
    assert text.count("button-primary") == 1
    for task in tasks[:8]:
        assert f'href="{task.url}"' in text
    assert page.context["board"].overdue == sum(1 for task in tasks if task.overdue_days(DAY))


def test_what_is_acted_on_disappears(head: Client) -> None:
    actor = factories.actor(HEAD)
    task = next(task for task in registry.waiting(actor) if task.button == "Skriv status" and task.ref)
    assert task.ref
    model = {"strategy.action": Action, "strategy.goal": Goal}[task.ref.kind]
    item: Any = model._default_manager.get(pk=task.ref.pk)
    plan_actions.change_item(
        actor=actor, item=item, seen=item.version, owner=factories.person(HEAD), deadline=DAY + 90 * ONE
    )
    plan_actions.give_status(actor=actor, item=item, judgement="on_track", text="Det går", on=DAY)
    assert task.title not in head.get("/").content.decode()
    assert task.key not in {one.key for one in registry.waiting(actor)}


def test_it_tells_what_others_did_since_the_last_visit_and_not_what_i_did(head: Client) -> None:
    assert "Siden den 21. oktober" in head.get("/opgaver/siden-sidst/").content.decode()
    plan = head.get("/").context["plans"][0].view.plan
    item = factories.first_action(plan)
    by = factories.actor("budgetchef")
    for judgement in ("slipping", "on_track"):
        plan_actions.give_status(actor=by, item=item, judgement=judgement, text="Ord", on=DAY)
    mine = factories.actor(HEAD)
    plan_actions.give_status(actor=mine, item=item, judgement="on_track", text="Ord", on=DAY)
    news = head.get("/opgaver/siden-sidst/").context["news"]
    assert [(one.who, one.words, one.times) for one in news][:1] == [(by.label, "skrev status", 2)]
    assert mine.label not in {one.who for one in news}
    own = {"strategy.unitplan", "strategy.action", "strategy.goal", "strategy.trial"}
    assert {one.card.ref.kind for one in news} <= own


def test_a_visit_is_remembered_by_day_and_nothing_is_written_by_looking(head: Client) -> None:
    actor = factories.actor(HEAD)
    assert visit_before(actor) is None
    head.get("/")
    assert not HomeVisit.objects.exists()
    assert head.post("/opgaver/set/").status_code == 204
    head.post("/opgaver/set/")
    assert visit_before(actor) is None
    assert look_back(actor) == DAY - 30 * ONE
    tomorrow = factories.actor(HEAD, DAY + ONE)
    assert visit_before(tomorrow) == DAY
    actions.see_home(actor=tomorrow)
    assert visit_before(tomorrow) == DAY
    actions.see_home(actor=acting(DEPUTY))
    assert HomeVisit.objects.count() == 1


# ---- the list


def test_the_list_is_filtered_by_its_address_and_goes_to_excel(head: Client) -> None:
    tasks = registry.waiting(factories.actor(HEAD))
    over = [task for task in tasks if task.overdue_days(DAY)]
    assert 0 < len(over) < len(tasks)
    assert len(head.get("/opgaver/").context["tasks"]) == len(tasks)
    assert len(head.get("/opgaver/?vis=over").context["tasks"]) == len(over)
    assert len(head.get("/opgaver/?slags=strategy").context["tasks"]) == len(
        [task for task in tasks if task.source == "strategy"]
    )
    assert len(head.get("/opgaver/?vis=andet&slags=andet").context["tasks"]) == len(tasks)
    with zipfile.ZipFile(io.BytesIO(head.get("/opgaver/excel/?vis=over").content)) as book:
        strings = html.unescape(book.read("xl/sharedStrings.xml").decode())
    assert [task.title in strings for task in tasks] == [task in over for task in tasks]
    fragment = head.get("/opgaver/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith("<div")
    assert fragment.strip() in head.get("/opgaver/").content.decode()


def test_the_bell_is_a_link_without_a_number_that_is_asked_for_after_the_page(head: Client) -> None:
    text = head.get("/virksomhedsplaner/").content.decode()
    assert 'href="/opgaver/" hx-get="/opgaver/antal/"' in text
    assert '<span class="bell-count"></span>' in text
    number = len(registry.waiting(factories.actor(HEAD)))
    counts = head.get("/opgaver/antal/").content.decode()
    assert f'hx-swap-oob="innerHTML:.bell-count">{number}<span class="sr-only"> venter</span>' in counts
    assert "innerHTML:.nav-count-strategy-plans" in counts
    assert 'hx-get="/opgaver/antal/"' not in head.get("/").content.decode()


# ---- as a deputy


def test_the_deputy_sees_the_principals_things_apart_and_goes_to_one_on_their_behalf(deputy: Client) -> None:
    assert "/opgaver/som-stedfortraeder/" in deputy.get("/").content.decode()
    shown = deputy.get("/opgaver/som-stedfortraeder/")
    name = factories.person(HEAD).name
    assert f"Som stedfortræder for {name}" in shown.content.decode()
    (one,) = shown.context["stand_ins"]
    theirs = [task.key for task in registry.waiting(factories.actor(HEAD))]
    own = {task.key for task in registry.waiting(factories.actor(DEPUTY))}
    assert own & set(theirs)  # what stands in both lists is told once
    plans = [key for key in theirs if key.startswith("strategy.") and key not in own]
    assert plans == [task.key for task in one.tasks if task.source == "strategy"]
    rows = deputy.get("/opgaver/?vis=stedfortraeder").context["tasks"]
    assert {row.task.key for row in rows} == {task.key for task in one.tasks}
    target = one.tasks[0].url
    answer = deputy.post(f"/adgang/paa-vegne-af/{one.deputyship.pk}/", {"next": target})
    assert answer["Location"] == target
    assert "på vegne af" in deputy.get(target).content.decode()
    assert deputy.get("/opgaver/besked/").status_code == 403
    assert deputy.get("/opgaver/som-stedfortraeder/").content.strip() == b""


def test_one_is_never_led_elsewhere_on_the_way(deputy: Client) -> None:
    (one,) = deputy.get("/opgaver/som-stedfortraeder/").context["stand_ins"]
    answer = deputy.post(f"/adgang/paa-vegne-af/{one.deputyship.pk}/", {"next": "https://ond.example/"})
    assert answer["Location"] == "/"


# ---- pauses


def test_a_task_waits_until_its_day_and_comes_back(head: Client) -> None:
    actor = factories.actor(HEAD)
    task = registry.waiting(actor)[0]
    page = head.get(f"/opgaver/vent/?key={task.key}")
    assert page.status_code == 200
    assert Pause.objects.count() == 0
    given = {"key": task.key, "until": "24-11-2026", "why": "Venter på svar fra bestyrelsen"}
    assert head.post("/opgaver/vent/", given).status_code == 302
    assert task.key not in {one.key for one in board(actor).tasks}
    assert "Venter på svar fra bestyrelsen" in head.get("/opgaver/?vis=venter").content.decode()
    assert "Én opgave lader du vente" in head.get("/").content.decode()
    back = board(factories.actor(HEAD, dt.date(2026, 11, 24)))
    assert task.key in {one.key for one in back.tasks}
    head.post("/opgaver/vent/slut/", {"key": task.key})
    assert task.key in {one.key for one in board(actor).tasks}


@pytest.mark.parametrize("given", [{"until": "", "why": ""}, {"until": "1-1-2027", "why": "Ferie"}])
def test_a_pause_that_can_not_be_is_sent_back_with_what_is_wrong(head: Client, given: dict[str, str]) -> None:
    key = registry.waiting(factories.actor(HEAD))[0].key
    answer = head.post("/opgaver/vent/", {"key": key, **given})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not Pause.objects.exists()


def thing(due: dt.date | None) -> Task:
    return Task("x:1", "Svar", "", "/", "Svar", due, pain_of(due, DAY))


@pytest.mark.parametrize(
    ("due", "days", "why", "code"),
    [
        (None, 30, "x", ""),
        (None, 31, "x", "pause_long"),
        (None, 0, "x", "pause_over"),
        (None, 3, " ", "pause_without_reason"),
        (5, 5, "x", ""),
        (5, 6, "x", "pause_past_due"),
        (90, 31, "x", "pause_past_due"),
        (-1, 7, "x", ""),
        (-1, 8, "x", "pause_overdue"),
    ],
)
def test_how_long_a_task_may_wait(due: int | None, days: int, why: str, code: str) -> None:
    task = thing(None if due is None else DAY + due * ONE)
    assert policies.can_pause(task, DAY + days * ONE, why, DAY) is not bool(code)
    if code:
        with pytest.raises(NotNow) as refusal:
            policies.check_pause(task, DAY + days * ONE, why, DAY)
        assert refusal.value.code == code
        assert refusal.value.reason


def test_what_is_ones_own_is_done_in_ones_own_name(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    assert can_own(factories.actor(HEAD))
    for other in (acting(HEAD), Actor(label="", today=DAY)):
        assert not can_own(other)
        with pytest.raises(NotPermitted):
            actions.resume(actor=other, key="x")


def test_the_wish_for_a_digest_is_asked_for_on_a_page(head: Client) -> None:
    page = head.get("/opgaver/besked/")
    assert page.context["form"]["rhythm"].value() == "never"
    given = {"version": 1, "rhythm": "weekly", "weekday": 2, "hour": 8}
    assert head.post("/opgaver/besked/", given).status_code == 302
    assert head.get("/opgaver/besked/").context["form"]["weekday"].value() == 2
    assert head.post("/opgaver/besked/", {**given, "rhythm": "daily"}).status_code == 302
    assert head.post("/opgaver/besked/", given).status_code == 409  # another window was first
    assert head.post("/opgaver/besked/", {**given, "rhythm": "tit"}).status_code == 422
