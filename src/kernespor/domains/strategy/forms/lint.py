"""The shape of a reason for setting advice aside."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.forms.plans import TextField


class AsideForm(forms.Form):
    """Why advice is set aside; `seen` is a digest of the words that the person read."""

    why = TextField(
        label=_("Hvorfor passer rådet ikke her?"),
        help_text=_(
            "Begrundelsen kan læses af alle, der kan læse planen. Retter nogen teksten, kommer rådet igen."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Skriv, hvorfor rådet ikke passer her.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
