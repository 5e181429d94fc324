"""The second step of a login, allauth's own: a code from an app on the telephone, or one on paper."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts import lockout
from kernespor.foundation.accounts.models import User

REQUIRED, REQUIRED_ROLES = "required", "required_roles"


def is_due(user: User, actor: Actor) -> bool:
    """Say whether a person must set up a second step before anything else."""
    if settings.DEMO or user.second_step_since is not None:
        return False
    if settings.MFA == REQUIRED:
        return True
    return settings.MFA == REQUIRED_ROLES and any(
        role.kind.value in settings.MFA_ROLES for role in actor.roles
    )


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Danish words, secrets that can't be read from the database alone, and no way round the duty."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Din rolle kræver totrinsbekræftelse. Den kan ikke slås fra."),
        "cannot_generate_recovery_codes": _("Slå totrinsbekræftelse til først. Så får du nødkoder."),
        "incorrect_code": _("Koden passer ikke. Prøv den, appen viser nu, eller en nødkode."),
    }

    def get_totp_issuer(self) -> str:
        """Return what the app calls the login."""
        issuer: str = settings.MFA_TOTP_ISSUER
        return issuer

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept: readable with the installation's secret key alone."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was kept. Raises InvalidToken when the secret key is another one."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Say no to whoever must have a second step."""
        actor = context.request.actor.oneself
        user = authenticator.user
        user.second_step_since = None
        return not is_due(user, actor)


def _box() -> Fernet:
    digest = hashlib.sha256(b"kernespor second step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class _Counted(forms.Form):
    """A form with a code: wrong ones are counted against the account, by django-axes."""

    user: User

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError for a wrong one, and where too many were tried."""
        request, email = context.request, self.user.email
        if not lockout.may_try_code(request, email):
            raise ValidationError(gettext("For mange forkerte koder. Vent lidt, og prøv igen."))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            lockout.count_code(request, email)
            raise
        lockout.forget_codes(email)
        return code


def _field(field: forms.Field, label: Any, hint: Any) -> None:
    field.label, field.help_text = label, hint
    field.error_messages["required"] = _("Skriv koden.")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["inputmode"] = "numeric"


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The code at login."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        _field(self.fields["code"], _("Kode"), _("De seks cifre, som din app viser nu, eller en nødkode."))


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something that matters."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        _field(self.fields["code"], _("Kode"), _("De seks cifre, som din app viser nu, eller en nødkode."))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app knows the secret."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        _field(self.fields["code"], _("Kode fra appen"), _("De seks cifre, som appen viser."))
