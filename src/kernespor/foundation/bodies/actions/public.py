"""Answers without login: taken once each, told of by mail, and taken back when consent is."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import gettext

from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.actions.answers import AnswerFacts, write_answer
from kernespor.foundation.bodies.enums import OPENLY, ConsultationStatus
from kernespor.foundation.bodies.models import (
    ConsultationParty,
    ConsultationResponse,
    PublicSending,
    ResponseContact,
)
from kernespor.foundation.bodies.permissions import check_hear, check_read_response
from kernespor.foundation.bodies.policies import (
    check_public_open,
    check_reason,
    check_withdrawable,
    is_underway,
)
from kernespor.foundation.bodies.public_limits import HOUR, Ticket, check_no_flood, mark_of, receipt_of

RESIDENT = "En borger uden log ind"  # what the audit calls one whom nobody knows
ATTEMPTS = 5
_ENDED = (ConsultationStatus.CONCLUDED, ConsultationStatus.WITHDRAWN)
_log = logging.getLogger("kernespor.bodies")


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What someone without login answers, and who they say that they are."""

    name: str
    text: str
    behalf: str = ""
    email: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    may_publish: bool = False
    show_name: bool = False

    @property
    def called(self) -> str:
        """The name, and on whose behalf."""
        if not self.behalf:
            return self.name
        return gettext("{name} på vegne af {behalf}").format(name=self.name, behalf=self.behalf)


def send(
    *, party: ConsultationParty, ticket: Ticket, facts: PublicFacts, now: dt.datetime, address: str
) -> ConsultationResponse:
    """Take an answer of the residents; the same form with the same words is the answer that is there.

    Raises Refusal: too late, or too many.
    """
    receipt = _receipt(ticket, facts)
    known = _with(receipt)
    if known is not None:
        return known
    consultation = party.consultation
    mark = mark_of(address, now.date())
    check_public_open(consultation, now, ticket.opened)
    told = AnswerFacts(
        facts.text, facts.files, facts.called if facts.show_name else "", may_publish=facts.may_publish
    )
    told.check()
    check_no_flood(consultation.pk, mark, now)
    actor = system(RESIDENT, now.date())
    try:
        with change(actor=actor, verb="bodies.answered", about=consultation) as act:
            response = write_answer(
                act, actor=actor, party=party, facts=told, received=now, known={
                    "sent_label": facts.called, "receipt": receipt,
                    "underway": is_underway(consultation, now, ticket.opened),
                },
            )  # fmt: skip
            unaudited.put([PublicSending(consultation=consultation, mark=mark, at=now)])
            if facts.email:
                unaudited.put([ResponseContact(response=response, email=facts.email)])
    except IntegrityError:
        known = _with(receipt)  # the same form, sent twice in the same moment
        if known is None:
            raise
        return known
    return response


def withdraw_consent(*, actor: Actor, response: ConsultationResponse, why: str) -> ConsultationResponse:
    """Take an answer off the public page, because the one who gave it took back their yes. Raises Refusal."""
    consultation = response.consultation
    check_hear(actor, consultation.unit_id)
    check_read_response(actor, response)
    check_withdrawable(may_publish=response.may_publish, openly=response.party.kind in OPENLY)
    check_reason(why)
    with change(actor=actor, verb="bodies.consent_withdrawn", about=consultation, why=why.strip()) as act:
        return act.update(
            response,
            where={"may_publish": True},
            may_publish=False,
            published_on=None,
            published_text="",
            published_digest="",
        )


def tell(now: dt.datetime) -> int:
    """Send the receipts that wait, tell those whose consultation ended, and forget their address.

    Returns how many mails went out. A mail that the server refuses is tried again, a few times.
    """
    unaudited.drop(PublicSending.objects.filter(at__lte=now - HOUR))
    rows = ResponseContact.objects.select_related("response__consultation").order_by("pk")
    sent = 0
    for contact in rows.filter(receipt_sent_at=None, attempts__lt=ATTEMPTS):
        row = ResponseContact.objects.filter(pk=contact.pk)
        if _mail(contact, _receipt_words(contact.response)):
            unaudited.alter(row, receipt_sent_at=now, attempts=0)
            sent += 1
        else:
            unaudited.alter(row, attempts=contact.attempts + 1)
    for contact in rows.filter(response__consultation__status__in=_ENDED):
        told = _mail(contact, _end_words(contact.response))
        sent += told
        row = ResponseContact.objects.filter(pk=contact.pk)
        if told or contact.attempts + 1 >= ATTEMPTS:
            unaudited.drop(row)
        else:
            unaudited.alter(row, attempts=contact.attempts + 1)
    return sent


def _receipt(ticket: Ticket, facts: PublicFacts) -> str:
    wishes = f"{facts.may_publish:d}{facts.show_name:d}"
    told = [facts.name, facts.behalf, facts.email, facts.text.strip(), wishes]
    for name, content in facts.files:
        told += [name, hashlib.sha256(content).hexdigest()]
    return receipt_of(ticket, *told)


def _with(receipt: str) -> ConsultationResponse | None:
    return ConsultationResponse.objects.filter(receipt=receipt).first()


def _receipt_words(response: ConsultationResponse) -> Sequence[str]:
    """Return subject and text of a receipt, without the answer: nobody proved whose address it is."""
    title = response.consultation.title
    return (
        gettext("Kvittering for dit høringssvar"),
        gettext(
            "{municipality} har modtaget dit svar på høringen »{title}«.\n\n"
            "Kvitteringsnummer: {receipt}\n\nSe kvitteringen: {url}\n"
        ).format(
            municipality=settings.MUNICIPALITY,
            title=title,
            receipt=response.receipt,
            url=_url("bodies:consultation_receipt", response.receipt),
        ),
    )


def _end_words(response: ConsultationResponse) -> Sequence[str]:
    title = response.consultation.title
    if response.consultation.status == ConsultationStatus.WITHDRAWN:
        subject = gettext("Høringen er trukket tilbage")
        words = gettext(
            "Høringen »{title}«, som du svarede på, er trukket tilbage. Der bliver ikke besluttet noget ud "
            "fra den: {url}\n\nVi har nu slettet din e-mailadresse.\n"
        )
    else:
        subject = gettext("Høringen er slut")
        words = gettext(
            "Høringen »{title}«, som du svarede på, er slut. Læs, hvad der kom ud af den: {url}\n\n"
            "Vi har nu slettet din e-mailadresse.\n"
        )
    url = _url("bodies:consultation", response.consultation_id)
    return subject, words.format(title=title, url=url)


def _mail(contact: ResponseContact, words: Sequence[str]) -> bool:
    subject, text = words
    message = EmailMessage(subject, text, to=[contact.email], headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        _log.warning("contact %s: %s", contact.pk, type(error).__name__)
        return False
    return True


def _url(name: str, key: object) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse(name, args=[key])}"
