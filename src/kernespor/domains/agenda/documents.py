"""The documents that the domain makes: an item, an agenda, minutes, as Word and PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.conf import settings

from kernespor.connectors.agenda.paper import Absent, AgendaPaper, Deputy, PaperKind
from kernespor.connectors.agenda.records import AgendaItem as ItemRecord
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.records import Decision as DecisionRecord
from kernespor.domains.agenda.calculations import record_of
from kernespor.domains.agenda.enums import MeetingStatus, Presence
from kernespor.domains.agenda.models import AgendaItem, Guest, ItemStop, ItemVersion
from kernespor.domains.agenda.selectors.meetings import MeetingPage
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.selectors.names import latest_name, names_on
from kernespor.foundation.bodies.selectors.terms import term_on

_MINUTED = (MeetingStatus.HELD, MeetingStatus.MINUTES_APPROVED)


def item_paper(item: AgendaItem, today: dt.date) -> AgendaPaper:
    """Return an item as it is now, with what was decided on its way, as it goes out alone."""
    stops = item.stops.filter(decision__isnull=False).select_related("decision__current__term")
    stops = stops.prefetch_related("disqualified")
    decided = tuple(_decision(stop) for stop in stops.order_by("position"))
    return AgendaPaper(
        reading=AgendaReading(items=(_record(item, decided, closed=item.openness != Openness.OPEN),)),
        municipality=settings.MUNICIPALITY,
        kind=PaperKind.ITEM,
        draft=item.status == "draft",
        closed_shown=True,
        made_on=today,
    )


def meeting_paper(found: MeetingPage, today: dt.date) -> AgendaPaper:
    """Return a meeting's agenda, or its minutes once it was held, with the items that the reader may see."""
    meeting = found.meeting
    minutes = meeting.status in _MINUTED
    term = term_on(meeting.body_id, meeting.on)
    items = tuple(_line(line.stop, str(line.number), minutes=minutes) for line in found.lines)
    took_part = found.attendances if minutes else []
    present = [one.name for one in took_part if one.presence != Presence.ABSENT and not one.stands_in_for]
    return AgendaPaper(
        reading=AgendaReading(
            body=found.body_name, term=term.name if term else "", meeting_date=meeting.on, items=items
        ),
        municipality=settings.MUNICIPALITY,
        kind=PaperKind.MINUTES if minutes else PaperKind.AGENDA,
        time=f"kl. {meeting.starts.hour}.{meeting.starts.minute:02}" if meeting.starts else "",
        place=meeting.place,
        participants=(*present, *(_guest(one) for one in meeting.guests.order_by("pk") if minutes)),
        deputies=tuple(Deputy(one.name, one.stands_in_for) for one in took_part if one.stands_in_for),
        absent=tuple(Absent(one.name) for one in took_part if one.presence == Presence.ABSENT),
        draft=meeting.status in {MeetingStatus.PLANNED, MeetingStatus.HELD},
        closed_shown=True,
        made_on=today,
    )


def _guest(one: Guest) -> str:
    return f"{one.name} ({one.role})" if one.role else one.name


def _line(stop: ItemStop, number: str, *, minutes: bool) -> ItemRecord:
    """Return an item as its body was sent it: what was written anew since isn't in it."""
    decided = (_decision(stop),) if minutes and stop.decision else ()
    words = stop.sent_version or stop.item
    record = _record(words, decided, number=number, closed=stop.item.openness != Openness.OPEN)
    return replace(record, recommendation=stop.recommendation or record.recommendation)


def _record(
    words: AgendaItem | ItemVersion, decided: tuple[DecisionRecord, ...], *, number: str = "", closed: bool
) -> ItemRecord:
    return record_of(words, decisions=decided, number=number, closed=closed)


def _decision(stop: ItemStop) -> DecisionRecord:
    decision = stop.decision
    assert decision is not None  # noqa: S101 - asked for by the callers
    now = decision.current
    assert now is not None  # noqa: S101 - written with the decision
    return DecisionRecord(
        body=_body_name(decision, now.on),
        term=now.term.name if now.term else "",
        date=now.on,
        text=now.words,
        absent=tuple(row.name for row in now.absences.order_by("pk")),
        dissent=tuple(f"{row.name}: {row.words}" for row in now.dissents.order_by("pk")),
        absent_said=True,
        disqualified=tuple(row.name for row in sorted(stop.disqualified.all(), key=lambda row: row.pk)),
    )


def _body_name(decision: Decision, on: dt.date) -> str:
    return names_on(on).get(decision.body_id, "") or latest_name(decision.body_id)
