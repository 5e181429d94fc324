"""Form fields that read what people type in Danish."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernespor.engines import danish


class TypedDateField(forms.DateField):
    """A date that is typed: "1-10-2026", "1.10.2026", "1. oktober 2026"."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Skriv dag, måned og år, fx 1-10-2026")}  # noqa: RUF012 - Django's

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Dag, måned, år, fx 1-10-2026"))
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        """Return the date, or None for an empty field."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return danish.parse_date(str(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a date as one types it."""
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, dt.date) else value
