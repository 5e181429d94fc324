"""What is broken, by kind and by area."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.thread.breaks import all_broken
from kernespor.foundation.thread.registry import break_kinds
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

COLUMNS = (
    tables.Column("what", gettext_lazy("Led"), sortable=False),
    tables.Column("break", gettext_lazy("Brud"), sortable=False),
    tables.Column("area", gettext_lazy("Hvor"), sortable=False),
    tables.Column("remedy", gettext_lazy("Det lukker bruddet"), sortable=False),
)


@operation("thread.breaks")
def page(request: Request) -> HttpResponse:
    """Everything that is broken and that the reader may see."""
    template = "thread/_breaks.html" if request.htmx else "thread/breaks.html"
    return render(request, template, _context(request))


@operation("thread.breaks_excel")
def excel_file(request: Request) -> HttpResponse:
    """What is broken as a spreadsheet, with the filters of the page; all of it."""
    found = _context(request)["found"]
    labels = [_("Slags"), _("Led"), _("Titel"), _("Enhed"), _("Brud"), _("Det lukker bruddet"), _("Siden")]
    rows = [
        [
            str(one.kind.label),
            str(one.card.kind.label),
            one.card.title,
            found.tree.name(one.card.unit_id or 0) or one.card.who,
            one.found.sentence,
            one.found.remedy,
            one.found.since,
        ]
        for one in found.shown
    ]
    content = excel(_("Brud på den røde tråd"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, "brud.xlsx")


def _context(request: Request) -> dict[str, Any]:
    kind, unit = request.GET.get("slags", ""), request.GET.get("enhed", "")
    kind = kind if kind in {one.name for one in break_kinds()} else ""
    found = all_broken(request.actor, kind=kind, unit_id=whole_number(unit))
    node = found.tree.nodes.get(whole_number(unit) or 0)
    label = next((str(one.label) for one in break_kinds() if one.name == kind), "")
    chosen = [tables.Chosen("slags", kind, label)] if kind else []
    if node:
        chosen.append(tables.Chosen("enhed", unit, node.name))
    pages = tables.pages(found.shown, request.GET)
    return {
        "found": found,
        "rows": [(one, found.tree.name(one.card.unit_id or 0) or one.card.who) for one in pages.rows],
        "pages": pages,
        "kind": kind,
        "unit": unit,
        "chips": tables.chips(request.GET, chosen),
        "headings": tables.headings(COLUMNS, request.GET, "what"),
        "query": request.GET.urlencode(),
    }
