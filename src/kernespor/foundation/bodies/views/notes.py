"""The consultation note as files: for those in the house, and for everyone when a public one is concluded."""

from __future__ import annotations

from django.http import HttpResponse

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.word import write_word
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.consultation_note import name_of, note_of
from kernespor.foundation.bodies.policies import check_take_note
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, consultation_page
from kernespor.foundation.bodies.views.public import to_login
from kernespor.foundation.ui.downloads import PDF, WORD, download, word_template


@operation("bodies.consultation_note_word", audience=Audience.PUBLIC)
def word(request: Request, consultation_id: int) -> HttpResponse:
    """The note as Word."""
    login = to_login(request, consultation_id)
    if login:
        return login
    page = _page(request, consultation_id)
    return download(write_word(note_of(page), word_template()), WORD, f"{name_of(page)}.docx")


@operation("bodies.consultation_note_pdf", audience=Audience.PUBLIC)
def pdf(request: Request, consultation_id: int) -> HttpResponse:
    """The note as an accessible PDF."""
    login = to_login(request, consultation_id)
    if login:
        return login
    page = _page(request, consultation_id)
    return download(write_pdf(note_of(page)), PDF, f"{name_of(page)}.pdf")


def _page(request: Request, consultation_id: int) -> ConsultationPage:
    page = consultation_page(request.actor, consultation_id)
    check_take_note(page.row, in_house=request.actor.in_house)
    return page
