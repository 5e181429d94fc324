"""The rules of a password: said before one types, and checked all at once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext


class LongEnough(MinimumLengthValidator):
    """Long enough that it can't be guessed by trying."""

    def get_error_message(self) -> str:
        """Say what is wrong with it."""
        return gettext("Den skal have mindst {number} tegn.").format(number=self.min_length)

    def get_help_text(self) -> str:
        """Say the rule."""
        return gettext("Mindst {number} tegn. En sætning, du kan huske, er god.").format(
            number=self.min_length
        )


class NotCommon(CommonPasswordValidator):
    """None of those that everyone tries first."""

    def get_error_message(self) -> str:
        """Say what is wrong with it."""
        return gettext("Den er en af de mest brugte adgangskoder, som er dem, man gætter på først.")

    def get_help_text(self) -> str:
        """Say the rule."""
        return gettext("Ikke en af dem, mange bruger, fx »password123«.")


class NotOneself(UserAttributeSimilarityValidator):
    """Not what everyone knows of the person."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "name"))

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password like the person's name or e-mail address."""
        known: Any = Named(user) if user is not None else None
        super().validate(password, known)

    def get_error_message(self) -> str:
        """Say what is wrong with it."""
        return gettext("Den ligner dit navn eller din e-mail for meget.")

    def get_help_text(self) -> str:
        """Say the rule."""
        return gettext("Ikke dit navn eller din e-mail.")


class Named:
    """What is known of a person: the account's address and the person's name."""

    def __init__(self, user: Any) -> None:
        self.email = user.email
        self.name = user.person.name
        self._meta = user._meta
