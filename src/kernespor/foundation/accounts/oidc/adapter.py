"""Who an assertion is about, and why it may not open the door."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kernespor.engines.findings import N_, has_error
from kernespor.foundation.accounts import actions
from kernespor.foundation.accounts.middleware import ASSERTED
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.oidc import roles
from kernespor.foundation.findings import words_of

logger = logging.getLogger("kernespor.login")
NOBODY = N_(
    "Kommunens login kender dig, men Kernespor gør ikke. Spørg jeres administrator, om du skal have adgang."
)
CLOSED = N_("Din adgang er lukket. Spørg jeres administrator.")
NO_TABLE = N_("Kernespor kan ikke læse, hvilke roller kommunens login giver. Ring til it-afdelingen.")
UNTRUSTED = N_("Svaret fra kommunens login kunne ikke godkendes. Prøv igen, eller ring til it-afdelingen.")
CANCELLED = N_("Du afbrød, før du var logget ind.")
DOWN = N_("Kommunens login svarer ikke. Prøv igen om lidt, eller ring til it-afdelingen.")


class MunicipalAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds the person, refuses all others; keeps no account of the provider's."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Say no: persons come with the organisation."""
        del request, sociallogin
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Leave the finding to `pre_social_login`, which knows by which claim."""
        del sociallogin

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person. Raises ImmediateHttpResponse with the page that says why not."""
        claims = claims_of(sociallogin)
        user = find(claims)
        if user is None:
            raise refusal(request, NOBODY, "unknown")
        if not user.is_active:
            raise refusal(request, CLOSED, "closed", user=user.pk)
        found, findings = roles.table()
        if settings.OIDC_ROLES and (found is None or has_error(findings)):
            raise refusal(request, NO_TABLE, "table", findings=[one.message for one in findings])
        sociallogin.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Say why the login failed. Raises ImmediateHttpResponse with the page."""
        del provider, extra_context
        cancelled = str(getattr(error, "value", error)) == "cancelled"
        raise refusal(request, CANCELLED if cancelled else UNTRUSTED, "protocol", why=str(exception or error))


def claims_of(login: SocialLogin) -> dict[str, Any]:
    """Return everything that the provider said."""
    said: dict[str, Any] = login.account.extra_data.get("id_token", {})
    return said


def find(claims: Mapping[str, Any]) -> User | None:
    """Return the account of whom the assertion is about: by e-mail address, or by our code of the person."""
    value = claims.get(settings.OIDC_PERSON_CLAIM)
    if not isinstance(value, str) or not value.strip():
        return None
    if settings.OIDC_PERSON_BY == "code":
        return User.objects.select_related("person").filter(person__code=value.strip()).first()
    # An address that the provider itself says is unproven is no one's.
    if claims.get("email_verified") is False:
        return None
    return User.objects.select_related("person").filter(email__iexact=value.strip()).first()


def refusal(request: HttpRequest, words: str, code: str, **known: Any) -> ImmediateHttpResponse:
    """Return the page that says why not, to be raised; the log has the code and what was known."""
    logger.warning("Login refused: %s %s", code, known)
    return ImmediateHttpResponse(refused(request, words))


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """Return the page that says why not."""
    return render(request, "socialaccount/authentication_error.html", {"reason": gettext(words)}, status=403)


def logged_in(sender: Any, request: HttpRequest, user: Any, **others: Any) -> None:
    """Keep what the provider said, once the person is logged in."""
    del sender
    login = others.get("sociallogin")
    if login is None:
        return
    request.session[ASSERTED] = True
    today = request.today  # type: ignore[attr-defined]
    found, _ = roles.table()
    claimed, findings = roles.roles_of(found, claims_of(login), today) if found else (None, [])
    actions.accept_assertion(
        user=user, today=today, claims=claimed, why=" ".join(one.message for one in findings)
    )
    for finding in findings:
        messages.warning(request, words_of(finding)[0])


def connect() -> None:
    """Listen; called once, when Django is ready."""
    user_logged_in.connect(logged_in, dispatch_uid="accounts.oidc")
