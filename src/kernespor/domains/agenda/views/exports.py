"""Items, meetings and mandates as files: Word, PDF, Excel."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from kernespor.connectors.agenda.pdf import write_pdf
from kernespor.connectors.agenda.word import write_word
from kernespor.connectors.note.pdf import write_pdf as write_note_pdf
from kernespor.connectors.note.word import write_word as write_note_word
from kernespor.domains.agenda.documents import item_paper, mandate_note, meeting_paper
from kernespor.domains.agenda.selectors.items import item_page, items
from kernespor.domains.agenda.selectors.mandates import mandate_page, mandates
from kernespor.domains.agenda.selectors.meetings import MeetingPage, meeting_page
from kernespor.domains.agenda.views.items import query_of
from kernespor.domains.agenda.views.mandates import query_of_mandates
from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui.downloads import EXCEL, PDF, WORD, download, word_template
from kernespor.foundation.ui.export import ExportColumn, excel


@operation("agenda.item_word")
def item_word(request: Request, item_id: int) -> HttpResponse:
    """An item as Word, for the agenda system."""
    item = item_page(request.actor, item_id).item
    content = write_word(item_paper(request.actor, item), word_template())
    return download(content, WORD, f"{item.title[:80]}.docx")


@operation("agenda.item_pdf")
def item_pdf(request: Request, item_id: int) -> HttpResponse:
    """An item as an accessible PDF."""
    item = item_page(request.actor, item_id).item
    return download(write_pdf(item_paper(request.actor, item)), PDF, f"{item.title[:80]}.pdf")


@operation("agenda.meeting_word")
def meeting_word(request: Request, meeting_id: int) -> HttpResponse:
    """A meeting's agenda, or its minutes, as Word."""
    found = meeting_page(request.actor, meeting_id)
    content = write_word(meeting_paper(found, request.today), word_template())
    return download(content, WORD, f"{_name(found)}.docx")


@operation("agenda.meeting_pdf")
def meeting_pdf(request: Request, meeting_id: int) -> HttpResponse:
    """A meeting's agenda, or its minutes, as an accessible PDF."""
    found = meeting_page(request.actor, meeting_id)
    return download(write_pdf(meeting_paper(found, request.today)), PDF, f"{_name(found)}.pdf")


def _name(found: MeetingPage) -> str:
    return f"{found.body_name} {found.meeting.on.isoformat()}"


@operation("agenda.items_excel")
def items_excel(request: Request) -> HttpResponse:
    """The items that the reader may see as a workbook."""
    names = (
        N_("Punkt"), N_("Sagsnummer"), N_("Enhed"), N_("Stadie"), N_("Behandles næst i"), N_("Mødedag"),
        N_("Åbenhed"),
    )  # fmt: skip
    cells = [
        (row.title, row.case_number, row.unit_name, row.get_status_display(), row.next_body or "",
         row.next_on, row.get_openness_display())
        for row in items(request.actor, query_of(request))
    ]  # fmt: skip
    heads = [ExportColumn(gettext(name)) for name in names]
    title = gettext("Sager")
    return download(excel(title, heads, cells), EXCEL, f"sager-{request.today.isoformat()}.xlsx")


@operation("agenda.mandate_word")
def mandate_word(request: Request, mandate_id: int) -> HttpResponse:
    """A mandate as Word, in the municipality's template."""
    found = mandate_page(request.actor, mandate_id)
    content = write_note_word(mandate_note(found, request.today), word_template())
    return download(content, WORD, f"{found.mandate.title[:80]}.docx")


@operation("agenda.mandate_pdf")
def mandate_pdf(request: Request, mandate_id: int) -> HttpResponse:
    """A mandate as an accessible PDF."""
    found = mandate_page(request.actor, mandate_id)
    content = write_note_pdf(mandate_note(found, request.today))
    return download(content, PDF, f"{found.mandate.title[:80]}.pdf")


@operation("agenda.mandates_excel")
def mandates_excel(request: Request) -> HttpResponse:
    """The groups with a mandate that the reader may see as a workbook."""
    names = (
        N_("Kommissorium"), N_("Gruppe eller udvalg"), N_("Slags"), N_("Tovholder"), N_("Nedsat af"),
        N_("Begynder"), N_("Slutter"), N_("Stadie"), N_("Sluttede"),
    )  # fmt: skip
    cells = [
        (row.title, row.body_name, row.body.get_kind_display(), row.tovholder.name, row.set_by_name,
         row.starts, row.last_day, row.get_status_display(), row.ended_on)
        for row in mandates(request.actor, query_of_mandates(request))
    ]  # fmt: skip
    heads = [ExportColumn(gettext(name)) for name in names]
    title = gettext("Kommissorier")
    return download(excel(title, heads, cells), EXCEL, f"kommissorier-{request.today.isoformat()}.xlsx")
