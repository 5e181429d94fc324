"""Answers to a consultation: sent by those who answer, recorded for others, published with consent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kernespor.engines.masking.masking import mask, release
from kernespor.engines.masking.records import Span
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.enums import OPENLY
from kernespor.foundation.bodies.models import ConsultationParty, ConsultationResponse, ResponseDocument
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.permissions import (
    check_answer,
    check_hear,
    check_read_consultation,
    check_read_response,
)
from kernespor.foundation.bodies.policies import (
    check_changes,
    check_documents,
    check_publishable,
    check_received,
    check_says_something,
    check_side,
    check_takes_answers,
)
from kernespor.foundation.files.store import keep


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is answered: a text, documents (name and bytes of each), or both."""

    text: str
    files: tuple[tuple[str, bytes], ...] = ()
    shown_name: str = ""
    may_publish: bool = False
    side: str = ""  # the staff side of a MED committee, where it answers for itself

    def check(self) -> None:
        """Check that it says something, in no more documents than there is room for. Raises Refusal."""
        check_says_something(self.text, has_file=bool(self.files))
        check_documents([len(content) for _name, content in self.files])


def answer(*, actor: Actor, party: ConsultationParty, facts: AnswerFacts) -> ConsultationResponse:
    """Answer for a party, on time or late. Raises Refusal."""
    consultation = party.consultation
    check_read_consultation(actor, consultation)
    check_answer(actor, party, facts.side)
    check_takes_answers(consultation)
    facts.check()
    with change(actor=actor, verb="bodies.answered", about=consultation) as act:
        return write_answer(act, actor=actor, party=party, facts=facts, received=now_on(actor.today))


def record_answer(
    *, actor: Actor, party: ConsultationParty, facts: AnswerFacts, received: dt.datetime
) -> ConsultationResponse:
    """Record an answer that came in another way, at the moment when it came. Raises Refusal.

    It may be that of the staff side of a MED committee.
    """
    consultation = party.consultation
    check_hear(actor, consultation.unit_id)
    check_read_consultation(actor, consultation)
    check_takes_answers(consultation)
    check_received(received, now_on(actor.today))
    check_side(party, facts.side)
    facts.check()
    with change(actor=actor, verb="bodies.answer_recorded", about=consultation) as act:
        return write_answer(
            act, actor=actor, party=party, facts=facts, received=received, known={"recorded": True}
        )


def publish(
    *,
    actor: Actor,
    response: ConsultationResponse,
    hidden: Iterable[Span] = (),
    hidden_files: Collection[int] = (),
) -> ConsultationResponse:
    """Show an answer to everyone who may see the consultation, or correct what is shown. Raises Refusal.

    `hidden` are places in the text without personal numbers, which are hidden in any case; `hidden_files` are
    the keys of the documents that are kept back. The original stays, and a version that was shown before
    stays in the event.
    """
    consultation = response.consultation
    check_hear(actor, consultation.unit_id)
    check_read_response(actor, response)
    check_publishable(may_publish=can_publish(response))
    before = response.published_digest
    version = release(mask(response.text).text, hidden)
    turned = [one for one in response.files.all() if one.is_hidden != (one.pk in hidden_files)]
    check_changes(["published_text"] if version.digest != before or turned else [])
    verb = "bodies.answer_corrected" if before else "bodies.answer_published"
    with change(actor=actor, verb=verb, about=consultation) as act:
        act.update(
            response,
            where={"published_digest": before},
            published_on=actor.today,
            published_text=version.text,
            published_digest=version.digest,
        )
        for one in turned:
            act.update(one, where={"is_hidden": one.is_hidden}, is_hidden=not one.is_hidden)
        return response


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
    known: Mapping[str, Any] | None = None,
) -> ConsultationResponse:
    """Write an answer within an act; `known` is what else is known of how it came."""
    response = act.create(
        ConsultationResponse,
        consultation=party.consultation,
        party=party,
        text=facts.text.strip(),
        documents=len(facts.files),
        received_at=received,
        recorded_at=act.at,
        sent_by_id=actor.person_id,
        shown_name=facts.shown_name.strip(),
        side=facts.side,
        may_publish=facts.may_publish or party.kind in OPENLY,
        **({"sent_label": actor.label} | dict(known or {})),
    )
    for name, content in facts.files:
        file = keep(act, name=name, content=content, actor=actor)
        act.create(ResponseDocument, response=response, file=file)
    return response
