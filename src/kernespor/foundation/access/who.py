"""Who may see an object, and why: the object's own rule asked of everyone who holds a role."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from kernespor.engines import danish
from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, HeldInvitation
from kernespor.foundation.access.models import Invitation
from kernespor.foundation.access.registry import guard_of
from kernespor.foundation.access.selectors import held, invitations_in, seats
from kernespor.foundation.accounts.selectors import actors_on
from kernespor.foundation.refusals import NotPermitted

MOST_FOUND = 20
NO_ROLE = NotPermitted("no_role", N_("Har ingen rolle i kommunen i dag."))


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone of whom it was asked; `ground` is why they may read it, `against` why not."""

    person_id: int
    name: str
    title: str
    unit: str
    ground: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Those who may read an object on the same ground, in Danish order."""

    ground: str
    readers: tuple[Reader, ...]

    @property
    def words(self) -> str:
        """The ground without its full stop, to stand before a colon."""
        return self.ground.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Readers:
    """Everyone with a role on a day, and what the object's rule says of each."""

    all: tuple[Reader, ...]

    @property
    def who_may(self) -> list[Reader]:
        """Those who may read it."""
        return [reader for reader in self.all if reader.ground]

    @property
    def groups(self) -> list[Group]:
        """Those who may, by ground; the smallest group first, for it says most."""
        found: dict[str, list[Reader]] = defaultdict(list)
        for reader in self.who_may:
            found[reader.ground].append(reader)
        groups = [Group(ground, tuple(readers)) for ground, readers in found.items()]
        return sorted(groups, key=lambda group: (len(group.readers), danish.sort_key(group.ground)))

    def find(self, text: str) -> list[Reader]:
        """Return those whose name, title or unit holds a text, at most twenty."""
        wanted = " ".join(text.casefold().split())
        if not wanted:
            return []
        found = (one for one in self.all if wanted in f"{one.name} {one.title} {one.unit}".casefold())
        return [reader for reader, _number in zip(found, range(MOST_FOUND), strict=False)]


def readers_of(row: Any, day: dt.date) -> Readers | None:
    """Return what an object's rule says of everyone who holds a role on a day.

    None where the kind has no guard: it hasn't promised to answer without asking the database for each. Four
    queries at most, however many persons, and two for each body that is invited.
    """
    guard = guard_of(row)
    if guard is None:
        return None
    ref = objects.ref_of(guard.about(row))
    actors = actors_on(day)
    carried = _carried(invitations_in(ref.kind, ref.pk, day), actors, day)
    kind = objects.of(row._meta.label_lower)
    readers = [
        _asked(kind, replace(actor, invitations=tuple(carried[actor.person_id])), row) for actor in actors
    ]
    return Readers(tuple(sorted(readers, key=lambda one: danish.sort_key(one.name))))


def _carried(
    invitations: list[Invitation], actors: list[Actor], day: dt.date
) -> dict[int | None, list[HeldInvitation]]:
    """Return the invitations that reach each person, the oldest first."""
    names = {role.unit_id: role.unit_name for actor in actors for role in actor.roles}
    known = seats()
    carried: dict[int | None, list[HeldInvitation]] = defaultdict(list)
    for row in invitations:
        members = known.members(row.body_id, day) if row.body_id and known else frozenset()
        one = held(row, names)
        for actor in actors:
            in_unit = any(role.unit_id == row.unit_id and role.in_house for role in actor.roles)
            if actor.person_id == row.person_id or in_unit or actor.person_id in members:
                carried[actor.person_id].append(one)
    return carried


def _asked(kind: objects.Kind, actor: Actor, row: Any) -> Reader:
    assert actor.person_id is not None  # noqa: S101 - everyone with a role is a person
    reader = Reader(actor.person_id, actor.label, actor.title, actor.unit_name)
    if not actor.in_house:
        return replace(reader, against=NO_ROLE.reason)
    try:
        return replace(reader, ground=kind.ground(actor, row))
    except NotPermitted as refusal:
        return replace(reader, against=refusal.reason)
