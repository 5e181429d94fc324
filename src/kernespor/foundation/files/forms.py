"""The shape of files on their way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.files.accepted import TYPES, problem
from kernespor.foundation.ui.fields import SeveralFilesField

MOST = 10


class AttachForm(forms.Form):
    """Files for an object, and what they are."""

    documents = SeveralFilesField(
        label=_("Filer"),
        help_text=_(
            "Op til ti filer på højst 20 MB: Word, Excel, PowerPoint, PDF, billeder, mails og tekst."
        ),
        error_messages={"required": _("Vælg mindst én fil.")},
        allow_empty_file=True,
        accept=",".join(TYPES),
    )
    note = forms.CharField(
        label=_("Hvad er det?"),
        help_text=_("Fx »Høringssvar fra Ældrerådet«. Tom er filens eget navn."),
        required=False,
        max_length=300,
    )

    def clean_documents(self) -> list[tuple[str, bytes]]:
        """Return (name, bytes) of each file; every file that can't be kept is said so, all at once."""
        given = self.cleaned_data["documents"]
        if len(given) > MOST:
            raise forms.ValidationError(gettext("Vælg højst ti filer ad gangen."))
        files = [(file.name, file.read()) for file in given]
        problems = [found for name, content in files if (found := problem(name, content))]
        if problems:
            raise forms.ValidationError([_words(found) for found in problems])
        return files


def _words(found: Any) -> str:
    return f"{gettext(found.template).format(**found.params)} {gettext(found.suggestion_template)}"


class TakeOffForm(forms.Form):
    """Why a file is taken off."""

    why = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Begrundelsen bliver stående i historikken."),
        max_length=500,
        error_messages={"required": _("Skriv hvorfor.")},
    )
