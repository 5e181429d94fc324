"""Acting on behalf of someone: who stands behind a request, asked anew at every one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor, HeldRole, anonymous
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.accounts.selectors import actor_with, roles_on
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.tree import Tree, tree_on

KEY = "acting_for"  # in the session: the key of the deputyship
_LABEL = N_("{deputy} på vegne af {principal}")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whom a request comes from: the actor, and the deputyship that its session says.

    `lapsed` says that the deputyship holds no longer: the actor is then oneself, and nothing is written until
    the person has said that they saw it.
    """

    actor: Actor
    deputyship: Deputyship | None = None
    lapsed: bool = False

    @property
    def on_behalf(self) -> bool:
        """Say whether the request comes from someone who acts on behalf of another."""
        return self.deputyship is not None and not self.lapsed


def standing_of(user: Any, today: dt.date, key: Any) -> Standing:
    """Return whom a request comes from. `key` is what the session holds under `KEY`, or nothing."""
    if not user.is_authenticated:
        return Standing(anonymous(today))
    person, tree = user.person, tree_on(today)
    row = _named(person, key)
    persons = [person.pk] if row is None else [person.pk, row.principal_id]
    roles = roles_on(today, tree, persons)
    oneself = actor_with(person, today, roles[person.pk], user_id=user.pk)
    if row is None:
        return Standing(oneself)
    acting = acting_as(oneself, row, roles[row.principal_id], tree)
    return Standing(acting or oneself, row, lapsed=acting is None)


def acting_as(oneself: Actor, row: Deputyship, roles: tuple[HeldRole, ...], tree: Tree) -> Actor | None:
    """Return the actor who stands in the principal's place, limited to the deputyship's units.

    None where it doesn't hold on the day: ended, past, or one of the two without a role. `roles` are those
    of the principal; what others have handed to the principal goes no further.
    """
    today = oneself.today
    holds = row.ended_at is None and row.valid_from <= today <= row.valid_to
    limit = tree.with_below(row.unit_id) if row.unit_id else None
    held = tuple(one for role in roles if (one := _limited(role, row.unit_id, limit, tree)) is not None)
    if not holds or not oneself.in_house or not any(role.in_house for role in held):
        return None
    principal = row.principal
    return replace(
        oneself,
        label=_LABEL.format(deputy=oneself.label, principal=principal.name),
        person_id=principal.pk,
        title=principal.title,
        roles=held,
        doer=oneself,
        limit=limit,
    )


def _limited(
    role: HeldRole, unit_id: int | None, limit: frozenset[int] | None, tree: Tree
) -> HeldRole | None:
    """Return what is left of a role within the limit: None for nothing."""
    if limit is None or unit_id is None:
        return role
    left = role.unit_ids & limit
    if not left:
        return None
    inside = role.unit_id in limit
    unit = role.unit_id if inside else unit_id
    return replace(
        role,
        unit_id=unit,
        unit_name=tree.name(unit),
        unit_ids=left,
        at_top=role.at_top and inside,
        narrowed=not inside,
    )


def _named(person: Person, key: Any) -> Deputyship | None:
    """Return the deputyship of a session, if it is the person's own at all."""
    if not isinstance(key, int):
        return None
    rows = Deputyship.objects.believed().select_related("principal", "unit")
    found: Deputyship | None = rows.filter(pk=key, deputy__pk=person.pk).first()
    return found
