"""Every address is closed until its operation opens it, and a refusal says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from django.utils.translation import get_language

import factories
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.accounts import actions
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotNow, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
reached: list[str] = []


def forgotten(_request: HttpRequest) -> HttpResponse:
    reached.append("forgotten")
    return HttpResponse("åben")


@operation("test.form", "POST")
def form(_request: HttpRequest) -> HttpResponse:
    reached.append("form")
    return HttpResponse("gemt")


@operation("test.public", audience=Audience.PUBLIC)
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{get_language()} {request.today} {request.actor.label}")  # type: ignore[attr-defined]


@operation("test.demo", audience=Audience.DEMO)
def demo(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("demo")


@operation("test.signed_in", audience=Audience.SIGNED_IN)
def signed_in(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("logget ind")


@operation("test.controllers", roles=(RoleKind.CONTROLLER, RoleKind.DIRECTOR))
def controllers(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("økonomi")


@operation("test.refusing", audience=Audience.PUBLIC)
def refusing(request: HttpRequest) -> HttpResponse:
    if request.GET.get("why") == "now":
        raise NotNow("not_now", "Vent til {day}.", day="mandag")
    raise NotPermitted("not_you", "Kun {who} kan det.", who="lederen")


@operation("test.broken", audience=Audience.PUBLIC)
def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("glemt/", forgotten),
    path("form/", form),
    path("offentlig/", public),
    path("demo/", demo),
    path("logget-ind/", signed_in),
    path("oekonomi/", controllers),
    path("afslag/", refusing),
    path("i-stykker/", broken),
    path("", include("kernespor.site.urls")),
]
handler500 = "kernespor.foundation.ui.views.server_error"


@pytest.fixture(autouse=True)
def nothing_reached() -> None:
    reached.clear()


@pytest.fixture
def as_person(client: Client) -> Callable[[str], Client]:
    factories.house()

    def log_in(code: str) -> Client:
        client.force_login(factories.account(code), backend=BACKEND)
        return client

    return log_in


def test_an_address_that_declares_nothing_is_closed_to_all(as_person: Callable[[str], Client]) -> None:
    answer = as_person("head").get("/glemt/")
    assert answer.status_code == 403
    assert "Denne adresse er ikke åben." in answer.content.decode()
    assert reached == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
def test_what_is_not_declared_never_reaches_a_view(as_person: Callable[[str], Client], method: str) -> None:
    answer = as_person("head").generic(method, "/form/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert reached == []


def test_a_form_is_reached_by_post_and_a_page_by_get_and_head(as_person: Callable[[str], Client]) -> None:
    client = as_person("head")
    assert client.post("/form/").content.decode() == "gemt"
    assert client.get("/logget-ind/").status_code == client.head("/logget-ind/").status_code == 200
    assert client.post("/logget-ind/").status_code == 405


def test_addresses_of_the_demo_are_closed_outside_it(client: Client, settings: Any) -> None:
    assert client.get("/demo/").status_code == 403
    settings.DEMO = True
    assert client.get("/demo/").content.decode() == "demo"


def test_whoever_is_not_logged_in_is_sent_there_and_comes_back_to_the_page(client: Client) -> None:
    answer = client.get("/oekonomi/?side=2&enhed=7")
    assert answer.status_code == 302
    assert answer["Location"] == "/log-ind/?next=/oekonomi/%3Fside%3D2%26enhed%3D7"
    answer = client.post("/form/")
    assert answer.status_code == 302
    assert reached == []


def test_a_page_for_other_roles_says_so(as_person: Callable[[str], Client]) -> None:
    answer = as_person("head").get("/oekonomi/")
    assert answer.status_code == 403
    assert "Siden er for andre roller end din." in answer.content.decode()


def test_whoever_holds_no_role_today_can_only_leave(client: Client, settings: Any) -> None:
    factories.house()
    user = factories.account("head")
    client.force_login(user, backend=BACKEND)
    settings.TODAY = dt.date(2019, 12, 31)
    answer = client.post("/form/")
    assert answer.status_code == 403
    assert "Du har ingen rolle i kommunen i dag." in answer.content.decode()
    assert reached == []
    assert client.get("/logget-ind/").status_code == 200


def test_a_refusal_becomes_a_page_with_its_reason(client: Client) -> None:
    never, later = client.get("/afslag/"), client.get("/afslag/?why=now")
    assert (never.status_code, later.status_code) == (403, 409)
    assert "Kun lederen kan det." in never.content.decode()
    assert "Vent til mandag." in later.content.decode()


def test_other_errors_are_not_taken_for_refusals(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/i-stykker/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()


def test_pages_are_in_the_language_of_their_reader(
    as_person: Callable[[str], Client], client: Client
) -> None:
    english = {"headers": {"accept-language": "en"}}
    assert client.get("/offentlig/", **english).content.decode().startswith("da ")
    reader = as_person("head")
    assert reader.get("/offentlig/").headers["Content-Language"] == "da"
    actions.choose_language(actor=factories.actor("head"), user=factories.account("head"), language="en")
    answer = reader.get("/offentlig/")
    assert answer.content.decode() == "en 2026-11-20 Lederen"
    assert answer.headers["Content-Language"] == "en"


def test_today_is_the_clocks_when_no_day_is_set(client: Client, settings: Any) -> None:
    settings.TODAY = None
    before = timezone.localdate()
    said = client.get("/offentlig/").content.decode().split()[1]
    assert before.isoformat() <= said <= timezone.localdate().isoformat()


def test_what_a_person_saw_is_not_kept_by_anything_on_the_way(as_person: Callable[[str], Client]) -> None:
    assert "Cache-Control" not in Client().get("/offentlig/").headers
    assert as_person("head").get("/logget-ind/").headers["Cache-Control"] == "private, no-store"
