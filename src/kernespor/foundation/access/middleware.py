"""Every request gets an actor and a day; every address is closed until its operation opens it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import Audience, Operation
from kernespor.foundation.memory import keeping
from kernespor.foundation.refusals import NotNow, NotPermitted, Refusal

Respond = Callable[[HttpRequest], HttpResponse]

# Views of libraries can't be decorated: their operations stand here, by the name of the address.
OF_LIBRARIES: dict[str, Operation] = {}
# A person's own account is nobody else's, whoever's tasks they look after.
_OWN = ("account_", "accounts.", "mfa_", "socialaccount_", "usersessions_")
_ALWAYS = frozenset({"account_logout", "access.stop"})
_SAFE = frozenset({"GET", "HEAD"})


class ActorMiddleware:
    """Puts `today`, `actor`, a number for the log and the person's language on the request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        from kernespor.foundation.access.acting import KEY, standing_of

        today = settings.TODAY or timezone.localdate()
        request.today = today  # type: ignore[attr-defined]
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        request.standing = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: standing_of(request.user, today, request.session.get(KEY))
        )
        request.actor = SimpleLazyObject(lambda: request.standing.actor)  # type: ignore[attr-defined]
        language = getattr(request.user, "language", "") or request.session.get("language", "") or "da"
        with translation.override(language), keeping(reads_only=request.method in _SAFE):
            response = self.respond(request)
            response.headers.setdefault("Content-Language", language)
            return response


class AccessMiddleware:
    """Refuses every address without an operation, and those who aren't its audience."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request; the work is in `process_view`."""
        response = self.respond(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let the request pass, send it to log in, or refuse it."""
        del args, kwargs
        found = operation_of(view, request.resolver_match.view_name if request.resolver_match else "")
        if found is None or (found.audience is Audience.DEMO and not settings.DEMO):
            return refused(request, NotPermitted("closed_address", N_("Denne adresse er ikke åben.")))
        # A view doesn't ask for the method: what isn't declared must not reach it, a HEAD to a form neither.
        if ("GET" if request.method == "HEAD" else request.method) not in found.methods:
            return HttpResponseNotAllowed(found.methods)
        if any("\x00" in value for _name, values in request.GET.lists() for value in values):
            raise BadRequest("NUL")  # no letter, and PostgreSQL takes none
        if found.audience not in {Audience.SIGNED_IN, Audience.HOUSE}:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        refusal = _refusal(request.actor, found) or _in_whose_name(request, found)  # type: ignore[attr-defined]
        return refused(request, refusal) if refusal else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal with its reason; everything else is Django's to handle."""
        return refused(request, error) if isinstance(error, Refusal) else None


def _refusal(actor: Actor, found: Operation) -> NotPermitted | None:
    if found.audience is Audience.HOUSE and not actor.in_house:
        return NotPermitted("no_role", N_("Du har ingen rolle i kommunen i dag. Spørg jeres administrator."))
    if found.roles and not actor.holds_over_all(*found.roles):
        return NotPermitted("wrong_role", N_("Siden er for andre roller end din. Spørg sekretariatet."))
    return None


def _in_whose_name(request: HttpRequest, found: Operation) -> Refusal | None:
    """Say why not, where the name that the request comes in stands in the way.

    Who was acting on another's behalf when the deputyship ended would otherwise write in their own name
    without knowing it. What is a person's own (password, sessions, who their deputy is) nobody does for them.
    """
    standing = request.standing  # type: ignore[attr-defined]
    own = found.in_own_name or found.name.startswith(_OWN)
    if standing.lapsed and request.method not in _SAFE and found.name not in _ALWAYS:
        return NotNow(
            "deputyship_ended",
            N_(
                "Du handler ikke længere på vegne af {principal}. Intet er gemt. Gå tilbage, og vælg Fortsæt."
            ),
            principal=standing.deputyship.principal.name,
        )
    if standing.on_behalf and own and found.name not in _ALWAYS:
        return NotPermitted(
            "own_name_alone",
            N_("Det kan du kun gøre i dit eget navn. Stop først med at handle på vegne af {principal}."),
            principal=standing.deputyship.principal.name,
        )
    return None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page that says why not: 403 for the person, 409 for the moment."""
    status = 403 if isinstance(refusal, NotPermitted) else 409
    return render(request, f"errors/{status}.html", {"reason": refusal.reason}, status=status)


def operation_of(view: Callable[..., Any], name: str) -> Operation | None:
    """Return the operation of a view: its own, or the one written down for a library's."""
    return getattr(view, "operation", None) or OF_LIBRARIES.get(name)
