"""Governing documents as files: Word, PDF, the document they came from, the list as Excel."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kernespor.domains.strategy.documents.governing import pdf_of, word_of
from kernespor.domains.strategy.selectors.governing.documents import document_for
from kernespor.domains.strategy.views.governing.documents import list_context
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui.downloads import BYTES, EXCEL, PDF, WORD, download
from kernespor.foundation.ui.export import ExportColumn, excel


@operation("governing.word")
def word(request: Request, document_id: int) -> HttpResponse:
    """The document as Word."""
    document = document_for(request.actor, document_id)
    return download(word_of(document, request.today), WORD, f"{document.title}.docx")


@operation("governing.pdf")
def pdf(request: Request, document_id: int) -> HttpResponse:
    """The document as an accessible PDF."""
    document = document_for(request.actor, document_id)
    return download(pdf_of(document, request.today), PDF, f"{document.title}.pdf")


@operation("governing.source")
def source(request: Request, document_id: int) -> HttpResponse:
    """The file that was laid in, byte for byte."""
    document = document_for(request.actor, document_id)
    if document.source is None:
        raise Http404(document_id)
    return download(bytes(document.source.content), BYTES, document.source.name)


@operation("governing.documents_excel")
def list_excel(request: Request) -> HttpResponse:
    """The list as a spreadsheet, with the filters and the order of the page."""
    names = [
        _("Dokument"), _("Slags"), _("Enhed"), _("Stadie"), _("Vedtaget af"), _("Vedtaget den"),
        _("Gælder fra"),
        _("Gælder til"), _("Passuser"), _("Bygger på dem"), _("Afveget fra rækkefølgen"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            row.document.title,
            str(row.document.get_kind_display()),
            row.unit,
            str(row.document.get_status_display()),
            row.adopted_by,
            row.document.adopted_on,
            row.document.valid_from,
            row.document.valid_to,
            row.passages,
            row.builds,
            _("Ja") if row.deviates else "",
        ]
        for row in list_context(request)["rows"]
    ]
    title = _("Styrende dokumenter")
    return download(
        excel(title, [ExportColumn(name) for name in names], rows), EXCEL, "styrende-dokumenter.xlsx"
    )
