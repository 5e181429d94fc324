"""Hearings of the residents as one without login reads them, and the receipt of an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from kernespor.engines.masking.masking import mask
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus, PartyKind
from kernespor.foundation.bodies.kinds import consultation_rows
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.policies import can_public_answer
from kernespor.foundation.bodies.selectors.answers import with_documents

_SENT = (
    ConsultationStatus.OPEN,
    ConsultationStatus.CLOSED,
    ConsultationStatus.CONCLUDED,
    ConsultationStatus.WITHDRAWN,
)
SHOWN_ENDED = 20


@dataclass(frozen=True, slots=True)
class PublicHearings:
    """The hearings of the residents: those that can be answered, the next deadline first, and those ended."""

    open: list[Any]
    ended: list[Any]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer as its receipt shows it: without personal numbers, for others may hold the address."""

    number: str
    consultation: Consultation
    text: str
    hides: bool
    name: str
    shown_name: str
    files: tuple[str, ...]
    received_at: dt.datetime
    is_late: bool
    underway: bool
    may_publish: bool
    until: dt.date


def public_hearings(actor: Actor, now: dt.datetime) -> PublicHearings:
    """Return the open hearings of the residents and the latest that ended. Two queries."""
    heard = ConsultationParty.objects.filter(kind=PartyKind.PUBLIC).values("consultation_id")
    rows = consultation_rows(actor).filter(pk__in=heard)
    of_public = Q(responses__party__kind=PartyKind.PUBLIC)
    rows = rows.annotate(residents=Count("responses", filter=of_public)).order_by("deadline", "pk")
    under_way = Q(status=ConsultationStatus.OPEN) | Q(status=ConsultationStatus.CLOSED, late_answers=True)
    answerable = [row for row in rows.filter(under_way) if can_public_answer(row, now, None)]
    known = {row.pk for row in answerable}
    ended = rows.filter(status__in=_SENT).order_by("-deadline", "-pk")[: SHOWN_ENDED + len(known)]
    return PublicHearings(answerable, [row for row in ended if row.pk not in known][:SHOWN_ENDED])


def public_party(actor: Actor, consultation_id: int) -> ConsultationParty | None:
    """Return the residents of a consultation, None where they aren't heard. Raises Refusal or Http404."""
    row: Consultation = objects.fetch(actor, "hoering", consultation_id)
    party = ConsultationParty.objects.filter(consultation=row, kind=PartyKind.PUBLIC).first()
    if party is not None:
        party.consultation = row
    return party


def receipt_with(number: str, now: dt.datetime) -> Receipt | None:
    """Return a receipt by its number, for as long as receipts can be opened. Two queries."""
    since = now - dt.timedelta(days=settings.RECEIPT_DAYS)
    rows = ConsultationResponse.objects.filter(receipt=number.upper(), received_at__gt=since)
    row = with_documents(rows.exclude(receipt="").select_related("consultation")).first()
    if row is None:
        return None
    masked, name = mask(row.text), mask(row.sent_label)
    files = [mask(one.file.name) for one in row.files.all()]
    return Receipt(
        number=row.receipt,
        consultation=row.consultation,
        text=masked.text,
        hides=bool(masked.spans or name.spans or any(one.spans for one in files)),
        name=name.text,
        shown_name=mask(row.shown_name).text,
        files=tuple(one.text for one in files),
        received_at=row.received_at,
        is_late=row.is_late,
        underway=row.underway,
        may_publish=row.may_publish,
        until=(row.received_at + dt.timedelta(days=settings.RECEIPT_DAYS)).date(),
    )
