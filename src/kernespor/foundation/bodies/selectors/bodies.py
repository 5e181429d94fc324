"""The list of bodies, and one body on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404

from kernespor.engines import danish
from kernespor.foundation.bodies.enums import MED, BodyKind, Function, Side
from kernespor.foundation.bodies.models import Body, BodyVersion, Membership, Term, TermBody
from kernespor.foundation.bodies.selectors.members import Seat, in_order, seat_of
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.organisation.tree import tree_on

_KIND_ORDER = {kind.value: place for place, kind in enumerate(BodyKind)}


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body on a day, as the list shows it."""

    pk: int
    name: str
    kind: str
    kind_label: str
    unit_id: int
    unit: str
    term: str
    chair: str
    members: int
    code: str

    @property
    def sort_key(self) -> tuple[int, tuple[object, ...] | object]:
        """By kind, in the order of the kinds, then in Danish order."""
        return _KIND_ORDER[self.kind], danish.sort_key(self.name)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a body was called from one day to another; `last` is None until further notice."""

    pk: int
    name: str
    short_name: str
    parent_id: int | None
    first: dt.date
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Group:
    """Members under one heading."""

    label: str
    seats: list[Seat]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body on a day."""

    body: Body
    day: dt.date
    name: str  # on the day; the latest where it didn't exist then
    exists: bool
    unit: str
    parent_id: int | None
    parent: str
    chapters: list[Chapter]
    seats: list[Seat]
    groups: list[Group]
    term: Term | None
    terms: list[Term]

    @property
    def chair(self) -> Seat | None:
        """The chair on the day."""
        return next((seat for seat in self.seats if seat.function == Function.CHAIR), None)

    @property
    def members(self) -> int:
        """How many sit in it, stand-ins and secretaries left out."""
        return len({(seat.person_id, seat.name) for seat in self.seats if _counts(seat.function)})

    @property
    def latest(self) -> Chapter:
        """The newest name, which a change goes on from."""
        return self.chapters[-1]


def body_rows_on(day: dt.date, *, kinds: tuple[str, ...] = (), words: str = "") -> list[BodyRow]:
    """Return the bodies that exist on a day, by kind and name. Four queries."""
    versions = BodyVersion.objects.on(day).select_related("body")
    if kinds:
        versions = versions.filter(body__kind__in=kinds)
    wanted = words.strip().casefold()
    chosen = [one for one in versions if wanted in one.name.casefold()]
    tree = tree_on(day)
    seats: dict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.on(day).select_related("person"):
        seats[row.body_id].append(row)
    terms = dict(
        TermBody.objects.filter(term__starts__lte=day, term__ends__gte=day)
        .order_by("term__starts")
        .values_list("body_id", "term__name")
    )
    rows = [
        _row(one, seats[one.body_id], terms.get(one.body_id, ""), tree.name(one.body.unit_id))
        for one in chosen
    ]
    return sorted(rows, key=lambda row: row.sort_key)


def _row(version: BodyVersion, seats: list[Membership], term: str, unit: str) -> BodyRow:
    body = version.body
    people = {(seat.person_id, seat.outside_name) for seat in seats if _counts(seat.function)}
    chair = next((seat.name for seat in seats if seat.function == Function.CHAIR), "")
    return BodyRow(
        pk=body.pk,
        name=version.name,
        kind=body.kind,
        kind_label=body.get_kind_display(),
        unit_id=body.unit_id,
        unit=unit,
        term=term,
        chair=chair,
        members=len(people),
        code=body.code,
    )


def _counts(function: str) -> bool:
    return function not in {Function.SUBSTITUTE, Function.SECRETARY}


def body_page(body_id: int, day: dt.date) -> BodyPage:
    """Return a body on a day. Five queries. Raises Http404."""
    versions = list(
        BodyVersion.objects.believed().filter(body__pk=body_id).select_related("body").order_by("valid_from")
    )
    if not versions:
        raise Http404(body_id)
    body = versions[0].body
    then = next((one for one in versions if one.valid_from <= day <= one.valid_to), None)
    shown = then or versions[-1]
    parent = (
        Body.objects.filter(pk=shown.parent_id)
        .annotate(body_name=called("pk", day))
        .values_list("body_name", flat=True)
        .first()
        if shown.parent_id
        else ""
    )
    seats = in_order(
        seat_of(row) for row in Membership.objects.on(day).filter(body_id=body_id).select_related("person")
    )
    terms = list(Term.objects.filter(of_bodies__body_id=body_id).order_by("-starts", "pk"))
    return BodyPage(
        body=body,
        day=day,
        name=shown.name,
        exists=then is not None,
        unit=tree_on(day).name(body.unit_id),
        parent_id=shown.parent_id,
        parent=parent or "",
        chapters=[_chapter(one) for one in versions],
        seats=seats,
        groups=groups_of(seats, body.kind),
        term=next((term for term in terms if term.starts <= day <= term.ends), None),
        terms=terms,
    )


def _chapter(version: BodyVersion) -> Chapter:
    return Chapter(
        version.pk,
        version.name,
        version.short_name,
        version.parent_id,
        version.valid_from,
        None if version.valid_to == OPEN_END else version.valid_to,
    )


def groups_of(seats: list[Seat], kind: str) -> list[Group]:
    """Return members under headings: in MED by side of the table, elsewhere all together."""
    if kind not in MED:
        return [Group("", seats)] if seats else []
    named = [Group(str(side.label), [seat for seat in seats if seat.side == side]) for side in Side]
    rest = [seat for seat in seats if not seat.side]
    return [group for group in (*named, Group("", rest)) if group.seats]
