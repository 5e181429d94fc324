"""Writes of access: tasks are handed on and taken back, people are invited and the invitation withdrawn."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access import permissions, policies
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship, Invitation
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit.writing import change
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.organisation.models import Person, RoleAssignment, Unit
from kernespor.foundation.refusals import NotNow


def set_deputy(
    *,
    actor: Actor,
    principal: Person,
    deputy: Person,
    first: dt.date,
    last: dt.date,
    unit: Unit | None,
    why: str,
) -> Deputyship:
    """Let a person act on behalf of another, both days included. Raises Refusal."""
    permissions.check_set_deputy(
        actor, principal.pk, units_of(principal, actor.today), unit.pk if unit else None
    )
    policies.check_days(first, last, actor.today)
    policies.check_deputy(principal.pk, actor_for(deputy, first))
    policies.check_not_handed_on_already(principal.pk, deputy.pk, unit.pk if unit else None, first, last)
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    with change(actor=actor, verb="access.deputy_set", why=why.strip()) as act:
        act.subject = row = act.create(
            Deputyship,
            principal=principal,
            deputy=deputy,
            unit=unit,
            valid_from=first,
            valid_to=last,
            why=why.strip(),
            set_by_id=actor.person_id,
            recorded_at=act.at,
        )
        return row


def end_deputyship(*, actor: Actor, deputyship: Deputyship) -> None:
    """Take the tasks back, from this moment. Raises Refusal, or StaleWrite when another window was first."""
    units = units_of(deputyship.principal, actor.today)
    permissions.check_end_deputy(actor, deputyship, units)
    policies.check_not_ended(deputyship, actor.today)
    last = max(deputyship.valid_from, min(actor.today, deputyship.valid_to))
    with change(actor=actor, verb="access.deputy_ended", about=deputyship) as act:
        act.update(deputyship, where={"ended_at": None}, ended_at=act.at, valid_to=last)


def invite(
    *,
    actor: Actor,
    row: Model,
    why: str,
    person: Person | None = None,
    unit: Unit | None = None,
    body_id: int | None = None,
    last: dt.date | None = None,
) -> Invitation:
    """Let a person, those with a role in a unit, or a body read an object. Raises Refusal.

    Exactly one of the three is given. The event belongs to the object's history.
    """
    permissions.check_invite(actor, row)
    policies.check_takes_invitations(row)
    ref = objects.ref_of(row)
    whom = {"person": person, "unit": unit, "body_id": body_id}
    if last is not None and last < actor.today:
        raise NotNow("invitation_in_past", N_("Den sidste dag må ikke ligge før i dag."))
    already = Invitation.objects.in_force(actor.today).filter(kind=ref.kind, object_id=ref.pk, **whom)
    if already.exists():
        raise NotNow("invited_already", N_("Invitationen findes allerede."))
    with change(actor=actor, verb="access.invited", about=row, why=why.strip()) as act:
        return act.create(
            Invitation,
            kind=ref.kind,
            object_id=ref.pk,
            **whom,
            valid_from=actor.today,
            valid_to=last or OPEN_END,
            why=why.strip(),
            invited_by_id=actor.hand,
            recorded_at=act.at,
        )


def withdraw(*, actor: Actor, row: Model, invitation: Invitation) -> None:
    """Take an invitation to an object back, from this moment. Raises Refusal or StaleWrite."""
    permissions.check_invite(actor, row)
    if invitation.ended_at is not None:
        raise NotNow("invitation_over", N_("Invitationen er allerede trukket tilbage."))
    last = max(invitation.valid_from, min(actor.today, invitation.valid_to))
    with change(actor=actor, verb="access.invitation_withdrawn", about=row) as act:
        act.update(invitation, where={"ended_at": None}, ended_at=act.at, valid_to=last)


def units_of(person: Person, day: dt.date) -> Collection[int]:
    """Return the units in which a person holds a role on a day. One query."""
    rows = RoleAssignment.objects.on(day).filter(person=person)
    return frozenset(rows.values_list("unit_id", flat=True))


def load_deputies(*, actor: Actor, content: bytes) -> int:
    """Load deputyships, each in an act of its own; return how many. KeyError for an unknown code."""
    persons = {person.code: person for person in Person.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    for row in rows:
        principal = persons[row["principal"]]
        with change(actor=actor, verb="access.deputy_set", why=row["why"]) as act:
            act.subject = act.create(
                Deputyship,
                principal=principal,
                deputy=persons[row["deputy"]],
                unit=units[row["unit_code"]] if row["unit_code"] else None,
                valid_from=dt.date.fromisoformat(row["first"]),
                valid_to=dt.date.fromisoformat(row["last"]),
                why=row["why"],
                set_by=principal,
                recorded_at=act.at,
            )
    return len(rows)
