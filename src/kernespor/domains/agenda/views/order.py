"""What was out of order, across all items: a list for those who can act, and as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kernespor.domains.agenda.selectors.order import deviations_on_record, recorded
from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel


@operation("agenda.deviations")
def deviation_list(request: Request) -> HttpResponse:
    """What was out of order when items were sent or decided, newest first."""
    pages = tables.pages(deviations_on_record(request.actor), request.GET)
    context = {"pages": pages, "lines": [(row, recorded(row)) for row in pages.rows]}
    return render(request, "agenda/_deviations.html" if request.htmx else "agenda/deviations.html", context)


@operation("agenda.deviations_excel")
def deviations_excel(request: Request) -> HttpResponse:
    """What was out of order as a workbook."""
    names = (
        N_("Dato"), N_("Punkt"), N_("Udvalg"), N_("Afvigelse"), N_("Grundlag"), N_("Begrundelse"),
        N_("Af"),
    )  # fmt: skip
    cells = [
        (row.at.date(), row.stop.item.title, row.body_name, recorded(row).sentence, row.source, row.why,
         row.label)
        for row in deviations_on_record(request.actor)
    ]  # fmt: skip
    heads = [ExportColumn(gettext(name)) for name in names]
    title = gettext("Afvigelser")
    return download(excel(title, heads, cells), EXCEL, f"afvigelser-{request.today.isoformat()}.xlsx")
