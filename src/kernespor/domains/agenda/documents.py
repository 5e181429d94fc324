"""The documents that the domain makes: an item, an agenda, minutes, as Word and PDF; and who makes others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise

from kernespor.connectors.agenda.paper import Absent, AgendaPaper, PaperKind
from kernespor.connectors.agenda.records import AgendaItem as ItemRecord
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.records import Decision as DecisionRecord
from kernespor.domains.agenda.calculations import record_of
from kernespor.domains.agenda.enums import MeetingStatus, Presence
from kernespor.domains.agenda.models import AgendaItem, Attendance, ItemStop, ItemVersion
from kernespor.domains.agenda.selectors.meetings import MeetingPage
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.selectors.names import latest_name, names_on
from kernespor.foundation.bodies.selectors.terms import term_on
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Unit

_MINUTED = (MeetingStatus.HELD, MeetingStatus.MINUTES_APPROVED)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for an agenda: a finished file, what it is about, and the words of its item."""

    ref: Ref
    unit: Unit
    title: str
    theme: str
    recommendation: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Maker:
    """What a step of the year may make on its day. `make` writes it as someone; raises Refusal."""

    key: str
    label: str | Promise
    make: Callable[[Actor], Made]


_makers: dict[str, Maker] = {}


def register_maker(maker: Maker) -> None:
    """Add what a step may make; one of the same key replaces the one before."""
    _makers[maker.key] = maker


def makers() -> dict[str, Maker]:
    """Return what a step may make, by its key."""
    return dict(_makers)


def item_paper(item: AgendaItem, today: dt.date) -> AgendaPaper:
    """Return an item as it is now, with what was decided on its way, as it goes out alone."""
    stops = item.stops.filter(decision__isnull=False).select_related("decision__current__term")
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
    present = [one for one in found.attendances if one.presence != Presence.ABSENT]
    absent = [one for one in found.attendances if one.presence == Presence.ABSENT]
    return AgendaPaper(
        reading=AgendaReading(
            body=found.body_name, term=term.name if term else "", meeting_date=meeting.on, items=items
        ),
        municipality=settings.MUNICIPALITY,
        kind=PaperKind.MINUTES if minutes else PaperKind.AGENDA,
        time=f"kl. {meeting.starts.hour}.{meeting.starts.minute:02}" if meeting.starts else "",
        place=meeting.place,
        participants=tuple(_attended(one) for one in present) if minutes else (),
        absent=tuple(Absent(one.name) for one in absent) if minutes else (),
        draft=meeting.status in {MeetingStatus.PLANNED, MeetingStatus.HELD},
        closed_shown=True,
        made_on=today,
    )


def _attended(one: Attendance) -> str:
    return f"{one.name} (for {one.stands_in_for})" if one.stands_in_for else one.name


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
    )


def _body_name(decision: Decision, on: dt.date) -> str:
    return names_on(on).get(decision.body_id, "") or latest_name(decision.body_id)
