"""Lists on their way in: laid in, seen, taken in or discarded; and out again as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from kernespor.connectors.economy import Kind
from kernespor.domains.economy import documents
from kernespor.domains.economy.actions import lists as actions
from kernespor.domains.economy.calculations.preview import preview_of
from kernespor.domains.economy.enums import ImportStatus
from kernespor.domains.economy.forms import ImportForm
from kernespor.domains.economy.models import EconomyImport
from kernespor.domains.economy.permissions import KEEPERS, check_read_import
from kernespor.domains.economy.policies import check_acceptable
from kernespor.domains.economy.selectors.imports import (
    KIND_WORDS,
    WHAT_WORDS,
    columns_of_lists,
    open_drafts,
    worded,
)
from kernespor.domains.economy.views.frames import crumbs
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow, reason_against
from kernespor.foundation.ui.fields import whole_number

SHOWN = 200


@operation("economy.import_new", "GET", "POST", roles=KEEPERS)
def import_new(request: Request) -> HttpResponse:
    """Lay lists in; nothing in the chart changes."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        draft = actions.lay_in(actor=request.actor, files=form.cleaned_data["lister"])
        return redirect("economy:import", draft.pk)
    context = {
        "form": form,
        "drafts": open_drafts(request.actor),
        "lists": columns_of_lists(),
        "crumbs": crumbs(gettext("Læs lister ind")),
    }
    return render(request, "economy/import_new.html", context, status=422 if form.errors else 200)


@operation("economy.import", roles=KEEPERS)
def import_page(request: Request, draft_id: int) -> HttpResponse:
    """What the lists say, what is odd about them, and what they would change."""
    return _shown(request, _draft(request, draft_id))


@operation("economy.import_accept", "POST", roles=KEEPERS)
def import_accept(request: Request, draft_id: int) -> HttpResponse:
    """Take the lists in, whole or not at all."""
    draft = _draft(request, draft_id)
    try:
        actions.accept(
            actor=request.actor, draft=draft, seen=_seen(request), shown=request.POST.get("shown", "")
        )
    except NotNow as refusal:
        return _shown(request, _draft(request, draft_id), refusal)
    messages.success(request, gettext("Kontoplanen er gemt. Der er gjort rede for alle rækker i listerne."))
    return redirect("economy:page")


@operation("economy.import_discard", "POST", roles=KEEPERS)
def import_discard(request: Request, draft_id: int) -> HttpResponse:
    """Put the lists aside."""
    draft = _draft(request, draft_id)
    try:
        actions.discard(actor=request.actor, draft=draft, seen=_seen(request))
    except NotNow as refusal:
        return _shown(request, _draft(request, draft_id), refusal)
    messages.success(request, gettext("Listerne er lagt til side. Kontoplanen er, som den var."))
    return redirect("economy:import_new")


@operation("economy.export_file", roles=KEEPERS)
def export_file(request: Request, kind: str) -> HttpResponse:
    """A list as a file that can be read in again."""
    del request
    if kind not in set(Kind):
        raise Http404(kind)
    name, content = documents.as_csv(Kind(kind))
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _draft(request: Request, draft_id: int) -> EconomyImport:
    draft = get_object_or_404(EconomyImport.objects.select_related(*Kind), pk=draft_id)
    check_read_import(request.actor, draft)
    return draft


def _seen(request: Request) -> int:
    return whole_number(request.POST.get("seen", "")) or 0


def _shown(request: Request, draft: EconomyImport, refusal: NotNow | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "is_open": draft.status == ImportStatus.OPEN,
        "refusal": _words(refusal),
        "crumbs": crumbs(gettext("Læs lister ind")),
    }
    if draft.status == ImportStatus.OPEN:
        found = preview_of(draft)
        findings = worded(found.reading.findings)
        context |= {
            "found": found,
            "reason": reason_against(check_acceptable, draft, found),
            "findings": findings[:SHOWN],
            "findings_number": len(findings),
            "errors_number": sum(row["severity"] == "error" for row in findings),
            "alterations": [
                (KIND_WORDS[one.kind], WHAT_WORDS[one.what], one) for one in found.alterations[:SHOWN]
            ],
            "alterations_number": len(found.alterations),
        }
    return render(request, "economy/import.html", context, status=409 if refusal else 200)


def _words(refusal: NotNow | None) -> str:
    if refusal is not None and refusal.code == "stale_write":
        return gettext("Et andet vindue har gemt eller kasseret listerne imens. Intet er gemt herfra.")
    return refusal.reason if refusal else ""
