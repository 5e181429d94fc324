"""Mandates of groups: written, put in force, extended, kept as versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from kernespor.domains.agenda import workflow
from kernespor.domains.agenda.enums import DeliverableState, MandateStatus
from kernespor.domains.agenda.models import Deliverable, Mandate, MandateVersion
from kernespor.domains.agenda.permissions import check_lead, check_run, check_set_down
from kernespor.domains.agenda.policies import (
    check_as_the_rules_say,
    check_deciders,
    check_in_force,
    check_mandate_open,
    check_mandate_span,
    check_mandate_why,
    check_reason,
)
from kernespor.domains.agenda.selectors.mandates import remarks_on_mandate
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.permissions import check_read_decision
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.thread.actions import link, unlink
from kernespor.foundation.thread.models import Link

SET_DOWN = "agenda.mandate_set_down"
_WORDS = (
    "title", "task", "frame", "power", "starts", "ends", "tovholder_id", "set_by_id", "decision_id",
    "reports_to_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """What is written of a mandate; `ends` None for a standing group."""

    title: str
    task: str
    tovholder: Person
    set_by: Body
    starts: dt.date
    ends: dt.date | None = None
    decision: Decision | None = None
    reports_to: Body | None = None
    frame: str = ""
    power: bool = False

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class DeliverableFacts:
    """What a group is to deliver, and until when."""

    text: str
    due: dt.date


def begin(
    *, actor: Actor, body: Body, facts: MandateFacts, deliverables: Sequence[DeliverableFacts] = ()
) -> Mandate:
    """Write a draft of the mandate of a body. Raises Refusal."""
    check_run(actor, body)
    _check_facts(actor, body.pk, facts, None)
    with change(actor=actor, verb="agenda.mandate_begun") as act:
        mandate = act.create(Mandate, body=body, created_by_id=actor.person_id, **facts.as_fields())
        act.subject = mandate
        rows = [Deliverable(mandate=mandate, text=one.text.strip(), due=one.due) for one in deliverables]
        act.create_many(Deliverable, rows)
        _hang(act, actor, mandate, None)
        return mandate


def change_mandate(
    *, actor: Actor, mandate: Mandate, seen: int, facts: MandateFacts, why: str = ""
) -> Mandate:
    """Write a mandate anew; once in force with a reason, and as a version of its own.

    Raises Refusal, or StaleWrite when someone was first.
    """
    check_lead(actor, mandate)
    check_mandate_open(mandate)
    check_mandate_why(mandate, why)
    _check_facts(actor, mandate.body_id, facts, mandate)
    with change(actor=actor, verb="agenda.mandate_changed", about=mandate, why=why.strip()) as act:
        before = mandate.decision_id
        act.update(mandate, seen=seen, where={"status": mandate.status}, **facts.as_fields())
        _hang(act, actor, mandate, before)
        if mandate.status != MandateStatus.DRAFT:
            keep_version(act, actor, mandate, why.strip())
        return mandate


def extend(
    *,
    actor: Actor,
    mandate: Mandate,
    seen: int,
    ends: dt.date | None,
    decision: Decision | None,
    why: str,
) -> Mandate:
    """Let a mandate end on another day, or stand until further notice; `decision` is who said so.

    Without one the decision that set the group down stands. Raises Refusal or StaleWrite.
    """
    check_set_down(actor, mandate)
    check_in_force(mandate)
    check_reason(why)
    check_mandate_span(mandate.starts, ends)
    if decision:
        check_deciders(mandate.body_id, mandate.set_by, decision)
        check_read_decision(actor, decision)
    with change(actor=actor, verb="agenda.mandate_extended", about=mandate, why=why.strip()) as act:
        before = mandate.decision_id
        act.update(
            mandate, seen=seen, where={"status": mandate.status}, ends=ends,
            decision=decision or mandate.decision,
        )  # fmt: skip
        _hang(act, actor, mandate, before)
        keep_version(act, actor, mandate, why.strip())
        return mandate


def step(*, actor: Actor, mandate: Mandate, name: str, seen: int, why: str = "") -> Mandate:
    """Put a mandate in force, discard its draft, or open its harvest again. Raises Refusal or StaleWrite."""
    transition = workflow.MANDATE.check(name, mandate.status)
    if transition.target == MandateStatus.DISCARDED:
        check_lead(actor, mandate)
    else:
        check_set_down(actor, mandate)
    if transition.target == MandateStatus.HARVESTED:
        raise KeyError(name)  # a harvest says what came of it
    if transition.needs_reason:
        check_reason(why)
    if name == "adopt":
        check_as_the_rules_say(remarks_on_mandate(mandate, actor.today), why)
    with change(actor=actor, verb=transition.verb, about=mandate, why=why.strip()) as act:
        act.update(mandate, seen=seen, where={"status": transition.source}, status=transition.target)
        if name == "adopt":
            keep_version(act, actor, mandate, why.strip())
        return mandate


def add_deliverable(*, actor: Actor, mandate: Mandate, facts: DeliverableFacts, why: str = "") -> Deliverable:
    """Say what else a group is to deliver; once in force with a reason. Raises Refusal."""
    check_lead(actor, mandate)
    check_mandate_open(mandate)
    check_mandate_why(mandate, why)
    with change(actor=actor, verb="agenda.deliverable_set", about=mandate, why=why.strip()) as act:
        row = act.create(Deliverable, mandate=mandate, text=facts.text.strip(), due=facts.due)
        _keep_in_force(act, actor, mandate, why.strip())
        return row


def change_deliverable(
    *, actor: Actor, row: Deliverable, seen: int, facts: DeliverableFacts, why: str = ""
) -> Deliverable:
    """Write anew what a group is to deliver; once in force with a reason. Raises Refusal or StaleWrite."""
    mandate = row.mandate
    check_lead(actor, mandate)
    check_mandate_open(mandate)
    check_mandate_why(mandate, why)
    waiting = {"state": DeliverableState.WAITING}
    with change(actor=actor, verb="agenda.deliverable_set", about=mandate, why=why.strip()) as act:
        act.update(row, seen=seen, where=waiting, text=facts.text.strip(), due=facts.due)
        _keep_in_force(act, actor, mandate, why.strip())
        return row


def keep_version(act: Change, actor: Actor, mandate: Mandate, why: str) -> None:
    """Keep a mandate with its deliverables as it is now, within an act; the same words are kept once."""
    newest = mandate.versions.order_by("-number").first()
    words = {name: getattr(mandate, name) for name in _WORDS}
    told = mandate.deliverables.order_by("due", "pk").values_list("text", "due")
    words["deliverables"] = [[text, due.isoformat()] for text, due in told]
    if newest and all(getattr(newest, name) == value for name, value in words.items()):
        return
    number = mandate.editions + 1
    act.create(
        MandateVersion, mandate=mandate, number=number, at=act.at, by_id=actor.person_id,
        label=actor.label, why=why, **words,
    )  # fmt: skip
    act.update(mandate, editions=number)


def _keep_in_force(act: Change, actor: Actor, mandate: Mandate, why: str) -> None:
    if mandate.status == MandateStatus.IN_FORCE:
        keep_version(act, actor, mandate, why)


def _check_facts(actor: Actor, body_id: int, facts: MandateFacts, mandate: Mandate | None) -> None:
    check_mandate_span(facts.starts, facts.ends)
    check_deciders(body_id, facts.set_by, facts.decision)
    if facts.decision and not (mandate and mandate.decision_id == facts.decision.pk):
        check_read_decision(actor, facts.decision)


def _hang(act: Change, actor: Actor, mandate: Mandate, before: int | None) -> None:
    """Hang a mandate below its decision; a draft's below the newest alone, one in force below them all."""
    if before != mandate.decision_id and mandate.status == MandateStatus.DRAFT:
        lower = {"lower_kind": ref_of(mandate).kind, "lower_pk": mandate.pk}
        for row in Link.objects.believed().filter(kind=SET_DOWN, **lower):
            unlink(act, row)
    if mandate.decision:
        link(act, kind=SET_DOWN, upper=ref_of(mandate.decision), lower=ref_of(mandate), day=actor.today)
