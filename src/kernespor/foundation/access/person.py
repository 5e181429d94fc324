"""What a person may do, and since when: roles, deputyships, seats, invitations, and where each came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.registry import capabilities
from kernespor.foundation.access.selectors import (
    Seat,
    deputyships_about,
    invitations_to,
    seats,
)
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.history import history
from kernespor.foundation.organisation.models import Person, RoleAssignment


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of a person; `by` and `at` say which act brought it in, `last` is None until further notice."""

    kind: RoleKind
    unit_id: int
    unit: str
    includes_below: bool
    subject: str
    first: dt.date
    last: dt.date | None
    by: str
    at: dt.datetime

    @property
    def role(self) -> str:
        """What the role is called."""
        return str(self.kind.label)

    def holds(self, day: dt.date) -> bool:
        """Say whether the role is held on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class InvitedTo:
    """An object that a person is invited to, and the asker may read too."""

    card: Card
    since: dt.date
    by: str


@dataclass(frozen=True, slots=True)
class PersonAccess:
    """What a person may do on a day, and what they could before."""

    person: Person
    now: tuple[RoleRow, ...]
    later: tuple[RoleRow, ...]
    earlier: tuple[RoleRow, ...]
    allows: tuple[tuple[str, list[str]], ...]
    acts_for: tuple[Deputyship, ...]
    deputies: tuple[Deputyship, ...]
    former: tuple[Deputyship, ...]
    seats: tuple[Seat, ...]
    invited_to: tuple[InvitedTo, ...]


def person_access(asker: Actor, person: Person) -> PersonAccess:
    """Return what a person may do today, as the asker may know it: an invitation only with its object.

    Eight queries, one more for each kind of object that the person is invited to, one for seats in bodies.
    """
    day = asker.today
    roles = _roles(person, day)
    now = tuple(row for row in roles if row.holds(day))
    deputyships = deputyships_about(person.pk)
    running = [row for row in deputyships if row.ended_at is None and row.valid_to >= day]
    known = seats()
    kinds = dict.fromkeys(row.kind for row in now)
    return PersonAccess(
        person=person,
        now=now,
        later=tuple(row for row in roles if row.first > day),
        earlier=tuple(row for row in roles if row.last and row.last < day)[::-1],
        allows=tuple((str(kind.label), capabilities(kind)) for kind in kinds),
        acts_for=tuple(row for row in running if row.deputy_id == person.pk),
        deputies=tuple(row for row in running if row.principal_id == person.pk),
        former=tuple(row for row in deputyships if row not in running),
        seats=tuple(known.of_person(person.pk)) if known else (),
        invited_to=tuple(_invited_to(asker, person)),
    )


def _roles(person: Person, day: dt.date) -> list[RoleRow]:
    rows = list(RoleAssignment.objects.believed().filter(person=person).order_by("valid_from", "id"))
    known, acts = history(), _acts(row.recorded_at for row in rows)
    return [
        RoleRow(
            kind=RoleKind(row.role),
            unit_id=row.unit_id,
            unit=known.name(row.unit_id, max(row.valid_from, min(day, row.valid_to))),
            includes_below=row.includes_below,
            subject=row.subject,
            first=row.valid_from,
            last=None if row.valid_to == OPEN_END else row.valid_to,
            by=acts.get(row.recorded_at, ""),
            at=row.recorded_at,
        )
        for row in rows
    ]


def _acts(moments: Iterable[dt.datetime]) -> dict[dt.datetime, str]:
    """Return which act of the organisation was at each moment: "Administratoren læste organisationen ind"."""
    events = AuditEvent.objects.filter(at__in=set(moments), verb__startswith="organisation.")
    return {
        at: f"{actor} {verbs.word(verb)}" for at, actor, verb in events.values_list("at", "actor", "verb")
    }


def _invited_to(asker: Actor, person: Person) -> Iterable[InvitedTo]:
    rows = list(invitations_to(actor_for(person, asker.today)).select_related("invited_by"))
    cards = objects.cards(asker, {Ref(row.kind, row.object_id) for row in rows})
    for row in rows:
        card = cards.get(Ref(row.kind, row.object_id))
        if card:
            yield InvitedTo(card, row.valid_from, row.invited_by.name if row.invited_by else "")
