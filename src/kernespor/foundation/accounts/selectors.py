"""The actor behind a request."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kernespor.foundation.access.actor import Actor, HeldRole, anonymous
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person, RoleAssignment
from kernespor.foundation.organisation.tree import tree_on


def actor_of(user: Any, today: dt.date) -> Actor:
    """Return the actor of a logged-in user with the roles of the day, or the anonymous one."""
    if not user.is_authenticated:
        return anonymous(today)
    return actor_for(user.person, today, user_id=user.pk)


def actor_for(person: Person, today: dt.date, *, user_id: int | None = None) -> Actor:
    """Return the actor that a person is on a day. Two queries: roles and tree."""
    tree = tree_on(today)
    rows = RoleAssignment.objects.on(today).filter(person=person).order_by("valid_from", "id")
    roles = tuple(
        HeldRole(
            kind=RoleKind(row.role),
            unit_id=row.unit_id,
            unit_name=tree.name(row.unit_id),
            unit_ids=tree.with_below(row.unit_id) if row.includes_below else frozenset({row.unit_id}),
            since=row.valid_from,
            at_top=row.includes_below and tree.is_top(row.unit_id),
        )
        for row in rows
    )
    return Actor(
        label=person.name,
        today=today,
        user_id=user_id,
        person_id=person.pk,
        title=person.title,
        roles=roles,
        doer_id=person.pk,
    )
