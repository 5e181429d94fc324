"""The shape of what people write on the pages of the chart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.economy import Kind, kind_of
from kernespor.domains.economy.documents import BIGGEST
from kernespor.foundation.ui.fields import SeveralFilesField

LONGEST_TEXT = 20_000


class ExplainForm(forms.Form):
    """A number, or a text with numbers in it."""

    tekst = forms.CharField(
        label=_("Kontonummer eller tekst"),
        help_text=_(
            "Skriv eller indsæt et nummer på 16 cifre, en funktion som 3.22.01 eller en tekst, hvor de står."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ImportForm(forms.Form):
    """Up to five lists."""

    lister = SeveralFilesField(
        label=_("Lister"),
        help_text=_("Op til fem filer som CSV eller Excel (.xlsx) på højst 20 MB hver."),
        accept=".csv,.txt,.xlsx",
        error_messages={
            "required": _("Vælg mindst én fil."),
            "empty": _("Filen er tom. Vælg en fil med mindst én række."),
        },
    )

    def clean_lister(self) -> dict[Kind, tuple[str, bytes]]:
        """Return (name, bytes) by kind; every file that can't be one of the lists is said so, all at once."""
        found: dict[Kind, tuple[str, bytes]] = {}
        problems = []
        for file in self.cleaned_data["lister"]:
            problem, kind, content = _judge(file)
            if kind in found:
                problem = gettext("»{name}« og »{other}« er samme slags liste. Vælg den ene.").format(
                    name=file.name, other=found[kind][0]
                )
            if problem:
                problems.append(problem)
            elif kind is not None:
                found[kind] = (file.name, content)
        if problems:
            raise forms.ValidationError(problems)
        return found


def _judge(file: Any) -> tuple[str, Kind | None, bytes]:
    if file.size > BIGGEST:
        words = gettext("»{name}« fylder {size} MB. Grænsen er 20 MB.")
        return words.format(name=file.name, size=round(file.size / 1024 / 1024)), None, b""
    content = file.read()
    kind = kind_of(file.name, content)
    if kind is None:
        words = gettext(
            "Vi kan ikke se, hvilken liste »{name}« er. Se nedenfor, hvilke kolonner hver liste skal have."
        )
        return words.format(name=file.name), None, b""
    return "", kind, content
