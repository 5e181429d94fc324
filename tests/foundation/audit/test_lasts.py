"""When something last happened to an object is what its events say, however it came to be known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import factories
from factories import DAY
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Goal
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.audit.actions import make_lasts_anew
from kernespor.foundation.audit.lasts import lasts
from kernespor.foundation.audit.models import AuditEvent, LastEvent
from kernespor.foundation.audit.selectors import Asked, search
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import Ref, ref_of

pytestmark = pytest.mark.usefixtures("sporkoebing")


@pytest.fixture
def head() -> Actor:
    """The head of finance."""
    return factories.actor("oekonomichef")


@pytest.fixture
def action() -> Action:
    """An action of the head's own plan."""
    found = Action.objects.filter(goal__area__plan__unit__code="OS", goal__area__plan__status="in_force")
    return found.order_by("pk")[0]


def everything() -> dict[Ref, tuple[dt.datetime, str]]:
    rows = LastEvent.objects.values_list("kind", "object_id", "at", "verb")
    return {Ref(kind, pk): (at, verb) for kind, pk, at, verb in rows}


def test_an_act_is_noted_of_what_it_was_about_what_it_wrote_and_what_that_is_of(
    head: Actor, action: Action
) -> None:
    plan = action.goal.area.plan
    plans.give_status(actor=head, item=action, judgement="on_track", text="Det går.", on=DAY)
    found = lasts([ref_of(plan), ref_of(action), ref_of(action.goal)])
    assert {ref.kind for ref, (_at, verb) in found.items() if verb == "strategy.status_given"} == {
        "strategy.unitplan",
        "strategy.action",
    }
    event = AuditEvent.objects.latest("pk")
    assert found[ref_of(action)] == (event.at, event.verb)
    row = LastEvent.objects.get(kind="strategy.action", object_id=action.pk)
    assert str(row) == str(ref_of(action))


def test_what_only_its_reader_knows_and_what_came_with_the_demo_is_not_noted(
    head: Actor, action: Action
) -> None:
    plan = action.goal.area.plan
    before = everything()
    plans.see_plan(actor=head, plan=plan)
    assert AuditEvent.objects.filter(verb="strategy.plan_seen").exists()
    assert everything() == before
    assert not [verb for _at, verb in before.values() if verb.endswith("sporkoebing_loaded")]


def test_an_older_act_does_not_hide_a_newer_one(action: Action) -> None:
    plan = action.goal.area.plan
    by = system("Prøve", DAY)
    now = timezone.now()
    for deadline, at in ((dt.date(2027, 1, 1), now), (dt.date(2027, 2, 1), now - dt.timedelta(days=9))):
        with change(actor=by, verb="strategy.item_changed", about=plan, at=at) as act:
            act.update(action, deadline=deadline)
    assert lasts([ref_of(action)])[ref_of(action)][0] == now


def test_made_anew_from_the_events_it_is_the_same(head: Actor, action: Action) -> None:
    goal: Any = Goal.objects.exclude(pk=action.goal_id).order_by("pk")[0]
    plans.give_status(actor=head, item=action, judgement="slipping", text="Vi er bagud.", on=DAY)
    plans.change_item(actor=factories.actor("budgetchef"), item=goal, seen=goal.version, title="Et nyt navn")
    noted = everything()
    make_lasts_anew()
    assert everything() == noted
    assert len(noted) > 20


def test_a_search_reads_no_fields(head: Actor) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert search(head, Asked()).rows
    column = 'audit_auditevent"."rows"'
    assert not [one["sql"] for one in asked if column in one["sql"].partition(" FROM ")[0]]
