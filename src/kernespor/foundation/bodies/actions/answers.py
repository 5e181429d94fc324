"""Answers to a consultation: sent by those who answer, recorded for others, published with consent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kernespor.engines.masking.masking import mask, release
from kernespor.engines.masking.records import Span
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.enums import OPENLY
from kernespor.foundation.bodies.models import ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.permissions import (
    check_answer,
    check_hear,
    check_read_consultation,
    check_read_response,
)
from kernespor.foundation.bodies.policies import (
    check_changes,
    check_publishable,
    check_received,
    check_says_something,
    check_takes_answers,
)
from kernespor.foundation.files.store import keep


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is answered: a text, a file (name and bytes), or both."""

    text: str
    file: tuple[str, bytes] | None = None
    shown_name: str = ""
    may_publish: bool = False
    side: str = ""  # the staff side of a MED committee, where it answers for itself


def answer(*, actor: Actor, party: ConsultationParty, facts: AnswerFacts) -> ConsultationResponse:
    """Answer for a party, on time or late. Raises Refusal."""
    consultation = party.consultation
    check_read_consultation(actor, consultation)
    check_answer(actor, party, facts.side)
    check_takes_answers(consultation)
    check_says_something(facts.text, has_file=facts.file is not None)
    with change(actor=actor, verb="bodies.answered", about=consultation) as act:
        return write_answer(act, actor=actor, party=party, facts=facts, received=now_on(actor.today))


def record_answer(
    *, actor: Actor, party: ConsultationParty, facts: AnswerFacts, received: dt.datetime
) -> ConsultationResponse:
    """Record an answer that came in another way, at the moment when it came. Raises Refusal."""
    consultation = party.consultation
    check_hear(actor, consultation.unit_id)
    check_read_consultation(actor, consultation)
    check_takes_answers(consultation)
    check_received(received, now_on(actor.today))
    check_says_something(facts.text, has_file=facts.file is not None)
    with change(actor=actor, verb="bodies.answer_recorded", about=consultation) as act:
        return write_answer(act, actor=actor, party=party, facts=facts, received=received)


def publish(
    *,
    actor: Actor,
    response: ConsultationResponse,
    hidden: Iterable[Span] = (),
    hides_file: bool = False,
) -> ConsultationResponse:
    """Show an answer to everyone who may see the consultation, or correct what is shown. Raises Refusal.

    `hidden` are places in the text without personal numbers, which are hidden in any case; `hides_file` keeps
    the file back. The original stays, and a version that was shown before stays in the event.
    """
    consultation = response.consultation
    check_hear(actor, consultation.unit_id)
    check_read_response(actor, response)
    check_publishable(may_publish=can_publish(response))
    before = response.published_digest
    version = release(mask(response.text).text, hidden)
    changed = version.digest != before or hides_file != response.hides_file
    check_changes(["published_text"] if changed else [])
    verb = "bodies.answer_corrected" if before else "bodies.answer_published"
    with change(actor=actor, verb=verb, about=consultation) as act:
        return act.update(
            response,
            where={"published_digest": before},
            published_on=actor.today,
            published_text=version.text,
            published_digest=version.digest,
            hides_file=hides_file,
        )


def can_publish(response: ConsultationResponse) -> bool:
    """Say whether an answer may be shown: a body's and a unit's may, others' with their consent."""
    return response.party.kind in OPENLY or response.may_publish


def write_answer(
    act: Change,
    *,
    actor: Actor,
    party: ConsultationParty,
    facts: AnswerFacts,
    received: dt.datetime,
    of_public: Mapping[str, Any] | None = None,
) -> ConsultationResponse:
    """Write an answer within an act; `of_public` is what is known of one without login."""
    file = keep(act, name=facts.file[0], content=facts.file[1], actor=actor) if facts.file else None
    return act.create(
        ConsultationResponse,
        consultation=party.consultation,
        party=party,
        text=facts.text.strip(),
        file=file,
        received_at=received,
        recorded_at=act.at,
        sent_by_id=actor.person_id,
        shown_name=facts.shown_name.strip(),
        side=facts.side,
        may_publish=facts.may_publish or party.kind in OPENLY,
        **({"sent_label": actor.label} | dict(of_public or {})),
    )
