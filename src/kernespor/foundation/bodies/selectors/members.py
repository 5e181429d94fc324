"""Who sits in which body on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kernespor.engines import danish
from kernespor.foundation.access.selectors import Seat as SeatOfPerson
from kernespor.foundation.bodies.enums import Function
from kernespor.foundation.bodies.models import Membership
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.dated import OPEN_END

_ORDER = {function.value: place for place, function in enumerate(Function)}


@dataclass(frozen=True, slots=True)
class Seat:
    """Someone in a body. `person_id` is None for a name from outside; `last` is None until further notice."""

    pk: int
    body_id: int
    person_id: int | None
    name: str
    function: str
    side: str
    stands_for: str
    first: dt.date
    last: dt.date | None
    term_id: int | None

    @property
    def function_label(self) -> str:
        """The function in the reader's language."""
        return str(Function(self.function).label)


def seat_of(row: Membership) -> Seat:
    """Return a membership as pages show it; its person must have been read with it."""
    return Seat(
        pk=row.pk,
        body_id=row.body_id,
        person_id=row.person_id,
        name=row.name,
        function=row.function,
        side=row.side,
        stands_for=row.stands_for,
        first=row.valid_from,
        last=None if row.valid_to == OPEN_END else row.valid_to,
        term_id=row.term_id,
    )


def in_order(seats: Iterable[Seat]) -> list[Seat]:
    """Return seats by function, and within a function in Danish order."""
    return sorted(seats, key=lambda seat: (_ORDER[seat.function], danish.sort_key(seat.name), seat.pk))


def members_on(body_id: int, day: dt.date) -> list[Seat]:
    """Return who sits in a body on a day, by function, then in Danish order. One query."""
    rows = Membership.objects.on(day).filter(body_id=body_id).select_related("person")
    return in_order(seat_of(row) for row in rows)


def seats_of(person_id: int, day: dt.date) -> list[Seat]:
    """Return the seats that a person has on a day, in all bodies. One query."""
    rows = Membership.objects.on(day).filter(person_id=person_id).select_related("person")
    return in_order(seat_of(row) for row in rows)


def bodies_of(person_id: int | None, day: dt.date) -> frozenset[int]:
    """Return the bodies that a person sits in on a day, stand-ins left out. One query."""
    if person_id is None:
        return frozenset()
    rows = Membership.objects.on(day).filter(person_id=person_id)
    return frozenset(rows.exclude(function=Function.SUBSTITUTE).values_list("body_id", flat=True))


def bodies_with(person_id: int, day: dt.date) -> QuerySet[Membership, int]:
    """Return the keys of the bodies that a person sits in on a day, stand-ins left out, as a query."""
    rows = Membership.objects.on(day).filter(person_id=person_id).exclude(function=Function.SUBSTITUTE)
    found: QuerySet[Membership, int] = rows.values_list("body_id", flat=True)
    return found


def persons_in(body_id: int, day: dt.date) -> frozenset[int]:
    """Return the persons who sit in a body on a day, stand-ins left out. One query."""
    rows = Membership.objects.on(day).filter(body_id=body_id, person__isnull=False)
    return frozenset(rows.exclude(function=Function.SUBSTITUTE).values_list("person_id", flat=True))


def history_of(person_id: int) -> list[SeatOfPerson]:
    """Return every seat that a person has, had and is to have, for the person's own page. One query."""
    rows = (
        Membership.objects.believed()
        .filter(person_id=person_id)
        .annotate(body_name=called("body_id", dt.date.max))
        .order_by("-valid_from", "body_id", "id")
    )
    return [
        SeatOfPerson(
            body_id=row.body_id,
            body=row.body_name,
            url=_url(row.body_id),
            function=row.get_function_display(),
            first=row.valid_from,
            last=None if row.valid_to == OPEN_END else row.valid_to,
        )
        for row in rows
    ]


def _url(body_id: int) -> str:
    from django.urls import reverse

    return reverse("bodies:body", args=[body_id])
