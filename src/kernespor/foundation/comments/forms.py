"""The shape of a comment."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 5_000  # letters


class CommentForm(forms.Form):
    """A comment."""

    text = forms.CharField(
        label=_("Kommentar"),
        help_text=_("Alle, der kan se siden, kan læse den. Skriv ikke om enkeltpersoners forhold."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Skriv kommentaren.")},
    )
