"""The list of governing documents, one document with its text, a new one, its facts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kernespor.connectors.governing.reader import read_document
from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions.governing import documents as actions
from kernespor.domains.strategy.enums import DocumentKind, DocumentStatus
from kernespor.domains.strategy.forms.governing import FactsForm, LayInForm
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.governing import (
    can_keep_document,
    can_lay_in,
    check_keep_document,
    check_lay_in,
)
from kernespor.domains.strategy.policies import governing as policies
from kernespor.domains.strategy.selectors.governing import choices
from kernespor.domains.strategy.selectors.governing.documents import (
    Asked,
    DocumentPage,
    adopter,
    document_for,
    document_page,
    rows_of,
)
from kernespor.engines import danish
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.audit.selectors import history
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.bodies.permissions import can_hear
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number

COLUMNS = (
    tables.Column("title", _("Dokument")),
    tables.Column("kind", _("Slags")),
    tables.Column("adopted", _("Vedtaget")),
    tables.Column("valid", _("Gælder")),
    tables.Column("passages", _("Passuser"), numeric=True),
    tables.Column("builds", _("Bygger på dem"), numeric=True),
)
SHOWN = 12  # events on the page of a document; the rest has its own
FACTS = (
    "title", "kind", "adopted_by_name", "adopted_on", "valid_from", "valid_to", "version",
)  # fmt: skip
_KEYS: dict[str, Any] = {
    "unit": Unit, "adopted_by": Body, "decision": Decision, "consultation": Consultation,
    "replaces": GoverningDocument,
}  # fmt: skip


@operation("governing.documents")
def document_list(request: Request) -> HttpResponse:
    """All governing documents that the reader may see."""
    template = "governing/_documents.html" if request.htmx else "governing/documents.html"
    return render(request, template, list_context(request))


def list_context(request: Request) -> dict[str, Any]:
    """Return what the list shows for the filters and the order in the address."""
    actor, query = request.actor, request.GET
    names = names_on(actor.today)
    kind, status = query.get("slags", ""), query.get("stadie", "")
    body = whole_number(query.get("vedtaget", ""))
    asked = Asked(
        kind=kind if kind in DocumentKind.values else "",
        status=status if status in DocumentStatus.values else "",
        body=body if body in names else None,
        valid=query.get("gaelder") == "1",
        deviating=query.get("afveget") == "1",
        words=query.get("soeg", "")[:100].strip(),
    )
    sort, falling = tables.order(COLUMNS, query, "title")
    rows = rows_of(actor, asked, sort=sort, falling=falling)
    chosen = [
        (asked.kind, "slags", asked.kind and str(DocumentKind(asked.kind).label)),
        (asked.status, "stadie", asked.status and str(DocumentStatus(asked.status).label)),
        (asked.body, "vedtaget", names.get(asked.body or 0, "")),
        (asked.valid, "gaelder", str(_("Gælder i dag"))),
        (asked.deviating, "afveget", str(_("Afveget fra rækkefølgen"))),
        (asked.words, "soeg", f"»{asked.words}«"),
    ]
    return {
        "rows": rows,
        "asked": asked,
        "kinds": DocumentKind.choices,
        "statuses": DocumentStatus.choices,
        "bodies": sorted(names.items(), key=lambda one: danish.sort_key(one[1])),
        "holding": sum(row.holds for row in rows),
        "passages": sum(row.passages for row in rows),
        "builds": sum(row.builds for row in rows),
        "chips": tables.chips(
            query, [tables.Chosen(name, query.get(name, ""), words) for on, name, words in chosen if on]
        ),
        "headings": tables.headings(COLUMNS, query, "title"),
        "can_lay_in": can_lay_in(actor),
        "query": query.urlencode(),
    }


@operation("governing.document")
def page(request: Request, document_id: int) -> HttpResponse:
    """A document as it was read, its passages in place, its findings beside it, its facts and history."""
    actor = request.actor
    document = document_for(actor, document_id)
    shown = document_page(actor, document)
    keeps = can_keep_document(actor, document)
    context = {
        "document": document,
        "page": shown,
        "lead": _lead(shown),
        "crumbs": crumbs_to(document, here=True),
        "why_not": reason_against(check_keep_document, actor, document),
        "may_mark": keeps and policies.can_mark(document),
        "may_edit": keeps and policies.can_edit(document),
        "steps": workflow.DOCUMENT.from_status(document.status) if keeps else (),
        "suggestions": len(document.suggestions) if keeps and policies.can_mark(document) else 0,
        "may_hear": keeps and document.status == DocumentStatus.DRAFT and can_hear(actor, document.unit_id),
        "events": history(actor, document, limit=SHOWN, whole=False).rows,
    }
    return render(request, "governing/document.html", context)


def crumbs_to(document: GoverningDocument, *, here: bool = False) -> list[tuple[Any, str]]:
    """Return the way from the list to a document."""
    url = "" if here else reverse("governing:document", args=[document.pk])
    return [(_("Styrende dokumenter"), reverse("governing:documents")), (document.title, url)]


def _lead(shown: DocumentPage) -> str:
    """Return what the reader came to know, in a sentence or two."""
    document, passages = shown.document, len(shown.passages)
    if document.status == DocumentStatus.IN_FORCE:
        said = str(
            _("Dokumentet gælder.") if shown.holds else _("Dokumentet er vedtaget, men gælder ikke i dag.")
        )
    else:
        said = {
            DocumentStatus.DRAFT: str(_("Dokumentet er en kladde.")),
            DocumentStatus.HEARING: str(_("Dokumentet er i administrativ høring.")),
            DocumentStatus.AT_BODY: str(_("Dokumentet ligger til behandling.")),
            DocumentStatus.REPLACED: str(_("Dokumentet er afløst.")),
        }.get(document.status, str(_("Kladden er kasseret.")))
    if not passages:
        return f"{said} {_('Ingen passus er udpeget i det endnu.')}"
    counted = ngettext("Én passus er udpeget,", "%(number)s passuser er udpeget,", passages)
    if not shown.builds:
        built = ngettext("men intet bygger på den endnu.", "men intet bygger på dem endnu.", passages)
    elif passages == 1:
        built = ngettext("og ét led bygger på den.", "og {number} led bygger på den.", shown.builds)
    else:
        built = ngettext("og ét led bygger på dem.", "og {number} led bygger på dem.", shown.builds)
    return f"{said} {counted % {'number': passages}} {built.format(number=shown.builds)}"


@operation("governing.lay_in", "GET", "POST")
def lay_in(request: Request) -> HttpResponse:
    """Lay a document in: it is read, and kept as a draft with what was found."""
    actor = request.actor
    check_lay_in(actor)
    units = choices.units(actor)
    form = LayInForm(request.POST or None, request.FILES or None, units=units)
    if len(units) == 1:
        form.fields["unit"].initial = units[0][0]
    if form.is_valid():
        document = _lay_in(request, form)
        if document is not None:
            messages.success(request, _("Dokumentet er læst og gemt som kladde. Se det igennem."))
            return redirect("governing:document", document.pk)
    crumbs = [(_("Styrende dokumenter"), reverse("governing:documents")), (_("Læg et dokument ind"), "")]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "governing/lay_in.html", context, status=422 if form.errors else 200)


def _lay_in(request: Request, form: LayInForm) -> GoverningDocument | None:
    """Open, read and keep a file; what can't be read is kept nowhere, and the form says why."""
    data = form.cleaned_data
    found = form.read()
    if found is None:
        return None
    reading = read_document(found.lines)
    try:
        return actions.lay_in(
            actor=request.actor,
            unit=get_object_or_404(Unit, pk=data["unit"]),
            kind=data["kind"] or (reading.kind.value if reading.kind else DocumentKind.OTHER.value),
            name=found.name,
            content=found.content,
            reading=reading,
            more=found.findings,
        )
    except NotNow as refusal:
        form.add_error("document", refusal.reason)
        return None


@operation("governing.facts", "GET", "POST")
def facts(request: Request, document_id: int) -> HttpResponse:
    """What is known of a document: its title, unit, adoption and validity."""
    actor = request.actor
    document = document_for(actor, document_id)
    check_keep_document(actor, document)
    policies.check_editable(document)
    form = _facts_form(request, document, request.POST or None)
    stale = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("version")
        for name, model in _KEYS.items():
            if name in data:
                data[name] = model._default_manager.get(pk=data[name]) if data[name] else None
        try:
            actions.change_facts(actor=actor, document=document, seen=seen, **data)
        except StaleWrite as refusal:
            stale = refusal.reason
            document = document_for(actor, document_id)
            typed = request.POST.copy()
            typed["version"] = str(document.version)
            form = _facts_form(request, document, typed)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("governing:document", document_id)
    context = {
        "document": document,
        "form": form,
        "stale": stale,
        "adopted_by": adopter(document),
        "crumbs": [*crumbs_to(document), (_("Oplysninger"), "")],
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "governing/facts.html", context, status=status)


def _facts_form(request: Request, document: GoverningDocument, typed: Any) -> FactsForm:
    actor = request.actor
    initial = {name: getattr(document, name) for name in FACTS}
    initial |= {name: getattr(document, f"{name}_id") for name in _KEYS}
    return FactsForm(
        typed,
        initial=initial,
        units=choices.units(actor),
        bodies=choices.bodies(actor, document.adopted_by_id),
        decisions=choices.decisions(actor, document.decision_id),
        documents=choices.replaceable(actor, document),
        consultations=choices.consultations(actor, document),
        drafted=document.status in {DocumentStatus.DRAFT, DocumentStatus.HEARING, DocumentStatus.AT_BODY},
    )
