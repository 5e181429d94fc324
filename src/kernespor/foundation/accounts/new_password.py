"""The forms of a new password: everything that is wrong with it is said at once."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm
from django import forms
from django.utils.translation import gettext


class _AllAtOnce(forms.Form):
    """A form with a new password, twice: that they differ is said also where the first is wrong in itself."""

    def clean(self) -> dict[str, Any] | None:
        """Return what was written."""
        cleaned = super().clean()
        first, again = self.data.get("password1"), self.data.get("password2")
        if first and again and first != again and "password2" not in self.errors:
            self.add_error("password2", gettext("De to adgangskoder er ikke ens."))
        return cleaned


class NewPasswordForm(_AllAtOnce, ChangePasswordForm):  # type: ignore[misc]
    """The old password and the new one."""


class NewPasswordFromMailForm(_AllAtOnce, ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password of whoever came by a letter."""
