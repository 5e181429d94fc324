"""Guessing is counted by django-axes, passwords and codes alike; this says by what, and what is shown.

Passwords are counted by e-mail address and place, so that nobody is locked out of their own office by someone
who guesses from elsewhere. Whoever comes to the code already knows the password: codes are counted by account
alone, from wherever they are tried.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

CODE = "kode:"  # before the address of an account whose codes are counted


@dataclass(frozen=True, slots=True)
class Lock:
    """An account that can't be logged in to for a while: since how many attempts, and until when."""

    email: str
    attempts: int
    until: dt.datetime


def name_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return whom a login is for, in one spelling, as the counting needs it."""
    given = credentials or {}
    typed = given.get("login") or given.get("email") or request.POST.get("login", "")
    return str(typed).strip().casefold()[:255]


def counted_by(request_or_attempt: Any, credentials: dict[str, Any] | None = None) -> list[Any]:
    """Return by what a failed attempt is counted."""
    name = getattr(request_or_attempt, "username", None) or name_of(request_or_attempt, credentials)
    return ["username"] if str(name).startswith(CODE) else [["username", "ip_address"]]


def count_code(request: HttpRequest, email: str) -> None:
    """Count a wrong code against the account; one too many locks it."""
    user_login_failed.send(sender=__name__, credentials=_of_code(email), request=request)


def forget_codes(email: str) -> None:
    """Begin the count of an account's wrong codes anew, after a right one."""
    AxesProxyHandler.reset_attempts(username=name_of(HttpRequest(), _of_code(email)))


def may_try_code(request: HttpRequest, email: str) -> bool:
    """Say whether an account's code may be tried now; where not, the answer will be the page that says so."""
    credentials = _of_code(email)
    if AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    return False


def locked_page(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say that one has to wait, and until when."""
    del response
    now = timezone.now()
    found = locks([name_of(request, credentials)], now)
    until = found[0].until if found else now + get_cool_off(request)
    context = {"until": until, "minutes": _minutes(until - now), "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked.html", context, status=429)


def locks(emails: list[str], now: dt.datetime) -> list[Lock]:
    """Return which of these accounts are locked, by passwords or by codes. One query."""
    names = {name for email in emails for name in (email.casefold(), name_of(HttpRequest(), _of_code(email)))}
    cool_off = get_cool_off(None)
    rows = AccessAttempt.objects.filter(
        username__in=names,
        attempt_time__gt=now - cool_off,
    ).values_list("username", "ip_address", "failures_since_start", "attempt_time")
    counts: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], dt.datetime] = {}
    for username, address, failures, at in rows:
        key = (username, "" if username.startswith(CODE) else address)
        counts[key] = counts.get(key, 0) + failures
        last[key] = max(at, last.get(key, at))
    return [
        Lock(username.removeprefix(CODE), number, last[username, address] + cool_off)
        for (username, address), number in counts.items()
        if number >= settings.AXES_FAILURE_LIMIT
    ]


def lift(email: str) -> int:
    """Forget every failed attempt at an account and return how many there were."""
    number: int = AxesProxyHandler.reset_attempts(username=email.casefold())
    forget_codes(email)
    return number


def _of_code(email: str) -> dict[str, str]:
    return {"login": f"{CODE}{email}"}


def _minutes(left: dt.timedelta) -> int:
    return max(1, -(-int(left.total_seconds()) // 60))
