"""The one who asks: a person with the roles of a day, or the system itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kernespor.foundation.organisation.enums import RoleKind


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds on the day, and every unit that it covers on that day."""

    kind: RoleKind
    unit_id: int
    unit_name: str
    unit_ids: frozenset[int]
    since: dt.date
    at_top: bool = False  # the unit is the municipality itself


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. `label` is what the audit event keeps, as it was called on the day.

    Who acts on behalf of someone has that person's roles and stands in their place (`person_id`); `doer_id`
    is the one at the keys, whom the event names too.
    """

    label: str
    today: dt.date
    user_id: int | None = None
    person_id: int | None = None
    title: str = ""
    roles: tuple[HeldRole, ...] = field(default=())
    doer_id: int | None = None

    @property
    def on_behalf(self) -> bool:
        """Say whether someone acts in another's place."""
        return self.doer_id is not None and self.doer_id != self.person_id

    @property
    def in_house(self) -> bool:
        """Say whether the person holds a role in the municipality; a resident alone doesn't."""
        return any(role.kind is not RoleKind.RESIDENT for role in self.roles)

    @property
    def is_authenticated(self) -> bool:
        """Say whether this is a person who logged in."""
        return self.user_id is not None

    @property
    def unit_name(self) -> str:
        """The unit of the person's first role, as the top bar shows it."""
        return self.roles[0].unit_name if self.roles else ""

    def holds(self, *kinds: RoleKind) -> bool:
        """Say whether the person holds one of these roles anywhere."""
        return any(role.kind in kinds for role in self.roles)

    def holds_over(self, unit_id: int, *kinds: RoleKind) -> bool:
        """Say whether the person holds one of these roles over this unit."""
        return any(role.kind in kinds and unit_id in role.unit_ids for role in self.roles)

    def holds_over_all(self, *kinds: RoleKind) -> bool:
        """Say whether the person holds one of these roles over the whole municipality."""
        return any(role.kind in kinds and role.at_top for role in self.roles)

    def units_under(self, *kinds: RoleKind) -> frozenset[int]:
        """Return every unit that these roles of the person cover."""
        return frozenset().union(*(role.unit_ids for role in self.roles if role.kind in kinds))


def anonymous(today: dt.date) -> Actor:
    """Return the actor for someone who hasn't logged in."""
    return Actor(label="", today=today)


def system(label: str, today: dt.date) -> Actor:
    """Return the actor for what the installation does by itself."""
    return Actor(label=label, today=today)
