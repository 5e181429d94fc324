"""Pages that belong to no domain: the demo's persons, one's own settings, help, health."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import factories
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.ui import navigation
from kernespor.site import demo, help_pages

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def head(client: Client, sporkoebing: dict[str, Any]) -> Client:
    del sporkoebing
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    return client


def me() -> User:
    return User.objects.get(person__code="oekonomichef")


def test_sporkoebing_is_loaded_with_its_accounts_and_all_is_logged(
    sporkoebing: dict[str, Any],
) -> None:
    codes = set(User.objects.values_list("person__code", flat=True))
    assert {"leder.maelkevejen", "kommunaldirektoer", "administrator"} <= codes
    assert not any(user.has_usable_password() for user in User.objects.all())
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"organisation.taken_in", "accounts.opened", "strategy.sporkoebing_loaded"} <= verbs
    assert AuditEvent.objects.filter(verb="strategy.sporkoebing_loaded").count() == len(sporkoebing["plans"])


# ---- the demo's persons


def test_the_demos_persons_are_each_someone_with_something_to_try(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    people = demo.demo_people(factories.DAY)
    assert len({one.email for one in people}) == len(people) > 8
    assert all(one.role and one.what_to_try and one.actor.roles for one in people)
    kinds = [one.actor.roles[0].kind for one in people]
    assert kinds == sorted(kinds, key=list(demo.RoleKind).index)
    assert set(demo.WHAT_TO_TRY) == set(demo.RoleKind)


def test_one_becomes_a_person_only_in_the_demo(
    client: Client, sporkoebing: dict[str, Any], settings: Any
) -> None:
    del sporkoebing
    place = reverse("become", args=[factories.person("hrchef").pk])
    assert client.post(place).status_code == 403
    assert "_auth_user_id" not in client.session
    settings.DEMO = True
    assert client.get(place).status_code == 405
    assert (
        "hrchef" in client.get("/personer/").content.decode()
        or "HR-chefen" in client.get("/personer/").content.decode()
    )
    answer = client.post(place, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "HR-chefen" in answer.content.decode()
    assert client.post(reverse("become", args=[factories.person("jurist").pk])).status_code == 404
    User.objects.filter(person__code="itchef").update(is_active=False)
    assert client.post(reverse("become", args=[factories.person("itchef").pk])).status_code == 404


# ---- one's own settings


def test_the_language_is_kept_and_only_one_that_there_is(head: Client) -> None:
    assert (
        head.post("/sprog/", {"language": "en", "next": "/virksomhedsplaner/"})["Location"]
        == "/virksomhedsplaner/"
    )
    assert me().language == "en"
    assert '<html lang="en"' in head.get("/").content.decode()
    assert head.post("/sprog/", {"language": "sv"}).status_code == 404
    assert me().language == "en"
    assert AuditEvent.objects.filter(verb="accounts.language_chosen").count() == 1


def test_density_is_kept_for_each_table(head: Client) -> None:
    head.post("/taethed/", {"table": "plans", "density": "dense"})
    head.post("/taethed/", {"table": "others", "density": "dense"})
    assert me().dense_tables == ["others", "plans"]
    head.post("/taethed/", {"table": "plans", "density": "airy"})
    assert me().dense_tables == ["others"]
    head.post("/taethed/", {"table": "plans", "density": "airy"})
    assert AuditEvent.objects.filter(verb="accounts.density_chosen").count() == 3


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_one_never_comes_back_to_a_place_that_is_not_ours(head: Client, target: str) -> None:
    for place, data in (("/sprog/", {"language": "en"}), ("/taethed/", {"table": "plans"})):
        assert head.post(place, data | {"next": target})["Location"] == "/"


# ---- help, health, and what every answer carries


def test_every_page_of_the_menu_is_explained_by_a_page_of_its_own(client: Client) -> None:
    names = {item.url_name for item in navigation._items.values()}
    assert {"home", "strategy:plans", "organisation:page"} <= names
    for name in names:
        page = help_pages.page_for(name)
        assert page == name.replace(":", "-")
        answer = client.get(reverse("help", args=[page]))
        assert answer.status_code == 200
        assert "<h1>" in answer.content.decode()
    assert help_pages.page_for("unheard:of") == "kom-i-gang"


def test_every_help_page_has_a_title_and_only_text(client: Client) -> None:
    titles = dict(help_pages.contents())
    assert "kom-i-gang" in titles
    for name, title in titles.items():
        assert title
        assert not title.startswith("#")
        html = help_pages.html(name)
        assert html is not None
        assert html.startswith(f"<h1>{title.replace('&', '&amp;')}")
        assert "<script" not in html
    assert help_pages.html("../settings") is None
    assert client.get("/hjaelp/findes-ikke/").status_code == 404


@pytest.mark.django_db
def test_the_server_says_that_it_is_well(client: Client) -> None:
    answer = client.get("/sundhed/")
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"status": "ok", "worker_silent_seconds": None},
    )


def test_every_answer_carries_its_safeguards(client: Client) -> None:
    answer = client.get("/tilgaengelighed/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_home_shows_what_awaits_me_and_the_documents_i_began_on(head: Client) -> None:
    factories.lay_in(factories.actor("oekonomichef"), mark="Begyndt")
    page = head.get("/")
    assert "Begyndt.md" in head.get("/opgaver/").content.decode()
    assert page.context["board"].tasks
    with override("da"):
        assert "Det venter på dig" in page.content.decode()
