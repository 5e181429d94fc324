"""What was decided at a meeting: recorded also late and out of order, and what is to come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kernespor.domains.agenda import workflow
from kernespor.domains.agenda.actions.items import record_deviations
from kernespor.domains.agenda.actions.meetings import Attended, start_off
from kernespor.domains.agenda.enums import ItemStatus
from kernespor.domains.agenda.models import Disqualification, FollowUp, ItemStop
from kernespor.domains.agenda.permissions import check_follow_up, check_run
from kernespor.domains.agenda.policies import (
    check_as_closed,
    check_decided,
    check_minutes_open,
    check_reason,
    check_undecided,
    check_undone,
)
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions import decisions
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.permissions import check_read_decision
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Person

AT_TABLE = N_("Besluttet på mødet")


def decide(
    *,
    actor: Actor,
    stop: ItemStop,
    facts: decisions.DecisionFacts,
    disqualified: Sequence[Attended] = (),
    openness: str = Openness.OPEN,
    about: Iterable[Ref] = (),
    asks_order: bool = True,
) -> Decision:
    """Record what a body decided in an item, however it came there; what was out of order stands on it.

    Postponed items get the body as a stop once more; the last decision of the way ends the item. `openness`
    is that of the minutes: what was closed there isn't recorded on an item that is open. `about` are further
    objects that were decided on. Of an item made of its minutes (`asks_order` is False) nobody knows in which
    order it was treated. Raises Refusal.
    """
    check_run(actor, stop.body)
    check_undecided(stop)
    check_as_closed(stop.item, openness)
    if stop.meeting:
        check_minutes_open(stop.meeting)
    item = stop.item
    late = [] if stop.sent_on or not asks_order else told_at(stop, today=actor.today, at_table=True)
    with change(actor=actor, verb="agenda.stop_decided", about=item) as act:
        decision = decisions.record(
            actor=actor, body=stop.body, facts=facts, openness=item.openness, about=[ref_of(item), *about]
        )
        start_off(act, item)
        act.update(stop, where={"decision": None}, decision=decision)
        act.create_many(
            Disqualification,
            [Disqualification(stop=stop, name=one.name, person_id=one.person_id) for one in disqualified],
        )
        record_deviations(act, actor, stop, late, {one.key: AT_TABLE for one in late if one.stops})
        if facts.outcome == Outcome.POSTPONED:
            _once_more(act, stop)
        elif not _goes_on(stop):
            done = workflow.ITEM.step("decide")
            if item.status == done.source:
                act.update(item, where={"status": done.source}, status=ItemStatus.DECIDED)
        return decision


def _goes_on(stop: ItemStop) -> bool:
    return stop.item.stops.filter(position__gt=stop.position, decision=None, skipped="").exists()


def _once_more(act: Change, stop: ItemStop) -> None:
    """Let the same body come next on the way: what was postponed is treated again."""
    # From behind: no two stops stand in the same place on the way.
    for later in stop.item.stops.filter(position__gt=stop.position).order_by("-position"):
        act.update(later, position=later.position + 1)
    act.create(
        ItemStop, item=stop.item, position=stop.position + 1, body=stop.body, reading=stop.reading,
        recommendation=stop.recommendation,
    )  # fmt: skip


def suspend(*, actor: Actor, stop: ItemStop, seen: int, why: str) -> ItemStop:
    """Record that a member had a committee's decision suspended (standsningsretten): the council decides.

    Raises Refusal or StaleWrite.
    """
    check_run(actor, stop.body)
    check_decided(stop)
    check_reason(why)
    with change(actor=actor, verb="agenda.decision_suspended", about=stop.item, why=why.strip()) as act:
        return act.update(stop, seen=seen, suspended_on=actor.today)


def follow_up(*, actor: Actor, decision: Decision, task: str, owner: Person, due: dt.date) -> FollowUp:
    """Say what someone is to do because of a decision, and until when. Raises Refusal."""
    check_run(actor, decision.body)
    check_read_decision(actor, decision)
    with change(actor=actor, verb="agenda.follow_up_set", about=decision) as act:
        return act.create(FollowUp, decision=decision, task=task.strip(), owner=owner, due=due)


def report(*, actor: Actor, row: FollowUp, seen: int, came_of_it: str, on: dt.date) -> FollowUp:
    """Say what came of a decision. Raises Refusal or StaleWrite."""
    check_follow_up(actor, row)
    check_undone(row)
    check_reason(came_of_it)
    with change(actor=actor, verb="agenda.followed_up", about=row.decision) as act:
        return act.update(row, seen=seen, done_on=on, came_of_it=came_of_it.strip())
