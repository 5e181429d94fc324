"""A login ends when it isn't used, and leads to the second step where one is due."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from kernespor.foundation.accounts.second_step import is_due
from kernespor.foundation.accounts.sessions import was_seen

SEEN = "seen_at"
ASSERTED = "asserted"  # the session was opened by the identity provider, whose matter the second step then is
EVERY = 300  # seconds between two notes of when a session was last used
# What one must reach to set up the second step, to leave, and to read what is public.
OPEN = (
    "account_",
    "mfa_",
    "usersessions_",
    "accounts:session_end",
    "help",
    "health",
    "accessibility",
    "become",
    "demo_",
)


class LoginMiddleware:
    """Ends what stood unused too long, notes when a session was last used, asks for the second step."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(SEEN)
            if seen is not None and 0 < settings.IDLE_SECONDS < now - seen:
                logout(request)
                messages.info(request, gettext("Du blev logget ud, fordi siden ikke har været brugt længe."))
            elif seen is None or now - seen >= EVERY:
                request.session[SEEN] = now
                was_seen(request)
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead whoever must have a second step, and hasn't, to where it is set up."""
        del view, args, kwargs
        if settings.MFA == "optional" or not request.user.is_authenticated or request.session.get(ASSERTED):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(OPEN):
            return None
        if is_due(request.user, request.actor):  # type: ignore[attr-defined]
            return redirect("mfa_index")
        return None
