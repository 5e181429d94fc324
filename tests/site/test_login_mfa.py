"""The second step, lockout, sessions and passwords, as a browser meets them."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

import factories
from kernespor.connectors.organisation import RoleRow
from kernespor.foundation.access.actor import system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.models import AuditEvent

PASSWORD = "Sporkoebing-2026-mael"
HEAD, OTHER = "head@sporkoebing.example", "other@sporkoebing.example"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(_django_db_marker: None) -> None:
    """A house where `head` is administrator of all, `other` leads BU and `deputy` works in OS."""
    del _django_db_marker
    cache.clear()
    since = dt.date(2020, 1, 1)
    factories.house(
        RoleRow("head", "administrator", "SK", includes_below=True, valid_from=since),
        RoleRow("other", "head", "BU", includes_below=True, valid_from=since),
        RoleRow("deputy", "employee", "OS", includes_below=False, valid_from=since),
    )
    persons = [factories.person(code) for code in ("head", "other", "deputy")]
    open_accounts(actor=system("Prøve", factories.DAY), persons=persons, password=PASSWORD)


def log_in(email: str = HEAD, password: str = PASSWORD, **headers: Any) -> tuple[Client, Any]:
    client = Client(raise_request_exception=False, **headers)
    return client, client.post("/log-ind/", {"login": email, "password": password})


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def second_step(client: Client) -> tuple[str, list[str]]:
    """Set the second step up as a person does, and return the secret and the recovery codes."""
    asked = client.get("/min-konto/to-trin/slaa-til/")
    assert asked["Location"].startswith("/bekraeft/adgangskode/")
    answer = client.post(asked["Location"], {"password": PASSWORD})
    page = client.get(answer["Location"]).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    assert 'src="data:image/svg+xml;base64,' in page
    wrong = client.post("/min-konto/to-trin/slaa-til/", {"code": "000000"}).content.decode()
    assert "Koden passer ikke" in wrong
    done = client.post("/min-konto/to-trin/slaa-til/", {"code": code(secret[1])}, follow=True)
    codes = re.findall(r"<li><code>(\d+)</code></li>", done.content.decode())
    assert len(codes) == 10
    return secret[1], codes


def user(email: str = HEAD) -> User:
    return User.objects.get(email=email)


@pytest.mark.django_db(transaction=True)
def test_the_second_step_from_set_up_to_taken_away() -> None:
    client, _ = log_in()
    secret, codes = second_step(client)
    assert user().second_step_since
    assert AuditEvent.objects.filter(verb="accounts.second_step_on", subject_id=user().pk).count() == 1
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))
    assert any("slået til" in letter.subject for letter in mail.outbox)

    again, answer = log_in()
    assert answer["Location"] == "/log-ind/kode/"
    assert again.get("/").status_code == 302  # not in yet
    assert "Koden passer ikke" in again.post("/log-ind/kode/", {"code": "123456"}).content.decode()
    assert again.post("/log-ind/kode/", {"code": code(secret, 1)})["Location"] == "/"
    assert again.get("/").status_code == 200

    lost, _ = log_in()
    assert lost.post("/log-ind/kode/", {"code": codes[0]})["Location"] == "/"
    twice, _ = log_in()
    assert "Koden passer ikke" in twice.post("/log-ind/kode/", {"code": codes[0]}).content.decode()
    assert "9 nødkoder" in lost.get("/min-konto/to-trin/").content.decode()

    asked = again.get("/min-konto/to-trin/slaa-fra/")
    again.post(asked["Location"], {"password": PASSWORD})
    assert "Slå fra" in again.get("/min-konto/to-trin/slaa-fra/").content.decode()
    again.post("/min-konto/to-trin/slaa-fra/", follow=True)
    assert user().second_step_since is None
    assert not Authenticator.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.second_step_off").exists()
    assert log_in()[1]["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_codes_are_counted_by_account_from_wherever_they_are_tried() -> None:
    client, _ = log_in()
    secret, _codes = second_step(client)
    statuses = []
    for place in range(6):
        guesser, _ = log_in(REMOTE_ADDR=f"10.0.0.{place + 1}")
        answer = guesser.post("/log-ind/kode/", {"code": "000000"})
        statuses.append(answer.status_code)
    assert statuses == [200, 200, 200, 200, 429, 429]
    assert "Vent lidt" in answer.content.decode()
    last, _ = log_in()
    assert last.post("/log-ind/kode/", {"code": code(secret, 1)}).status_code == 429
    assert log_in(OTHER)[1]["Location"] == "/"  # nobody else waits


def test_passwords_are_counted_by_account_and_place_and_the_page_says_when() -> None:
    for number in range(5):
        _, answer = log_in(password="gæt", REMOTE_ADDR="10.0.0.1")
        assert answer.status_code == (200 if number < 4 else 429)
    assert log_in(REMOTE_ADDR="10.0.0.1")[1].status_code == 429
    assert log_in(email="HEAD@Sporkoebing.example", REMOTE_ADDR="10.0.0.1")[1].status_code == 429
    assert log_in(REMOTE_ADDR="10.0.0.2")[1]["Location"] == "/"  # the owner, from elsewhere
    for _ in range(5):
        log_in(password="gæt", REMOTE_ADDR="10.0.0.1")
    page = log_in(REMOTE_ADDR="10.0.0.1")[1].content.decode()
    until = timezone.localtime(AccessAttempt.objects.latest("attempt_time").attempt_time) + dt.timedelta(
        minutes=15
    )
    assert f"kl. {until.hour}.{until.minute:02}" in page
    assert "om 15 minutter" in page or "om 14 minutter" in page
    assert log_in(OTHER, REMOTE_ADDR="10.0.0.1")[1]["Location"] == "/"  # a colleague at the same place


def test_an_administrator_unlocks_with_a_reason() -> None:
    for _ in range(5):
        log_in(OTHER, password="gæt")
    client, _ = log_in()
    assert "Låst" in client.get("/brugere/?vis=locked").content.decode()
    place = f"/brugere/{user(OTHER).pk}/"
    assert "Lås op" in client.get(place).content.decode()
    refused = client.post(place, {"step": "unlock", "why": " "})
    assert (refused.status_code, "Skriv hvorfor" in refused.content.decode()) == (422, True)
    assert client.post(place, {"step": "unlock", "why": "Ringede selv"}).status_code == 302
    event = AuditEvent.objects.get(verb="accounts.unlocked")
    assert (event.why, event.subject_id) == ("Ringede selv", user(OTHER).pk)
    assert log_in(OTHER)[1]["Location"] == "/"
    assert client.post(place, {"step": "unlock", "why": "igen"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_administrator_resets_the_second_step_with_a_reason() -> None:
    theirs, _ = log_in(OTHER)
    second_step(theirs)
    client, _ = log_in()
    client.post(f"/brugere/{user(OTHER).pk}/", {"step": "second_step", "why": "Telefonen er væk"})
    event = AuditEvent.objects.get(verb="accounts.second_step_reset")
    assert (event.actor, event.why) == ("Lederen", "Telefonen er væk")
    assert user(OTHER).second_step_since is None
    assert not Authenticator.objects.filter(user=user(OTHER)).exists()
    assert theirs.get("/").status_code == 302
    assert log_in(OTHER)[1]["Location"] == "/"
    assert not AuditEvent.objects.filter(verb="accounts.second_step_off").exists()


def test_an_account_is_closed_and_opened_again_but_never_ones_own() -> None:
    theirs, _ = log_in(OTHER)
    client, _ = log_in()
    place = f"/brugere/{user(OTHER).pk}/"
    client.post(place, {"step": "close", "why": "Er stoppet"})
    assert theirs.get("/").status_code == 302
    assert log_in(OTHER)[1]["Location"] == "/log-ind/lukket/"
    assert "Er stoppet" in client.get(place).content.decode()
    client.post(place, {"step": "open", "why": "Kom tilbage"})
    assert log_in(OTHER)[1]["Location"] == "/"
    own = f"/brugere/{user().pk}/"
    assert "Bed en anden administrator" in client.get(own).content.decode()
    assert client.post(own, {"step": "close", "why": "x"}).status_code == 409
    assert [event.verb for event in AuditEvent.objects.filter(subject_id=user(OTHER).pk).order_by("id")] == [
        "accounts.closed",
        "accounts.reopened",
    ]


@pytest.mark.parametrize(
    ("rule", "email", "led"),
    [("optional", HEAD, False), ("required_roles", HEAD, True), ("required_roles", OTHER, False),
     ("required", OTHER, True)],
)  # fmt: skip
def test_who_must_have_a_second_step_is_led_to_it(settings: Any, rule: str, email: str, *, led: bool) -> None:
    settings.MFA = rule
    client, _ = log_in(email)
    for place in ("/", "/virksomhedsplaner/", "/organisation/"):
        answer = client.get(place)
        assert (answer.status_code == 302 and answer["Location"] == "/min-konto/to-trin/") is led
    for place in ("/min-konto/", "/min-konto/to-trin/", "/hjaelp/kom-i-gang/", "/min-konto/logget-ind/"):
        assert client.get(place).status_code == 200
    settings.DEMO = True
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_whoever_must_have_it_cannot_take_it_away(settings: Any) -> None:
    settings.MFA = "required_roles"
    client, _ = log_in()
    second_step(client)
    assert client.get("/").status_code == 200
    assert "Din rolle kræver" in client.get("/min-konto/to-trin/slaa-fra/").content.decode()
    client.post("/min-konto/to-trin/slaa-fra/")
    assert user().second_step_since


def test_sessions_are_seen_and_ended_one_by_one_and_all_at_once() -> None:
    here, _ = log_in(HTTP_USER_AGENT=CHROME)
    there, _ = log_in(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/605", REMOTE_ADDR="10.1.2.3")
    third, _ = log_in()
    foreign, _ = log_in(OTHER)
    page = here.get("/min-konto/logget-ind/")
    text = page.content.decode()
    assert "Chrome på Windows" in text
    assert "Safari på iPhone" in text
    assert "et internt net" in text
    assert "2 steder til" in text
    by_address = {one.address: one for one in page.context["sessions"]}
    address = f"/min-konto/logget-ind/{by_address['10.1.2.3'].pk}/log-ud/"
    assert foreign.post(address).status_code == 404
    assert here.post(address).status_code == 302
    assert there.get("/").status_code == 302
    assert third.get("/").status_code == 200
    here.post("/min-konto/logget-ind/")
    assert third.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert foreign.get("/").status_code == 200


def test_a_new_password_ends_the_others_and_is_judged_all_at_once() -> None:
    here, _ = log_in()
    there, _ = log_in()
    form = here.get("/adgangskode/").content.decode()
    for rule in ("Mindst 12 tegn", "Ikke dit navn", "Ikke en af dem, mange bruger"):
        assert rule in form
    wrong = {"oldpassword": "forkert", "password1": "password", "password2": "noget andet"}
    answer = here.post("/adgangskode/", wrong).content.decode()
    for finding in ("mindst 12 tegn", "mest brugte", "ikke din nuværende", "ikke ens"):
        assert finding in answer, finding
    named = {"oldpassword": PASSWORD, "password1": "head@sporkoebing", "password2": "head@sporkoebing"}
    assert "ligner dit navn" in here.post("/adgangskode/", named).content.decode()
    new = "en lang sætning om et tog"
    done = here.post("/adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert done.status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    event = AuditEvent.objects.get(verb="accounts.password_set")
    assert new not in str(event.rows)
    assert "pbkdf2" not in str(event.rows)
    assert log_in(password=new)[1]["Location"] == "/"
    assert any("skiftet" in letter.subject for letter in mail.outbox)


def test_a_forgotten_password_is_chosen_anew_from_the_letter() -> None:
    there, _ = log_in()
    client = Client()
    client.post("/glemt-adgangskode/", {"email": HEAD})
    link = re.search(r"http://testserver(/ny-adgangskode/\S+)", mail.outbox[-1].body)
    assert link
    page = client.get(link[1], follow=True)
    assert "Mindst 12 tegn" in page.content.decode()
    new = "en lang sætning om et tog"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert log_in(password=new)[1]["Location"] == "/"
    assert there.get("/").status_code == 302
    client.post("/glemt-adgangskode/", {"email": "ingen@sporkoebing.example"})
    assert "ingen@sporkoebing.example" not in str([letter.to for letter in mail.outbox])
    words = " ".join(letter.body for letter in mail.outbox)
    assert not re.search(r"[Pp]assword|You|Hello|example.com", words)


def test_whoever_sends_too_much_is_told_to_wait() -> None:
    client, _ = log_in()
    wrong = {"oldpassword": "x", "password1": "y", "password2": "z"}
    answers = [client.post("/adgangskode/", wrong).status_code for _ in range(6)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert "Vent lidt" in client.post("/adgangskode/", wrong).content.decode()


def test_a_session_that_is_not_used_ends(settings: Any) -> None:
    client, _ = log_in()
    session = client.session
    session["seen_at"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/log-ind/")
    assert "ikke har været brugt længe" in page.content.decode()
    settings.IDLE_SECONDS = 0
    client, _ = log_in()
    session = client.session
    session["seen_at"] = 1
    session.save()
    assert client.get("/").status_code == 200


def test_a_session_lasts_no_longer_than_it_is_said(settings: Any) -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    log_in()
    left = Session.objects.latest("expire_date").expire_date - timezone.now()
    assert dt.timedelta(hours=11, minutes=59) < left <= dt.timedelta(hours=12)


def test_whoever_has_no_role_has_their_own_account_and_nothing_else() -> None:
    from kernespor.foundation.organisation.models import RoleAssignment

    RoleAssignment.objects.filter(person__code="deputy").delete()
    client, _ = log_in("deputy@sporkoebing.example")
    for place in ("/min-konto/", "/min-konto/to-trin/", "/min-konto/logget-ind/", "/adgangskode/"):
        assert client.get(place).status_code == 200, place
    for place in ("/", "/organisation/", "/virksomhedsplaner/", "/brugere/"):
        assert client.get(place).status_code == 403, place
