"""What is written in a plan at the moment when it is concluded comes before that, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Status
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.refusals import NotNow

Write = Callable[[Actor, Action], Any]


def _status(actor: Actor, action: Action) -> Any:
    return plans.give_status(actor=actor, item=action, judgement="on_track", text="", on=factories.DAY)


WRITES: dict[str, Write] = {
    "change": lambda actor, action: plans.change_item(
        actor=actor, item=action, seen=action.version, text="Rettet"
    ),
    "action": lambda actor, action: plans.add_action(actor=actor, goal=action.goal, text="Ny"),
    "status": _status,
}


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_plan_that_was_concluded_after_the_page_was_read_stands_as_it_was(write: Write) -> None:
    factories.house()
    head = factories.actor("head")
    plan = factories.plan_in_force(head)
    action = factories.first_action(plan)
    plans.move_plan(actor=head, plan=plan, step="conclude", seen=plan.version, why="Perioden er slut")
    events, revision = AuditEvent.objects.count(), factories.again(plan).revision
    with pytest.raises(NotNow) as refusal:
        write(head, action)
    assert refusal.value.code == "plan_concluded"
    assert factories.again(action).text == action.text
    assert Action.objects.filter(goal=action.goal).count() == 2
    assert not Status.objects.exists()
    assert (AuditEvent.objects.count(), factories.again(plan).revision) == (events, revision)
