"""Meetings: the list, and one with its agenda as the reader may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kernespor.domains.agenda.enums import MeetingKind, MeetingStatus
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting
from kernespor.domains.agenda.permissions import can_run, readable_items, runs
from kernespor.domains.agenda.policies import SENDABLE
from kernespor.domains.agenda.selectors.order import Told, hidden_decisions, recorded_of, told_all
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.organisation.tree import tree_on

COMING, HELD, ALL = "", "holdte", "alle"


@dataclass(frozen=True, slots=True)
class MeetingQuery:
    """What a list of meetings is asked for."""

    show: str = COMING
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An item on an agenda: its number among those that the reader may see, and what is out of order.

    `hides_decision`: who may read a closed item isn't always one who may read what was decided in it.
    """

    number: int
    stop: ItemStop
    item: AgendaItem
    unit: str
    told: list[Told]
    hides_decision: bool = False

    @property
    def is_closed(self) -> bool:
        """Say whether it is kept from others than those who treat it."""
        return self.item.openness != Openness.OPEN

    @property
    def stopping(self) -> list[Told]:
        """What stops the sending until someone says why it doesn't."""
        return [one for one in self.told if one.stops and not one.why]

    @property
    def recommendation(self) -> str:
        """What is recommended to this body."""
        return self.stop.recommendation or self.item.recommendation


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with its agenda as the reader may see it; `runs` says that they run it."""

    meeting: Meeting
    body_name: str
    lines: list[Line]
    runs: bool
    attendances: list[Any]

    @property
    def stopping(self) -> int:
        """How many things stop the sending."""
        return sum(len(line.stopping) for line in self.unsent)

    @property
    def unsent(self) -> list[Line]:
        """The items that wait to be sent, with the agenda or after it."""
        return [line for line in self.lines if line.stop.sent_on is None and line.stop.decision_id is None]

    @property
    def undecided(self) -> list[Line]:
        """The items without a decision."""
        return [line for line in self.lines if line.stop.decision_id is None]


def meeting_rows(actor: Actor) -> QuerySet[Any]:
    """Return the meetings, with what their bodies are called; everyone in the house may see all."""
    rows: QuerySet[Any] = Meeting.objects.select_related("body").annotate(body_name=called("body_id", "on"))
    return rows if actor.in_house else rows.none()


def meetings(actor: Actor, query: MeetingQuery) -> QuerySet[Any]:
    """Return the meetings that are asked for, with `items`: how many of theirs the actor may read."""
    rows: QuerySet[Any] = meeting_rows(actor)
    if query.body_id is not None:
        rows = rows.filter(body_id=query.body_id)
    ended = (MeetingStatus.HELD, MeetingStatus.MINUTES_APPROVED)
    if query.show == COMING:
        rows = rows.filter(status__in=(MeetingStatus.PLANNED, MeetingStatus.SENT))
    elif query.show == HELD:
        rows = rows.filter(status__in=ended)
    readable = AgendaItem.objects.filter(readable_items(actor)).values("pk")
    rows = rows.annotate(items=Count("stops", filter=Q(stops__item__in=readable)))
    return rows.order_by("on", "pk") if query.show == COMING else rows.order_by("-on", "-pk")


def bodies_that_meet(actor: Actor) -> list[tuple[int, str]]:
    """Return (key, today's name) of the bodies that have a meeting. One query."""
    rows = meeting_rows(actor).order_by().annotate(now_called=called("body_id", actor.today))
    return sorted(set(rows.values_list("body_id", "now_called")), key=lambda pair: pair[1])


def meeting_page(actor: Actor, meeting_id: int) -> MeetingPage:
    """Return a meeting. Raises Http404 or NotPermitted."""
    meeting: Meeting = objects.fetch(actor, "moede", meeting_id)
    readable = AgendaItem.objects.filter(readable_items(actor)).values("pk")
    rows = meeting.stops.filter(item__in=readable)
    rows = rows.select_related("item__unit", "body", "meeting", "decision__current__term", "sent_version")
    rows = rows.prefetch_related("disqualified")
    # The closed ones last: whoever may not see them sees no gap in the numbers.
    stops = sorted(rows, key=lambda stop: (stop.item.openness != Openness.OPEN, stop.place or 0))
    unsent = [stop for stop in stops if stop.sent_on is None and meeting.status in SENDABLE]
    run = can_run(actor, meeting.body)
    recorded = recorded_of(stop.item_id for stop in stops)
    told_of = told_all(unsent, today=actor.today) if unsent and run else {}
    hidden = hidden_decisions(actor, stops)
    tree, lines = tree_on(actor.today), []
    for number, stop in enumerate(stops, start=1):
        told = [one for one in recorded[stop.item_id] if one.position == stop.position]
        if stop in unsent:
            told += told_of.get(stop.pk, [])
        unit = tree.name(stop.item.unit_id)
        lines.append(Line(number, stop, stop.item, unit, told, hides_decision=stop.pk in hidden))
    return MeetingPage(
        meeting=meeting,
        body_name=str(getattr(meeting, "body_name", "")),
        lines=lines,
        runs=run,
        attendances=list(meeting.attendances.order_by("pk")),
    )


def placeable(actor: Actor, meeting: Meeting) -> list[ItemStop]:
    """Return the items that wait for a meeting of the body and may be put on this one's agenda. One query."""
    readable = AgendaItem.objects.filter(readable_items(actor), status__in=("draft", "approved", "under_way"))
    rows = ItemStop.objects.filter(
        body=meeting.body_id, meeting=None, decision=None, skipped="", item__in=readable.values("pk")
    )
    return list(rows.select_related("item").order_by("item__title", "pk"))


def run_by(actor: Actor) -> list[tuple[int, str]]:
    """Return (key, name) of the bodies whose meetings the actor runs, by name. One query."""
    rows = Body.objects.filter(runs(actor)).annotate(body_name=called("pk", actor.today))
    return sorted(rows.values_list("pk", "body_name"), key=lambda pair: pair[1])


def coming_of(bodies: Collection[int], today: dt.date) -> dict[int, list[Meeting]]:
    """Return the meetings of bodies whose agenda isn't sent, soonest first, by body. One query."""
    rows = Meeting.objects.filter(body__in=bodies, status=MeetingStatus.PLANNED, on__gte=today)
    rows = rows.exclude(kind=MeetingKind.CHAIR)  # it takes up another meeting's agenda
    found: dict[int, list[Meeting]] = {}
    for row in rows.order_by("on", "pk"):
        found.setdefault(row.body_id, []).append(row)
    return found
