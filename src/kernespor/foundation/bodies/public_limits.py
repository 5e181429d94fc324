"""What holds floods back from answers without login, and loses no answer of a person.

A form carries a ticket that says when it was opened: what comes back too fast was sent by no person, and what
was opened before the deadline may be sent a little after it. The same form with the same words is one answer,
however often it is sent: its receipt is made of the ticket and the words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

from kernespor.engines.findings import N_
from kernespor.foundation.bodies.models import PublicSending
from kernespor.foundation.refusals import NotNow

HOUR = dt.timedelta(hours=1)
_SALT = "kernespor.bodies.public"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another when read aloud
_NET = 64  # one household has at least so much of an IPv6 address to itself


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form carries: which form it is, and when it was opened."""

    key: str
    opened: dt.datetime


def new_ticket(consultation_id: int, now: dt.datetime) -> str:
    """Return the ticket of a form that is opened now, signed."""
    return signing.dumps([consultation_id, secrets.token_hex(8), now.timestamp()], salt=_SALT)


def read_ticket(text: str, consultation_id: int) -> Ticket | None:
    """Return the ticket that a form brought back; None for one that isn't ours or of another consultation."""
    try:
        found, key, opened = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Ticket(key, dt.datetime.fromtimestamp(opened, dt.UTC)) if found == consultation_id else None


def receipt_of(ticket: Ticket, *told: str) -> str:
    """Return the receipt number of what is told in a form: the same for the same, and for nothing else."""
    words = "\x00".join([ticket.key, *told]).encode("utf-8", "surrogatepass")
    number = int.from_bytes(salted_hmac(_SALT, words, algorithm="sha256").digest()[:8])
    signs = "".join(_LETTERS[number >> 5 * place & 31] for place in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def mark_of(address: str, day: dt.date) -> str:
    """Return what an address is counted as on a day; the address can't be read from it."""
    if not address:
        return ""
    found = ipaddress.ip_address(address)
    bits = found.max_prefixlen if isinstance(found, ipaddress.IPv4Address) else _NET
    where = ipaddress.ip_network((found, bits), strict=False)
    key = hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()
    return salted_hmac(f"{_SALT}.{day}", str(where), key, algorithm="sha256").hexdigest()[:32]


def check_no_flood(consultation_id: int, mark: str, now: dt.datetime) -> None:
    """No more answers come in an hour than people send, from one place and in all. Two queries."""
    sent = PublicSending.objects.filter(consultation_id=consultation_id, at__gt=now - HOUR).order_by("at")
    here = sent.filter(mark=mark).values_list("at", flat=True)
    most = settings.PUBLIC_PER_ADDRESS
    if mark and most:
        _check(
            list(here), most, now,
            N_(
                "Der er sendt {number} svar fra jeres netværk på en time. Vent {minutes} minutter, og send "
                "igen. Intet af det, du har skrevet, er gået tabt."
            ),
        )  # fmt: skip
    most = settings.PUBLIC_PER_HEARING
    if most:
        _check(
            list(sent.values_list("at", flat=True)[: most + 1]), most, now,
            N_(
                "Der kommer lige nu mange svar på høringen. Vent {minutes} minutter, og send igen. Intet af "
                "det, du har skrevet, er gået tabt."
            ),
        )  # fmt: skip


def _check(moments: list[dt.datetime], most: int, now: dt.datetime, words: str) -> None:
    if len(moments) >= most:
        left = (moments[-most] + HOUR - now).total_seconds()
        raise NotNow("too_many_answers", words, number=len(moments), minutes=max(1, -(-int(left) // 60)))
