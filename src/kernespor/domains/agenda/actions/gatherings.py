"""Theme meetings and chair's meetings: a programme with guests, and notes that may become items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from kernespor.domains.agenda.actions.items import ItemFacts, begin
from kernespor.domains.agenda.models import AgendaItem, Guest, ItemStop, Meeting, MeetingNote, ProgrammePoint
from kernespor.domains.agenda.permissions import check_run
from kernespor.domains.agenda.policies import (
    check_has_programme,
    check_is_ahead_of,
    check_minutes_open,
    check_takes_notes,
    check_unused,
    check_words,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A point of a programme."""

    title: str
    starts: dt.time | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class GuestFacts:
    """Someone who takes part and is no member."""

    name: str
    role: str = ""


def lay_programme(
    *, actor: Actor, meeting: Meeting, seen: int, points: Sequence[PointFacts], guests: Sequence[GuestFacts]
) -> Meeting:
    """Write a theme meeting's programme and guests. Raises Refusal or StaleWrite."""
    check_run(actor, meeting.body)
    check_has_programme(meeting)
    check_minutes_open(meeting)
    with change(actor=actor, verb="agenda.programme_laid", about=meeting) as act:
        # The meeting's version guards its programme.
        act.update(meeting, seen=seen, orders=meeting.orders + 1)
        for row in (*meeting.programme.all(), *meeting.guests.all()):
            act.delete(row)
        act.create_many(
            ProgrammePoint,
            [
                ProgrammePoint(
                    meeting=meeting, position=place, starts=one.starts, title=one.title, who=one.who
                )
                for place, one in enumerate(points, start=1)
            ],
        )
        named = {one.name: one for one in guests}
        act.create_many(
            Guest, [Guest(meeting=meeting, name=one.name, role=one.role) for one in named.values()]
        )
        return meeting


def note(*, actor: Actor, meeting: Meeting, words: str, stop: ItemStop | None = None) -> MeetingNote:
    """Note something down at a chair's or a theme meeting, a chair's also of an item. Raises Refusal."""
    check_run(actor, meeting.body)
    check_takes_notes(meeting)
    check_words(words)
    if stop is not None:
        check_is_ahead_of(meeting, stop)
    with change(actor=actor, verb="agenda.noted", about=meeting) as act:
        return act.create(
            MeetingNote, meeting=meeting, stop=stop, words=words.strip(), at=act.at, by_id=actor.person_id,
            label=actor.label,
        )  # fmt: skip


def begin_from(
    *, actor: Actor, unit: Unit, facts: ItemFacts, about: Iterable[Ref], source: MeetingNote
) -> AgendaItem:
    """Write a draft of an item out of a note, which then says what it became; once. Raises Refusal."""
    check_run(actor, source.meeting.body)
    check_unused(source)
    with transaction.atomic():
        item = begin(actor=actor, unit=unit, facts=facts, about=about)
        # An event of the item's own: a draft's title is in no history of the meeting.
        with change(actor=actor, verb="agenda.note_taken_up", about=item) as act:
            act.update(source, where={"item": None}, item=item)
        return item
