"""What the tests of answers without login send and look at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

import factories
from foundation.access.deputyships import BACKEND
from kernespor.foundation.bodies.models import Consultation, ConsultationResponse
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.public_limits import new_ticket

NUMBER = "010190-1234"
WORDS = f"Mit nummer er {NUMBER}. Behold skolen."
MINUTE = dt.timedelta(minutes=1)


def path(hearing: Consultation) -> str:
    return f"/raad-og-udvalg/hoeringer/{hearing.pk}/skriv/"


def form(hearing: Consultation, opened: dt.datetime | None = None, **changes: Any) -> dict[str, Any]:
    ticket = new_ticket(hearing.pk, opened or now_on(factories.DAY) - MINUTE)
    return {"name": "Anna Holm", "text": WORDS, "ticket": ticket} | changes


def responses(hearing: Consultation) -> list[ConsultationResponse]:
    return list(ConsultationResponse.objects.filter(consultation=hearing).order_by("pk"))


def signed_in(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client
