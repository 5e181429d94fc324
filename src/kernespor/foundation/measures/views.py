"""All measures, and one measure unit by unit."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import check_read
from kernespor.foundation.measures.registry import Direction, Measure
from kernespor.foundation.measures.selectors import Read, by_unit, reading, readings
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import Cell, ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

BETTER = {
    Direction.UP: gettext_lazy("Højere er bedre"),
    Direction.DOWN: gettext_lazy("Lavere er bedre"),
    Direction.NONE: gettext_lazy("Hverken højere eller lavere er bedre"),
}


@operation("measures.page")
def page(request: Request) -> HttpResponse:
    """All measures that the reader may see, for a unit with what lies under it."""
    template = "measures/_measures.html" if request.htmx else "measures/page.html"
    return render(request, template, _context(request))


@operation("measures.excel")
def excel_file(request: Request) -> HttpResponse:
    """All measures as a spreadsheet, for the unit of the page."""
    context = _context(request)
    rows = [[*_cells(read), context["where"]] for read, _better in context["rows"]]
    content = excel(_("Måltal"), [*_columns(), ExportColumn(_("Enhed"))], rows)
    return download(content, EXCEL, "maaltal.xlsx")


@operation("measures.measure")
def measure_page(request: Request, code: str) -> HttpResponse:
    """One measure: what it is, where it is read, and what it shows for each unit."""
    measure = _measure(request, code)
    actor = request.actor
    units = by_unit(actor, measure, tree_on(actor.today), actor.today)
    context = {
        "measure": measure,
        "better": BETTER[measure.direction],
        "whole": reading(actor, measure, None, actor.today),
        "units": units,
        "crumbs": [(_("Måltal"), reverse("measures:page")), (str(measure.label), "")],
        "excel_url": reverse("measures:measure_excel", args=[code]),
    }
    return render(request, "measures/measure.html", context)


@operation("measures.measure_excel")
def measure_excel(request: Request, code: str) -> HttpResponse:
    """One measure unit by unit, as a spreadsheet."""
    measure = _measure(request, code)
    actor = request.actor
    units = by_unit(actor, measure, tree_on(actor.today), actor.today)
    rows = [[*_cells(unit.read), unit.node.name] for unit in units]
    content = excel(str(measure.label), [*_columns(), ExportColumn(_("Enhed"))], rows)
    return download(content, EXCEL, f"{measure.label}.xlsx")


def _measure(request: Request, code: str) -> Measure:
    measure = registry.of(code)
    if measure is None:
        raise Http404(code)
    check_read(request.actor, measure)
    return measure


def _context(request: Request) -> dict[str, Any]:
    actor = request.actor
    unit = request.GET.get("enhed", "")
    tree = tree_on(actor.today)
    node = tree.nodes.get(whole_number(unit) or 0)
    found = readings(actor, tree.with_below(node.unit_id) if node else None, actor.today)
    chosen = [tables.Chosen("enhed", unit, node.name)] if node else []
    return {
        "rows": [(read, BETTER[read.measure.direction]) for read in found],
        "number": len(found),
        "without": sum(1 for read in found if read.reading is None),
        "stale": sum(1 for read in found if read.stale_days),
        "units": list(tree.walk()),
        "unit": unit,
        "where": node.name if node else _("Hele kommunen"),
        "chips": tables.chips(request.GET, chosen),
        "query": request.GET.urlencode(),
    }


def _columns() -> list[ExportColumn]:
    labels = [_("Måltal"), _("Læst"), _("Af"), _("Tæller"), _("Pr."), _("Kilde"), _("Bemærkning")]
    return [ExportColumn(label) for label in labels]


def _cells(read: Read) -> list[Cell]:
    found, measure = read.reading, read.measure
    if found is None:
        return [
            str(measure.label),
            None,
            None,
            str(measure.unit),
            None,
            str(measure.source),
            str(measure.missing),
        ]
    return [
        str(measure.label), found.value, found.total, str(measure.unit), found.on, found.source, found.note
    ]  # fmt: skip
