"""What minutes say that a body decided, and what each decision is of: an item, or another object."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.connectors.agenda.outcomes import sounds_like
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.vocabulary import fold
from kernespor.domains.agenda.enums import ENDED, MeetingStatus
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting
from kernespor.domains.agenda.permissions import ITEM, check_run, readable_items
from kernespor.domains.agenda.policies import check_minutes_open, check_one_meeting
from kernespor.domains.agenda.selectors.meetings import meeting_rows
from kernespor.engines.danish import long_date
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.matching import Answer, Known, match, number_of
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.policies import check_happened
from kernespor.foundation.bodies.selectors.decisions import DecisionQuery, decisions
from kernespor.foundation.bodies.selectors.members import Seat
from kernespor.foundation.bodies.selectors.minutes import (
    Found,
    bare_name,
    decisions_in,
    title_of,
    told_by,
    undecided_in,
)
from kernespor.foundation.bodies.selectors.names import latest_name
from kernespor.foundation.bodies.selectors.subjects import known_subjects
from kernespor.foundation.objects import Ref

STOP = "vej-"  # before the key of a stop, in what names one in a form


@dataclass(frozen=True, slots=True)
class Match:
    """A decision in minutes, and what it may be of.

    `outcome` is what its words sound like, empty where they don't say. `closed` says that the minutes hold it
    behind closed doors, or that what it may be of is closed.
    """

    found: Found
    answer: Answer
    outcome: str
    closed: bool

    @property
    def is_recorded(self) -> bool:
        """Say whether this very decision is on record: reading minutes again records nothing twice."""
        return self.found.is_same


@dataclass(frozen=True, slots=True)
class Occasion:
    """What minutes are of: a body and a day, and its meeting where it is here."""

    body: Body
    body_name: str
    on: dt.date
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What minutes tell that isn't recorded with them: others' decisions, other days', items undecided."""

    bodies: list[str]
    days: list[dt.date]
    undecided: list[str]


def occasion_of(actor: Actor, body_id: int, on: dt.date) -> Occasion:
    """Return what minutes of a body and a day are of. Raises Refusal: for others to take in, or not plain."""
    body = Body.objects.get(pk=body_id)
    check_run(actor, body)
    check_happened(on, actor.today)
    rows = meeting_rows(actor).filter(body=body, on=on).exclude(status=MeetingStatus.CANCELLED)
    meetings: list[Meeting] = list(rows[:2])
    check_one_meeting(len(meetings))
    for meeting in meetings:
        check_minutes_open(meeting)
    return Occasion(body, latest_name(body_id), on, meetings[0] if meetings else None)


def beside(reading: AgendaReading, occasion: Occasion) -> Beside:
    """Return what else minutes tell. One query."""
    names, days = told_by(reading, occasion.body.pk)
    return Beside(names, sorted(days - {occasion.on}), undecided_in(reading))


def matches(actor: Actor, reading: AgendaReading, occasion: Occasion) -> list[Match]:
    """Return what a body decided on a day, in the order of the minutes, each with what it may be of.

    An item that waits for the body comes before all else; where none is certain, whatever bodies decide on.
    """
    body_id = occasion.body.pk
    known = decisions(actor, DecisionQuery(body_id=body_id))
    found = [one for one in decisions_in(reading, body_id, known) if one.on in {None, occasion.on}]
    stops = waiting_stops(actor, body_id)
    closed = {f"{STOP}{stop.pk}" for stop in stops if stop.item.openness != Openness.OPEN}
    of_items = [_known(stop, occasion.meeting) for stop in stops]
    treated = {Ref(ITEM, stop.item_id) for stop in stops}
    others = known_subjects(actor, without=treated)
    asked = [(title_of(one.item), one.item.case_number) for one in found]
    near = match(asked, of_items)
    far = match(asked, [*of_items, *others])
    answers = [first if first.certain else second for first, second in zip(near, far, strict=True)]
    return [_matched(one, answer, of_items, closed) for one, answer in zip(found, answers, strict=True)]


def _matched(found: Found, answer: Answer, items: Sequence[Known], closed: set[str]) -> Match:
    """Return a decision with its answer: what was closed at the meeting is never of an item that is open."""
    outcome = sounds_like(found.words)
    if found.item.closed:
        opened = {one.key for one in items} - closed
        kept = [one for one in answer.candidates if one.known.key not in opened]
        certain = answer.certain if answer.certain and answer.certain.key not in opened else None
        return Match(found, Answer(kept, certain), outcome, closed=True)
    near = closed & {one.known.key for one in answer.candidates}
    return Match(found, answer, outcome, closed=bool(near))


def waiting_stops(actor: Actor, body_id: int) -> list[ItemStop]:
    """Return where items wait for a body's decision, as far as the actor may read them. One query."""
    items = AgendaItem.objects.filter(readable_items(actor)).exclude(status__in=ENDED).values("pk")
    rows = ItemStop.objects.filter(
        ~Q(meeting__status=MeetingStatus.CANCELLED) | Q(meeting=None),
        body=body_id, decision=None, skipped="", item__in=items,
    )  # fmt: skip
    rows = rows.select_related("item__unit", "body", "meeting", "decision__current")
    return list(rows.order_by("meeting__on", "place", "pk"))


def _known(stop: ItemStop, meeting: Meeting | None) -> Known:
    elsewhere = stop.meeting is not None and stop.meeting != meeting
    words = gettext("Står på dagsordenen {day}.")
    number = number_of(stop.item.case_number)
    return Known(
        key=f"{STOP}{stop.pk}",
        title=stop.item.title,
        label=gettext("Dagsordenspunkt"),
        numbers=frozenset({number} if number else ()),
        note=words.format(day=long_date(stop.meeting.on)) if elsewhere and stop.meeting else "",
    )


def person_in(seats: Sequence[Seat], name: str) -> int | None:
    """Return the person of the house whom minutes name among a body's members."""
    bare = bare_name(name)
    return next((seat.person_id for seat in seats if fold(seat.name) == bare), None)
