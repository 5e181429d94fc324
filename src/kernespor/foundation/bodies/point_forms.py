"""The shape of what those who hear write about answers, and of reminders and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.enums import PointOutcome
from kernespor.foundation.bodies.forms import Choice, TextField
from kernespor.foundation.bodies.policies import LONGEST_BEFORE, MOST_REMINDERS
from kernespor.foundation.ui.fields import TypedDateField

_NUMBERS = re.compile(r"[\s,;.]+")


class PointForm(forms.Form):
    """A point that answers raise, and what it led to."""

    heading = forms.CharField(
        label=_("Overskrift"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "overskrifter"}),
        help_text=_("Det, punktet handler om. Punkter med samme overskrift står sammen."),
        error_messages={"required": _("Skriv en overskrift.")},
    )
    said = TextField(
        label=_("Hvad siger svarene om det?"),
        rows=3,
        max_length=5000,
        help_text=_("Med dine egne ord, uden navne på borgere."),
        error_messages={"required": _("Skriv, hvad svarene siger.")},
    )
    responses = forms.TypedMultipleChoiceField(
        label=_("Svar, der rejser det"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét svar.")},
    )
    outcome = forms.ChoiceField(
        label=_("Hvad førte det til?"), choices=PointOutcome.choices, widget=forms.RadioSelect
    )
    reply = TextField(
        label=_("Hvad blev ændret, eller hvorfor ikke?"),
        rows=4,
        required=False,
        max_length=5000,
        help_text=_("Alle, der kan læse høringen, kan læse det."),
    )
    changed = forms.ChoiceField(
        label=_("Det blev ændret i"),
        required=False,
        help_text=_("En udgave viser, hvad der stod før, og hvad der står nu."),
    )
    place = forms.CharField(
        label=_("Hvor i det?"), max_length=200, required=False, help_text=_("Fx afsnit eller side")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, responses: Sequence[tuple[int, str]], changed: Iterable[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        answers, objects = self.fields["responses"], self.fields["changed"]
        assert isinstance(answers, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(objects, forms.ChoiceField)  # noqa: S101 - declared above
        answers.choices = [(str(key), words) for key, words in responses]
        objects.choices = [("", _("Ikke valgt")), *changed]

    def clean(self) -> dict[str, Any]:
        """Check that a reply and its outcome go together."""
        data = super().clean() or {}
        waits, reply = data.get("outcome") == PointOutcome.WAITING, data.get("reply", "").strip()
        if waits and reply:
            self.add_error("outcome", _("Vælg, om der blev ændret noget. Der står et svar fra kommunen."))
        if not waits and not reply and "outcome" in data:
            self.add_error("reply", _("Skriv, hvad der blev ændret, eller hvorfor ikke."))
        if data.get("changed") and data.get("outcome") != PointOutcome.CHANGED:
            self.add_error("changed", _("Vælg »Ændret«, eller vælg intet her."))
        return data


class StrikeForm(forms.Form):
    """Why a point goes."""

    why = TextField(max_length=2000, error_messages={"required": _("Skriv hvorfor.")})
    version = forms.IntegerField()


class DaysField(forms.CharField):
    """Numbers of days, as one types them: "7, 1"."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Antal dage før fristen, fx 7, 1. Tomt: ingen påmindelser."))
        super().__init__(max_length=60, required=False, **options)

    def to_python(self, value: Any) -> Any:
        """Return the days, the most first, each once."""
        if isinstance(value, list):
            return value
        parts = [part for part in _NUMBERS.split(super().to_python(value) or "") if part]
        if any(not part.isdecimal() or not 1 <= int(part) <= LONGEST_BEFORE for part in parts):
            raise ValidationError(_("Skriv hele tal fra 1 til 60, fx 7, 1."), code="invalid")
        if len(set(parts)) > MOST_REMINDERS:
            raise ValidationError(_("Skriv højst fem tal."), code="too_many")
        return sorted({int(part) for part in parts}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        """Show the days as one types them."""
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        """A list of numbers has no length to hold it to."""


class DaysForm(forms.Form):
    """When the municipality reminds, from a day on."""

    days = DaysField(label=_("Dage før fristen"))
    first = TypedDateField(label=_("Gælder fra"), error_messages={"required": _("Skriv den første dag.")})
    source = forms.CharField(
        label=_("Hvem har bestemt det?"),
        max_length=300,
        help_text=_("Fx en beslutning i direktionen med dato."),
        error_messages={"required": _("Skriv, hvem der har bestemt det.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemindersForm(forms.Form):
    """When those heard in one consultation are reminded, and where those outside are written to."""

    as_usual = forms.BooleanField(
        label=_("Påmind, som kommunen plejer. Dagene nedenfor gælder så ikke."), required=False
    )
    days = DaysField(label=_("De andre dage"))
    version = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, outside: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._outside = [key for key, _name, _email in outside]
        for key, name, email in outside:
            self.fields[f"email_{key}"] = forms.EmailField(
                label=_("Mailadresse til {name}").format(name=name), required=False, initial=email
            )

    def emails(self) -> dict[int, str]:
        """Return the address of each party outside the house; only when the form is valid."""
        return {key: self.cleaned_data[f"email_{key}"] for key in self._outside}


class AddressForm(forms.Form):
    """Where someone who wasn't told can be written to."""

    notice = forms.IntegerField(widget=forms.HiddenInput)
    address = forms.EmailField(
        label=_("Mailadresse"), error_messages={"required": _("Skriv en mailadresse.")}
    )
