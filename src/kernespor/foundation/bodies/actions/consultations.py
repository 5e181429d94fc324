"""Consultations: written, sent out, given more time, closed, concluded with what they changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies import workflow
from kernespor.foundation.bodies.actions.notices import ask_to_tell, ask_to_tell_of_time
from kernespor.foundation.bodies.enums import ConsultationStatus, PartyKind
from kernespor.foundation.bodies.models import Body, Consultation, ConsultationMaterial, ConsultationParty
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.permissions import check_hear, check_read_consultation
from kernespor.foundation.bodies.policies import check_can_open, check_editable, check_later, check_reason
from kernespor.foundation.files.store import keep
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.actions import link

ABOUT = "bodies.consultation_about"


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """What is written of a consultation while it is a draft."""

    title: str
    kind: str
    unit: Unit
    ground: str
    ground_text: str
    ground_source: str
    proposal: str
    opens: dt.date
    deadline: dt.datetime
    body: Body | None = None
    ground_from: dt.date | None = None
    questions: str = ""
    afterwards: str = ""
    openness: str = Openness.OPEN
    late_answers: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """One who is to be heard: exactly one of the three, or none of them for the residents.

    `address` is the mail address of someone outside the house.
    """

    body: Body | None = None
    unit: Unit | None = None
    outside_name: str = ""
    address: str = ""

    @property
    def kind(self) -> PartyKind:
        """What sort of party it is."""
        if self.body:
            return PartyKind.BODY
        if self.unit:
            return PartyKind.UNIT
        return PartyKind.OUTSIDE if self.outside_name else PartyKind.PUBLIC


def begin(
    *, actor: Actor, facts: ConsultationFacts, parties: Iterable[Heard] = (), about: Iterable[Ref] = ()
) -> Consultation:
    """Write a draft of a consultation. Raises Refusal."""
    check_hear(actor, facts.unit.pk)
    with change(actor=actor, verb="bodies.consultation_begun") as act:
        consultation = act.create(Consultation, created_by_id=actor.person_id, **_fields(facts))
        act.subject = consultation
        _set_parties(act, consultation, list(parties))
        for ref in about:
            link(act, kind=ABOUT, upper=ref, lower=ref_of(consultation), day=facts.opens)
        return consultation


def change_draft(
    *,
    actor: Actor,
    consultation: Consultation,
    seen: int,
    facts: ConsultationFacts,
    parties: Iterable[Heard],
) -> Consultation:
    """Write a draft anew, with those who are to be heard. Raises Refusal or StaleWrite."""
    _check_theirs(actor, consultation)
    check_hear(actor, facts.unit.pk)
    check_editable(consultation)
    with change(actor=actor, verb="bodies.consultation_changed", about=consultation) as act:
        act.update(consultation, seen=seen, where={"status": ConsultationStatus.DRAFT}, **_fields(facts))
        _set_parties(act, consultation, list(parties))
        return consultation


def add_material(
    *, actor: Actor, consultation: Consultation, title: str, name: str, content: bytes
) -> ConsultationMaterial:
    """Lay a file beside a consultation that isn't at its end. Raises Refusal."""
    _check_theirs(actor, consultation)
    if consultation.status not in {ConsultationStatus.DRAFT, ConsultationStatus.OPEN}:
        raise NotNow("material_late", N_("Materiale kan lægges ved, til høringen er lukket for svar."))
    with change(actor=actor, verb="bodies.material_added", about=consultation) as act:
        file = keep(act, name=name, content=content, actor=actor)
        return act.create(ConsultationMaterial, consultation=consultation, file=file, title=title or name)


def give_time(
    *, actor: Actor, consultation: Consultation, seen: int, deadline: dt.datetime, why: str
) -> Consultation:
    """Move the deadline to a later one; what was closed is open again. Raises Refusal or StaleWrite."""
    _check_theirs(actor, consultation)
    check_later(consultation, deadline, now_on(actor.today))
    check_reason(why)
    verb = "bodies.consultation_given_time"
    with change(actor=actor, verb=verb, about=consultation, why=why.strip()) as act:
        fields = {"status": ConsultationStatus.OPEN, "deadline": deadline}
        act.update(consultation, seen=seen, where={"status": consultation.status}, **fields)
        ask_to_tell_of_time(actor=actor, consultation=consultation)
        return consultation


def move(*, actor: Actor, consultation: Consultation, step: str, seen: int, why: str = "") -> Consultation:
    """Take a consultation one step on. For its end `why` is what it changed.

    Raises Refusal, StaleWrite, or KeyError for an unknown step.
    """
    _check_theirs(actor, consultation)
    transition = workflow.CONSULTATION.check(step, consultation.status)
    fields: dict[str, Any] = {"status": transition.target}
    if step == "conclude" and not why.strip():
        raise NotNow("changed_needed", N_("Skriv, hvad høringen ændrede. Ændrede den intet, så skriv det."))
    if transition.needs_reason:
        check_reason(why)
    if step in {"open", "reopen"}:
        check_can_open(consultation, consultation.parties.count(), now_on(actor.today))
    if step == "open":
        fields["opens"] = actor.today
    if step == "conclude":
        fields |= {"changed": why.strip(), "concluded_on": actor.today}
    with change(actor=actor, verb=transition.verb, about=consultation, why=why.strip()) as act:
        act.update(consultation, seen=seen, where={"status": transition.source}, **fields)
        if step in {"conclude", "withdraw"}:
            ask_to_tell(actor=actor, consultation=consultation)
        return consultation


def close_due(*, actor: Actor, now: dt.datetime) -> int:
    """Close what is past its deadline; return how many there were. Doing it again changes nothing."""
    step = workflow.CONSULTATION.step("close")
    due = Consultation.objects.filter(status=step.source, deadline__lt=now).order_by("pk")
    for consultation in due:
        with change(actor=actor, verb=step.verb, about=consultation) as act:
            act.update(consultation, where={"status": step.source}, status=step.target)
    return len(due)


def _check_theirs(actor: Actor, consultation: Consultation) -> None:
    check_hear(actor, consultation.unit_id)
    check_read_consultation(actor, consultation)


def _fields(facts: ConsultationFacts) -> dict[str, Any]:
    return {one.name: getattr(facts, one.name) for one in fields_of(facts)}


def _set_parties(act: Change, consultation: Consultation, wanted: list[Heard]) -> None:
    known = {_key(row): row for row in consultation.parties.all()} if consultation.pk else {}
    asked = {_key_of(one): one for one in wanted}
    for key in known.keys() - asked.keys():
        act.delete(known[key])
    for key in known.keys() & asked.keys():
        act.update(known[key], address=asked[key].address)
    rows = [
        ConsultationParty(
            consultation=consultation,
            kind=one.kind,
            body=one.body,
            unit=one.unit,
            outside_name=one.outside_name,
            address=one.address,
        )
        for key, one in asked.items()
        if key not in known
    ]
    act.create_many(ConsultationParty, rows)


def _key(row: ConsultationParty) -> tuple[int | None, int | None, str]:
    return row.body_id, row.unit_id, row.outside_name


def _key_of(one: Heard) -> tuple[int | None, int | None, str]:
    return one.body.pk if one.body else None, one.unit.pk if one.unit else None, one.outside_name
