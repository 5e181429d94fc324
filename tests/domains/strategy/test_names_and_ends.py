"""Who is over a deadline is named to those concerned alone, and what is concluded grows no older."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.test import Client

import factories
from factories import DAY
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, UnitPlan
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.engines.plan_state.records import State

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OWNER = "udbudskonsulent"  # leads no unit, so no organisation chart names the person
HIDDEN = "Enhedens ledelse"


@pytest.fixture
def late(sporkoebing: dict[str, Any]) -> Action:
    """An action of Økonomi & Stab's, the only one, whose owner is over its deadline."""
    del sporkoebing
    head = factories.actor("oekonomichef")
    action = factories.first_action(factories.plan_in_force(head))
    plans.change_item(
        actor=head,
        item=action,
        seen=action.version,
        owner=factories.person(OWNER),
        deadline=DAY - dt.timedelta(days=9),
    )
    return factories.first_action(plan_of(action))


def plan_of(action: Action) -> UnitPlan:
    return action.goal.area.plan


def read(client: Client, code: str, path: str) -> str:
    client.force_login(factories.account(code), backend=BACKEND)
    answer = client.get(path)
    assert answer.status_code == 200
    if not answer.content.startswith(b"PK"):
        return answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return " ".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("what", ["", "action", "excel/", "word/"])
@pytest.mark.parametrize(
    ("code", "concerned"),
    [("oekonomichef", True), (OWNER, True), ("leder.maelkevejen", False), ("administrator", False)],
)
def test_who_is_late_is_named_to_those_concerned(
    client: Client, late: Action, what: str, code: str, *, concerned: bool
) -> None:
    plan = plan_of(late)
    path = f"/virksomhedsplaner/{plan.pk}/{f'action/{late.pk}/' if what == 'action' else what}"
    page = read(client, code, path)
    name = factories.person(OWNER).name
    if code == OWNER:  # the top bar names whoever is logged in
        assert HIDDEN not in page
    else:
        assert (name in page) is concerned
        assert (HIDDEN in page) is not concerned


def test_an_owner_in_time_is_named_to_everyone(client: Client, late: Action) -> None:
    head = factories.actor("oekonomichef")
    plans.change_item(actor=head, item=late, seen=late.version, deadline=DAY + dt.timedelta(days=9))
    page = read(client, "leder.maelkevejen", f"/virksomhedsplaner/{plan_of(late).pk}/")
    assert factories.person(OWNER).name in page
    assert HIDDEN not in page


def test_what_is_concluded_stands_as_it_did(late: Action) -> None:
    head = factories.actor("oekonomichef")
    plan = factories.again(plan_of(late))
    plans.give_status(actor=head, item=late, judgement="slipping", text="Vi venter.", on=DAY)
    plans.move_plan(actor=head, plan=plan, step="conclude", seen=plan.version, why="Perioden er slut")
    plan = factories.again(plan)
    then = plan_view(plan, today=DAY).counts
    assert plan_view(plan, today=DAY + dt.timedelta(days=900)).counts == then
    assert then[State.OFF_TRACK] == 1
