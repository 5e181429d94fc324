"""Reads of deputies, invitations and seats in bodies that other parts need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kernespor.foundation.access.actor import Actor, HeldInvitation
from kernespor.foundation.access.models import Deputyship, Invitation
from kernespor.foundation.memory import once


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a body: which, in what function, from when until when (None: until further notice)."""

    body_id: int
    body: str
    url: str
    function: str
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Seats:
    """How the seats in bodies are found.

    `of_person` gives those that a person has, had and is to have; `bodies` the keys of the bodies that a
    person sits in on a day, as a query; `members` those who sit in a body on a day; `name` what it is called.
    """

    of_person: Callable[[int], list[Seat]]
    bodies: Callable[[int, dt.date], QuerySet[Any, Any]]
    members: Callable[[int, dt.date], frozenset[int]]
    name: Callable[[int], str]


_seats: list[Seats] = []


def register_seats(seats: Seats) -> None:
    """Say how the seats in bodies are found; the last word counts."""
    _seats[:] = [seats]


def seats() -> Seats | None:
    """Return how the seats in bodies are found, if a part knows of any."""
    return _seats[0] if _seats else None


def principals_of(person_id: int, today: dt.date) -> list[Deputyship]:
    """Return the deputyships in force under which a person may act. One query."""
    return _with_names(Deputyship.objects.in_force(today).filter(deputy_id=person_id))


def deputies_of(person_id: int, today: dt.date) -> list[Deputyship]:
    """Return the deputyships in force under which others may act for a person. One query."""
    return _with_names(Deputyship.objects.in_force(today).filter(principal_id=person_id))


def deputyships_about(person_id: int) -> list[Deputyship]:
    """Return all deputyships, ended ones too, that a person gave or was given, newest first. One query."""
    about = Q(principal_id=person_id) | Q(deputy_id=person_id)
    return _with_names(Deputyship.objects.believed().filter(about), "-valid_from", "-id")


def _with_names(rows: QuerySet[Deputyship], *order: str) -> list[Deputyship]:
    names = rows.select_related("principal", "deputy", "unit", "set_by")
    return list(names.order_by(*(order or ("valid_to", "id"))))


@once
def invitations_to(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations in force that reach the actor: by name, through a unit's roles, through a body.

    A query to narrow: a page that lists many kinds asks it of each, and building it takes longer than asking.
    Who acts on another's behalf is invited where the other's role in the unit is: an invitation by name and a
    seat in a body are the person's own.
    """
    units = {role.unit_id for role in actor.roles if role.in_house and not role.narrowed}
    through = Q(unit_id__in=units)
    if actor.person_id is not None and not actor.on_behalf:
        through |= Q(person_id=actor.person_id)
        if known := seats():
            through |= Q(body_id__in=known.bodies(actor.person_id, actor.today))
    rows: QuerySet[Invitation] = Invitation.objects.in_force(actor.today).filter(through)
    return rows


@once
def invitation_of(actor: Actor, kind_name: str, pk: int) -> HeldInvitation | None:
    """Return the oldest invitation that lets the actor read an object, or none. One query."""
    if actor.invitations is not None:
        found = (one for one in actor.invitations if (one.kind, one.object_id) == (kind_name, pk))
        return next(found, None)
    if actor.person_id is None:
        return None
    rows = invitations_to(actor).filter(kind=kind_name, object_id=pk).select_related("invited_by")
    row = rows.order_by("valid_from", "id").first()
    return held(row, {role.unit_id: role.unit_name for role in actor.roles}) if row else None


def invitations_in(kind_name: str, pk: int, day: dt.date) -> list[Invitation]:
    """Return the invitations to an object that are in force on a day. One query."""
    rows = Invitation.objects.in_force(day).filter(kind=kind_name, object_id=pk)
    return list(rows.select_related("person", "unit", "invited_by").order_by("valid_from", "id"))


def held(row: Invitation, unit_names: dict[int, str]) -> HeldInvitation:
    """Return an invitation as what it is to those whom it reaches."""
    known = seats()
    through = unit_names.get(row.unit_id, "") if row.unit_id else ""
    if row.body_id and known:
        through = known.name(row.body_id)
    by = row.invited_by.name if row.invited_by else ""
    return HeldInvitation(row.kind, row.object_id, row.valid_from, by, through)
