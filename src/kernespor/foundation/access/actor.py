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


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something. `label` is what the audit event keeps, as it was called on the day."""

    label: str
    today: dt.date
    user_id: int | None = None
    person_id: int | None = None
    title: str = ""
    roles: tuple[HeldRole, ...] = field(default=())

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

    def units_under(self, *kinds: RoleKind) -> frozenset[int]:
        """Return every unit that these roles of the person cover."""
        return frozenset().union(*(role.unit_ids for role in self.roles if role.kind in kinds))


def anonymous(today: dt.date) -> Actor:
    """Return the actor for someone who hasn't logged in."""
    return Actor(label="", today=today)


def system(label: str, today: dt.date) -> Actor:
    """Return the actor for what the installation does by itself."""
    return Actor(label=label, today=today)
