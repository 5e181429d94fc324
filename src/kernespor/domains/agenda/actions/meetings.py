"""Meetings: planned, moved, their agenda put in order and sent, held, cancelled; their minutes approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kernespor.domains.agenda import workflow
from kernespor.domains.agenda.actions.items import keep_version, record_deviations
from kernespor.domains.agenda.enums import MeetingKind, MeetingStatus, Presence
from kernespor.domains.agenda.models import Attendance, ItemStop, Meeting
from kernespor.domains.agenda.permissions import check_run
from kernespor.domains.agenda.policies import (
    check_agenda,
    check_all_decided,
    check_changeable,
    check_has_been,
    check_minutes_open,
    check_open_agenda,
    check_reason,
    check_reasons,
)
from kernespor.domains.agenda.selectors.order import Told, told_all
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.refusals import NotNow

SENDING = frozenset({"send", "send_more"})  # steps that `send` takes


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is planned of a meeting."""

    on: dt.date
    kind: str = MeetingKind.ORDINARY
    starts: dt.time | None = None
    place: str = ""
    drafts_due: dt.date | None = None

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        return {
            "on": self.on,
            "kind": self.kind,
            "starts": self.starts,
            "place": self.place.strip(),
            "drafts_due": self.drafts_due,
        }


@dataclass(frozen=True, slots=True)
class Attended:
    """Someone who took part or was absent, as the minutes name them."""

    name: str
    presence: str = Presence.PRESENT
    person_id: int | None = None
    stands_in_for: str = ""


def plan(*, actor: Actor, body: Body, meetings: Sequence[MeetingFacts]) -> list[Meeting]:
    """Plan one meeting of a body, or a series. Raises Refusal; all of them are planned or none."""
    check_run(actor, body)
    _check_free(body, meetings)
    with change(actor=actor, verb="agenda.meetings_planned", about=body) as act:
        rows = [Meeting(body=body, **facts.as_fields()) for facts in meetings]
        return act.create_many(Meeting, rows)


def plan_all(*, actor: Actor, series: Sequence[tuple[Body, Sequence[MeetingFacts]]]) -> list[Meeting]:
    """Plan the meetings of several bodies: all of them, or none. Raises Refusal."""
    with transaction.atomic():
        return [row for body, facts in series for row in plan(actor=actor, body=body, meetings=facts)]


def _check_free(body: Body, meetings: Sequence[MeetingFacts], but: int | None = None) -> None:
    wanted = [(facts.on, facts.kind) for facts in meetings]
    rows = Meeting.objects.filter(body=body, on__in=[on for on, _kind in wanted]).exclude(pk=but or 0)
    taken = set(rows.values_list("on", "kind")) & set(wanted)
    if taken or len(set(wanted)) < len(wanted):
        raise NotNow("meeting_there", N_("Udvalget har allerede et møde af den slags den dag."))


def move_meeting(*, actor: Actor, meeting: Meeting, seen: int, facts: MeetingFacts, why: str) -> Meeting:
    """Plan a meeting anew; with a reason once its agenda is sent. Raises Refusal or StaleWrite."""
    check_run(actor, meeting.body)
    check_changeable(meeting)
    if meeting.status != MeetingStatus.PLANNED:
        check_reason(why)
    _check_free(meeting.body, [facts], meeting.pk)
    with change(actor=actor, verb="agenda.meeting_changed", about=meeting, why=why.strip()) as act:
        return act.update(meeting, seen=seen, where={"status": meeting.status}, **facts.as_fields())


def order(*, actor: Actor, meeting: Meeting, seen: int, stops: Sequence[int]) -> Meeting:
    """Put the items of an agenda in order by the keys of their stops. Raises Refusal or StaleWrite."""
    check_run(actor, meeting.body)
    check_open_agenda(meeting)
    with change(actor=actor, verb="agenda.agenda_ordered", about=meeting) as act:
        act.update(
            meeting, seen=seen, where={"status": MeetingStatus.PLANNED}, orders=meeting.orders + 1
        )  # the meeting's version guards the order of its items
        rank = {pk: place for place, pk in enumerate(stops)}
        rows = sorted(agenda_of(meeting), key=lambda stop: (rank.get(stop.pk, len(rank)), stop.place or 0))
        for number, stop in enumerate(rows, start=1):
            if stop.place != number:
                with change(actor=actor, verb="agenda.item_placed", about=stop.item) as moved:
                    moved.update(stop, place=number)
        return meeting


def send(*, actor: Actor, meeting: Meeting, seen: int, reasons: Mapping[tuple[int, str], str]) -> Meeting:
    """Send an agenda, or an addition to it: each item as it is now, with all that is out of order on record.

    What stops the sending needs a reason of its own in `reasons`, by (key of the stop, key of the deviation).
    Raises Refusal or StaleWrite; then nothing is sent.
    """
    check_run(actor, meeting.body)
    more = meeting.status == MeetingStatus.SENT
    transition = workflow.MEETING.check("send_more" if more else "send", meeting.status)
    stops = [stop for stop in agenda_of(meeting) if stop.sent_on is None]
    check_agenda(stops)
    told = told_all(stops, today=actor.today)
    given = {place: why.strip() for place, why in reasons.items() if why.strip()}
    check_reasons(
        {one.key for pk, found in told.items() for one in found if one.stops and (pk, one.key) not in given}
    )
    with change(actor=actor, verb=transition.verb, about=meeting) as act:
        act.update(
            meeting, seen=seen, where={"status": transition.source}, status=transition.target,
            sent_on=meeting.sent_on or actor.today, orders=meeting.orders + more,
        )  # fmt: skip
        for stop in stops:
            overridden = {one.key: given[stop.pk, one.key] for one in told[stop.pk] if one.stops}
            _send(actor, stop, told[stop.pk], overridden)
        return meeting


def _send(actor: Actor, stop: ItemStop, told: Sequence[Told], overridden: Mapping[str, str]) -> None:
    """Send one item: an event of the item's own, so that a closed one is in no history of the meeting."""
    item = stop.item
    with change(actor=actor, verb="agenda.item_sent", about=item) as act:
        version = keep_version(act, actor, item, "")
        act.update(stop, where={"sent_on": None}, sent_on=actor.today, sent_version=version)
        start_off(act, item)
        record_deviations(act, actor, stop, told, overridden)


def start_off(act: Change, item: Any) -> None:
    """Let an item be under way, within an act, whether or not it was approved."""
    for name in ("send", "send_unapproved"):
        step = workflow.ITEM.step(name)
        if step.source == item.status:
            act.update(item, where={"status": step.source}, status=step.target)
            return


def step(*, actor: Actor, meeting: Meeting, name: str, seen: int, why: str = "") -> Meeting:
    """Take a meeting one step on: held, cancelled, its minutes approved or opened again.

    Raises Refusal or StaleWrite.
    """
    check_run(actor, meeting.body)
    transition = workflow.MEETING.check(name, meeting.status)
    if name in SENDING:
        raise KeyError(name)
    if transition.needs_reason:
        check_reason(why)
    if transition.target == MeetingStatus.HELD:
        check_has_been(meeting, actor.today)
    if name == "approve":
        check_all_decided(meeting.stops.filter(decision=None).count())
    with change(actor=actor, verb=transition.verb, about=meeting, why=why.strip()) as act:
        act.update(meeting, seen=seen, where={"status": transition.source}, status=transition.target)
        if transition.target == MeetingStatus.CANCELLED:
            _free(actor, meeting)
        return meeting


def _free(actor: Actor, meeting: Meeting) -> None:
    """Let the items of a meeting that isn't held wait for another: they were sent, and aren't any longer."""
    for stop in agenda_of(meeting):
        if stop.decision_id is None:
            with change(actor=actor, verb="agenda.item_lifted", about=stop.item) as act:
                act.update(stop, meeting=None, place=None, sent_on=None)


def attend(
    *, actor: Actor, meeting: Meeting, seen: int, people: Sequence[Attended], reported: str
) -> Meeting:
    """Write who took part in a meeting, and what the minutes say beside the items. Raises Refusal."""
    check_run(actor, meeting.body)
    check_minutes_open(meeting)
    with change(actor=actor, verb="agenda.attendance_written", about=meeting) as act:
        act.update(meeting, seen=seen, reported=reported.strip(), orders=meeting.orders + 1)
        known = {row.name: row for row in meeting.attendances.all()}
        wanted = {one.name: one for one in people}
        for name, row in known.items():
            if name not in wanted:
                act.delete(row)
        for name, one in wanted.items():
            told = {"presence": one.presence, "stands_in_for": one.stands_in_for, "person_id": one.person_id}
            if name in known:
                act.update(known[name], presence=one.presence, stands_in_for=one.stands_in_for)
            else:
                act.create(Attendance, meeting=meeting, name=name, **told)
        return meeting


def agenda_of(meeting: Meeting) -> list[ItemStop]:
    """Return the stops on a meeting's agenda, in their order, with items, bodies and decisions. One query."""
    rows = meeting.stops.select_related("item__unit", "body", "meeting", "decision__current")
    return list(rows.order_by("place"))
