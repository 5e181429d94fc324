"""Accounts: coming in, going out, and what happens to those who guess."""

from __future__ import annotations

import pytest
from django.test import Client

import factories
from kernespor.foundation.access.actor import system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "Sporkoebing-2026-mael"


@pytest.mark.django_db
def test_a_person_logs_in_comes_back_to_the_page_and_out_again(client: Client) -> None:
    factories.house()
    open_accounts(actor=system("Prøve", factories.DAY), persons=[factories.person("head")], password=PASSWORD)
    login = client.get("/virksomhedsplaner/?sort=overdue", follow=True)
    assert login.redirect_chain == [("/log-ind/?next=/virksomhedsplaner/%3Fsort%3Doverdue", 302)]
    typed = {
        "login": "HEAD@sporkoebing.example",
        "password": "forkert",
        "next": "/virksomhedsplaner/?sort=overdue",
    }
    assert client.post("/log-ind/", typed).status_code == 200
    answer = client.post("/log-ind/", typed | {"password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/virksomhedsplaner/?sort=overdue"
    assert answer.status_code == 200
    assert client.post("/log-ud/", follow=True).redirect_chain[-1][0].startswith("/log-ind/")
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_guessing_is_stopped(client: Client) -> None:
    factories.house()
    open_accounts(actor=system("Prøve", factories.DAY), persons=[factories.person("head")], password=PASSWORD)
    typed = {"login": "head@sporkoebing.example", "password": "gæt"}
    answers = [client.post("/log-ind/", typed).status_code for _ in range(6)]
    assert answers[0] == 200
    assert answers[-1] in {403, 429}
    assert client.post("/log-ind/", typed | {"password": PASSWORD}).status_code in {403, 429}


@pytest.mark.django_db
def test_whoever_has_no_password_yet_gets_one_by_mail(client: Client) -> None:
    factories.house()
    client.force_login(factories.account("head"), backend=BACKEND)
    answer = client.get("/adgangskode/", follow=True)
    assert [place for place, _ in answer.redirect_chain] == ["/adgangskode/vaelg/", "/glemt-adgangskode/"]
    assert answer.status_code == 200


@pytest.mark.django_db
def test_accounts_are_found_in_any_case_of_letters_and_nobody_signs_up() -> None:
    from kernespor.foundation.accounts.adapter import ClosedAccountAdapter

    factories.house()
    user = factories.account("head")
    assert User.objects.get_by_natural_key("Head@SPORKOEBING.example") == user
    assert str(user) == "head@sporkoebing.example"
    assert not ClosedAccountAdapter().is_open_for_signup(None)  # type: ignore[arg-type]
