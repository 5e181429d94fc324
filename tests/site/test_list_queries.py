"""What lists and the pages that gather from everywhere cost: no more queries the more there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kernespor.foundation.accounts.models import User
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.tree import tree_on

pytestmark = pytest.mark.django_db
LIST, PAGE = 8, 20
LISTS = (
    "strategy:plans", "indicators:list", "bodies:body_list", "bodies:body_decisions",
    "bodies:consultation_list", "agenda:meetings", "agenda:items", "agenda:deviations",
    "agenda:mandates",
    "filing:unfiled", "reviews:all_plans", "reviews:still",
    "jobs:list", "organisation:page", "economy:page", "economy:accounts", "economy:appropriations",
)  # fmt: skip
# These gather from every part of the product, each by its own rule of access: they cost a query or two for
# each part that has something to show, however much it has.
GATHERING = ("thread:breaks", "measures:page", "audit:search")


def _as(role: RoleKind) -> Client:
    client = Client()
    user = User.objects.filter(person__roles__role=role).order_by("pk").first()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _cost(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.usefixtures("sporkoebing")
def test_every_list_asks_at_most_eight_queries() -> None:
    client = _as(RoleKind.CONTROLLER)
    costs = {name: _cost(client, reverse(name)) for name in LISTS}
    costs["accounts:users"] = _cost(_as(RoleKind.ADMINISTRATOR), reverse("accounts:users"))
    assert {name: cost for name, cost in costs.items() if cost > LIST} == {}


@pytest.mark.usefixtures("sporkoebing")
def test_what_gathers_from_every_part_asks_at_most_twenty() -> None:
    client = _as(RoleKind.CONTROLLER)
    costs = {name: _cost(client, reverse(name)) for name in GATHERING}
    assert {name: cost for name, cost in costs.items() if cost > PAGE} == {}


@pytest.mark.usefixtures("sporkoebing")
@pytest.mark.parametrize("role", [RoleKind.CONTROLLER, RoleKind.HEAD, RoleKind.SECRETARY])
def test_the_overview_and_the_tasks_ask_at_most_twenty(role: RoleKind) -> None:
    client = _as(role)
    costs = {name: _cost(client, reverse(name)) for name in ("home", "tasks:page", "tasks:count")}
    assert {name: cost for name, cost in costs.items() if cost > PAGE} == {}


@pytest.mark.usefixtures("sporkoebing")
def test_a_page_reads_the_tree_but_once() -> None:
    client = _as(RoleKind.CONTROLLER)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("thread:breaks"))
    trees = [one for one in asked.captured_queries if 'FROM "organisation_unitversion"' in one["sql"]]
    assert len([one for one in trees if one["sql"].startswith('SELECT "organisation_unitversion"')]) == 1


def test_nothing_is_kept_from_one_request_to_the_next(django_assert_num_queries: Any) -> None:
    import datetime as dt

    with django_assert_num_queries(2):
        tree_on(dt.date(2026, 1, 1))
        tree_on(dt.date(2026, 1, 1))
