"""Reads of deputies, invitations and memberships that other parts need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from kernespor.foundation.access.models import Deputyship


@dataclass(frozen=True, slots=True)
class Membership:
    """A seat in a body: which, in what function, from when until when (None: until further notice)."""

    body_id: int
    body: str
    url: str
    function: str
    first: dt.date
    last: dt.date | None


_memberships: list[Callable[[int], list[Membership]]] = []


def register_memberships(of_person: Callable[[int], list[Membership]]) -> None:
    """Say how the seats that a person has and had in bodies are found."""
    _memberships.append(of_person)


def memberships_of(person_id: int) -> list[Membership]:
    """Return the seats that a person has, had and is to have, as the part with the bodies knows them."""
    return [one for of_person in _memberships for one in of_person(person_id)]


def bodies_of(person_id: int | None, day: dt.date) -> frozenset[int]:
    """Return the bodies that a person sits in on a day."""
    if person_id is None:
        return frozenset()
    return frozenset(
        one.body_id
        for one in memberships_of(person_id)
        if one.first <= day and (one.last is None or day <= one.last)
    )


def principals_of(person_id: int, today: dt.date) -> list[Deputyship]:
    """Return the deputyships in force under which a person may act, by principal. One query."""
    rows = Deputyship.objects.in_force(today).filter(deputy_id=person_id)
    return list(rows.select_related("principal", "deputy", "unit").order_by("valid_to", "id"))


def deputies_of(person_id: int, today: dt.date) -> list[Deputyship]:
    """Return the deputyships in force under which others may act for a person. One query."""
    rows = Deputyship.objects.in_force(today).filter(principal_id=person_id)
    return list(rows.select_related("principal", "deputy", "unit").order_by("valid_to", "id"))
