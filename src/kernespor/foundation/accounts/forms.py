"""The shape of what administrators write about accounts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.accounts.policies import LONGEST

STATES = (
    ("", _("Alle")),
    ("open", _("Åbne")),
    ("locked", _("Låste")),
    ("closed", _("Lukkede")),
    ("no_role", _("Uden rolle")),
)


class FindForm(forms.Form):
    """Which accounts to show."""

    soeg = forms.CharField(label=_("Find en bruger"), required=False, max_length=100)
    vis = forms.ChoiceField(label=_("Vis"), choices=STATES, required=False)


class WhyForm(forms.Form):
    """The reason for what is done to another's account."""

    why = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Står i historikken, fx »Har mistet telefonen, ringede selv«."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Skriv hvorfor. Begrundelsen står i historikken."),
            "max_length": _("Begrundelsen må højst være på 1.000 tegn."),
        },
    )
