"""Digests on their way out: claimed by one worker, sent, and marked.

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

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from kernespor.foundation.audit import unaudited
from kernespor.foundation.tasks.digest.compose import KEPT_DAYS
from kernespor.foundation.tasks.enums import DigestStatus
from kernespor.foundation.tasks.models import Digest, Pause

LEASE = dt.timedelta(minutes=15)  # how long a claim holds before another worker may take the mail
ATTEMPTS = 5
_log = logging.getLogger("kernespor.tasks")


def outgoing(now: dt.datetime) -> list[int]:
    """Return the mails that wait, and those whose worker has been silent for longer than its claim."""
    waiting = Q(status=DigestStatus.WAITING) | Q(status=DigestStatus.SENDING, claimed_at__lt=now - LEASE)
    return list(Digest.objects.filter(waiting).order_by("id").values_list("pk", flat=True))


def claim(pk: int, now: dt.datetime) -> Digest | None:
    """Take a mail to send it; None where another worker has it, or where it is sent."""
    free = Digest.objects.filter(pk=pk).filter(
        Q(status=DigestStatus.WAITING) | Q(status=DigestStatus.SENDING, claimed_at__lt=now - LEASE)
    )
    if not unaudited.alter(free, status=DigestStatus.SENDING, claimed_at=now):
        return None
    return Digest.objects.get(pk=pk)


def send_all(clock: Callable[[], dt.datetime]) -> Iterator[bool]:
    """Send what waits, over one connection. Yields for each mail whether it was sent."""
    keys = outgoing(clock())
    if not keys:
        return
    connection = get_connection()
    try:
        for pk in keys:
            digest = claim(pk, clock())
            if digest:
                yield send(digest, connection, clock())
    finally:
        connection.close()


def send(digest: Digest, connection: BaseEmailBackend, now: dt.datetime) -> bool:
    """Hand a claimed mail to the server, and mark what came of it. A refused one waits for its next try."""
    row = Digest.objects.filter(pk=digest.pk)
    attempts = digest.attempts + 1
    message = message_of(digest)
    try:
        connection.send_messages([message])
    except (smtplib.SMTPException, OSError) as error:
        status = DigestStatus.FAILED if attempts >= ATTEMPTS else DigestStatus.WAITING
        unaudited.alter(row, status=status, attempts=attempts, claimed_at=None)
        _log.warning("digest %s: %s: %s", digest.pk, type(error).__name__, status)
        connection.close()
        return False
    unaudited.alter(row, status=DigestStatus.SENT, attempts=attempts, sent_at=now)
    return True


def message_of(digest: Digest) -> EmailMultiAlternatives:
    """Return the mail: plain text with an HTML alternative, under the one Message-ID that it always has."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMultiAlternatives(
        digest.subject,
        digest.text,
        to=[digest.address],
        headers={
            "Message-ID": f"<kernespor-digest-{digest.pk}-{int(digest.made_at.timestamp())}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": digest.language,
        },
    )
    message.attach_alternative(digest.html, "text/html")
    return message


def tidy(today: dt.date) -> None:
    """Drop mails that are older than they need to be, and pauses that are over; what was told stays noted."""
    unaudited.drop(Pause.objects.filter(until__lte=today))
    ended = (DigestStatus.SENT, DigestStatus.EMPTY, DigestStatus.FAILED)
    before = today - dt.timedelta(days=KEPT_DAYS)
    unaudited.drop(Digest.objects.filter(status__in=ended, made_at__date__lt=before))
