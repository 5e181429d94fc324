"""When those heard are reminded, who was told what, and what a person hasn't read yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import NoticeKind, NoticeWay, PartyKind
from kernespor.foundation.bodies.models import Consultation, Notice, NoticeMail, ReminderDays
from kernespor.foundation.bodies.policies import can_address
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage


@dataclass(frozen=True, slots=True)
class Reminded:
    """A day on which some of those heard were reminded."""

    on: dt.date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as those who hear read it: for whom, by which way and how far it came, or why not."""

    row: Notice
    party: str
    mail: NoticeMail | None
    may_address: bool


def addresses(consultation: Consultation) -> str:
    """Return the addresses of those outside the house, as one text that tells whether one was changed."""
    rows = consultation.parties.filter(kind=PartyKind.OUTSIDE).order_by("pk")
    return " ".join(f"{pk}:{address}" for pk, address in rows.values_list("pk", "address"))


def days_before(day: dt.date) -> tuple[int, ...]:
    """Return on how many days before a deadline the municipality reminds, as it is on a day. One query."""
    row = ReminderDays.objects.on(day).first()
    return tuple(row.days) if row else ()


def days_of(consultation: Consultation, usual: tuple[int, ...]) -> tuple[int, ...]:
    """Return on how many days before its deadline those heard are reminded in a consultation."""
    return usual if consultation.remind_days is None else tuple(consultation.remind_days)


def due_step(consultation: Consultation, usual: tuple[int, ...], today: dt.date) -> int | None:
    """Return the day of reminding that has come last, as days before the deadline; None before the first."""
    left = (timezone.localtime(consultation.deadline).date() - today).days
    return min((day for day in days_of(consultation, usual) if left <= day), default=None)


def coming(consultation: Consultation, usual: tuple[int, ...], today: dt.date) -> list[dt.date]:
    """Return the days on which those who haven't answered will be reminded, from today on."""
    deadline = timezone.localtime(consultation.deadline).date()
    days = (deadline - dt.timedelta(days=one) for one in days_of(consultation, usual))
    return sorted(day for day in days if day >= today and day > consultation.opens)


def reminded(found: ConsultationPage) -> list[Reminded]:
    """Return when parties of a consultation were reminded, the first day first. One query."""
    names = {party.row.pk: party.name for party in found.parties}
    rows = Notice.objects.filter(consultation=found.row, kind=NoticeKind.REMINDER)
    told = (
        rows.exclude(way=NoticeWay.NONE).order_by("on", "party_id").values_list("on", "party_id").distinct()
    )
    days: dict[dt.date, list[str]] = {}
    for on, party_id in told:
        days.setdefault(on, []).append(names[party_id])
    return [Reminded(on, tuple(parties)) for on, parties in days.items()]


def notices_of(found: ConsultationPage) -> list[NoticeView]:
    """Return every notice of a consultation, those not told first. One query."""
    names = {party.row.pk: party.name for party in found.parties}
    rows = Notice.objects.filter(consultation=found.row).select_related("mail")
    views = []
    for row in rows.order_by("-on", "party_id", "name", "pk"):
        row.consultation = found.row
        views.append(NoticeView(row, names[row.party_id], getattr(row, "mail", None), can_address(row)))
    return sorted(views, key=lambda one: one.row.way != NoticeWay.NONE)


def unread(actor: Actor, consultation: Consultation) -> bool:
    """Say whether the actor was told what came of a consultation and hasn't said that they read it."""
    if actor.person_id is None or actor.on_behalf:
        return False
    own: dict[str, Any] = {"person_id": actor.person_id, "kind": NoticeKind.OUTCOME, "seen_on": None}
    rows = Notice.objects.filter(consultation=consultation, **own)
    return rows.exclude(way=NoticeWay.NONE).exists()
