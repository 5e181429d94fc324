"""What no page of ours sends is answered with a page of ours: numbers too large, years nobody lives in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import factories
from foundation.access.deputyships import BACKEND
from foundation.bodies.world import START
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import bodies
from kernespor.foundation.bodies.models import Body, BodyVersion
from kernespor.foundation.refusals import NotNow, StaleWrite


@pytest.fixture
def browser(group: Body) -> Client:
    """The browser of the one who keeps the bodies."""
    del group
    client = Client()
    client.force_login(factories.account("politisk.sekretariat"), backend=BACKEND)
    return client


@pytest.mark.parametrize("year", ["0", "9999", "10000", "99999999", "i fjor"])
def test_a_year_that_never_was_narrows_nothing(browser: Client, year: str) -> None:
    for page in ("", "excel/"):
        assert browser.get(f"/raad-og-udvalg/beslutninger/{page}?aar={year}").status_code == 200


def test_a_body_of_a_number_too_large_is_not_found(browser: Client) -> None:
    assert browser.get(f"/raad-og-udvalg/{'9' * 30}/").status_code == 404


@pytest.mark.parametrize("seen", [None, 999_999])
def test_a_name_is_changed_from_the_version_that_was_seen_alone(
    keeper: Actor, group: Body, seen: int | None
) -> None:
    with pytest.raises(StaleWrite):
        bodies.rename_body(actor=keeper, body=group, seen=seen, name="Andet", first=START)
    assert BodyVersion.objects.filter(body=group).count() == 1


def test_a_code_taken_in_the_same_moment_is_said(
    keeper: Actor, group: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Any = Body.objects.none()
    monkeypatch.setattr(type(Body.objects), "filter", lambda *_all, **_named: asked)
    with pytest.raises(NotNow, match="code_taken"):
        bodies.add_body(
            actor=keeper, code=group.code, kind="group", unit=factories.unit("OS"), name="To", first=START
        )
