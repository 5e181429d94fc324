"""Form fields that read what people type in Danish."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from kernespor.engines import danish

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_NO_DATE = _("Skriv dag, måned og år, fx 1-10-2026")
_MOST_DIGITS = 9


def whole_number(text: str) -> int | None:
    """Read the digits that a page sent back; None for what no page of ours holds, however long."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


class TypedDateField(forms.DateField):
    """A date that is typed: "1-10-2026", "1.10.2026", "1. oktober 2026"; in years that a person can mean."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _NO_DATE}  # noqa: RUF012 - Django's
    default_validators = [  # noqa: RUF012 - Django's
        MinValueValidator(FIRST_DAY, _NO_DATE),
        MaxValueValidator(LAST_DAY, _NO_DATE),
    ]

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Dag, måned og år, fx 1-10-2026"))
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


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; `accept` is what the browser's own window offers."""

    widget = _SeveralFiles

    def __init__(self, *, accept: str = "", **options: Any) -> None:
        super().__init__(**options)
        if accept:
            self.widget.attrs["accept"] = accept

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return every file that was chosen."""
        given = data if isinstance(data, list) else [data]
        one = super().clean
        return [one(file, initial) for file in given or [None]]
