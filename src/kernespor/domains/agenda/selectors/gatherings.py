"""What a chair's meeting takes up, and what a theme meeting has instead of an agenda."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from kernespor.domains.agenda.enums import MeetingKind
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting, MeetingNote
from kernespor.domains.agenda.permissions import readable_items, runs
from kernespor.domains.agenda.policies import SENDABLE
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.organisation.tree import tree_on

DECIDING = (MeetingKind.ORDINARY, MeetingKind.EXTRAORDINARY)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An item on the agenda of the meeting ahead, with what was noted of it."""

    stop: ItemStop
    unit: str
    notes: list[MeetingNote]

    @property
    def recommendation(self) -> str:
        """What is recommended to the body."""
        return self.stop.recommendation or self.stop.item.recommendation


@dataclass(frozen=True, slots=True)
class ChairPage:
    """The draft agenda that a chair's meeting takes up, and notes of no item."""

    meeting: Meeting | None
    ahead: list[Ahead]
    notes: list[MeetingNote]


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme meeting's programme, guests and notes; `links` are the items that the reader may open."""

    programme: list[Any]
    guests: list[Any]
    notes: list[MeetingNote]
    links: frozenset[int]


def meeting_ahead(meeting: Meeting) -> Meeting | None:
    """Return the meeting that a chair's meeting prepares: the body's next one that decides. One query."""
    rows = Meeting.objects.filter(
        body=meeting.body_id, kind__in=DECIDING, status__in=SENDABLE, on__gte=meeting.on
    )
    return rows.order_by("on", "pk").first()


def chair_page(actor: Actor, meeting: Meeting) -> ChairPage:
    """Return what a chair's meeting takes up, for one who runs the body's meetings. Three queries."""
    ahead = meeting_ahead(meeting)
    notes = list(meeting.notes.order_by("at", "pk"))
    if ahead is None:
        return ChairPage(None, [], notes)
    readable = AgendaItem.objects.filter(readable_items(actor)).values("pk")
    stops = list(ahead.stops.filter(item__in=readable).select_related("item").order_by("place"))
    known, tree = {stop.pk for stop in stops}, tree_on(actor.today)
    return ChairPage(
        ahead,
        [
            Ahead(stop, tree.name(stop.item.unit_id), [one for one in notes if one.stop_id == stop.pk])
            for stop in stops
        ],
        [one for one in notes if one.stop_id is None or one.stop_id not in known],
    )


def theme_page(actor: Actor, meeting: Meeting) -> ThemePage:
    """Return what a theme meeting has instead of an agenda. Four queries at most."""
    notes = list(meeting.notes.order_by("at", "pk"))
    became = {one.item_id for one in notes if one.item_id}
    rows = AgendaItem.objects.filter(readable_items(actor), pk__in=became) if became else ()
    return ThemePage(
        list(meeting.programme.all()),
        list(meeting.guests.order_by("name")),
        notes,
        frozenset(row.pk for row in rows),
    )


def note_of(actor: Actor, pk: int) -> MeetingNote | None:
    """Return a note of a meeting that the actor runs, or nothing. One query."""
    rows = MeetingNote.objects.filter(meeting__body__in=Body.objects.filter(runs(actor)).values("pk"))
    return rows.select_related("meeting__body").filter(pk=pk).first()


def open_notes(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those notes whose history the actor may read: a chair's are for those who run the meeting."""
    run = Q(meeting__body__in=Body.objects.filter(runs(actor)).values("pk"))
    theme = Q(meeting__kind=MeetingKind.THEME) if actor.in_house else Q(pk__in=())
    return frozenset(MeetingNote.objects.filter(run | theme, pk__in=keys).values_list("pk", flat=True))
