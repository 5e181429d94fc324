"""The menu, tables' addresses, and the pages that say what went wrong."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from kernespor.foundation.access.actor import Actor, anonymous
from kernespor.foundation.ui import context, navigation, views
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.tables import Column, order


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


TODAY = dt.date(2026, 8, 24)
MINE = Actor(label="Mette Lund", today=TODAY, user_id=1)


@pytest.fixture(autouse=True)
def own_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})


def test_the_menu_follows_the_order_and_the_reader() -> None:
    navigation.register(NavItem("Byggesten", "ui:building_blocks", "home", 20, short="Sten"))
    navigation.register(NavItem("Forside", "home", "home", 10))
    navigation.register(NavItem("Skjult", "accessibility", "home", 5, visible=lambda actor: actor.holds()))
    shown = navigation.entries(MINE, "ui:building_blocks")
    assert [(entry.label, entry.short, entry.current) for entry in shown] == [
        ("Forside", "Forside", False),
        ("Byggesten", "Sten", True),
    ]
    assert shown[1].url == reverse("ui:building_blocks")
    assert not any(entry.current for entry in navigation.entries(MINE, ""))


@pytest.mark.parametrize(
    ("view", "current"), [("s:plans", "s:plans"), ("s:import_review", "s:import_new"), ("s:goal", "s:plans")]
)
def test_one_place_is_current_within_a_namespace(view: str, current: str) -> None:
    items = ("s:plans", "s:import_new")
    nearest = max(items, key=lambda item: navigation._nearness(item, view))
    assert nearest == current


def test_an_item_that_names_its_pages_is_current_on_those_alone() -> None:
    navigation.register(NavItem("Sten", "ui:building_blocks", "home", 1, pages=("ui:building_blocks",)))
    for view, current in (("ui:building_blocks", True), ("ui:other", False)):
        assert [entry.current for entry in navigation.entries(MINE, view)] == [current]


def test_whoever_has_not_logged_in_gets_no_menu() -> None:
    navigation.register(NavItem("Forside", "home", "home", 10))
    request = RequestFactory().get("/")
    request.actor = anonymous(TODAY)  # type: ignore[attr-defined]
    assert list(context.shell(request)["nav_entries"]) == []
    request.actor = MINE  # type: ignore[attr-defined]
    request.resolver_match = SimpleNamespace(view_name="home")  # type: ignore[assignment]
    assert [entry.current for entry in context.shell(request)["nav_entries"]] == [True]
    assert context.shell(RequestFactory().get("/"))["actor"] is None


@pytest.mark.parametrize(
    ("asked", "found"), [("", ("frist", True)), ("sort=navn", ("navn", False)), ("sort=x", ("frist", True))]
)
def test_an_old_address_still_sorts(asked: str, found: tuple[str, bool]) -> None:
    columns = [Column("navn", "Navn"), Column("frist", "Frist"), Column("x", "X", sortable=False)]
    assert order(columns, QueryDict(asked), "-frist") == found


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda request: views.bad_request(request, ValueError()), 400, "Intet er gemt"),
        (lambda request: views.forbidden(request, PermissionError()), 403, "ikke åben for dig"),
        (lambda request: views.not_found(request, LookupError()), 404, "Siden findes ikke"),
        (lambda request: views.csrf_failure(request, "no cookie"), 403, "Siden var for gammel"),
        (views.server_error, 500, "Fejlen er vores"),
    ],
)
def test_what_went_wrong_is_said_in_danish_without_the_database(answer, status: int, words: str) -> None:
    request = RequestFactory().get("/")
    request.reference = "A7K2"  # type: ignore[attr-defined]
    response: HttpResponse = answer(request)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert page.count("<h1") == 1
    assert ("A7K2" in page) is (status == 500)


def test_a_refusal_gives_its_reason() -> None:
    assert "Kun ledere" in render_to_string("errors/403.html", {"reason": "Kun ledere kan se den."})
    assert "En anden har gemt" in render_to_string("errors/409.html", {"reason": "En anden har gemt."})


def test_the_page_of_building_blocks_has_every_landmark_and_no_inline_style_or_script() -> None:
    request = RequestFactory().get("/byggesten/?status=slipping")
    request.user = SimpleNamespace(dense_tables=["byggesten"])  # type: ignore[assignment]
    request.actor = MINE  # type: ignore[attr-defined]
    request.today = TODAY  # type: ignore[attr-defined]
    page = views.building_blocks(request).content.decode()
    assert '<html lang="da">' in page
    assert 'href="#indhold"' in page
    assert 'id="indhold"' in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " hx-on" not in page
    assert 'data-density="dense"' in page
    request.htmx = True  # type: ignore[attr-defined]
    part = without_tokens(views.building_blocks(request).content.decode()).strip()
    assert part in without_tokens(page)
    assert part.startswith('<div id="tabel"')
    assert "1.234.567,00 kr." in page
