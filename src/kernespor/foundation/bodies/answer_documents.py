"""The documents of an answer as a form takes them: a few, of the kinds that are kept."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.policies import check_documents
from kernespor.foundation.files.accepted import TYPES, problem
from kernespor.foundation.findings import sentence_of
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.fields import SeveralFilesField

_HELP = _("Fx Word, PDF, billeder eller tekst. Højst fem, og højst 20 MB i alt.")
_KEPT = "\n\t"
_NO_LETTERS = "\ufffe\uffff"


def letters_of(text: str) -> str:
    """Return a text without the signs that are no letters: neither a database nor Word takes them."""
    return "".join(
        sign
        for sign in text
        if sign in _KEPT or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _NO_LETTERS)
    )


class DocumentsField(SeveralFilesField):
    """Documents, each as (name, bytes); all that is wrong with them is said at once."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _HELP)
        super().__init__(accept=",".join(TYPES), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the documents, refused where there are too many or one is of no kind that is kept."""
        files = [file for file in super().clean(data, initial) if file]
        try:
            check_documents([file.size for file in files])
        except NotNow as refusal:
            raise forms.ValidationError(refusal.reason, code=refusal.code) from refusal
        found = [(letters_of(file.name), file.read()) for file in files]
        wrong = [said for name, content in found if (said := problem(name, content))]
        if wrong:
            raise forms.ValidationError([sentence_of(said) for said in wrong])
        return tuple(found)
