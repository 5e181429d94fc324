"""The page of a person's deputies: who looks after what for whom, and what may be chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.permissions import LEADING
from kernespor.foundation.organisation.models import RoleAssignment
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.organisation.tree import Tree, tree_on

MOST_FORMER = 10


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """A deputyship as a list shows it; `unit` is empty where it is for all units."""

    row: Deputyship
    unit: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class DeputiesPage:
    """A person's deputyships, and what the form offers."""

    mine: tuple[DeputyRow, ...]
    acts_for: tuple[DeputyRow, ...]
    of_my_units: tuple[DeputyRow, ...]
    former: tuple[DeputyRow, ...]
    principals: list[tuple[str, str]]
    choices: list[tuple[str, str]]
    units: list[tuple[str, str]]

    @property
    def today(self) -> list[DeputyRow]:
        """Those who look after the person's tasks today."""
        return [one for one in self.mine if one.is_now]


def deputies_page(actor: Actor) -> DeputiesPage:
    """Return a person's deputyships. Four queries, one more for those who lead."""
    day, me = actor.today, actor.person_id or 0
    tree, persons = tree_on(day), persons_to_choose(day)
    names = dict(persons)
    led = actor.units_under(*LEADING)
    staff = _staff(led, actor) if led else set()
    about = Q(principal_id=me) | Q(deputy_id=me) | Q(principal_id__in=staff)
    rows = Deputyship.objects.believed().filter(about).select_related("principal", "deputy", "unit")
    listed = [_row(row, tree, actor) for row in rows.order_by("valid_from", "id")]
    running = [one for one in listed if one.row.ended_at is None and one.row.valid_to >= day]
    own = [one for one in listed if me in {one.row.principal_id, one.row.deputy_id}]
    covered = {unit for role in actor.roles for unit in role.unit_ids}
    return DeputiesPage(
        mine=tuple(one for one in running if one.row.principal_id == me),
        acts_for=tuple(one for one in running if one.row.deputy_id == me),
        of_my_units=tuple(one for one in running if me not in {one.row.principal_id, one.row.deputy_id}),
        former=tuple(one for one in reversed(own) if one not in running)[:MOST_FORMER],
        principals=[
            (str(me), actor.label),
            *((str(key), names[key]) for key, _name in persons if key in staff and key != me),
        ],
        choices=[(str(key), name) for key, name in persons if key != me or staff],
        units=[(str(node.unit_id), node.name) for _depth, node in tree.walk() if node.unit_id in covered],
    )


def _staff(led: Collection[int], actor: Actor) -> set[int]:
    """Return everyone with a role in the units that the actor leads."""
    rows = RoleAssignment.objects.on(actor.today).filter(unit__in=led)
    return set(rows.values_list("person_id", flat=True))


def _row(row: Deputyship, tree: Tree, actor: Actor) -> DeputyRow:
    unit = (tree.name(row.unit_id) or str(row.unit)) if row.unit_id else ""
    is_now = row.ended_at is None and row.valid_from <= actor.today <= row.valid_to
    return DeputyRow(row, unit, is_now)
