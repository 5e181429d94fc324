"""The shape of what people write on the organisation's pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.organisation import documents
from kernespor.foundation.ui.fields import TypedDateField


class DayForm(forms.Form):
    """The day that a page shows."""

    dato = TypedDateField(label=_("Dato"), required=False, help_text=_("Fx 1-10-2026. Tom er i dag."))

    def day(self, today: dt.date) -> dt.date:
        """Return the day asked for; today where none or a wrong one was."""
        chosen: dt.date | None = self.cleaned_data.get("dato") if self.is_valid() else None
        return chosen or today


class TreeForm(DayForm):
    """What the page of the organisation shows."""

    soeg = forms.CharField(
        label=_("Find en enhed"), required=False, help_text=_("En del af navnet eller koden."), max_length=100
    )

    def search(self) -> str:
        """Return what to look for, empty for all."""
        self.is_valid()
        text: str = self.cleaned_data.get("soeg", "")
        return text


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return every file that was chosen."""
        given = data if isinstance(data, list) else [data]
        one = super().clean
        return [one(file, initial) for file in given or [None]]


class ImportForm(forms.Form):
    """Up to three files: units, persons and roles."""

    csv = _FilesField(
        label=_("Filer"),
        help_text=_("Op til tre CSV-filer på højst 20 MB: enheder, personer og roller."),
        error_messages={
            "required": _("Vælg mindst én fil."),
            "empty": _("Filen er tom. Vælg en fil med mindst én række."),
        },
    )

    def clean_csv(self) -> dict[str, tuple[str, bytes]]:
        """Return (name, bytes) by kind; every file that can't be one of the three is said so, all at once."""
        found: dict[str, tuple[str, bytes]] = {}
        problems = []
        given = self.cleaned_data["csv"]
        if len(given) > len(documents.FILES):
            raise forms.ValidationError(gettext("Vælg højst tre filer: enheder, personer og roller."))
        for file in given:
            problem, kind, content = self._judge(file)
            if not problem and kind in found:
                problem = gettext("»{name}« og »{other}« er samme slags fil. Vælg den ene.").format(
                    name=file.name, other=found[kind][0]
                )
            if problem:
                problems.append(problem)
            else:
                found[kind] = (file.name, content)
        if problems:
            raise forms.ValidationError(problems)
        return found

    @staticmethod
    def _judge(file: Any) -> tuple[str, str, bytes]:
        if file.size > documents.BIGGEST:
            size = str(round(file.size / 1024 / 1024))
            words = gettext("»{name}« fylder {size} MB. Grænsen er 20 MB.")
            return words.format(name=file.name, size=size), "", b""
        content = file.read()
        if not documents.is_text(content):
            words = gettext("»{name}« er ikke en CSV-fil. Gem regnearket som »CSV UTF-8«, og prøv igen.")
            return words.format(name=file.name), "", b""
        if documents.has_too_many_rows(content):
            words = gettext(
                "»{name}« har flere end 20.000 rækker. Del den, eller fjern det, der ikke er ændret."
            )
            return words.format(name=file.name), "", b""
        kind = documents.kind_of(file.name, content)
        if not kind:
            words = gettext(
                "Vi kan ikke se, om »{name}« er enheder, personer eller roller. "
                "Kald den units.csv, persons.csv eller roles.csv."
            )
            return words.format(name=file.name), "", b""
        return "", kind, content
