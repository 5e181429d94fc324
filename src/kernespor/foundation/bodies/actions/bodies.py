"""Bodies, terms and members: made, renamed, ended, corrected. What was believed before is never removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.models import Body, BodyVersion, Membership, Term, TermBody
from kernespor.foundation.bodies.permissions import check_keep_body, check_keep_terms
from kernespor.foundation.bodies.policies import check_believed, check_order, check_reason, check_within
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.refusals import NotNow, StaleWrite

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """What is said of a seat: one of `person` and `outside_name`; `last` None until further notice."""

    person: Person | None
    outside_name: str
    function: str
    first: dt.date
    last: dt.date | None
    side: str = ""
    stands_for: str = ""
    term: Term | None = None


def add_body(
    *,
    actor: Actor,
    code: str,
    kind: str,
    unit: Unit,
    name: str,
    first: dt.date,
    short_name: str = "",
    parent: Body | None = None,
) -> Body:
    """Make a body that exists from a day. Raises Refusal."""
    check_keep_body(actor, unit.pk)
    taken = NotNow("code_taken", N_("Koden »{used}« er brugt. Vælg en anden."), used=code)
    if Body.objects.filter(code=code).exists():
        raise taken
    with change(actor=actor, verb="bodies.body_added") as act:
        try:
            with transaction.atomic():
                body = act.create(Body, code=code, kind=kind, unit=unit)
        except IntegrityError:  # someone else took it just now
            raise taken from None
        act.subject = body
        act.create(
            BodyVersion,
            body=body,
            name=name,
            short_name=short_name,
            parent=parent,
            valid_from=first,
            recorded_at=act.at,
        )
        return body


def rename_body(
    *,
    actor: Actor,
    body: Body,
    seen: int | None,
    name: str,
    first: dt.date,
    last: dt.date | None = None,
    short_name: str = "",
    parent: Body | None = None,
) -> None:
    """Say what a body is called from a day on, and the last day on which it exists where there is one.

    `seen` is the key of the version that the person saw. A day that lies at or ahead of that version's first
    day corrects it. Raises Refusal, or StaleWrite when it was changed in between.
    """
    check_keep_body(actor, body.unit_id)
    check_order(first, last)
    known = BodyVersion.objects.filter(body=body, pk=seen or 0).first()
    if known is None or known.superseded_at != STILL_BELIEVED:
        raise StaleWrite(body)
    with change(actor=actor, verb="bodies.body_changed", about=body) as act:
        act.update(known, where={"superseded_at": STILL_BELIEVED}, superseded_at=act.at)
        if first > known.valid_from:
            act.create(
                BodyVersion,
                body=body,
                name=known.name,
                short_name=known.short_name,
                parent_id=known.parent_id,
                valid_from=known.valid_from,
                valid_to=first - DAY,
                recorded_at=act.at,
            )
        act.create(
            BodyVersion,
            body=body,
            name=name,
            short_name=short_name,
            parent=parent,
            valid_from=first,
            valid_to=last or OPEN_END,
            recorded_at=act.at,
        )


def add_term(*, actor: Actor, name: str, starts: dt.date, ends: dt.date, bodies: Iterable[Body]) -> Term:
    """Make a term of some bodies. Raises Refusal."""
    check_keep_terms(actor)
    check_order(starts, ends)
    with change(actor=actor, verb="bodies.term_added") as act:
        term = act.create(Term, name=name, starts=starts, ends=ends)
        act.subject = term
        act.create_many(TermBody, [TermBody(term=term, body=body) for body in bodies])
        return term


def change_term(
    *, actor: Actor, term: Term, seen: int, name: str, starts: dt.date, ends: dt.date, bodies: Iterable[Body]
) -> Term:
    """Change a term and the bodies it is of. Raises Refusal or StaleWrite."""
    check_keep_terms(actor)
    check_order(starts, ends)
    with change(actor=actor, verb="bodies.term_changed", about=term) as act:
        act.update(term, seen=seen, name=name, starts=starts, ends=ends)
        wanted = {body.pk: body for body in bodies}
        known = {row.body_id: row for row in TermBody.objects.filter(term=term)}
        for body_id in known.keys() - wanted.keys():
            act.delete(known[body_id])
        new = [TermBody(term=term, body=wanted[body_id]) for body_id in sorted(wanted.keys() - known.keys())]
        act.create_many(TermBody, new)
        return term


def seat(*, actor: Actor, body: Body, facts: SeatFacts) -> Membership:
    """Give someone a seat in a body. Raises Refusal."""
    check_keep_body(actor, body.unit_id)
    check_within(facts.term, facts.first, facts.last)
    with change(actor=actor, verb="bodies.member_seated", about=body) as act:
        return act.create(Membership, body=body, recorded_at=act.at, **_fields(facts))


def correct_seat(*, actor: Actor, row: Membership, facts: SeatFacts, why: str) -> Membership:
    """Say anew what a seat is, or when it ended; what was believed before stays on record.

    Raises Refusal, or StaleWrite when someone corrected it in between.
    """
    check_keep_body(actor, row.body.unit_id)
    check_believed(row)
    check_within(facts.term, facts.first, facts.last)
    check_reason(why)
    with change(actor=actor, verb="bodies.member_changed", about=row.body, why=why.strip()) as act:
        act.update(row, where={"superseded_at": STILL_BELIEVED}, superseded_at=act.at)
        return act.create(Membership, body=row.body, recorded_at=act.at, **_fields(facts))


def strike_seat(*, actor: Actor, row: Membership, why: str) -> None:
    """Strike a seat that was never held. Raises Refusal, or StaleWrite as `correct_seat`."""
    check_keep_body(actor, row.body.unit_id)
    check_believed(row)
    check_reason(why)
    with change(actor=actor, verb="bodies.member_struck", about=row.body, why=why.strip()) as act:
        act.update(row, where={"superseded_at": STILL_BELIEVED}, superseded_at=act.at)


def _fields(facts: SeatFacts) -> dict[str, object]:
    return {
        "person": facts.person,
        "outside_name": "" if facts.person else facts.outside_name,
        "function": facts.function,
        "side": facts.side,
        "stands_for": facts.stands_for,
        "term": facts.term,
        "valid_from": facts.first,
        "valid_to": facts.last or (facts.term.ends if facts.term else OPEN_END),
    }
