"""Deputyships and browsers for the tests of access, made as people make them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

import factories
from kernespor.foundation.access import actions
from kernespor.foundation.access.models import Deputyship

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
WEEK = dt.timedelta(days=6)


def hand_on(
    principal: str = "oekonomichef",
    deputy: str = "hrkonsulent",
    *,
    by: str = "",
    first: dt.date = DAY,
    last: dt.date = DAY + WEEK,
    unit: str = "",
) -> Deputyship:
    """Hand tasks on; by the principal unless said."""
    return actions.set_deputy(
        actor=factories.actor(by or principal),
        principal=factories.person(principal),
        deputy=factories.person(deputy),
        first=first,
        last=last,
        unit=factories.unit(unit) if unit else None,
        why="Ferie",
    )


def browser(code: str) -> Client:
    """Return a browser in which a person is logged in."""
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def acting(row: Deputyship) -> Client:
    """Return the deputy's browser, acting on behalf of the principal."""
    client = browser(row.deputy.code)
    answer = client.post(f"/adgang/paa-vegne-af/{row.pk}/")
    assert answer.status_code == 302, answer.content.decode()
    return client


def actor_in(client: Client) -> Any:
    """Return the actor that a browser's requests come from."""
    return client.get("/organisation/").wsgi_request.actor
