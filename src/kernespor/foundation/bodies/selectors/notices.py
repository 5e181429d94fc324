"""When those heard are reminded, who was told what, and what a person hasn't read yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import NEWS, ConsultationStatus, NoticeKind, NoticeWay, PartyKind
from kernespor.foundation.bodies.models import Consultation, Notice, NoticeMail, ReminderDays
from kernespor.foundation.bodies.policies import can_address
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage


@dataclass(frozen=True, slots=True)
class Reminded:
    """A day on which some of those heard were reminded."""

    on: dt.date
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader sees of what those heard were told, and if there is something for themselves to read."""

    reminded: list[Reminded]
    unread: bool


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


def told(actor: Actor, found: ConsultationPage) -> Told:
    """Return when parties were reminded, the first day first, and if there is news to read. One query.

    Outside the house nobody is told whom else the municipality reminded.
    """
    row = found.row
    own, kind = Q(pk__in=()), NEWS.get(ConsultationStatus(row.status))
    if kind and actor.person_id is not None and not actor.on_behalf:
        own = Q(person_id=actor.person_id, kind=kind, seen_on=None)
        if kind is NoticeKind.MOVED:
            own &= Q(about_deadline=row.deadline)
    shown = own | Q(kind=NoticeKind.REMINDER) if actor.in_house else own
    rows = (
        Notice.objects.filter(shown, consultation=row).exclude(way=NoticeWay.NONE).order_by("on", "party_id")
    )
    names = {party.row.pk: party.name for party in found.parties if not party.side}
    days: dict[dt.date, list[str]] = {}
    unread = False
    for is_of, on, party_id in rows.values_list("kind", "on", "party_id").distinct():
        if is_of == NoticeKind.REMINDER:
            days.setdefault(on, []).append(names[party_id])
        else:
            unread = True
    return Told([Reminded(on, tuple(parties)) for on, parties in days.items()], unread)


def notices_of(found: ConsultationPage) -> list[NoticeView]:
    """Return every notice of a consultation, those not told first. One query."""
    names = {party.row.pk: party.name for party in found.parties if not party.side}
    rows = Notice.objects.filter(consultation=found.row).select_related("mail")
    views = []
    for row in rows.order_by("-on", "party_id", "name", "pk"):
        row.consultation = found.row
        views.append(NoticeView(row, names[row.party_id], getattr(row, "mail", None), can_address(row)))
    return sorted(views, key=lambda one: one.row.way != NoticeWay.NONE)
