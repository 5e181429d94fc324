"""Why a run is sent off again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WhyForm(forms.Form):
    """The reason, which stands in the history."""

    why = forms.CharField(
        label=_("Hvorfor sætter du den i gang igen?"),
        max_length=300,
        error_messages={"required": _("Skriv hvorfor, fx hvad der er rettet.")},
    )
