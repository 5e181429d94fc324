"""The shape of what people write when they hand on tasks, or invite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.ui.fields import TypedDateField

LONGEST_WHY = 500
_WHY = {"required": _("Skriv hvorfor. Begrundelsen bliver stående i historikken.")}
Choice = tuple[str, Any]


class DeputyForm(forms.Form):
    """Whose tasks are handed to whom, from when until when, for which unit, and why."""

    principal = forms.ChoiceField(
        label=_("Hvis opgaver?"), error_messages={"required": _("Vælg, hvis opgaver det er.")}
    )
    deputy = forms.ChoiceField(label=_("Til hvem?"), error_messages={"required": _("Vælg en stedfortræder.")})
    first = TypedDateField(label=_("Fra og med"), error_messages={"required": _("Skriv den første dag.")})
    last = TypedDateField(label=_("Til og med"), error_messages={"required": _("Skriv den sidste dag.")})
    unit = forms.ChoiceField(
        label=_("For hvilken enhed?"),
        required=False,
        help_text=_("Enheden og det, der hører under den. Tom er alle de enheder, rollerne gælder."),
    )
    why = forms.CharField(
        label=_("Hvorfor?"),
        max_length=LONGEST_WHY,
        help_text=_("Fx ferie eller sygdom."),
        error_messages=_WHY,
    )

    def __init__(
        self,
        *args: Any,
        principals: Iterable[Choice],
        deputies: Iterable[Choice],
        units: Iterable[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        principals = list(principals)
        _choose(self.fields["principal"], principals)
        _choose(self.fields["deputy"], [("", _("Vælg")), *deputies])
        _choose(self.fields["unit"], [("", _("Alle")), *units])
        if len(principals) == 1:
            self.fields["principal"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Check what goes across the fields."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            self.add_error("last", _("Den sidste dag skal ligge efter den første."))
        if data.get("deputy") and data.get("deputy") == data.get("principal"):
            self.add_error("deputy", _("Stedfortræderen skal være en anden end den, det gælder."))
        return data


class InvitationForm(forms.Form):
    """Who else may read an object, until when, and why."""

    person = forms.ChoiceField(label=_("En person"), required=False)
    unit = forms.ChoiceField(
        label=_("Eller alle med en rolle i en enhed"),
        required=False,
        help_text=_("Kun dem i selve enheden, ikke i enheder under den."),
    )
    last = TypedDateField(
        label=_("Til og med"), required=False, help_text=_("Fx 1-10-2026. Tom er indtil videre.")
    )
    why = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_WHY, error_messages=_WHY)

    def __init__(self, *args: Any, persons: Iterable[Choice], units: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["person"], [("", _("Ingen")), *persons])
        _choose(self.fields["unit"], [("", _("Ingen")), *units])

    def clean(self) -> dict[str, Any]:
        """Check that one of the two is chosen."""
        data = super().clean() or {}
        if not self.errors.get("person") and bool(data.get("person")) == bool(data.get("unit")):
            self.add_error("person", _("Vælg enten en person eller en enhed."))
        return data


class SearchForm(forms.Form):
    """Of whom one asks whether they may see an object."""

    soeg = forms.CharField(
        label=_("Kan denne person se det?"),
        required=False,
        max_length=100,
        help_text=_("En del af navnet, stillingen eller enheden."),
    )

    def search(self) -> str:
        """Return what to look for, empty for nothing."""
        self.is_valid()
        text: str = self.cleaned_data.get("soeg", "")
        return text


def _choose(field: forms.Field, choices: list[Choice]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = choices
