"""The consultation note as files: for those in the house, and for everyone when a public one is concluded."""

from __future__ import annotations

from django.http import HttpResponse

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.records import Note
from kernespor.connectors.note.word import write_word
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.consultation_note import name_of, note_of
from kernespor.foundation.bodies.policies import check_take_note
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.bodies.selectors.points import led_to_openly
from kernespor.foundation.bodies.views.public import to_login
from kernespor.foundation.ui.downloads import PDF, WORD, download, word_template


@operation("bodies.consultation_note_word", audience=Audience.PUBLIC)
def word(request: Request, consultation_id: int) -> HttpResponse:
    """The note as Word."""
    login = to_login(request, consultation_id)
    if login:
        return login
    note, name = _note(request, consultation_id)
    return download(write_word(note, word_template()), WORD, f"{name}.docx")


@operation("bodies.consultation_note_pdf", audience=Audience.PUBLIC)
def pdf(request: Request, consultation_id: int) -> HttpResponse:
    """The note as an accessible PDF."""
    login = to_login(request, consultation_id)
    if login:
        return login
    note, name = _note(request, consultation_id)
    return download(write_pdf(note), PDF, f"{name}.pdf")


def _note(request: Request, consultation_id: int) -> tuple[Note, str]:
    page = consultation_page(request.actor, consultation_id)
    check_take_note(page.row, in_house=request.actor.in_house)
    return note_of(page, led_to_openly(request.today, page)), name_of(page)
