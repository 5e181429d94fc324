"""The forms of an analysis and of its parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions import analyses as actions
from kernespor.domains.strategy.enums import AnalysisPartKind
from kernespor.domains.strategy.forms.analyses import (
    TYPED,
    AnalysisForm,
    NewAnalysisForm,
    PartForm,
    heading_of,
    lines,
)
from kernespor.domains.strategy.models import Analysis
from kernespor.domains.strategy.permissions import analyses as permissions
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.policies import analyses as policies
from kernespor.domains.strategy.selectors.analyses.page import analysis_for, part_for
from kernespor.domains.strategy.selectors.analyses.suggested import (
    Suggested,
    documents_to_choose,
    suggested,
)
from kernespor.domains.strategy.selectors.trials.page import own_units
from kernespor.domains.strategy.views.analyses.pages import crumbs
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui.fields import whole_number

NEW_DRAFT = "strategy.analysis_new"
_WORDS = ("title", "purpose", "hypothesis", "method", "anchoring", "begins", "ends", "version")


@operation("analyses.new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Begin an analysis: from the governing document that commissioned it, or typed."""
    actor = request.actor
    permissions.check_commission_some(actor)
    chosen = whole_number(request.GET.get("dokument", ""))
    found = suggested(actor, chosen)
    draft = box(actor, NEW_DRAFT)
    form = NewAnalysisForm(
        request.POST or None,
        units=own_units(actor, *PLANNERS),
        suggested=found,
        persons=persons_to_choose(actor.today),
        bodies=_bodies(actor),
        initial=_suggested_initial(actor, found) | draft.fields,
    )
    if form.is_valid():
        analysis = _begin(actor, form, found)
        drafts.forget(actor=actor, form=NEW_DRAFT, ref="")
        messages.success(request, _("Analysen er skrevet ned. Se, om alt fra opgaven er kommet med."))
        return redirect("analyses:analysis", analysis.pk)
    context = {
        "form": form,
        "draft": draft,
        "suggested": found,
        "documents": documents_to_choose(actor),
        "chosen": chosen,
        "crumbs": crumbs(None, _("Begynd en analyse")),
    }
    return render(request, "analyses/new.html", context, status=422 if form.errors else 200)


def _suggested_initial(actor: Actor, found: Suggested | None) -> dict[str, Any]:
    """Return what the form begins with: what a document suggests is chosen until it is taken off."""
    initial: dict[str, Any] = {"begins": actor.today, "owner": str(actor.person_id or "")}
    if found:
        initial |= {
            "title": found.document.title,
            "purpose": found.purpose,
            "commissioned_by": str(found.document.adopted_by_id or ""),
            "passages": [str(one.passage.pk) for one in found.parts],
            "due": [one.key for one in found.reports],
        }
    return initial


def _begin(actor: Actor, form: NewAnalysisForm, found: Suggested | None) -> Analysis:
    data = _fields(form)
    unit = get_object_or_404(Unit, pk=int(data.pop("unit")))
    passages, due = set(data.pop("passages")), set(data.pop("due"))
    typed = [actions.PartFacts(kind, text) for name, kind in TYPED.items() for text in lines(data.pop(name))]
    parts = [
        actions.PartFacts(one.kind, one.passage.text, one.participants, one.passage)
        for one in (found.parts if found else ())
        if str(one.passage.pk) in passages
    ]
    bodies = {body.pk: body for body in Body.objects.all()}
    reports = [
        actions.DueFacts(one.said.to_name, one.said.due, bodies.get(one.body_id or 0))
        for one in (found.reports if found else ())
        if one.key in due
    ]
    document = found.document if found else None
    return actions.begin(
        actor=actor, unit=unit, parts=[*parts, *typed], reports=reports, document=document, **data
    )


@operation("analyses.change", "GET", "POST")
def change(request: Request, analysis_id: int) -> HttpResponse:
    """Change what an analysis says, and who answers for it."""
    actor = request.actor
    analysis = analysis_for(actor, analysis_id)
    permissions.check_change(actor, analysis)
    policies.check_editable(analysis)
    form = _form(actor, analysis, request.POST or None)
    stale = ""
    if form.is_valid():
        data = _fields(form)
        try:
            actions.change_analysis(actor=actor, analysis=analysis, seen=seen(form), **data)
        except StaleWrite as refusal:
            stale, analysis = refusal.reason, analysis_for(actor, analysis_id)
            form = _form(actor, analysis, typed_over(request, analysis.version))
        else:
            messages.success(request, _("Gemt."))
            return redirect("analyses:analysis", analysis_id)
    theirs = _theirs(analysis) if stale else []
    return form_page(request, "change", analysis, form, _("Ret analysen"), stale=stale, theirs=theirs)


def _form(actor: Actor, analysis: Analysis, typed: Any) -> AnalysisForm:
    initial = {name: getattr(analysis, name) for name in _WORDS}
    initial["basis"] = analysis.data
    for name in ("owner", "deputy", "commissioned_by"):
        initial[name] = str(getattr(analysis, f"{name}_id") or "")
    persons = persons_to_choose(actor.today, analysis.owner_id, analysis.deputy_id)
    return AnalysisForm(typed, persons=persons, bodies=_bodies(actor), initial=initial)


@operation("analyses.part_new", "GET", "POST")
def part_new(request: Request, analysis_id: int, kind: str) -> HttpResponse:
    """Write a mark, an effort, a method, an example or a step."""
    actor = request.actor
    if kind not in AnalysisPartKind.values:
        raise Http404(kind)
    analysis = analysis_for(actor, analysis_id)
    permissions.check_change(actor, analysis)
    policies.check_editable(analysis)
    form = PartForm(request.POST or None, kind=kind)
    if form.is_valid():
        facts = actions.PartFacts(kind, form.cleaned_data["text"], form.cleaned_data.get("participants", ""))
        actions.add_part(actor=actor, analysis=analysis, facts=facts)
        messages.success(request, _("Gemt."))
        return redirect("analyses:analysis", analysis_id)
    return form_page(request, "part", analysis, form, heading_of(kind))


@operation("analyses.part", "GET", "POST")
def part(request: Request, analysis_id: int, part_id: int) -> HttpResponse:
    """Change a part of an analysis."""
    actor = request.actor
    row = part_for(actor, analysis_id, part_id)
    permissions.check_change(actor, row.analysis)
    policies.check_editable(row.analysis)
    initial = {"text": row.text, "participants": row.participants, "version": row.version}
    form = PartForm(request.POST or None, kind=row.kind, initial=initial)
    stale = ""
    if form.is_valid():
        data = {"text": form.cleaned_data["text"], "participants": form.cleaned_data.get("participants", "")}
        try:
            actions.change_part(actor=actor, part=row, seen=seen(form), **data)
        except StaleWrite as refusal:
            stale, row = refusal.reason, part_for(actor, analysis_id, part_id)
            form = PartForm(typed_over(request, row.version), kind=row.kind)
        else:
            messages.success(request, _("Gemt."))
            return redirect("analyses:analysis", analysis_id)
    theirs = [(row.get_kind_display(), row.text), (_("Inddraget"), row.participants)] if stale else []
    shown = [pair for pair in theirs if pair[1]]
    title = AnalysisPartKind(row.kind).label
    return form_page(request, "part", row.analysis, form, title, stale=stale, theirs=shown, part=row)


@operation("analyses.part_remove", "POST")
def part_remove(request: Request, analysis_id: int, part_id: int) -> HttpResponse:
    """Take a part out, with the reason."""
    row = part_for(request.actor, analysis_id, part_id)
    actions.remove_part(actor=request.actor, part=row, why=request.POST.get("why", "")[:2000])
    messages.success(request, _("Taget ud. Det står i analysens historik med din begrundelse."))
    return redirect("analyses:analysis", analysis_id)


def form_page(
    request: Request, name: str, analysis: Analysis, form: Any, title: Any, **more: Any
) -> HttpResponse:
    """Return the page of a form: 409 for a stale save, 422 for what can't be, with all that was typed."""
    status = 409 if more.get("stale") else 422 if form.errors else 200
    context = {"analysis": analysis, "form": form, "title": title, "crumbs": crumbs(analysis, title), **more}
    return render(request, f"analyses/{name}.html", context, status=status)


def done(form: Any, act: Any) -> bool:
    """Do it and say that it was done; a refusal stands on the form. StaleWrite goes on to the caller."""
    try:
        act()
    except StaleWrite:
        raise
    except NotNow as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def seen(form: Any) -> int:
    """Return the version that the person had on the screen."""
    return int(form.cleaned_data["version"] or 0)


def typed_over(request: Request, version: int) -> Any:
    """Return what was typed, to be saved over what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(version)
    return typed


def _bodies(actor: Actor) -> list[tuple[int, str]]:
    return sorted(names_on(actor.today).items(), key=lambda pair: pair[1])


def _fields(form: AnalysisForm) -> dict[str, Any]:
    """Return what was written, with rows for their keys and without the version."""
    data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    data["data"] = data.pop("basis")  # a form has its own `data`: what was sent
    for name, model in (("owner", Person), ("deputy", Person), ("commissioned_by", Body)):
        data[name] = model._default_manager.get(pk=int(data[name])) if data[name] else None
    return data


def _theirs(analysis: Analysis) -> list[tuple[Any, str]]:
    """Return what stands there now, for the one who typed over it."""
    rows = (
        (_("Stadie"), analysis.get_status_display()),
        (_("Titel"), analysis.title),
        (_("Formål"), analysis.purpose),
        (_("Hypotese"), analysis.hypothesis),
        (_("Sådan undersøger vi det"), analysis.method),
        (_("Det, vi bygger på"), analysis.data),
        (_("Forankring"), analysis.anchoring),
    )
    return [(label, str(value)) for label, value in rows if value]
