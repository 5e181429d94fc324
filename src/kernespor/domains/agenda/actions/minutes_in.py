"""Minutes that come back from elsewhere: what they say was decided, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from kernespor.domains.agenda.actions.items import ABOUT, ItemFacts, keep_version
from kernespor.domains.agenda.actions.meetings import Attended, MeetingFacts, plan, step
from kernespor.domains.agenda.actions.minutes import decide
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting
from kernespor.domains.agenda.permissions import check_run
from kernespor.domains.agenda.policies import check_minutes_open
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.actions import link

FROM_MINUTES = N_("Lavet ud fra referatet")


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as minutes tell it, with what they say of its item.

    `disqualified` are those who were so in the item.
    It is of the item that waits at `stop`; else of `item`, which hadn't the body on its way; else an item is
    made of what the minutes say, about the object `about` where there is one.
    """

    facts: DecisionFacts
    words: ItemFacts
    stop: ItemStop | None = None
    item: AgendaItem | None = None
    about: Ref | None = None
    disqualified: tuple[Attended, ...] = ()


def take_in(
    *, actor: Actor, body: Body, on: dt.date, meeting: Meeting | None, seen: int, told: Sequence[Told]
) -> Meeting:
    """Record what minutes say that a body decided on a day; the meeting is made where there is none.

    All of it or nothing: the meeting's version sees to it that the same minutes aren't taken in by two at
    once. Raises Refusal or StaleWrite.
    """
    check_run(actor, body)
    with transaction.atomic():
        if meeting is None:
            (planned,) = plan(actor=actor, body=body, meetings=[MeetingFacts(on)])
            meeting = step(
                actor=actor, meeting=planned, name="hold_unsent", seen=planned.version, why=FROM_MINUTES
            )
        else:
            check_minutes_open(meeting)
            with change(actor=actor, verb="agenda.minutes_taken_in", about=meeting) as act:
                act.update(meeting, seen=seen, orders=meeting.orders + 1)
        for one in told:
            _record(actor, meeting, one)
    return meeting


def _record(actor: Actor, meeting: Meeting, told: Told) -> Decision:
    left = told.disqualified
    if told.stop is not None:
        stop = _at(actor, told.stop, meeting)
    elif told.item is not None:
        stop = _further(actor, told.item, meeting)
    else:
        stop = _new(actor, meeting, told)
        about = [told.about] if told.about else []
        return decide(
            actor=actor, stop=stop, facts=told.facts, disqualified=left, about=about, asks_order=False
        )
    return decide(actor=actor, stop=stop, facts=told.facts, disqualified=left, openness=told.words.openness)


def _at(actor: Actor, stop: ItemStop, meeting: Meeting) -> ItemStop:
    """Put an item that waited for any meeting on this one, where it was treated."""
    if stop.meeting_id is None:
        with change(actor=actor, verb="agenda.item_placed", about=stop.item) as act:
            act.update(stop, where={"meeting": None, "decision": None}, meeting=meeting, place=_last(meeting))
    return stop


def _further(actor: Actor, item: AgendaItem, meeting: Meeting) -> ItemStop:
    """Let the body be the last on the way of an item that nobody meant to lead there."""
    with change(actor=actor, verb="agenda.way_set", about=item) as act:
        return _stop(act, item, meeting)


def _new(actor: Actor, meeting: Meeting, told: Told) -> ItemStop:
    """Make an item of what the minutes say: nobody here knows how it came to its decision."""
    with change(actor=actor, verb="agenda.item_from_minutes", why=FROM_MINUTES) as act:
        words = replace(told.words, title=told.facts.case_title, case_number=told.facts.case_number)
        item = act.create(
            AgendaItem, unit=meeting.body.unit, created_by_id=actor.person_id, **words.as_fields()
        )
        act.subject = item
        if told.about:
            link(act, kind=ABOUT, upper=told.about, lower=ref_of(item), day=told.facts.on)
        keep_version(act, actor, item, FROM_MINUTES)
        return _stop(act, item, meeting)


def _stop(act: Change, item: AgendaItem, meeting: Meeting) -> ItemStop:
    last = item.stops.aggregate(last=Max("position"))["last"] or 0
    return act.create(
        ItemStop, item=item, position=last + 1, body=meeting.body, meeting=meeting, place=_last(meeting)
    )


def _last(meeting: Meeting) -> int:
    """Return the place behind all others on an agenda."""
    last: int = meeting.stops.aggregate(last=Max("place"))["last"] or 0
    return last + 1
