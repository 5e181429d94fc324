"""Reads of the organisation that other apps need."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from kernespor.engines import danish
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person, RoleAssignment

_LEADING = (RoleKind.HEAD, RoleKind.DIRECTOR)


@once
def active_persons(day: dt.date) -> frozenset[int]:
    """Return the persons who haven't left by a day: those with any role but a resident's. One query.

    Who begins later hasn't left either: one may stand as owner before the first day, and in what is told of
    days before the municipality was recorded here.
    """
    return frozenset(person_id for person_id, _unit_id, _role, _since in _places(day))


def led_units_on(day: dt.date) -> frozenset[int]:
    """Return the units that someone leads on a day. The query of `active_persons`."""
    return frozenset(
        unit_id for _person_id, unit_id, role, since in _places(day) if role in _LEADING and since <= day
    )


@once
def _places(day: dt.date) -> tuple[tuple[int, int, str, dt.date], ...]:
    rows = RoleAssignment.objects.believed().filter(valid_to__gte=day).exclude(role=RoleKind.RESIDENT)
    return tuple(rows.values_list("person_id", "unit_id", "role", "valid_from"))


def _working(day: dt.date) -> QuerySet[RoleAssignment]:
    rows: QuerySet[RoleAssignment] = RoleAssignment.objects.on(day).exclude(role=RoleKind.RESIDENT)
    return rows


def persons_to_choose(day: dt.date, *also: int | None) -> list[tuple[int, str]]:
    """Return (key, name) of everyone who works here on a day, in Danish order. One query.

    `also` are the keys of those who are chosen already: they stay on the list after they have left.
    """
    working = Q(pk__in=_working(day).values("person_id"))
    rows = Person.objects.filter(working | Q(pk__in=[key for key in also if key]))
    return sorted(rows.values_list("pk", "name"), key=lambda row: danish.sort_key(row[1]))


def leaders_on(day: dt.date) -> dict[int, list[tuple[str, str]]]:
    """Return (name, title) of those who lead each unit on a day, by unit. One query."""
    leading = RoleAssignment.objects.on(day).filter(role__in=_LEADING)
    found: dict[int, list[tuple[str, str]]] = {}
    for unit_id, name, title in leading.order_by("valid_from", "id").values_list(
        "unit_id", "person__name", "person__title"
    ):
        found.setdefault(unit_id, []).append((name, title))
    return found
