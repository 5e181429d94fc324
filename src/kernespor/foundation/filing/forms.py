"""The shape of what people write about cases."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.ui.fields import TypedDateField

_WHY = {"required": _("Skriv hvorfor.")}


class NumberForm(forms.Form):
    """A case number."""

    case_number = forms.CharField(label=_("Sagsnummer"), max_length=60, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FileForm(forms.Form):
    """Where something is filed, under which number, and when."""

    system = forms.CharField(
        label=_("System"),
        help_text=_("Det sagssystem, dokumenterne er lagt i."),
        max_length=80,
        error_messages={"required": _("Skriv, hvilket system det er lagt i.")},
    )
    record_number = forms.CharField(
        label=_("Dokumentnummer"),
        help_text=_("Det nummer, systemet gav."),
        max_length=60,
        error_messages={"required": _("Skriv det nummer, systemet gav.")},
    )
    on = TypedDateField(label=_("Journaliseret den"), error_messages={"required": _("Skriv datoen.")})
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class UndoForm(forms.Form):
    """Why a filing is taken back."""

    why = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Begrundelsen bliver stående i historikken."),
        max_length=500,
        error_messages=_WHY,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PatternForm(forms.Form):
    """What case numbers look like from a day on."""

    mask = forms.CharField(
        label=_("Mønster"),
        help_text=_(
            "0 er et ciffer, 0… et eller flere cifre, X et bogstav. Fx 00/0… eller 00.00.00-X00-0…-00"
        ),
        max_length=60,
        error_messages={"required": _("Skriv mønsteret.")},
    )
    source = forms.CharField(
        label=_("Hvor står det?"),
        help_text=_("Fx »Journalplanen af 1. januar 2026«."),
        max_length=200,
        error_messages={"required": _("Skriv, hvor det står.")},
    )
    first = TypedDateField(label=_("Gælder fra"), error_messages={"required": _("Skriv datoen.")})


class EndForm(forms.Form):
    """The last day of a pattern."""

    last = TypedDateField(label=_("Sidste dag"), error_messages={"required": _("Skriv datoen.")})
