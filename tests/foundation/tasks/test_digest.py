"""The digest: to whom, when, what it says, and that nobody is told of one thing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import factories
from foundation.tasks.mailserver import Sink, mail_server
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit import unaudited
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.registry import rhythms
from kernespor.foundation.tasks import actions, registry
from kernespor.foundation.tasks.digest import compose, sending
from kernespor.foundation.tasks.digest.job import JOB
from kernespor.foundation.tasks.enums import DigestStatus
from kernespor.foundation.tasks.models import Digest, Told
from kernespor.foundation.tasks.registry import Source, Task, pain_of

DAY = factories.DAY  # a Friday
HEAD = "leder.maelkevejen"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def at(hour: int, day: dt.date = DAY) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def wants(code: str, rhythm: str = "daily", weekday: int = 0, hour: int = 7) -> int:
    """Give a person an account and their wish for a digest. Returns the person's key."""
    factories.account(code)
    actor = factories.actor(code)
    actions.set_digest(actor=actor, seen=1, rhythm=rhythm, weekday=weekday, hour=hour)
    assert actor.person_id
    return actor.person_id


def due(hour: int, day: dt.date = DAY) -> list[int]:
    """Write the digests of an hour and return to whom."""
    found = compose.compose_due(at(hour, day), day)
    return [digest.person_id for digest in found if digest and digest.status == DigestStatus.WAITING]


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    """Mail goes to a server of our own, by SMTP."""
    with mail_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        settings.BASE_URL = "https://kernespor.sporkoebing.example"
        yield found


@pytest.fixture
def house(sporkoebing: dict[str, Any]) -> dict[str, Any]:
    return sporkoebing


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


# ---- when, and to whom


@pytest.mark.usefixtures("house")
def test_a_digest_comes_on_ones_own_day_from_ones_own_hour_on() -> None:
    head = wants(HEAD, hour=9)
    assert due(8) == []
    assert due(11) == [head]  # the worker was away at nine
    assert due(12) == []


@pytest.mark.parametrize(
    ("rhythm", "weekday", "day", "comes"),
    [
        ("daily", 0, DAY, True),
        ("daily", 0, DAY + dt.timedelta(days=1), False),  # a Saturday
        ("weekly", 4, DAY, True),
        ("weekly", 3, DAY, False),
        ("never", 4, DAY, False),
    ],
)
@pytest.mark.usefixtures("house")
def test_rhythms(rhythm: str, weekday: int, day: dt.date, *, comes: bool) -> None:
    wants(HEAD, rhythm, weekday)
    assert bool(due(20, day)) is comes


@pytest.mark.usefixtures("house")
def test_ended_accounts_residents_and_people_without_tasks_or_wish_get_nothing() -> None:
    closed, resident, idle = wants(HEAD), wants("borger"), wants("kommunikationskonsulent")
    factories.account("hrchef")  # said nothing
    user = factories.account(HEAD)
    plans_of = type(user).objects.filter(pk=user.pk)
    plans_of.update(is_active=False)
    assert due(20) == []
    assert not Digest.objects.filter(person__in=[closed, resident]).exists()
    assert list(Digest.objects.filter(person=idle).values_list("status", flat=True)) == ["empty"]


# ---- what it says


@pytest.mark.usefixtures("house")
def test_the_mail_is_text_and_html_and_leads_to_the_installation(sink: Sink) -> None:
    wants(HEAD)
    assert len(due(8)) == 1
    assert list(sending.send_all(lambda: at(8))) == [True]
    mail = sink.mails[0]
    tasks = registry.waiting(factories.actor(HEAD))
    plain, html = text_of(mail), text_of(mail, "html")
    assert mail["To"] == f"{HEAD}@sporkoebing.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    for task in tasks:
        assert f"https://kernespor.sporkoebing.example{task.url}" in plain
        assert f"https://kernespor.sporkoebing.example{task.url}" in html
    assert plain.count("\n* ") == len(tasks)
    assert "over fristen" in plain
    assert "venter på dig" in mail["Subject"]
    assert Digest.objects.get(status="sent").attempts == 1


@pytest.mark.usefixtures("house")
def test_it_is_in_the_persons_language(sink: Sink) -> None:
    wants(HEAD)
    user = factories.account(HEAD)
    type(user).objects.filter(pk=user.pk).update(language="en")
    due(8)
    list(sending.send_all(lambda: at(8)))
    mail = sink.mails[0]
    assert mail["Content-Language"] == "en"
    assert '<html lang="en">' in text_of(mail, "html")
    assert "November" in text_of(mail)


@pytest.mark.usefixtures("house")
def test_what_is_to_stay_inside_is_not_named_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    task = Task(
        "x:1", "Afskedssag Hansen", "Hansen skal høres", "/sag/1/", "Se", DAY, pain_of(DAY, DAY), guarded=True
    )
    monkeypatch.setattr(registry, "_sources", {"x": Source("x", "X", lambda _actor: [task])})
    wants(HEAD)
    due(8)
    digest = Digest.objects.get()
    assert "Sag i Kernespor" in digest.text
    for text in (digest.subject, digest.text, digest.html):
        assert "Hansen" not in text
        assert "/sag/1/" not in text


# ---- nobody twice


@pytest.mark.usefixtures("house")
def test_the_same_thing_is_told_once_and_again_when_it_passes_its_deadline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [Task("x:1", "Svar", "", "/", "Svar", DAY, pain_of(DAY, DAY))]
    monkeypatch.setattr(registry, "_sources", {"x": Source("x", "X", lambda _actor: list(given))})
    wants(HEAD)
    monday, tuesday = DAY + dt.timedelta(days=3), DAY + dt.timedelta(days=4)
    assert len(due(8)) == 1
    assert len(due(8, monday)) == 1  # now it is over its deadline
    assert "3 dage over fristen" in Digest.objects.latest("id").text
    assert due(8, tuesday) == []
    given.append(Task("x:2", "Ny", "", "/", "Svar", None, pain_of(None, DAY)))
    wednesday = DAY + dt.timedelta(days=5)
    assert len(due(8, wednesday)) == 1
    last = Digest.objects.latest("id").text
    assert "* Ny" in last
    assert "* Svar" not in last
    assert "Derudover venter én ting" in last


@pytest.mark.usefixtures("house")
def test_what_came_back_long_after_it_was_done_is_news(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [Task("x:1", "Svar", "", "/", "Svar", None, pain_of(None, DAY))]
    monkeypatch.setattr(registry, "_sources", {"x": Source("x", "X", lambda _actor: list(given))})
    wants(HEAD)
    assert len(due(8)) == 1
    kept = given.pop()
    later = DAY + dt.timedelta(days=compose.KEPT_DAYS + 3)
    assert due(8, later) == []
    given.append(kept)
    assert len(due(8, later + dt.timedelta(days=1))) == 1


@pytest.mark.usefixtures("house")
def test_a_deputy_is_told_of_the_principals_things_and_of_none_twice(sink: Sink) -> None:
    principal, deputy = factories.person(HEAD), factories.person("souschef.maelkevejen")
    head, other = wants(HEAD), wants("souschef.maelkevejen")
    mine = registry.waiting(factories.actor("souschef.maelkevejen"))
    theirs = registry.waiting(factories.actor(HEAD))
    assert sorted(due(8)) == sorted([head, other])
    list(sending.send_all(lambda: at(8)))
    told = Told.objects.filter(person=deputy).values_list("task_key", flat=True)
    assert len(told) == len(set(told))
    assert set(told) >= {task.key for task in (*mine, *theirs) if task.source == "strategy"}
    assert set(told) <= {task.key for task in (*mine, *theirs)}
    mail = next(mail for mail in sink.mails if mail["To"].startswith("souschef"))
    assert f"Som stedfortræder for {principal.name}" in text_of(mail)
    assert due(8, DAY + dt.timedelta(days=3)) == []


@pytest.mark.usefixtures("house")
def test_two_workers_at_once_write_one_digest() -> None:
    head = wants(HEAD)
    first = compose.compose(head, slot="2026-11-20", now=at(8), today=DAY)
    second = compose.compose(head, slot="2026-11-20", now=at(8), today=DAY)
    assert first is not None
    assert second is None
    assert Digest.objects.count() == 1


# ---- on its way


@pytest.mark.usefixtures("house")
def test_a_worker_that_dies_before_the_server_took_the_mail_loses_nothing(sink: Sink) -> None:
    wants(HEAD)
    due(8)
    pk = sending.outgoing(at(8))[0]
    assert sending.claim(pk, at(8)) is not None  # and here it dies
    assert sending.claim(pk, at(8)) is None
    assert list(sending.send_all(lambda: at(8))) == []
    assert list(sending.send_all(lambda: at(9))) == [True]
    assert list(sending.send_all(lambda: at(10))) == []
    assert len(sink.mails) == 1


@pytest.mark.usefixtures("house")
def test_a_mail_sent_again_is_known_by_its_message_id(sink: Sink) -> None:
    wants(HEAD)
    due(8)
    sink.drop_before_answer = True  # the server has it, and its yes is lost
    assert list(sending.send_all(lambda: at(8))) == [False]
    sink.drop_before_answer = False
    assert list(sending.send_all(lambda: at(9))) == [True]
    first, second = sink.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].startswith("<kernespor-digest-")


@pytest.mark.usefixtures("house")
def test_a_server_that_says_no_is_asked_five_times(sink: Sink) -> None:
    wants(HEAD)
    due(8)
    sink.refuse = True
    for _turn in range(sending.ATTEMPTS + 1):
        list(sending.send_all(lambda: at(8)))
    row = Digest.objects.get()
    assert (row.status, row.attempts, row.sent_at) == ("failed", sending.ATTEMPTS, None)
    assert sink.mails == []


@pytest.mark.usefixtures("house")
def test_a_server_that_is_away_costs_no_mail(sink: Sink, settings: Any) -> None:
    wants(HEAD)
    due(8)
    port, settings.EMAIL_PORT = sink.port, 1
    assert list(sending.send_all(lambda: at(8))) == [False]
    settings.EMAIL_PORT = port
    assert list(sending.send_all(lambda: at(8))) == [True]


@pytest.mark.usefixtures("house")
def test_old_mails_go_and_what_was_told_stays() -> None:
    wants(HEAD)
    due(8)
    unaudited.alter(Digest.objects.all(), status="sent")
    told = Told.objects.count()
    sending.tidy(DAY + dt.timedelta(days=compose.KEPT_DAYS))
    assert Digest.objects.count() == 1
    sending.tidy(DAY + dt.timedelta(days=compose.KEPT_DAYS + 1))
    assert (Digest.objects.count(), Told.objects.count()) == (0, told)


# ---- the job, and the demo's mailbox


@pytest.mark.usefixtures("house")
def test_the_job_writes_and_sends_and_a_second_run_sends_nothing(sink: Sink) -> None:
    wants(HEAD)
    assert JOB in {one.job for one in rhythms()}
    for _turn in range(2):
        run = run_now(enqueue(actor=system("Kernespor", DAY), job=JOB, everyone=True))
        assert run.status == RunStatus.DONE
    assert len(sink.mails) == 1


@pytest.mark.usefixtures("house")
def test_the_mailbox_shows_ones_own_mails_alone(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    wants(HEAD)
    wants("oekonomichef")
    client.force_login(factories.account(HEAD), backend=BACKEND)
    assert client.post("/opgaver/postkasse/send/").status_code == 302
    assert len(list(tmp_path.iterdir())) == 1  # one file for each connection
    mine = Digest.objects.get(person__code=HEAD)
    theirs = Digest.objects.get(person__code="oekonomichef")
    page = client.get("/opgaver/postkasse/").content.decode()
    assert mine.subject in page
    assert f"/opgaver/postkasse/{theirs.pk}/" not in page
    assert "Hele dit overblik" in client.get(f"/opgaver/postkasse/{mine.pk}/").content.decode()
    assert client.get(f"/opgaver/postkasse/{theirs.pk}/").status_code == 404


@pytest.mark.usefixtures("house")
def test_there_is_no_mailbox_where_mails_leave_the_house(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    client.force_login(factories.account(HEAD), backend=BACKEND)
    assert client.get("/opgaver/postkasse/").status_code == 403
    assert client.post("/opgaver/postkasse/send/").status_code == 403
