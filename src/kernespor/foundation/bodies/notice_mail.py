"""The mail to someone heard who has no tasks here: what is new, or that an answer is missing.

It says nothing of a consultation that isn't open, and of the answers of others nothing at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from kernespor.engines.findings import N_
from kernespor.engines.masking.masking import mask
from kernespor.foundation.bodies.enums import NoticeKind, PartyKind, PointOutcome
from kernespor.foundation.bodies.models import Consultation, ConsultationPoint, Notice, NoticeMail
from kernespor.foundation.tasks.enums import DigestStatus

Replies = dict[int, list[ConsultationPoint]]  # by the key of the answer
_SUBJECT = 300
_SUBJECTS = {
    NoticeKind.OUTCOME: N_("Høringen »{title}« er afsluttet"),
    NoticeKind.REMINDER: N_("Husk at svare på høringen »{title}«"),
    NoticeKind.MOVED: N_("Ny svarfrist i høringen »{title}«"),
    NoticeKind.WITHDRAWN: N_("Høringen »{title}« er trukket tilbage"),
}


def replies_of(consultation: Consultation) -> Replies:
    """Return the points that each answer raises and that have a reply. Two queries."""
    rows = ConsultationPoint.objects.filter(consultation=consultation)
    found: Replies = {}
    for point in rows.exclude(outcome=PointOutcome.WAITING).prefetch_related("raised_by").order_by("heading"):
        for raised in point.raised_by.all():
            found.setdefault(raised.response_id, []).append(point)
    return found


def mail_of(
    notice: Notice, at: dt.datetime, language: str, replies: Replies, responses: Collection[int]
) -> NoticeMail:
    """Return the unsaved mail of a notice. `responses` are the answers of the one it goes to."""
    consultation = notice.consultation
    points = {point.pk: point for key in responses for point in replies.get(key, ())}
    public = consultation.parties.filter(kind=PartyKind.PUBLIC).exists()
    way = reverse("bodies:consultation", args=[consultation.pk])
    context: dict[str, Any] = {
        "consultation": consultation,
        "notice": notice,
        "points": list(points.values()),
        "url": urljoin(settings.BASE_URL, way) if public or notice.person_id else "",
        "municipality": settings.MUNICIPALITY,
    }
    with translation.override(language):
        words = gettext(_SUBJECTS[NoticeKind(notice.kind)])
        text = render_to_string(f"bodies/mail/{notice.kind}.txt", context).strip() + "\n"
    subject = " ".join(words.format(title=consultation.title).split())[:_SUBJECT]
    return NoticeMail(
        notice=notice,
        status=DigestStatus.WAITING,
        address=notice.address,
        language=language,
        subject=mask(subject).text,
        text=mask(text).text,
        made_at=at,
    )
