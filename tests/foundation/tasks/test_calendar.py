"""The calendar feed: who gets it, what stands in it, and that calendars can read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

import factories
from kernespor.foundation.access.actions import end_deputyship
from kernespor.foundation.access.selectors import principals_of
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.refusals import NotPermitted
from kernespor.foundation.tasks import actions, registry
from kernespor.foundation.tasks.calendar import calendar, feed_with, token_of
from kernespor.foundation.tasks.models import CalendarFeed
from kernespor.foundation.tasks.registry import Task, pain_of

DAY = factories.DAY
HEAD = "leder.maelkevejen"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG = "Svar på høringen om »æ, ø og å«; det haster, siger de\\ og mere til, så linjen bliver for lang til én"


def task(key: str, due: dt.date | None, title: str = LONG, *, guarded: bool = False) -> Task:
    return Task(key, title, "Hemmeligt hvorfor", "/sag/7/", "Svar", due, pain_of(due, DAY), guarded=guarded)


def read(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def made(*tasks: Task, today: dt.date = DAY) -> bytes:
    return calendar(tasks, name="Mine opgaver", base_url="https://k.example", today=today)


@pytest.fixture
def head(sporkoebing: dict[str, Any]) -> CalendarFeed:
    del sporkoebing
    factories.account(HEAD)
    return actions.open_feed(actor=factories.actor(HEAD))


def address(feed: CalendarFeed) -> str:
    return reverse("tasks:feed", args=[token_of(feed)])


# ---- what it says


def test_it_is_a_calendar_by_the_letter_of_the_rules() -> None:
    content = made(task("x:1", DAY), task("x:2", DAY + dt.timedelta(days=5)), task("x:3", None))
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = Calendar.from_ical(content)
    assert (found["version"], found["calscale"]) == ("2.0", "GREGORIAN")
    assert found["prodid"]
    first, second = read(content)
    assert (first["dtstart"].dt, first["dtend"].dt) == (DAY, DAY + dt.timedelta(days=1))
    assert first["dtstart"].params["VALUE"] == "DATE"
    assert first["dtstamp"].dt == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert str(first["summary"]) == LONG
    assert first["uid"] != second["uid"]
    assert str(first["url"]) == "https://k.example/sag/7/"
    assert "Hemmeligt hvorfor" not in content.decode()


def test_a_thing_keeps_its_uid_and_the_same_day_gives_the_same_bytes() -> None:
    then = made(task("x:1", DAY), today=DAY - dt.timedelta(days=30))
    assert made(task("x:1", DAY)) == made(task("x:1", DAY))
    assert read(then)[0]["uid"] == read(made(task("x:1", DAY, "Omdøbt")))[0]["uid"]


def test_what_is_to_stay_inside_is_a_case_in_kernespor() -> None:
    content = made(task("x:1", DAY, "Afskedssag Hansen", guarded=True))
    (event,) = read(content)
    assert str(event["summary"]) == "Sag i Kernespor"
    assert str(event["url"]) == "https://k.example/opgaver/"
    assert b"Hansen" not in content
    assert b"/sag/7/" not in content


# ---- who gets it


def test_without_logging_in_it_gives_the_persons_open_deadlines(client: Client, head: CalendarFeed) -> None:
    answer = client.get(address(head))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-cache" in answer["Cache-Control"]
    assert not answer.cookies
    titles = {str(event["summary"]) for event in read(answer.content)}
    mine = registry.waiting(factories.actor(HEAD))
    assert titles == {one.title for one in mine if one.due}
    assert titles


def test_a_calendar_that_knows_it_is_told_so(client: Client, head: CalendarFeed) -> None:
    first = client.get(address(head))
    again = client.get(address(head), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(address(head), headers={"If-None-Match": '"andet"'}).status_code == 200


@pytest.mark.parametrize(
    "wrong", ["x", "1", "-", "1-", "0-0", f"{'9' * 30}-abc", "æ-ø", "999999-" + "0" * 64]
)
def test_a_wrong_address_is_not_found(client: Client, head: CalendarFeed, wrong: str) -> None:
    del head
    assert client.get(f"/opgaver/kalender/{wrong}.ics").status_code == 404


def test_a_token_of_another_number_or_with_a_letter_more_opens_nothing(head: CalendarFeed) -> None:
    token = token_of(head)
    assert feed_with(token) == head
    for wrong in (token[:-1], f"{token}0", f"{head.pk + 1}{token[token.index('-') :]}", token.upper()):
        assert feed_with(wrong) is None


def test_a_new_address_closes_the_one_before_and_closing_closes(client: Client, head: CalendarFeed) -> None:
    before = address(head)
    renewed = actions.open_feed(actor=factories.actor(HEAD))
    assert client.get(before).status_code == 404
    assert client.get(address(renewed)).status_code == 200
    actions.close_feed(actor=factories.actor(HEAD))
    assert client.get(address(renewed)).status_code == 404
    actions.close_feed(actor=factories.actor(HEAD))
    verbs = list(AuditEvent.objects.filter(verb__startswith="tasks.feed").values_list("verb", flat=True))
    assert sorted(verbs) == ["tasks.feed_closed", "tasks.feed_opened", "tasks.feed_renewed"]


def test_the_secret_opens_nothing_without_the_installations_own_key(
    head: CalendarFeed, settings: Any
) -> None:
    token = token_of(head)
    settings.SECRET_KEY = "another installation's"
    assert feed_with(token) is None


def test_an_ended_account_has_no_calendar(client: Client, head: CalendarFeed) -> None:
    user = factories.account(HEAD)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address(head)).status_code == 404


def test_a_resident_has_no_calendar(client: Client, sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    factories.account("borger")
    feed = actions.open_feed(actor=factories.actor("borger"))
    assert client.get(address(feed)).status_code == 404


def test_the_deputys_calendar_has_the_principals_deadlines_without_names(
    client: Client, head: CalendarFeed
) -> None:
    del head
    factories.account("souschef.maelkevejen")
    deputy = factories.actor("souschef.maelkevejen")
    feed = actions.open_feed(actor=deputy)
    during = client.get(address(feed)).content
    assert len(read(during)) > sum(1 for one in registry.waiting(deputy) if one.due)
    assert factories.person(HEAD).name not in during.decode()
    (row,) = principals_of(deputy.person_id or 0, DAY)
    end_deputyship(actor=factories.actor(HEAD), deputyship=row)
    assert len(read(client.get(address(feed)).content)) < len(read(during))


def test_nobody_opens_a_calendar_on_anothers_behalf(head: CalendarFeed) -> None:
    del head
    acting = factories.actor(HEAD)
    acting = type(acting)(label="X", today=DAY, person_id=acting.person_id, doer_id=-1)
    with pytest.raises(NotPermitted):
        actions.open_feed(actor=acting)


# ---- the page


def test_the_page_opens_renews_and_closes(client: Client, sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    client.force_login(factories.account(HEAD), backend=BACKEND)
    place = reverse("tasks:calendar")
    assert "Åbn en adresse" in client.get(place).content.decode()
    assert client.post(reverse("tasks:feed_open")).status_code == 302
    feed = CalendarFeed.objects.get()
    assert address(feed) in client.get(place).content.decode()
    client.post(reverse("tasks:feed_close"))
    assert not CalendarFeed.objects.exists()
