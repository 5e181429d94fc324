"""The consultation note as files."""

from __future__ import annotations

from django.http import HttpResponse

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.word import write_word
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.consultation_note import name_of, note_of
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.ui.downloads import PDF, WORD, download, word_template


@operation("bodies.consultation_note_word")
def word(request: Request, consultation_id: int) -> HttpResponse:
    """The note as Word."""
    page = consultation_page(request.actor, consultation_id)
    return download(write_word(note_of(page), word_template()), WORD, f"{name_of(page)}.docx")


@operation("bodies.consultation_note_pdf")
def pdf(request: Request, consultation_id: int) -> HttpResponse:
    """The note as an accessible PDF."""
    page = consultation_page(request.actor, consultation_id)
    return download(write_pdf(note_of(page)), PDF, f"{name_of(page)}.pdf")
