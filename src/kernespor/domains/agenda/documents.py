"""The documents of the domain: items, agendas, minutes, mandates, as Word and PDF; and who makes others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext

from kernespor.connectors.agenda.paper import Absent, AgendaPaper, Deputy, PaperKind
from kernespor.connectors.agenda.records import AgendaItem as ItemRecord
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.records import Decision as DecisionRecord
from kernespor.connectors.note.records import Note, NotePart
from kernespor.domains.agenda.calculations import record_of
from kernespor.domains.agenda.enums import DeliverableState, MandateStatus, MeetingStatus, Presence
from kernespor.domains.agenda.models import (
    AgendaItem,
    Guest,
    ItemStop,
    ItemVersion,
    MandateVersion,
)
from kernespor.domains.agenda.selectors.mandates import Led, MandatePage
from kernespor.domains.agenda.selectors.meetings import Line, MeetingPage
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.permissions import can_read_decision, readable_decisions
from kernespor.foundation.bodies.selectors.names import latest_name, names_on
from kernespor.foundation.bodies.selectors.terms import term_on
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.ui.templatetags.danish import long_date

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


def item_paper(actor: Actor, item: AgendaItem) -> AgendaPaper:
    """Return an item as it is now, with what the actor may read of what was decided on its way."""
    stops = item.stops.filter(decision__in=Decision.objects.filter(readable_decisions(actor))).select_related(
        "decision__current__term"
    )
    stops = stops.prefetch_related("disqualified")
    decided = tuple(_decision(stop) for stop in stops.order_by("position"))
    return AgendaPaper(
        reading=AgendaReading(items=(_record(item, decided, closed=item.openness != Openness.OPEN),)),
        municipality=settings.MUNICIPALITY,
        kind=PaperKind.ITEM,
        draft=item.status == "draft",
        closed_shown=True,
        made_on=actor.today,
    )


def meeting_paper(found: MeetingPage, today: dt.date) -> AgendaPaper:
    """Return a meeting's agenda, or its minutes once it was held, with the items that the reader may see."""
    meeting = found.meeting
    minutes = meeting.status in _MINUTED
    term = term_on(meeting.body_id, meeting.on)
    items = tuple(_line(line, minutes=minutes) for line in found.lines)
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


def _line(line: Line, *, minutes: bool) -> ItemRecord:
    """Return an item as its body was sent it: what was written anew since isn't in it."""
    stop = line.stop
    decided = (_decision(stop),) if minutes and stop.decision and not line.hides_decision else ()
    words = stop.sent_version or stop.item
    record = _record(words, decided, number=str(line.number), closed=stop.item.openness != Openness.OPEN)
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


def mandate_note(found: MandatePage, today: dt.date) -> Note:
    """Return a mandate as it goes out: what the group is to do, who sits in it, what came of it."""
    mandate = found.mandate
    deliverables = [(one.row.text, one.row.due) for one in found.deliverables]
    words = _mandate_words(mandate, deliverables, decision=found.decision)
    members = [f"{seat.name} ({seat.function_label})" for seat in found.members]
    parts = [NotePart(label, text) for label, text in words[1:] if text]
    parts.append(NotePart(gettext("Medlemmer"), _points(members)))
    if mandate.status == MandateStatus.HARVESTED:
        parts += [NotePart(label, text) for label, text in _harvest_words(found) if text]
    return Note(
        title=mandate.title,
        on=today,
        parts=tuple(parts),
        kind=gettext("Kommissorium"),
        sender=mandate.body_name,
        municipality=settings.MUNICIPALITY,
        facts=(str(mandate.get_status_display()),),
    )


def version_words(actor: Actor, row: MandateVersion) -> list[tuple[str, str]]:
    """Return what a version of a mandate says, part by part; a decision only to those who may read it."""
    deliverables = [(text, dt.date.fromisoformat(day)) for text, day in row.deliverables]
    readable = row.decision is not None and can_read_decision(actor, row.decision)
    return _mandate_words(row, deliverables, decision=readable)


def _mandate_words(
    row: Any, deliverables: Sequence[tuple[str, dt.date]], *, decision: bool
) -> list[tuple[str, str]]:
    """Return every part of a mandate or a version, which bring the names of their bodies."""
    set_by = row.set_by_name
    if decision:
        now = row.decision.current
        set_by = gettext("{body}, {day}: {case}").format(
            body=set_by, day=long_date(now.on), case=now.case_title
        )
    power = gettext("Gruppen må træffe beslutninger.") if row.power else gettext("Forbereder og rådgiver.")
    ends = long_date(row.ends) if row.ends else gettext("indtil videre")
    told = [
        gettext("{text}, senest {day}").format(text=text, day=long_date(due)) for text, due in deliverables
    ]
    return [
        (gettext("Navn"), row.title),
        (gettext("Formål og opgave"), row.task),
        (gettext("Ramme"), row.frame),
        (gettext("Beføjelser"), power),
        (gettext("Nedsat af"), set_by),
        (gettext("Tovholder"), row.tovholder.name),
        (gettext("Afleverer til"), row.reports_to_name),
        (gettext("Varer"), f"{long_date(row.starts)} – {ends}"),
        (gettext("Leverancer"), _points(told)),
    ]


def _harvest_words(found: MandatePage) -> list[tuple[str, str]]:
    mandate = found.mandate
    return [
        (gettext("Høst"), mandate.came_of_it),
        (gettext("Hvad blev leverancerne til?"), _points([_settled(one) for one in found.deliverables])),
        (
            gettext("Det føres videre"),
            _points([f"{one.row.what} ({one.row.owner.name})" for one in found.carried]),
        ),
        (gettext("Hvad har vi lært?"), mandate.learned),
    ]


def _settled(one: Led) -> str:
    row = one.row
    words = row.get_state_display()
    if row.state == DeliverableState.WAITING:
        return f"{row.text}: {words}"
    return f"{row.text}: {words} {long_date(row.on)}. {row.result}"


def _points(lines: Sequence[str]) -> str:
    """Return lines as the points of a list, each a paragraph of one line."""
    return "\n\n".join(f"- {' '.join(line.split())}" for line in lines)
