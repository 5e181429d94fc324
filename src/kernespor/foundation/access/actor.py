"""The one who asks: a person with the roles of a day, or the system itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kernespor.foundation.organisation.enums import RoleKind


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds on the day, and every unit that it covers on that day.

    With a `subject` it counts for that subject alone, in the municipality's own code ("drift", "27.36").
    """

    kind: RoleKind
    unit_id: int
    unit_name: str
    unit_ids: frozenset[int]
    since: dt.date
    at_top: bool = False  # the unit is the municipality itself
    subject: str = ""
    narrowed: bool = False  # held above this unit, and lent to a deputy for this unit alone

    @property
    def in_house(self) -> bool:
        """Say whether the role is one of those who work or are elected here."""
        return self.kind is not RoleKind.RESIDENT

    def is_about(self, subject: str = "") -> bool:
        """Say whether the role counts for a subject, or for what has none: "27" counts for "27.36"."""
        return not self.subject or subject == self.subject or subject.startswith(f"{self.subject}.")

    def covers(self, unit_id: int, subject: str = "") -> bool:
        """Say whether the role counts in a unit, for a subject or for what has none."""
        return unit_id in self.unit_ids and self.is_about(subject)


@dataclass(frozen=True, slots=True)
class HeldInvitation:
    """An invitation that reaches a person: to what, since when, by whom, and through which unit or body."""

    kind: str
    object_id: int
    since: dt.date
    by: str
    through: str = ""


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
    doer: Actor | None = None  # the one at the keys as themselves, where they act on behalf of someone
    limit: frozenset[int] | None = None  # the units that acting on behalf is limited to; None: no limit
    invitations: tuple[HeldInvitation, ...] | None = None  # None: ask the database

    @property
    def on_behalf(self) -> bool:
        """Say whether someone acts in another's place."""
        return self.doer_id is not None and self.doer_id != self.person_id

    @property
    def oneself(self) -> Actor:
        """Return the one at the keys in their own name."""
        return self.doer or self

    @property
    def in_house(self) -> bool:
        """Say whether the person holds a role in the municipality; a resident alone doesn't."""
        return any(role.in_house for role in self.roles)

    @property
    def hand(self) -> int | None:
        """Return the person at the keys, in whosever name: theirs are unsent drafts and what was seen."""
        return self.doer_id or self.person_id

    def answers_in(self, unit_id: int, *person_ids: int | None) -> bool:
        """Say whether one of these persons is the actor, in a unit that acting on behalf reaches."""
        if self.person_id is None or self.person_id not in person_ids:
            return False
        return self.limit is None or unit_id in self.limit

    def is_oneself(self, *person_ids: int | None) -> bool:
        """Say whether one of these persons is the one at the keys, in their own name."""
        return not self.on_behalf and self.person_id is not None and self.person_id in person_ids

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

    def holds_over(self, unit_id: int, *kinds: RoleKind, subject: str = "") -> bool:
        """Say whether the person holds one of these roles over this unit, for a subject or for all."""
        return any(role.kind in kinds and role.covers(unit_id, subject) for role in self.roles)

    def holds_over_all(self, *kinds: RoleKind, subject: str = "") -> bool:
        """Say whether the person holds one of these roles over the whole municipality."""
        return any(role.kind in kinds and role.at_top and role.is_about(subject) for role in self.roles)

    def units_under(self, *kinds: RoleKind, subject: str = "") -> frozenset[int]:
        """Return every unit that these roles of the person cover, for a subject or for all."""
        return frozenset().union(
            *(role.unit_ids for role in self.roles if role.kind in kinds and role.is_about(subject))
        )


def anonymous(today: dt.date) -> Actor:
    """Return the actor for someone who hasn't logged in."""
    return Actor(label="", today=today)


def system(label: str, today: dt.date) -> Actor:
    """Return the actor for what the installation does by itself."""
    return Actor(label=label, today=today)
