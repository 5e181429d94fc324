"""Documents on their way in: laid in, read, corrected, saved as a plan or discarded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.domains.strategy.actions import imports as actions
from kernespor.domains.strategy.enums import ImportStatus
from kernespor.domains.strategy.models import PlanImport
from kernespor.domains.strategy.permissions.plans import PLANNERS, check_import
from kernespor.domains.strategy.selectors.imports import corrections_of, draft_for, lines_of, reading_of
from kernespor.domains.strategy.selectors.mine import open_imports
from kernespor.domains.strategy.selectors.unit_match import propose
from kernespor.domains.strategy.views import import_screen as screen
from kernespor.domains.strategy.views.import_steps import Said, Unclear, said_in, version_in
from kernespor.foundation.access.operations import operation
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.findings import sentence_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.export import csv_bytes


@operation("strategy.import_new", "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Lay a document in; below, the ones that one has begun on."""
    actor = request.actor  # type: ignore[attr-defined]
    check_import(actor)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if form.is_bound and form.is_valid():
        draft = _lay_in(request, form)
        if draft:
            return redirect("strategy:import", draft.pk)
    context = {"form": form, "drafts": open_imports(actor)}
    return render(request, "strategy/import_new.html", context, status=422 if form.errors else 200)


@operation("strategy.import")
def page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The document beside the plan as it is read; with HTMX, one line or one text of them."""
    draft = draft_for(request.actor, draft_id)  # type: ignore[attr-defined]
    if draft.status != ImportStatus.OPEN:
        return render(request, "strategy/import_ended.html", {"draft": draft})
    shown = screen.Screen(request.actor, draft)  # type: ignore[attr-defined]
    writing = screen.Opened(line=request.GET.get("linje", ""), piece=request.GET.get("ret", ""))
    htmx = request.htmx  # type: ignore[attr-defined]
    if htmx and htmx.target:
        return screen.part(request, shown, writing, htmx.target)
    return screen.whole(request, shown, writing)


@operation("strategy.import_correct", "POST")
def correct(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Keep one correction, and read the document again."""
    actor = request.actor  # type: ignore[attr-defined]
    draft = draft_for(actor, draft_id)
    before = screen.Screen(actor, draft)
    try:
        said = said_in(request.POST, before)
        actions.correct(
            actor=actor,
            draft=draft,
            seen=version_in(request.POST),
            corrections=said.corrections,
            unit=said.unit,
        )
    except StaleWrite:
        return _stale(request, draft_id)
    except Unclear as unclear:
        return screen.whole(request, before, unclear.opened, status=422)
    return _corrected(request, before, said)


@operation("strategy.import_accept", "POST")
def accept(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save the document as a plan."""
    actor = request.actor  # type: ignore[attr-defined]
    draft = draft_for(actor, draft_id)
    if draft.status != ImportStatus.OPEN:
        return _ended(request, draft)
    reading = reading_of(lines_of(draft), corrections_of(draft))
    try:
        plan = actions.accept(actor=actor, draft=draft, seen=version_in(request.POST), reading=reading)
    except StaleWrite:
        return _overtaken(request, draft_id)
    messages.success(request, _("Planen er gemt som kladde. Peg på ejere og frister, og sæt den så i kraft."))
    return redirect("strategy:plan", plan.pk)


@operation("strategy.import_discard", "POST")
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Put the document aside."""
    actor = request.actor  # type: ignore[attr-defined]
    draft = draft_for(actor, draft_id)
    if draft.status != ImportStatus.OPEN:
        return _ended(request, draft)
    try:
        actions.discard(actor=actor, draft=draft, seen=version_in(request.POST))
    except StaleWrite:
        return _overtaken(request, draft_id)
    messages.success(request, _("»%s« er kasseret. Ingen plan er gemt.") % draft.file.name)
    return redirect("strategy:import_new")


@operation("strategy.import_findings")
def findings_csv(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The findings as a list that a spreadsheet opens."""
    draft = draft_for(request.actor, draft_id)  # type: ignore[attr-defined]
    shown = screen.Screen(request.actor, draft)  # type: ignore[attr-defined]
    columns = [_("Nr."), _("Vigtighed"), _("Fund"), _("Linjer"), _("Besked"), _("Forslag")]
    rows = [
        [one.number, one.word, one.title, ", ".join(map(str, one.lines)), one.message, one.suggestion]
        for one in shown.view.findings
    ]
    response = HttpResponse(csv_bytes(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fund.csv"'
    return response


def _lay_in(request: HttpRequest, form: DocumentForm) -> PlanImport | None:
    """Open the document and keep it; nothing is kept, and the form says why, when it can't be read."""
    actor = request.actor  # type: ignore[attr-defined]
    found = form.read()
    if found is None:
        return None
    reading = reading_of(found.lines, Corrections())
    if empty := [one for one in reading.findings if one.code == "empty"]:
        form.refuse(empty)
        return None
    sure = propose(reading.plan.unit, tree_on(actor.today), actor.units_under(*PLANNERS)).sure
    unit = Unit.objects.get(pk=sure.unit_id) if sure else None
    for finding in found.findings:
        messages.warning(request, sentence_of(finding))
    return actions.lay_in(actor=actor, name=found.name, content=found.content, lines=found.lines, unit=unit)


def _corrected(request: HttpRequest, before: screen.Screen, said: Said) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{before.url}{said.anchor}")
    after = screen.Screen(request.actor, draft_for(request.actor, before.draft.pk))  # type: ignore[attr-defined]
    return screen.swapped(request, before, after, said.anchor)


def _stale(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show the document as it now is, with what the person wrote still in its field."""
    shown = screen.Screen(request.actor, draft_for(request.actor, draft_id))  # type: ignore[attr-defined]
    return screen.whole(request, shown, screen.typed_in(request.POST, shown), status=409)


def _overtaken(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Answer someone who saves or discards what changed in another window."""
    draft = draft_for(request.actor, draft_id)  # type: ignore[attr-defined]
    if draft.status != ImportStatus.OPEN:
        return _ended(request, draft)
    messages.warning(
        request,
        _("Dokumentet er rettet i et andet vindue, siden du åbnede siden. Se det igennem, og prøv igen."),
    )
    return redirect("strategy:import", draft_id)


def _ended(request: HttpRequest, draft: PlanImport) -> HttpResponse:
    if draft.plan_id:
        messages.info(request, _("Dokumentet er allerede gemt som plan. Her er den."))
        return redirect("strategy:plan", draft.plan_id)
    messages.info(request, _("Dokumentet er allerede kasseret."))
    return redirect("strategy:import_new")
