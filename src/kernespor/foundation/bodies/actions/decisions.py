"""Decisions: recorded, also late and out of order; corrected by a new version with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Absence, Body, Decision, DecisionVersion, Dissent
from kernespor.foundation.bodies.permissions import check_read_decision, check_record
from kernespor.foundation.bodies.policies import check_changes, check_happened, check_reason
from kernespor.foundation.bodies.selectors.terms import term_on
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.actions import link

ABOUT = "bodies.decision_about"


@dataclass(frozen=True, slots=True)
class Named:
    """Someone in the minutes, as they stand there; `words` are their dissent, where it is on record."""

    name: str
    person_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is recorded of a decision. `words` is its own text, to be quoted and never paraphrased."""

    on: dt.date
    case_title: str
    words: str
    outcome: str
    case_number: str = ""
    absent: tuple[Named, ...] = ()
    dissent: tuple[Named, ...] = ()


def record(
    *,
    actor: Actor,
    body: Body,
    facts: DecisionFacts,
    openness: str = Openness.OPEN,
    about: Iterable[Ref] = (),
) -> Decision:
    """Record what a body decided, however long ago it was. Raises Refusal.

    `about` are the objects that it was about: the decision stands below them on the thread.
    """
    check_record(actor, body)
    check_happened(facts.on, actor.today)
    with change(actor=actor, verb="bodies.decision_recorded") as act:
        decision = write_decision(act, actor=actor, body=body, facts=facts, openness=openness)
        act.subject = decision
        for ref in about:
            link(act, kind=ABOUT, upper=ref, lower=ref_of(decision), day=facts.on)
        return decision


def correct(*, actor: Actor, decision: Decision, seen: int, facts: DecisionFacts, why: str) -> Decision:
    """Record anew what was decided; the version before stays, with the reason why it doesn't hold.

    Raises Refusal, or StaleWrite when someone corrected it in between.
    """
    check_record(actor, decision.body)
    check_read_decision(actor, decision)
    check_happened(facts.on, actor.today)
    check_reason(why)
    check_changes(differences(decision, facts))
    with change(actor=actor, verb="bodies.decision_corrected", about=decision, why=why.strip()) as act:
        old = decision.current
        if old is not None:
            act.update(old, where={"superseded_at": old.superseded_at}, superseded_at=act.at)
        version = _write_version(act, actor, decision, facts, why.strip())
        return act.update(decision, seen=seen, current=version)


def set_openness(*, actor: Actor, decision: Decision, seen: int, openness: str, why: str) -> Decision:
    """Open or close a decision to others than the body. Raises Refusal or StaleWrite."""
    check_record(actor, decision.body)
    check_read_decision(actor, decision)
    check_reason(why)
    with change(actor=actor, verb="bodies.decision_openness", about=decision, why=why.strip()) as act:
        return act.update(decision, seen=seen, openness=openness)


def write_decision(act: Change, *, actor: Actor, body: Body, facts: DecisionFacts, openness: str) -> Decision:
    """Write a decision with its first version within an act."""
    decision = act.create(Decision, body=body, openness=openness)
    version = _write_version(act, actor, decision, facts, "")
    return act.update(decision, current=version)


def facts_of(decision: Decision) -> DecisionFacts:
    """Return what is on record of a decision now. Two queries."""
    now = decision.current
    assert now is not None  # noqa: S101 - written with the decision
    return DecisionFacts(
        on=now.on,
        case_title=now.case_title,
        words=now.words,
        outcome=now.outcome,
        case_number=now.case_number,
        absent=tuple(Named(row.name, row.person_id) for row in now.absences.order_by("pk")),
        dissent=tuple(Named(row.name, row.person_id, row.words) for row in now.dissents.order_by("pk")),
    )


def differences(decision: Decision, facts: DecisionFacts) -> list[str]:
    """Return the names of the facts that differ from what is on record."""
    known = facts_of(decision)
    return [one.name for one in fields(facts) if getattr(known, one.name) != getattr(facts, one.name)]


def _write_version(
    act: Change, actor: Actor, decision: Decision, facts: DecisionFacts, why: str
) -> DecisionVersion:
    version = act.create(
        DecisionVersion,
        decision=decision,
        term=term_on(decision.body_id, facts.on),
        on=facts.on,
        case_title=facts.case_title,
        case_number=facts.case_number,
        words=facts.words,
        outcome=facts.outcome,
        recorded_at=act.at,
        recorded_by_id=actor.person_id,
        recorded_label=actor.label,
        why=why,
    )
    act.create_many(
        Absence, [Absence(version=version, person_id=one.person_id, name=one.name) for one in facts.absent]
    )
    act.create_many(
        Dissent,
        [
            Dissent(version=version, person_id=one.person_id, name=one.name, words=one.words)
            for one in facts.dissent
        ],
    )
    return version
