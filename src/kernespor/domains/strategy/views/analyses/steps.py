"""The steps of an analysis: begun, laid forth, decided, stopped; and the statuses that it owes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions import analyses as actions
from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.forms.analyses import DecisionForm, DueForm, GiveForm, ResultForm
from kernespor.domains.strategy.forms.plans import WhyForm
from kernespor.domains.strategy.models import AnalysisReport
from kernespor.domains.strategy.permissions import analyses as permissions
from kernespor.domains.strategy.policies import analyses as policies
from kernespor.domains.strategy.selectors.analyses.page import analysis_for, report_for
from kernespor.domains.strategy.selectors.trials.page import decisions_to_choose
from kernespor.domains.strategy.views.analyses.writing import done, form_page, seen, typed_over
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.templatetags.danish import long_date

REPORT_DRAFT, RESULT_DRAFT = "strategy.analysis_report", "strategy.analysis_result"
_PLAIN = ("begin", "reopen", "stop", "stop_under_way")


@operation("analyses.move", "POST")
def move(request: Request, analysis_id: int, step: str) -> HttpResponse:
    """Take the analysis a step that needs no more than a reason."""
    analysis = analysis_for(request.actor, analysis_id)
    if step not in _PLAIN:
        raise Http404(step)
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.move(actor=request.actor, analysis=analysis, step=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i analysens historik."))
    return redirect("analyses:analysis", analysis_id)


@operation("analyses.result", "GET", "POST")
def result(request: Request, analysis_id: int) -> HttpResponse:
    """Lay forth what the analysis showed."""
    actor = request.actor
    analysis = analysis_for(actor, analysis_id)
    permissions.check_change(actor, analysis)
    workflow.ANALYSIS.check("conclude", analysis.status)
    ref = str(ref_of(analysis))
    draft = box(actor, RESULT_DRAFT, ref)
    initial = {"result": analysis.result, "on": actor.today, "version": analysis.version} | draft.fields
    form = ResultForm(request.POST or None, initial=initial)
    stale, theirs = "", []
    if form.is_valid():
        data = {"result": form.cleaned_data["result"], "on": form.cleaned_data["on"]}
        try:
            ended = done(
                form, lambda: actions.conclude(actor=actor, analysis=analysis, seen=seen(form), **data)
            )
        except StaleWrite as refusal:
            ended, stale = False, refusal.reason
            analysis = analysis_for(actor, analysis_id)
            theirs = [(_("Stadie"), analysis.get_status_display()), (_("Resultat"), analysis.result or "–")]
            form = ResultForm(typed_over(request, analysis.version))
        if ended:
            drafts.forget(actor=actor, form=RESULT_DRAFT, ref=ref)
            messages.success(request, _("Resultatet er lagt frem. Peg på beslutningen, når den er ført ind."))
            return redirect("analyses:analysis", analysis_id)
    more = {"stale": stale, "theirs": theirs, "draft": draft}
    return form_page(request, "result", analysis, form, _("Læg resultatet frem"), **more)


@operation("analyses.decision", "GET", "POST")
def decision(request: Request, analysis_id: int) -> HttpResponse:
    """Point at the decision on the result, or say why it isn't on record."""
    actor = request.actor
    analysis = analysis_for(actor, analysis_id)
    permissions.check_change(actor, analysis)
    policies.check_decision_missing(analysis)
    words = request.GET.get("soeg", "")[:100].strip()
    options: dict[str, Any] = {
        "decisions": decisions_to_choose(actor, words, None),
        "may_override": analysis.status == AnalysisStatus.RESULT,
    }
    form = DecisionForm(request.POST or None, initial={"version": analysis.version}, **options)
    stale, theirs = "", []
    if form.is_valid():
        data = form.cleaned_data
        chosen = get_object_or_404(Decision, pk=int(data["decision"])) if data["decision"] else None

        def act() -> None:
            given: dict[str, Any] = {"actor": actor, "analysis": analysis, "seen": seen(form)}
            if chosen:
                actions.decide(decision=chosen, **given)
            else:
                actions.decide_unrecorded(why=data["why"], **given)

        try:
            decided = done(form, act)
        except StaleWrite as refusal:
            decided, stale = False, refusal.reason
            analysis = analysis_for(actor, analysis_id)
            theirs = [(_("Stadie"), analysis.get_status_display())]
            form = DecisionForm(typed_over(request, analysis.version), **options)
        if decided:
            messages.success(request, _("Gemt. Analysen er besluttet."))
            return redirect("analyses:analysis", analysis_id)
    more = {"stale": stale, "theirs": theirs, "words": words}
    return form_page(request, "decision", analysis, form, _("Peg på beslutningen"), **more)


@operation("analyses.report_new", "GET", "POST")
def report_new(request: Request, analysis_id: int) -> HttpResponse:
    """Say that a status is owed."""
    actor = request.actor
    analysis = analysis_for(actor, analysis_id)
    permissions.check_change(actor, analysis)
    form = DueForm(request.POST or None, bodies=_bodies(actor), moves=False)
    if form.is_valid():
        actions.add_report(actor=actor, analysis=analysis, facts=_due(form))
        messages.success(request, _("Gemt. De, der svarer for analysen, bliver mindet om det 14 dage før."))
        return redirect("analyses:analysis", analysis_id)
    return form_page(request, "due", analysis, form, _("En status, der skal gives"))


@operation("analyses.report_move", "GET", "POST")
def report_move(request: Request, analysis_id: int, report_id: int) -> HttpResponse:
    """Give a status another day, with the reason."""
    actor = request.actor
    report = report_for(actor, analysis_id, report_id)
    permissions.check_change(actor, report.analysis)
    policies.check_not_given(report)
    initial = {
        "to_name": report.to_name,
        "body": str(report.body_id or ""),
        "due": report.due,
        "version": report.version,
    }
    form = DueForm(request.POST or None, bodies=_bodies(actor), moves=True, initial=initial)
    stale = ""
    if form.is_valid():
        facts, why = _due(form), form.cleaned_data["why"]
        try:
            actions.move_report(actor=actor, report=report, seen=seen(form), facts=facts, why=why)
        except StaleWrite as refusal:
            stale, report = refusal.reason, report_for(actor, analysis_id, report_id)
            form = DueForm(typed_over(request, report.version), bodies=_bodies(actor), moves=True)
        else:
            messages.success(request, _("Fristen er flyttet. Begrundelsen står i historikken."))
            return redirect("analyses:analysis", analysis_id)
    theirs = _theirs(report) if stale else []
    more = {"stale": stale, "theirs": theirs, "report": report}
    return form_page(request, "due", report.analysis, form, _("Flyt fristen"), **more)


@operation("analyses.report", "GET", "POST")
def report(request: Request, analysis_id: int, report_id: int) -> HttpResponse:
    """Write the status that was given, or mend what was written."""
    actor = request.actor
    row = report_for(actor, analysis_id, report_id)
    permissions.check_change(actor, row.analysis)
    ref = f"strategy.analysisreport:{row.pk}"
    draft = box(actor, REPORT_DRAFT, ref)
    initial = {"text": row.text, "given_on": row.given_on or actor.today, "version": row.version}
    form = GiveForm(request.POST or None, initial=initial | draft.fields)
    stale, theirs = "", []
    if form.is_valid():
        data = {"text": form.cleaned_data["text"], "given_on": form.cleaned_data["given_on"]}
        try:
            given = done(form, lambda: actions.give_report(actor=actor, report=row, seen=seen(form), **data))
        except StaleWrite as refusal:
            given, stale = False, refusal.reason
            row = report_for(actor, analysis_id, report_id)
            theirs = _theirs(row)
            form = GiveForm(typed_over(request, row.version))
        if given:
            drafts.forget(actor=actor, form=REPORT_DRAFT, ref=ref)
            messages.success(request, _("Tak. Status er gemt og står på analysen."))
            return redirect("analyses:analysis", analysis_id)
    title = gettext("Status til {body}").format(body=row.to_name)
    more = {"stale": stale, "theirs": theirs, "draft": draft, "report": row}
    return form_page(request, "report", row.analysis, form, title, **more)


def _bodies(actor: Actor) -> list[tuple[int, str]]:
    return sorted(names_on(actor.today).items(), key=lambda pair: pair[1])


def _due(form: DueForm) -> actions.DueFacts:
    data = form.cleaned_data
    body = Body.objects.get(pk=int(data["body"])) if data["body"] else None
    return actions.DueFacts(data["to_name"], data["due"], body)


def _theirs(report: AnalysisReport) -> list[tuple[Any, str]]:
    rows = (
        (_("Til"), report.to_name),
        (_("Senest"), long_date(report.due)),
        (_("Givet den"), long_date(report.given_on) if report.given_on else "–"),
        (_("Status"), report.text),
    )
    return [(label, value) for label, value in rows if value]
