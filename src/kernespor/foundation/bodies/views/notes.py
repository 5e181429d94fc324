"""The consultation note as files."""

from __future__ import annotations

from django.http import HttpResponse

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.records import Note
from kernespor.connectors.note.word import write_word
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.consultation_note import name_of, note_of
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.bodies.selectors.points import led_to_openly
from kernespor.foundation.ui.downloads import PDF, WORD, download, word_template


@operation("bodies.consultation_note_word")
def word(request: Request, consultation_id: int) -> HttpResponse:
    """The note as Word."""
    note, name = _note(request, consultation_id)
    return download(write_word(note, word_template()), WORD, f"{name}.docx")


@operation("bodies.consultation_note_pdf")
def pdf(request: Request, consultation_id: int) -> HttpResponse:
    """The note as an accessible PDF."""
    note, name = _note(request, consultation_id)
    return download(write_pdf(note), PDF, f"{name}.pdf")


def _note(request: Request, consultation_id: int) -> tuple[Note, str]:
    page = consultation_page(request.actor, consultation_id)
    return note_of(page, led_to_openly(request.today, page)), name_of(page)
