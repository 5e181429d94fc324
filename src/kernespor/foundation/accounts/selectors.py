"""The actor behind a request, and those whom a day knows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import QuerySet

from kernespor.foundation.access.actor import Actor, HeldRole, anonymous
from kernespor.foundation.accounts.sources import held_on
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person, RoleAssignment
from kernespor.foundation.organisation.tree import Tree, tree_on


def actor_of(user: Any, today: dt.date) -> Actor:
    """Return the actor of a logged-in user with the roles of the day, or the anonymous one."""
    if not user.is_authenticated:
        return anonymous(today)
    return actor_for(user.person, today, user_id=user.pk)


def actor_for(person: Person, today: dt.date, *, user_id: int | None = None) -> Actor:
    """Return the actor that a person is on a day. Two queries: roles and tree."""
    roles = roles_on(today, tree_on(today), (person.pk,))
    return actor_with(person, today, roles[person.pk], user_id=user_id)


def actor_with(
    person: Person, today: dt.date, roles: tuple[HeldRole, ...], *, user_id: int | None = None
) -> Actor:
    """Return the actor that a person is with these roles."""
    return Actor(
        label=person.name,
        today=today,
        user_id=user_id,
        person_id=person.pk,
        title=person.title,
        roles=roles,
        doer_id=person.pk,
    )


def actors_on(day: dt.date) -> list[Actor]:
    """Return everyone who holds a role on a day, as the actor that they are. Two queries: roles and tree."""
    rows = list(_roles_of(day).select_related("person"))
    persons = {row.person_id: row.person for row in rows}
    return [actor_with(persons[key], day, roles) for key, roles in _by_person(rows, tree_on(day)).items()]


def roles_on(day: dt.date, tree: Tree, person_ids: Iterable[int]) -> dict[int, tuple[HeldRole, ...]]:
    """Return the roles that each of these persons holds on a day, none for those without. One query."""
    found = _by_person(_roles_of(day).filter(person__in=list(person_ids)), tree)
    return {key: found.get(key, ()) for key in person_ids}


def _roles_of(day: dt.date) -> QuerySet[RoleAssignment]:
    rows: QuerySet[RoleAssignment] = held_on(day).order_by("valid_from", "id")
    return rows


def _by_person(rows: Iterable[RoleAssignment], tree: Tree) -> dict[int, tuple[HeldRole, ...]]:
    below = cache(tree.with_below)
    found: dict[int, list[HeldRole]] = defaultdict(list)
    for row in rows:
        held = HeldRole(
            kind=RoleKind(row.role),
            unit_id=row.unit_id,
            unit_name=tree.name(row.unit_id),
            unit_ids=below(row.unit_id) if row.includes_below else frozenset({row.unit_id}),
            since=row.valid_from,
            at_top=row.includes_below and tree.is_top(row.unit_id),
            subject=row.subject,
        )
        found[row.person_id].append(held)
    return {key: tuple(roles) for key, roles in found.items()}
