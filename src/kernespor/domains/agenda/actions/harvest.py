"""What groups delivered, and the harvest of a mandate: what came of it, who carries on, what was learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kernespor.domains.agenda import workflow
from kernespor.domains.agenda.enums import DeliverableState, MandateStatus
from kernespor.domains.agenda.models import CarriedOn, Deliverable, Mandate
from kernespor.domains.agenda.permissions import check_lead
from kernespor.domains.agenda.policies import (
    check_all_settled,
    check_in_force,
    check_mandate_span,
    check_not_ahead,
    check_reason,
    check_waiting,
)
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.objects import Ref, Stage, ref_of
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.thread.actions import link

RESULT = "agenda.mandate_result"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a deliverable: `state` delivered or given up, `result` what or why, `leads_to` where."""

    state: str
    on: dt.date
    result: str
    leads_to: Ref | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes on after the group, who sees to it, and the object it goes on in, where there is one."""

    what: str
    owner: Person
    leads_to: Ref | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came of a group."""

    ended_on: dt.date
    came_of_it: str
    learned: str = ""
    carried: Sequence[Carried] = ()


def settle(*, actor: Actor, row: Deliverable, seen: int, told: Settled) -> Deliverable:
    """Say that something was delivered, or given up and why. Raises Refusal or StaleWrite."""
    mandate = row.mandate
    check_lead(actor, mandate)
    check_in_force(mandate)
    check_waiting(row)
    check_reason(told.result)
    check_not_ahead(told.on, actor.today)
    verb = "agenda.deliverable_given_up"
    if told.state == DeliverableState.DELIVERED:
        verb = "agenda.deliverable_delivered"
    with change(actor=actor, verb=verb, about=mandate) as act:
        act.update(
            row, seen=seen, where={"state": DeliverableState.WAITING}, state=told.state, on=told.on,
            result=told.result.strip(), **_leading(told.leads_to),
        )  # fmt: skip
        _hang(act, actor, mandate, told.leads_to)
        return row


def wait_again(*, actor: Actor, row: Deliverable, seen: int, why: str) -> Deliverable:
    """Say that a deliverable waits after all: what was reported was wrong. Raises Refusal or StaleWrite."""
    check_lead(actor, row.mandate)
    check_in_force(row.mandate)
    check_reason(why)
    with change(actor=actor, verb="agenda.deliverable_waits", about=row.mandate, why=why.strip()) as act:
        return act.update(
            row, seen=seen, where={"state": row.state}, state=DeliverableState.WAITING, on=None, result="",
            **_leading(None),
        )  # fmt: skip


def harvest(*, actor: Actor, mandate: Mandate, seen: int, told: Harvest) -> Mandate:
    """End a mandate with its harvest. Raises Refusal, or StaleWrite when someone was first.

    Each deliverable must have been delivered or given up.
    """
    check_lead(actor, mandate)
    transition = workflow.MANDATE.check("harvest", mandate.status)
    check_reason(told.came_of_it)
    check_mandate_span(mandate.starts, told.ended_on)
    check_not_ahead(told.ended_on, actor.today)
    check_all_settled(mandate.deliverables.filter(state=DeliverableState.WAITING).count())
    with change(actor=actor, verb=transition.verb, about=mandate) as act:
        act.update(
            mandate, seen=seen, where={"status": transition.source}, status=MandateStatus.HARVESTED,
            ended_on=told.ended_on, came_of_it=told.came_of_it.strip(), learned=told.learned.strip(),
        )  # fmt: skip
        for row in mandate.carried_on.all():  # of a harvest that was opened again
            act.delete(row)
        rows = [
            CarriedOn(mandate=mandate, what=one.what.strip(), owner=one.owner, **_leading(one.leads_to))
            for one in told.carried
        ]
        act.create_many(CarriedOn, rows)
        for one in told.carried:
            _hang(act, actor, mandate, one.leads_to)
        return mandate


def _leading(ref: Ref | None) -> dict[str, str | int | None]:
    return {"object_kind": ref.kind if ref else "", "object_pk": ref.pk if ref else None}


def _hang(act: Change, actor: Actor, mandate: Mandate, ref: Ref | None) -> None:
    """Tie a mandate to what it led to, the way the thread runs; what stands on no thread is only named."""
    if ref is None or ref == ref_of(mandate) or objects.of(ref.kind).stage is Stage.BESIDE:
        return
    ends = [ref_of(mandate), ref]
    upper, lower = sorted(ends, key=lambda one: objects.of(one.kind).stage)  # stable: the mandate first
    link(act, kind=RESULT, upper=upper, lower=lower, day=actor.today)
