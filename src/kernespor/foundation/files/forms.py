"""The shape of files on their way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.uploads import opened
from kernespor.engines.findings import Finding, has_error
from kernespor.foundation.files.accepted import TYPES, problem, suffix_of
from kernespor.foundation.findings import sentence_of
from kernespor.foundation.ui.fields import SeveralFilesField

MOST = 10
READABLE = (".docx", ".pdf", ".md", ".txt")


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
            raise forms.ValidationError([sentence_of(found) for found in problems])
        return files


class Read(NamedTuple):
    """A document that was opened: its name, its bytes, its lines, and what is odd about the file."""

    name: str
    content: bytes
    lines: list[Line]
    findings: list[Finding]


class DocumentForm(forms.Form):
    """A document to read."""

    document = forms.FileField(
        label=_("Dokument"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(READABLE)}),
        help_text=_("Word (.docx), PDF med tekst, Markdown (.md) eller ren tekst (.txt). Højst 20 MB."),
        error_messages={
            "required": _("Vælg det dokument, der skal læses."),
            "missing": _("Vælg det dokument, der skal læses."),
            "empty": _("Filen er tom. Vælg det dokument, der skal læses."),
        },
    )

    def clean_document(self) -> UploadedFile[Any]:
        """Check name and size before anything is read."""
        document: UploadedFile[Any] = self.cleaned_data["document"]
        if suffix_of(document.name or "") not in READABLE:
            raise forms.ValidationError(
                _("Vi kan ikke læse den slags fil. Gem den som .docx, .pdf, .md eller .txt, og prøv igen.")
            )
        if (document.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _("Filen fylder mere end 20 MB. Gem den uden billeder, eller del den, og prøv igen.")
            )
        return document

    def read(self) -> Read | None:
        """Open the document of a valid form; None, and the form says why, where it can't be opened."""
        file = self.cleaned_data["document"]
        content = file.read()
        found = Read(file.name, content, *opened(file.name, content))
        if has_error(found.findings):
            self.refuse(found.findings)
            return None
        return found

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Say of the document what is wrong with it."""
        for finding in findings:
            self.add_error("document", sentence_of(finding))


class TakeOffForm(forms.Form):
    """Why a file is taken off."""

    why = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Begrundelsen bliver stående i historikken."),
        max_length=500,
        error_messages={"required": _("Skriv hvorfor.")},
    )
