"""What people write about their own tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.tasks.enums import WEEKDAYS, Rhythm
from kernespor.foundation.ui.fields import TypedDateField

_HOURS = [(hour, f"kl. {hour}") for hour in range(5, 22)]


class PauseForm(forms.Form):
    """Until when a task waits, and for what."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    until = TypedDateField(label=_("Vent til"))
    why = forms.CharField(
        label=_("Hvad venter den på?"), max_length=300, help_text=_("Kun du kan se, hvad du skriver.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].widget.attrs["autocomplete"] = "off"


class DigestForm(forms.Form):
    """When the digest comes."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    rhythm = forms.ChoiceField(
        label=_("Hvor tit vil du have en mail om det, der venter på dig?"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
    )
    weekday = forms.TypedChoiceField(
        label=_("Ugedag"),
        choices=WEEKDAYS,
        coerce=int,
        help_text=_("Gælder kun, når mailen kommer en gang om ugen."),
    )
    hour = forms.TypedChoiceField(label=_("Klokkeslæt"), choices=_HOURS, coerce=int)
