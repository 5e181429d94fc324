"""Kinds of objects: nobody without a role in the municipality is let in, whatever a kind's own rule says."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.http import Http404

import factories
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, anonymous
from kernespor.foundation.comments import actions as comments
from kernespor.foundation.refusals import NotPermitted

FILE = "oekonomi-stab-2024-2025.docx"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    """A plan in force, which everyone in the house may read."""
    del sporkoebing
    return factories.plan_of_file(FILE)


def without_role(code: str = "jurist") -> Actor:
    """Return someone whose last role has ended."""
    return dataclasses.replace(factories.actor(code), roles=())


def test_who_has_no_role_reads_no_object_of_any_kind_of_the_house(plan: UnitPlan) -> None:
    comments.comment(actor=factories.actor("jurist"), row=plan, text="Hvad med taget?")
    for actor in (without_role(), anonymous(factories.DAY)):
        seen = {kind.name for kind in objects.known() if kind.rows(actor).exists()}
        assert seen <= {"bodies.consultation"}, seen
        assert objects.cards(actor, [objects.ref_of(plan)]) == {}
        for act in (objects.of("strategy.unitplan").ground, objects.check_change):
            with pytest.raises(NotPermitted, match="not_in_house"):
                act(actor, plan)
        with pytest.raises(NotPermitted, match="not_in_house"):
            objects.fetch(actor, "plan", plan.pk)
    inside = factories.actor("jurist")
    assert objects.fetch(inside, "plan", plan.pk) == plan
    assert {kind.name for kind in objects.known() if kind.rows(inside).exists()} > {"strategy.unitplan"}


def test_each_kind_that_reaches_beyond_the_house_is_known() -> None:
    assert {kind.name for kind in objects.known() if kind.beyond_house} == {"bodies.consultation"}


def test_what_is_shown_no_longer_is_found_at_no_address(plan: UnitPlan, client: Any) -> None:
    author = factories.actor("hrkonsulent")
    said = comments.comment(actor=author, row=plan, text=factories.SECRET)
    client.force_login(
        factories.account("jurist"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    pages = [f"/{part}/kommentar/{said.pk}/" for part in ("adgang", "haendelser", "roed-traad")]
    assert factories.SECRET in client.get(pages[0]).content.decode()
    comments.withdraw(actor=author, said=said, row=plan)
    with pytest.raises(Http404):
        objects.fetch(author, "kommentar", said.pk)
    for page in pages:
        answer = client.get(page)
        assert (answer.status_code, factories.SECRET in answer.content.decode()) == (404, False), page
