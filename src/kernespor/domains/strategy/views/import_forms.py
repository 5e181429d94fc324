"""The shape of what people write about a document on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.calculations.plans import period_dates
from kernespor.domains.strategy.selectors.import_pieces import KIND_LABELS
from kernespor.engines import danish

_YEAR = re.compile(r"\d{4}")
_LONGEST_TEXT = 20_000


class YearField(forms.CharField):
    """A year ("2026") or a date; cleans to the year or to an ISO date, as the reader gives it."""

    default_error_messages = {  # noqa: RUF012 - Django's own
        "invalid": _("Skriv et årstal, fx 2026, eller en dato, fx 1-8-2026.")
    }

    def clean(self, value: Any) -> str:
        """Return the year or the ISO date, or an empty text."""
        text = str(super().clean(value) or "").strip()
        if not text or _YEAR.fullmatch(text):
            return text
        try:
            return danish.parse_date(text).isoformat()
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class AboutForm(forms.Form):
    """What the plan is called, whose it is, and when it holds."""

    title = forms.CharField(label=_("Planens titel"), max_length=300)
    unit = forms.ChoiceField(label=_("Enhed"))
    start = YearField(label=_("Gælder fra"), help_text=_("År eller dato"), max_length=30)
    end = YearField(label=_("Gælder til"), help_text=_("År eller dato"), max_length=30)

    def __init__(self, *args: Any, units: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Vælg enhed")), *units]
        field.error_messages["required"] = _("Vælg den enhed, planen gælder for.")

    def clean(self) -> dict[str, Any]:
        """Check that the period runs forwards."""
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end:
            try:
                first, last = period_dates(start, end)
            except ValueError:
                self.add_error("start", _("Skriv et årstal, fx 2026, eller en dato, fx 1-8-2026."))
            else:
                if first > last:
                    self.add_error("end", _("Perioden skal slutte, efter at den begynder."))
        return data


class LineForm(forms.Form):
    """What a line is, and what it says. No kind: as the reader sees it."""

    kind = forms.ChoiceField(
        required=False, choices=[("", ""), *((kind.value, label) for kind, label in KIND_LABELS.items())]
    )
    text = forms.CharField(required=False, max_length=_LONGEST_TEXT, strip=True)


class TextForm(forms.Form):
    """A text of the plan, written anew."""

    text = forms.CharField(
        max_length=_LONGEST_TEXT, error_messages={"required": _("Skriv en tekst, eller luk uden at gemme.")}
    )
