"""What a person decides for themselves: their account, and where they are logged in."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView, PasswordResetFromKeyView, PasswordResetView
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.accounts import actions, items
from kernespor.foundation.accounts.second_step import is_due
from kernespor.foundation.accounts.sessions import open_sessions
from kernespor.foundation.refusals import NotPermitted


@operation("accounts.mine", audience=Audience.SIGNED_IN)
def mine(request: Request) -> HttpResponse:
    """Everything that a person decides for themselves."""
    context = {
        "entries": items.entries(request.actor.oneself),
        "account": request.user,
        "oneself": request.actor.oneself,
        "due": is_due(request.user, request.actor.oneself),
    }
    return render(request, "accounts/mine.html", context)


class _Sessions(ListUserSessionsView):  # type: ignore[misc]
    """Where one is logged in; allauth ends the others."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the sessions, without tidying up anything."""
        found = open_sessions(self.request.user, self.request.session.session_key)
        shown: dict[str, Any] = super(ListUserSessionsView, self).get_context_data(**given)
        return shown | {"sessions": found, "others": sum(not one.is_this for one in found)}


sessions = operation("usersessions_list", "GET", "POST", audience=Audience.SIGNED_IN)(_Sessions.as_view())


@operation("accounts.session_end", "POST", audience=Audience.SIGNED_IN)
def session_end(request: Request, session_id: int) -> HttpResponse:
    """Log out of one of one's browsers."""
    if not actions.end_session(user=request.user, session_id=session_id):
        raise Http404(str(session_id))
    messages.success(request, gettext("Du er logget ud dér."))
    return redirect("usersessions_list")


class _Passwords:
    """A page about passwords: closed where none are used."""

    def dispatch(self, request: Request, *given: Any, **named: Any) -> HttpResponse:
        """Handle a request. Raises NotPermitted where nobody logs in with a password."""
        if not settings.PASSWORD_LOGIN:
            raise NotPermitted("no_passwords", N_("Her logger man ind med kommunens login."))
        answer: HttpResponse = super().dispatch(request, *given, **named)  # type: ignore[misc]
        return answer


class _Login(LoginView):  # type: ignore[misc]
    """Log in with a password, with the municipality's login, or with either."""

    def post(self, request: Request, *given: Any, **named: Any) -> HttpResponse:
        """Take a password where passwords are used. Raises NotPermitted where none are."""
        if not settings.PASSWORD_LOGIN:
            raise NotPermitted("no_passwords", N_("Her logger man ind med kommunens login."))
        answer: HttpResponse = super().post(request, *given, **named)
        return answer

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """Return the form and the ways in."""
        shown: dict[str, Any] = super().get_context_data(**given)
        return shown | ways_in()


class _PasswordChange(_Passwords, PasswordChangeView):  # type: ignore[misc]
    """Choose a new password, with the rules in sight."""


class _PasswordFromMail(_Passwords, PasswordResetFromKeyView):  # type: ignore[misc]
    """Choose a new password from a letter, with the rules in sight."""


class _PasswordForgotten(_Passwords, PasswordResetView):  # type: ignore[misc]
    """Ask for a letter with which one chooses a new password."""


login = _Login.as_view()
password_forgotten = _PasswordForgotten.as_view()
password_change = _PasswordChange.as_view()
password_from_mail = _PasswordFromMail.as_view()


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that too much was sent in a short time."""
    return render(request, "errors/429.html", status=429)


def ways_in() -> dict[str, Any]:
    """Return how one logs in here."""
    return {
        "by_password": settings.PASSWORD_LOGIN,
        "by_municipality": settings.OIDC,
        "municipality_login": settings.CONFIGURATION.oidc_name,
    }
