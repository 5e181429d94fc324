"""The life of a governing document: heard, presented, adopted, in force, replaced."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions.governing.ties import tie_adoption, tie_successor
from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.governing import check_keep_document
from kernespor.domains.strategy.policies.governing import (
    Adoption,
    check_adopted,
    check_adopter,
    check_hearing,
    check_order,
    check_reason,
    check_replaceable,
    is_heard,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Body, Consultation
from kernespor.foundation.bodies.permissions import check_read_consultation, check_read_decision

_DAY = dt.timedelta(days=1)
EARLY = "strategy.document_presented_early"


def hear(
    *, actor: Actor, document: GoverningDocument, seen: int, consultation: Consultation | None
) -> GoverningDocument:
    """Say that a draft is in hearing, in a consultation that was sent out. Raises Refusal or StaleWrite."""
    step = _step(actor, document, "hear")
    check_hearing(consultation)
    assert consultation is not None  # noqa: S101 - check_hearing has just said so
    check_read_consultation(actor, consultation)
    before = document.consultation
    with change(actor=actor, verb=step.verb, about=document) as act:
        _take(act, document, step, seen, consultation=consultation)
        tie_adoption(act, document, document.decision, before)
    return document


def present(
    *,
    actor: Actor,
    document: GoverningDocument,
    seen: int,
    adopted_by: Body | None,
    adopted_by_name: str = "",
    why: str = "",
    unheard: bool = False,
) -> GoverningDocument:
    """Lay a document before the body that adopts it. Raises Refusal or StaleWrite.

    `unheard`: without a hearing. That, and before those heard have answered, takes a reason, which stands.
    """
    step = _step(actor, document, "present_unheard" if unheard else "present")
    check_adopter(adopted_by, adopted_by_name)
    early = not unheard and not is_heard(document, actor.today)
    if unheard or early:
        check_reason(why)
    verb = EARLY if early else step.verb
    with change(actor=actor, verb=verb, about=document, why=why.strip()) as act:
        _take(act, document, step, seen, adopted_by=adopted_by, adopted_by_name=adopted_by_name.strip())
    return document


def put_in_force(
    *, actor: Actor, document: GoverningDocument, seen: int, adoption: Adoption, step_name: str
) -> GoverningDocument:
    """Say that a document was adopted, now ("adopt") or long ago ("record"). Raises Refusal or StaleWrite.

    What it replaces is replaced in the same act, unless that had happened before.
    """
    step = _step(actor, document, step_name)
    check_adopted(adoption, actor.today)
    old = adoption.replaces
    if old is not None:
        check_keep_document(actor, old)
        check_replaceable(document, old)
    if adoption.decision is not None and adoption.decision != document.decision:
        check_read_decision(actor, adoption.decision)
    before = document.decision
    facts = {
        "adopted_by": adoption.adopted_by,
        "adopted_by_name": adoption.adopted_by_name.strip(),
        "adopted_on": adoption.adopted_on,
        "valid_from": adoption.valid_from,
        "valid_to": adoption.valid_to,
        "decision": adoption.decision,
        "replaces": old,
    }
    with change(actor=actor, verb=step.verb, about=document) as act:
        _take(act, document, step, seen, **facts)
        tie_adoption(act, document, before, document.consultation)
        if old is not None:
            _replace(actor, old, document)
    return document


def replace(
    *,
    actor: Actor,
    document: GoverningDocument,
    seen: int,
    why: str,
    successor: GoverningDocument | None = None,
    last: dt.date | None = None,
) -> GoverningDocument:
    """Say that a document no longer holds, replaced by another in force, or by nothing. Raises as above."""
    step = _step(actor, document, "replace")
    check_reason(why)
    day = last or (_eve(document, successor) if successor else actor.today)
    check_order(document.valid_from, day)
    if successor is not None:
        check_keep_document(actor, successor)
        check_replaceable(successor, document)
    with change(actor=actor, verb=step.verb, about=document, why=why.strip()) as act:
        _take(act, document, step, seen, valid_to=day)
        if successor is not None:
            if successor.replaces_id is None:
                act.update(successor, replaces=document)
            tie_successor(act, successor, document)
    return document


def move(
    *, actor: Actor, document: GoverningDocument, step: str, seen: int, why: str = ""
) -> GoverningDocument:
    """Take a document back to a draft, or discard a draft. Raises Refusal or StaleWrite."""
    transition = _step(actor, document, step)
    if transition.needs_reason:
        check_reason(why)
    with change(actor=actor, verb=transition.verb, about=document, why=why.strip()) as act:
        _take(act, document, transition, seen)
    return document


def _step(actor: Actor, document: GoverningDocument, name: str) -> Any:
    check_keep_document(actor, document)
    return workflow.DOCUMENT.check(name, document.status)


def _take(act: Change, document: GoverningDocument, step: Any, seen: int, **facts: Any) -> None:
    act.update(document, seen=seen, where={"status": step.source}, status=step.target, **facts)


def _replace(actor: Actor, old: GoverningDocument, new: GoverningDocument) -> None:
    """Replace a document by the one that was put in force, within its act: two events, one transaction."""
    step = workflow.DOCUMENT.step("replace")
    with change(actor=actor, verb=step.verb, about=old, why=new.title) as act:
        tie_successor(act, new, old)
        if old.status == DocumentStatus.IN_FORCE:
            facts: dict[str, Any] = {"status": step.target, "valid_to": _eve(old, new)}
            act.update(old, where={"status": step.source}, **facts)


def _eve(old: GoverningDocument, new: GoverningDocument) -> dt.date | None:
    """Return the last day of what is replaced: the eve of the new one's first, never before its own."""
    if new.valid_from is None:
        return old.valid_to
    last = min(old.valid_to or dt.date.max, new.valid_from - _DAY)
    return max(last, old.valid_from) if old.valid_from else last
