"""Where a person is logged in. The rows are allauth's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from kernespor.foundation.accounts.devices import in_words
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.network import place_in_words


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser in which a person is logged in."""

    pk: int
    device: str
    place: str
    address: str
    since: dt.datetime
    last_seen: dt.datetime
    is_this: bool


def was_seen(request: HttpRequest) -> None:
    """Note that a session was used, from where and with what."""
    if request.META.get("REMOTE_ADDR"):
        UserSession.objects.create_from_request(request)


def open_sessions(user: User, key: str | None) -> list[OpenSession]:
    """Return where a person is logged in, this browser first, then by last use. Two queries.

    Sessions that ended by themselves are left out; nothing is tidied up by looking.
    """
    rows = list(UserSession.objects.filter(user=user))
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    found = [
        OpenSession(
            pk=row.pk,
            device=in_words(row.user_agent),
            place=place_in_words(row.ip),
            address=row.ip,
            since=row.created_at,
            last_seen=row.last_seen_at,
            is_this=row.session_key == key,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda one: (not one.is_this, -one.last_seen.timestamp()))
