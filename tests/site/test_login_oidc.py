"""Login through the municipality's own provider, against one of our own that really answers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

import factories
from identity_provider import CLIENT, SECRET, Provider, new_key, serving
from kernespor.foundation.accounts.models import AssertedRole, User
from kernespor.foundation.audit.models import AuditEvent
from kernespor.site.configuration import Configuration

TABLE = """
[claims]
privileges = "privileges"
units = "units"

[[roles]]
code = "KERNESPOR_LEDER"
role = "head"

[[roles]]
code = "KERNESPOR_ADMINISTRATOR"
role = "administrator"
unit = "SK"
"""
LEADER = {"role": "KERNESPOR_LEDER", "units": ["BU"]}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(claims={"email": "Head@sporkoebing.example", "email_verified": True}) as found:
        yield found


@pytest.fixture
def login(provider: Provider, settings: Any, tmp_path: Path, db: None) -> Client:
    """An installation with the provider; `head` leads OS by the organisation's own word."""
    del db
    factories.house()
    for code in ("head", "other"):
        factories.account(code)
    table = tmp_path / "roller.toml"
    table.write_text(TABLE, encoding="utf-8")
    configuration = Configuration(oidc_issuer=provider.url, oidc_client_id=CLIENT, oidc_client_secret=SECRET)
    settings.OIDC = True
    settings.OIDC_ROLES = table
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": configuration.oidc_apps()}}
    return Client(raise_request_exception=False)


def go(client: Client, *, alter: dict[str, str] | None = None) -> Any:
    """Go to the provider and come back, as a browser does; `alter` changes the answer on its way."""
    there = client.post("/log-ind/kommune/", {"next": "/virksomhedsplaner/"})
    if there.status_code != 200:
        return there
    back = requests.get(there.context["address"], allow_redirects=False, timeout=10)
    given = {name: values[0] for name, values in parse_qs(urlsplit(back.headers["Location"]).query).items()}
    return client.get("/log-ind/kommune/svar/", given | (alter or {}))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_provider_decides_who_it_is_and_which_roles(login: Client, provider: Provider) -> None:
    provider.claims["privileges"] = [LEADER, {"role": "ANDET_SYSTEM", "units": ["OS"]}]
    answer = go(login)
    assert (answer.status_code, answer["Location"]) == (302, "/virksomhedsplaner/")
    assert is_in(login)
    actor = login.get("/min-konto/").wsgi_request.actor
    assert [(role.kind.value, role.unit_name) for role in actor.roles] == [("head", "Børn & Unge")]
    event = AuditEvent.objects.get(verb="accounts.asserted")
    assert event.actor == "Lederen"
    assert any("KERNESPOR_LEDER" in str(row) for row in event.rows)
    user = User.objects.get(person__code="head")
    assert user.asserted_at
    assert not user.has_usable_password()


def test_a_role_that_is_no_longer_said_ends_and_the_audit_says_so(login: Client, provider: Provider) -> None:
    provider.claims["privileges"] = [LEADER]
    go(login)
    again = Client(raise_request_exception=False)
    provider.claims["privileges"] = [{"role": "KERNESPOR_ADMINISTRATOR"}]
    go(again)
    held = again.get("/min-konto/").wsgi_request.actor.roles
    assert [(role.kind.value, role.at_top) for role in held] == [("administrator", True)]
    assert AssertedRole.objects.count() == 2
    assert AssertedRole.objects.on(factories.DAY).count() == 1
    assert AuditEvent.objects.filter(verb="accounts.asserted").count() == 2
    # The session from before has the roles of today's last word too.
    assert login.get("/min-konto/").wsgi_request.actor.roles == held


def test_whoever_has_no_role_in_the_claims_sees_their_own_account_alone(
    login: Client, provider: Provider
) -> None:
    for said in (None, [], "ANDET_SYSTEM", [{"role": "ANDET"}]):
        provider.claims["privileges"] = said
        client = Client(raise_request_exception=False)
        assert go(client).status_code == 302
        assert client.get("/min-konto/").status_code == 200
        assert client.get("/").status_code == 403
    assert login.get("/").status_code == 302


def test_a_unit_that_we_do_not_know_gives_no_role_and_is_said(login: Client, provider: Provider) -> None:
    provider.claims["privileges"] = [{"role": "KERNESPOR_LEDER", "units": ["FINDES-IKKE", "OS"]}]
    answer = go(login)
    assert answer.status_code == 302
    page = login.get("/min-konto/")
    assert [role.unit_name for role in page.wsgi_request.actor.roles] == ["Økonomi & Stab"]
    assert "FINDES-IKKE" in page.content.decode()
    assert "FINDES-IKKE" in AuditEvent.objects.get(verb="accounts.asserted").why


def test_without_a_table_the_organisation_decides_the_roles(
    login: Client, provider: Provider, settings: Any
) -> None:
    settings.OIDC_ROLES = None
    provider.claims["privileges"] = [{"role": "KERNESPOR_ADMINISTRATOR"}]
    assert go(login).status_code == 302
    roles = login.get("/min-konto/").wsgi_request.actor.roles
    assert [(role.kind.value, role.unit_name) for role in roles] == [("head", "Økonomi & Stab")]
    assert not AssertedRole.objects.exists()
    assert AuditEvent.objects.filter(verb="accounts.asserted").count() == 1


def test_the_person_may_be_found_by_our_own_code(login: Client, provider: Provider, settings: Any) -> None:
    settings.OIDC_PERSON_CLAIM, settings.OIDC_PERSON_BY = "brugernavn", "code"
    provider.claims["brugernavn"] = "other"
    assert go(login).status_code == 302
    assert login.get("/min-konto/").wsgi_request.user.person.code == "other"


WRONG = {
    "signed with another key": {"shown_key": new_key()},
    "another audience": {"token": {"aud": "et-andet-system"}},
    "another issuer": {"token": {"iss": "http://127.0.0.1:1"}},
    "expired": {"token": {"exp": int(time.time()) - 3600}},
    "without an end": {"token": {"exp": None}},
    "another nonce": {"token": {"nonce": "gættet"}},
    "no nonce": {"token": {"nonce": None}},
    "signed with our shared secret": {"algorithm": "HS256"},
    "not signed": {"algorithm": "none"},
    "userinfo of someone else": {"userinfo": {"sub": "en-anden"}},
    "keys are gone": {"broken": {"/keys"}},
    "no token": {"broken": {"/token"}},
    "userinfo is down": {"broken": {"/userinfo"}},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_cannot_be_trusted_opens_nothing(
    login: Client, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.claims["privileges"] = [LEADER]
    for name, value in wrong.items():
        setattr(provider, name, value)
    answer = go(login)
    assert answer.status_code == 403
    assert "Du blev ikke logget ind" in answer.content.decode()
    assert not is_in(login)
    assert not AuditEvent.objects.filter(verb="accounts.asserted").exists()


def test_an_answer_that_nobody_asked_for_opens_nothing(login: Client, provider: Provider) -> None:
    assert go(login, alter={"state": "gættet"}).status_code == 403
    assert not is_in(login)
    assert login.get("/log-ind/kommune/svar/", {"code": "x"}).status_code == 403
    there = login.post("/log-ind/kommune/")
    back = requests.get(there.context["address"], allow_redirects=False, timeout=10)
    assert (
        Client().get(back.headers["Location"].partition("testserver")[2]).status_code == 403
    )  # another browser
    assert provider.asked.count("/token") == 0


def test_an_answer_opens_once(login: Client) -> None:
    there = login.post("/log-ind/kommune/")
    back = requests.get(there.context["address"], allow_redirects=False, timeout=10)
    address = back.headers["Location"].partition("testserver")[2]
    assert login.get(address).status_code == 302
    login.post("/log-ud/")
    assert login.get(address).status_code == 403
    assert not is_in(login)


@pytest.mark.parametrize("email", ["ukendt@sporkoebing.example", "", None, ["head@sporkoebing.example"]])
def test_whoever_the_organisation_does_not_know_is_told_so(
    login: Client, provider: Provider, email: Any
) -> None:
    provider.claims["email"] = email
    answer = go(login)
    assert answer.status_code == 403
    assert "Kernespor gør ikke" in answer.content.decode()
    assert not is_in(login)


def test_an_address_that_the_provider_calls_unproven_is_nobodys(login: Client, provider: Provider) -> None:
    provider.claims["email_verified"] = False
    assert go(login).status_code == 403


def test_a_closed_account_stays_closed(login: Client, provider: Provider) -> None:
    del provider
    User.objects.filter(person__code="head").update(is_active=False)
    answer = go(login)
    assert answer.status_code == 403
    assert "Din adgang er lukket" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_said(login: Client, provider: Provider) -> None:
    provider.broken.add("/.well-known/openid-configuration")
    answer = go(login)
    assert answer.status_code == 403
    assert "svarer ikke" in answer.content.decode()


def test_no_provider_at_all(settings: Any, login: Client) -> None:
    configuration = Configuration(
        oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT, oidc_client_secret=SECRET
    )
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": configuration.oidc_apps()}}
    answer = go(login)
    assert (answer.status_code, "svarer ikke" in answer.content.decode()) == (403, True)
    settings.OIDC = False
    assert login.post("/log-ind/kommune/").status_code == 404


def test_whoever_stops_on_the_way_is_led_back(login: Client, provider: Provider) -> None:
    provider.refuse = "access_denied"
    answer = go(login)
    assert "Du afbrød" in answer.content.decode()
    provider.refuse = "server_error"
    assert "kunne ikke godkendes" in go(login).content.decode()


def test_a_table_with_a_fault_opens_nothing(login: Client, settings: Any, tmp_path: Path) -> None:
    settings.OIDC_ROLES.write_text(TABLE.replace('role = "head"', 'role = "konge"'), encoding="utf-8")
    assert "Ring til it-afdelingen" in go(login).content.decode()
    settings.OIDC_ROLES = tmp_path / "findes-ikke.toml"
    assert "Ring til it-afdelingen" in go(login).content.decode()
    assert not is_in(login)


def test_passwords_may_be_switched_off(login: Client, settings: Any) -> None:
    settings.PASSWORD_LOGIN = False
    page = login.get("/log-ind/").content.decode()
    assert "Log ind med kommunens login" in page
    assert "Adgangskode" not in page
    answer = login.post("/log-ind/", {"login": "head@sporkoebing.example", "password": "x"})
    assert answer.status_code == 403
    for closed in ("/glemt-adgangskode/", "/adgangskode/"):
        assert login.get(closed).status_code in {302, 403}


def test_the_caller_decides_nothing_of_what_the_provider_is_asked(login: Client) -> None:
    there = login.post("/log-ind/kommune/?scope=admin&auth_params=nonce%3Dfast&process=connect")
    asked = parse_qs(urlsplit(there.context["address"]).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert len(asked["nonce"][0]) > 20
    assert asked["code_challenge_method"] == ["S256"]
