"""What we decide differently from allauth."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.accounts import actions
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.network import client_ip

logger = logging.getLogger("kernespor.login")


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come with the organisation: nobody signs up, and the address is the organisation's."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Din adgang er lukket. Spørg jeres administrator."),
        "email_password_mismatch": _("E-mail og adgangskode passer ikke sammen."),
        "enter_current_password": _("Det er ikke din nuværende adgangskode."),
        "incorrect_code": _("Koden passer ikke. Prøv den, appen viser nu, eller en nødkode."),
        "incorrect_password": _("Adgangskoden passer ikke."),
        "too_many_login_attempts": _("For mange forsøg. Vent lidt, og prøv igen."),
        "rate_limited": _("For mange forsøg. Vent lidt, og prøv igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the caller's address, believed as far as our own proxies reach."""
        return client_ip(request) or "0.0.0.0"  # noqa: S104 - no address was known; nothing listens here

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password, with its event."""
        actions.set_password(user=user, password=password, today=context.request.today)

    def reauthenticate(self, user: User, password: str) -> bool:
        """Say whether this is the person's password; a wrong one counts as a wrong login does."""
        found: Any = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; what was done stands, also when the mail server doesn't answer. The log says so."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # what smtplib raises is one
            logger.warning("Mail %s could not be sent: %s", template_prefix, error)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's owner what was changed about it."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)
