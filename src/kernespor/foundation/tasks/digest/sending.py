"""Mails on their way out, digests and others: claimed by one worker, sent, and marked.

A mail is handed to the mail server at least once. A worker that dies before the server took it loses
nothing: the claim runs out, and another one sends it. Where one dies between the server's yes and our mark,
the mail goes out a second time, with the same Message-ID, by which mail programs know it again. That gap
can't be closed from here.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Iterator
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, QuerySet

from kernespor.foundation.audit import unaudited
from kernespor.foundation.tasks.digest.compose import KEPT_DAYS
from kernespor.foundation.tasks.enums import DigestStatus
from kernespor.foundation.tasks.models import Digest, OutgoingMail, Pause

LEASE = dt.timedelta(minutes=15)  # how long a claim holds before another worker may take the mail
ATTEMPTS = 5
_log = logging.getLogger("kernespor.tasks")
Mail = TypeVar("Mail", bound=OutgoingMail)


def outgoing(now: dt.datetime, kind: type[OutgoingMail] = Digest) -> list[int]:
    """Return the mails that wait, and those whose worker has been silent for longer than its claim."""
    return list(_free(kind, now).order_by("id").values_list("pk", flat=True))


def claim(pk: int, now: dt.datetime, kind: type[Mail] = Digest) -> Mail | None:  # type: ignore[assignment] # PEP 696
    """Take a mail to send it; None where another worker has it, or where it is sent."""
    if not unaudited.alter(_free(kind, now).filter(pk=pk), status=DigestStatus.SENDING, claimed_at=now):
        return None
    return kind._default_manager.get(pk=pk)


def _free(kind: type[Mail], now: dt.datetime) -> QuerySet[Mail]:
    waiting = Q(status=DigestStatus.WAITING) | Q(status=DigestStatus.SENDING, claimed_at__lt=now - LEASE)
    return kind._default_manager.filter(waiting)


def send_all(clock: Callable[[], dt.datetime], kind: type[OutgoingMail] = Digest) -> Iterator[bool]:
    """Send what waits, over one connection. Yields for each mail whether it was sent."""
    keys = outgoing(clock(), kind)
    if not keys:
        return
    connection = get_connection()
    try:
        for pk in keys:
            mail = claim(pk, clock(), kind)
            if mail:
                yield send(mail, connection, clock())
    finally:
        connection.close()


def send(mail: OutgoingMail, connection: BaseEmailBackend, now: dt.datetime) -> bool:
    """Hand a claimed mail to the server, and mark what came of it. A refused one waits for its next try."""
    row = type(mail)._default_manager.filter(pk=mail.pk)
    attempts = mail.attempts + 1
    message = message_of(mail)
    try:
        connection.send_messages([message])
    except (smtplib.SMTPException, OSError) as error:
        status = DigestStatus.FAILED if attempts >= ATTEMPTS else DigestStatus.WAITING
        unaudited.alter(row, status=status, attempts=attempts, claimed_at=None)
        _log.warning("%s %s: %s: %s", mail._meta.model_name, mail.pk, type(error).__name__, status)
        connection.close()
        return False
    unaudited.alter(row, status=DigestStatus.SENT, attempts=attempts, sent_at=now)
    return True


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Return the mail: plain text, with HTML beside it where it has that, under its one Message-ID."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    made = int(mail.made_at.timestamp())
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.address],
        headers={
            "Message-ID": f"<kernespor-{mail._meta.model_name}-{mail.pk}-{made}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def tidy(today: dt.date) -> None:
    """Drop mails that are older than they need to be, and pauses that are over; what was told stays noted."""
    unaudited.drop(Pause.objects.filter(until__lte=today))
    ended = (DigestStatus.SENT, DigestStatus.EMPTY, DigestStatus.FAILED)
    before = today - dt.timedelta(days=KEPT_DAYS)
    unaudited.drop(Digest.objects.filter(status__in=ended, made_at__date__lt=before))
