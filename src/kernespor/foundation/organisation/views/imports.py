"""Files on their way in: laid in, seen, taken in or discarded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation import actions, documents
from kernespor.foundation.organisation.enums import ImportStatus, RoleKind
from kernespor.foundation.organisation.forms import ImportForm
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.organisation.permissions import check_read_import
from kernespor.foundation.organisation.policies import check_acceptable
from kernespor.foundation.organisation.selectors.imports import WORDS, open_drafts, preview_now, worded
from kernespor.foundation.organisation.words import crumbs
from kernespor.foundation.refusals import NotNow, reason_against
from kernespor.foundation.ui.fields import whole_number

ADMINISTRATORS = (RoleKind.ADMINISTRATOR,)
SHOWN = 200
HOLDS = {
    "units": _(
        "Kode, navn, kortnavn, type, hører under, refererer til, gyldig fra, gyldig til. "
        "Én række for hvert stykke tid med samme navn og plads."
    ),
    "persons": _("Id, navn, titel, e-mail."),
    "roles": _("Person, rolle, enhed, med underliggende, gyldig fra, gyldig til."),
}


@operation("organisation.import_new", "GET", "POST", roles=ADMINISTRATORS)
def import_new(request: Request) -> HttpResponse:
    """Lay files in; nothing in the organisation changes."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        draft = actions.lay_in(actor=request.actor, files=form.cleaned_data["csv"])
        return redirect("organisation:import", draft.pk)
    context = {
        "form": form,
        "drafts": open_drafts(request.actor),
        "kinds": [(kind, documents.FILES[kind], holds) for kind, holds in HOLDS.items()],
        "crumbs": crumbs((), gettext("Læs en organisation ind"), ""),
    }
    return render(request, "organisation/import_new.html", context, status=422 if form.errors else 200)


@operation("organisation.import", roles=ADMINISTRATORS)
def import_page(request: Request, draft_id: int) -> HttpResponse:
    """What the files say, what is odd about them, and what they would change."""
    return _shown(request, _draft(request, draft_id))


@operation("organisation.import_accept", "POST", roles=ADMINISTRATORS)
def import_accept(request: Request, draft_id: int) -> HttpResponse:
    """Take the files in, whole or not at all."""
    draft = _draft(request, draft_id)
    try:
        actions.accept(
            actor=request.actor,
            draft=draft,
            seen=_seen(request),
            shown=request.POST.get("shown", ""),
        )
    except NotNow as refusal:
        return _shown(request, _draft(request, draft_id), refusal)
    messages.success(request, gettext("Organisationen er gemt. Der er gjort rede for alle rækker i filerne."))
    return redirect("organisation:page")


@operation("organisation.import_discard", "POST", roles=ADMINISTRATORS)
def import_discard(request: Request, draft_id: int) -> HttpResponse:
    """Put the files aside."""
    draft = _draft(request, draft_id)
    try:
        actions.discard(actor=request.actor, draft=draft, seen=_seen(request))
    except NotNow as refusal:
        return _shown(request, _draft(request, draft_id), refusal)
    messages.success(request, gettext("Filerne er lagt til side. Organisationen er, som den var."))
    return redirect("organisation:import_new")


def _draft(request: Request, draft_id: int) -> OrganisationImport:
    drafts = OrganisationImport.objects.select_related("units", "persons", "roles")
    draft = get_object_or_404(drafts, pk=draft_id)
    check_read_import(request.actor, draft)
    return draft


def _seen(request: Request) -> int:
    return whole_number(request.POST.get("seen", "")) or 0


def _shown(request: Request, draft: OrganisationImport, refusal: NotNow | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "is_open": draft.status == ImportStatus.OPEN,
        "refusal": _words(refusal),
        "crumbs": crumbs((), gettext("Læs en organisation ind"), ""),
    }
    if draft.status == ImportStatus.OPEN:
        found = preview_now(draft)
        findings = worded(found.reading.findings)
        context |= {
            "found": found,
            "reason": reason_against(check_acceptable, draft, found.reading, found.difference),
            "findings": findings[:SHOWN],
            "findings_number": len(findings),
            "errors_number": sum(row["severity"] == "error" for row in findings),
            "alterations": [(str(WORDS[one.what]), one) for one in found.alterations[:SHOWN]],
            "alterations_number": len(found.alterations),
            "counts": [(str(WORDS[what]), number) for what, number in found.counts.items() if number],
        }
    return render(request, "organisation/import.html", context, status=409 if refusal else 200)


def _words(refusal: NotNow | None) -> str:
    if refusal is not None and refusal.code == "stale_write":
        return gettext("Et andet vindue har gemt eller kasseret filerne imens. Intet er gemt herfra.")
    return refusal.reason if refusal else ""
