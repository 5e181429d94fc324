"""The organisation as files."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation import documents
from kernespor.foundation.organisation.comparison import believed
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.forms import TreeForm
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.organisation.permissions import check_read_import
from kernespor.foundation.organisation.selectors.imports import WORDS, preview_now, worded
from kernespor.foundation.organisation.selectors.structure import structure
from kernespor.foundation.organisation.views.pages import COLUMNS
from kernespor.foundation.ui.export import Cell, ExportColumn, csv_bytes, excel

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv; charset=utf-8"


@operation("organisation.page_excel")
def page_excel(request: Request) -> HttpResponse:
    """The units of a day as a workbook, in the order of the tree."""
    form = TreeForm(request.GET)
    day = form.day(request.today)
    rows = [
        (line.node.name, line.node.kind, line.above, line.leader_names, line.refers_to_text, line.node.code)
        for line in structure(day, search=form.search()).rows()
    ]
    heads = [ExportColumn(str(column.label)) for column in COLUMNS] + [ExportColumn(gettext("Kode"))]
    title = f"Organisation {day.isoformat()}"
    return _download(excel(title, heads, rows), f"organisation-{day.isoformat()}.xlsx", _XLSX)


@operation("organisation.export", roles=(RoleKind.ADMINISTRATOR,))
def export(request: Request) -> HttpResponse:
    """All that is believed, of all times, as the three files that can be read in again."""
    name = f"organisation-{request.today.isoformat()}.zip"
    return _download(documents.as_zip(believed()), name, "application/zip")


@operation("organisation.export_file", roles=(RoleKind.ADMINISTRATOR,))
def export_file(request: Request, kind: str) -> HttpResponse:
    """One of the three files."""
    del request
    if kind not in documents.FILES:
        raise Http404(kind)
    return _download(documents.as_csv(believed(), kind), documents.FILES[kind], _CSV)


@operation("organisation.import_findings", roles=(RoleKind.ADMINISTRATOR,))
def import_findings(request: Request, draft_id: int, form: str) -> HttpResponse:
    """What is odd about files on their way in, as Excel or CSV."""
    heads = [
        gettext(name)
        for name in (
            N_("Alvor"),
            N_("Række"),
            N_("Kolonne"),
            N_("Fund"),
            N_("Sådan retter du det"),
            N_("Kode"),
        )
    ]
    keys = ("word", "row", "column", "message", "suggestion", "code")
    found = worded(preview_now(_draft(request, draft_id)).reading.findings)
    rows: list[tuple[Cell, ...]] = [tuple(row[key] for key in keys) for row in found]  # type: ignore[misc]
    return _table("fund", heads, rows, form)


@operation("organisation.import_changes", roles=(RoleKind.ADMINISTRATOR,))
def import_changes(request: Request, draft_id: int) -> HttpResponse:
    """What files on their way in would change, as Excel."""
    heads = [gettext(name) for name in (N_("Ændring"), N_("Hvad"), N_("Dag"), N_("Før"), N_("Efter"))]
    found = preview_now(_draft(request, draft_id)).alterations
    rows = [(str(WORDS[one.what]), one.subject, one.day, one.before, one.after) for one in found]
    return _table("aendringer", heads, rows, "excel")


def _draft(request: Request, draft_id: int) -> OrganisationImport:
    draft = get_object_or_404(
        OrganisationImport.objects.select_related("units", "persons", "roles"), pk=draft_id
    )
    check_read_import(request.actor, draft)
    return draft


def _table(name: str, heads: list[str], rows: Sequence[Sequence[Cell]], form: str) -> HttpResponse:
    if form == "csv":
        return _download(csv_bytes(heads, rows), f"{name}.csv", _CSV)
    return _download(excel(name, [ExportColumn(head) for head in heads], rows), f"{name}.xlsx", _XLSX)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
