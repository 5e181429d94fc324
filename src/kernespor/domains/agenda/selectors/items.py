"""Agenda items: the list, and one with its way, its order and its review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kernespor.domains.agenda.calculations import remarks_on
from kernespor.domains.agenda.enums import ENDED
from kernespor.domains.agenda.models import AgendaItem, ItemStop, ItemVersion, ReviewDismissal
from kernespor.domains.agenda.permissions import can_run, can_write, readable_items
from kernespor.domains.agenda.selectors.known import known_to, linked_to
from kernespor.domains.agenda.selectors.order import CONSULTATION, ITEM, Told, hidden_decisions, standing_of
from kernespor.engines.item_review.records import Known, Remark
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.kinds import consultation_rows
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name

GOING, MINE, OVER, ALL = "", "mine", "afgjorte", "alle"


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What a list of items is asked for."""

    show: str = GOING
    words: str = ""


@dataclass(frozen=True, slots=True)
class StopView:
    """A body on an item's way, with what is or was out of order there."""

    stop: ItemStop
    body_name: str
    told: list[Told]
    runs: bool = False  # the reader runs the body's meetings
    hides_decision: bool = False

    @property
    def where(self) -> str:
        """How far the item is here: skipped, decided, sent, placed, or nothing."""
        stop = self.stop
        if stop.decision_id:
            return "decided"
        if stop.skipped:
            return "skipped"
        if stop.sent_on:
            return "sent"
        return "placed" if stop.meeting_id else ""


@dataclass(frozen=True)
class ItemPage:
    """An item with all that its page shows. What its text is held against is read when it is asked for."""

    item: AgendaItem
    unit: str
    stops: list[StopView]
    heard: list[Any]
    look_up: Callable[[], list[Known]]
    dismissed: list[ReviewDismissal]
    versions: list[ItemVersion]
    writes: bool

    @property
    def deviations(self) -> list[Told]:
        """All that is or was out of order, in the order of the way."""
        return [one for view in self.stops for one in view.told]

    @cached_property
    def known(self) -> list[Known]:
        """The facts that the item's text is held against."""
        return self.look_up()

    @cached_property
    def remarks(self) -> list[Remark]:
        """What the review says of the item to those who write it, while it goes on."""
        return self.review(self.item) if self.writes and self.item.status not in ENDED else []

    def review(self, words: AgendaItem) -> list[Remark]:
        """Return the remarks on words of the item, without those that were set aside."""
        stops = [view.stop for view in self.stops]
        meeting = next((stop.meeting.on for stop in stops if stop.meeting and not stop.decision_id), None)
        keys = {one.key for one in self.dismissed}
        return [one for one in remarks_on(words, meeting, self.known) if one.key not in keys]

    @property
    def next_stop(self) -> StopView | None:
        """The first body that hasn't treated it, while it goes on."""
        if self.item.status in ENDED:
            return None
        return next((view for view in self.stops if view.where not in {"decided", "skipped"}), None)

    @property
    def attachments(self) -> list[str]:
        """The names of what is laid beside."""
        return [line for line in self.item.attachments.splitlines() if line.strip()]


def item_rows(actor: Actor) -> QuerySet[Any]:
    """Return the items that the actor may read, with the body that treats each next, and when."""
    waiting = ItemStop.objects.filter(item=OuterRef("pk"), decision=None, skipped="").order_by("position")
    rows = AgendaItem.objects.filter(readable_items(actor)).select_related("unit", "created_by")
    rows = rows.annotate(
        next_body=Subquery(waiting.annotate(name=called("body_id", actor.today)).values("name")[:1]),
        next_on=Subquery(waiting.values("meeting__on")[:1]),
    )
    return with_unit_name(rows, actor.today)


def items(actor: Actor, query: ItemQuery) -> QuerySet[Any]:
    """Return the items that are asked for, those that are treated soonest first."""
    rows = item_rows(actor)
    if query.show == MINE:
        rows = rows.filter(created_by_id=actor.person_id) if actor.person_id else rows.none()
    elif query.show == OVER:
        rows = rows.filter(status__in=ENDED)
    elif query.show == GOING:
        rows = rows.exclude(status__in=ENDED)
    for word in query.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(case_number__icontains=word) | Q(recommendation__icontains=word)
        )
    if query.show == OVER:
        return rows.order_by("-pk")
    return rows.order_by(F("next_on").asc(nulls_last=True), "-pk")


def item_page(actor: Actor, item_id: int) -> ItemPage:
    """Return an item. Raises Http404 or NotPermitted."""
    item: AgendaItem = objects.fetch(actor, "dagsordenspunkt", item_id)
    objects.keep_rows(actor, ITEM, {item_id}, [item])
    rows = item.stops.select_related("body", "meeting", "decision__current", "sent_version")
    rows = rows.prefetch_related("disqualified")
    stops = list(rows.annotate(body_name=called("body_id", actor.today)).order_by("position"))
    linked = linked_to(item)
    asked = {ref.pk for ref in linked if ref.kind == CONSULTATION}
    told = standing_of(item, stops, asked, today=actor.today)
    hidden = hidden_decisions(actor, stops)
    writes = can_write(actor, item)
    return ItemPage(
        item=item,
        unit=unit_name_of(item),
        stops=[
            StopView(
                stop,
                stop.body_name,
                [one for one in told if one.position == stop.position],
                can_run(actor, stop.body),
                stop.pk in hidden,
            )
            for stop in stops
        ],
        heard=sorted(
            objects.rows_of(actor, CONSULTATION, asked).values(), key=lambda row: (row.deadline, row.pk)
        ),
        look_up=lambda: known_to(actor, item, stops, linked),
        dismissed=list(item.dismissals.order_by("at", "pk")) if writes else [],
        versions=list(item.versions.order_by("-number")),
        writes=writes,
    )


def consultations_to_build_on(actor: Actor, found: ItemPage) -> list[tuple[int, str]]:
    """Return (key, title) of the consultations that an item may be said to build on. One query."""
    known = {row.pk for row in found.heard}
    rows = (
        consultation_rows(actor).exclude(status__in=("draft", "discarded")).order_by("-deadline", "-pk")[:200]
    )
    return [(row.pk, row.title) for row in rows if row.pk not in known]


def version_of(item: AgendaItem, number: int) -> ItemVersion | None:
    """Return a version of an item, or nothing where it has none of that number. One query."""
    return item.versions.filter(number=number).first()
