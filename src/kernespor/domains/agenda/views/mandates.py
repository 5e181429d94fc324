"""Mandates of groups: the list, one with its deliverables, and the forms that write and extend it."""

from __future__ import annotations

import difflib
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions, workflow
from kernespor.domains.agenda.actions import mandates as actions
from kernespor.domains.agenda.documents import version_words
from kernespor.domains.agenda.enums import MandateStatus
from kernespor.domains.agenda.forms import StepForm
from kernespor.domains.agenda.forms.mandates import ROWS_OF_DELIVERABLES, ExtendForm, MandateForm
from kernespor.domains.agenda.models import Mandate
from kernespor.domains.agenda.policies import OPEN_MANDATES, check_in_force, check_mandate_open
from kernespor.domains.agenda.selectors.mandates import (
    ALL,
    DRAFTS,
    HARVESTED,
    IN_FORCE,
    SOON,
    UNHARVESTED,
    MandatePage,
    MandateQuery,
    mandate_page,
    mandates,
    sentence_of,
    version_of_mandate,
)
from kernespor.domains.agenda.selectors.meetings import run_by
from kernespor.domains.agenda.views.frames import mandate_crumbs, persons_to_choose
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.selectors.decisions import DecisionQuery, decisions
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number
from kernespor.foundation.ui.templatetags.danish import short_date

SHOWS = (
    (IN_FORCE, _("I kraft")), (SOON, _("Slutter snart")), (UNHARVESTED, _("Sluttet uden høst")),
    (HARVESTED, _("Afsluttet med høst")), (DRAFTS, _("Kladder")), (ALL, _("Alle")),
)  # fmt: skip
_DECISIONS = 200
_PLAIN = ("title", "task", "frame", "power", "starts", "ends")
_CHOSEN = ("tovholder", "set_by", "decision", "reports_to")


@operation("agenda.mandates")
def mandate_list(request: Request) -> HttpResponse:
    """The groups with a mandate, those that end first at the top."""
    query = query_of_mandates(request)
    chosen = tables.words(query.words)
    if query.body_id is not None:
        name = names_on(request.today).get(query.body_id, "")
        chosen.append(tables.Chosen("udvalg", str(query.body_id), name))
    context = {
        "pages": tables.pages(mandates(request.actor, query), request.GET),
        "query": query,
        "tabs": tables.tabs(request.GET, SHOWS, query.show),
        "chips": tables.chips(request.GET, chosen),
        "excel_query": request.GET.urlencode(),
        "may_begin": permissions.can_run_some(request.actor),
    }
    return render(request, "agenda/_mandates.html" if request.htmx else "agenda/mandates.html", context)


def query_of_mandates(request: Request) -> MandateQuery:
    """Return what the address asks the list for."""
    show = request.GET.get("vis", "")
    return MandateQuery(
        show if show in dict(SHOWS) else IN_FORCE,
        request.GET.get("soeg", "")[:100].strip(),
        whole_number(request.GET.get("udvalg", "")),
    )


@operation("agenda.mandate")
def page(request: Request, mandate_id: int) -> HttpResponse:
    """A mandate: what the group is to do, what it has delivered, what came of it."""
    found = mandate_page(request.actor, mandate_id)
    mandate = found.mandate
    in_force = mandate.status == MandateStatus.IN_FORCE
    context = {
        "found": found,
        "mandate": mandate,
        "crumbs": mandate_crumbs(mandate),
        "steps": _steps(found),
        "may_edit": found.leads and mandate.status in OPEN_MANDATES,
        "may_extend": found.sets_down and in_force,
        "may_settle": found.leads and in_force,
        "is_over": in_force and mandate.last_day is not None and mandate.last_day < request.today,
        "told": [(one, sentence_of(one)) for one in found.remarks],
        "stops": any(one.stops for one in found.remarks),
    }
    return render(request, "agenda/mandate.html", context)


def _steps(found: MandatePage) -> list[Any]:
    """Return the steps that the reader may take: the harvest has a page of its own."""
    may = {"adopt": found.sets_down, "reopen": found.sets_down, "discard": found.leads}
    return [step for step in workflow.MANDATE.from_status(found.mandate.status) if may.get(step.name)]


@operation("agenda.mandate_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write a draft of a mandate."""
    permissions.check_run_some(request.actor)
    chosen = whole_number(request.GET.get("udvalg", ""))
    initial = {"body": chosen, "starts": request.today}
    choices = _choices(request, None)
    form = MandateForm(request.POST or None, choices=choices, new=True, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        rows = [(data[f"text_{row}"], data[f"due_{row}"]) for row in range(ROWS_OF_DELIVERABLES)]
        try:
            mandate = actions.begin(
                actor=request.actor,
                body=get_object_or_404(Body, pk=data["body"]),
                facts=_facts(data),
                deliverables=[actions.DeliverableFacts(text, due) for text, due in rows if text],
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Kladden er gemt. Læs den igennem, og sæt den i kraft."))
            return redirect("agenda:mandate", mandate.pk)
    return _form_page(request, form, crumbs=mandate_crumbs(last=_("Nyt kommissorium")))


@operation("agenda.mandate_change", "GET", "POST")
def change(request: Request, mandate_id: int) -> HttpResponse:
    """Write a mandate anew."""
    found = mandate_page(request.actor, mandate_id)
    mandate = found.mandate
    permissions.check_lead(request.actor, mandate)
    check_mandate_open(mandate)
    initial = {name: getattr(mandate, name) for name in (*_PLAIN, "version")}
    initial |= {name: getattr(mandate, f"{name}_id") for name in _CHOSEN}
    options: dict[str, Any] = {
        "choices": _choices(request, found), "new": False,
        "needs_why": mandate.status != MandateStatus.DRAFT, "initial": initial,
    }  # fmt: skip
    form, stale, theirs = MandateForm(request.POST or None, **options), "", None
    if form.is_valid():
        data = form.cleaned_data
        if data["version"] is None:
            raise BadRequest(mandate_id)
        try:
            actions.change_mandate(
                actor=request.actor, mandate=mandate, seen=data["version"], facts=_facts(data),
                why=data.get("why", ""),
            )  # fmt: skip
        except StaleWrite as refusal:
            stale, theirs = refusal.reason, Mandate.objects.get(pk=mandate_id)
            typed = request.POST.copy()
            typed["version"] = str(theirs.version)
            form = MandateForm(typed, **options)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("agenda:mandate", mandate_id)
    crumbs = mandate_crumbs(mandate, _("Skriv i kommissoriet"))
    return _form_page(request, form, crumbs=crumbs, mandate=mandate, stale=stale, theirs=theirs)


def _form_page(request: Request, form: MandateForm, **more: Any) -> HttpResponse:
    title = _("Skriv i kommissoriet") if more.get("mandate") else _("Nyt kommissorium")
    status = 409 if more.get("stale") else 422 if form.errors else 200
    return render(request, "agenda/mandate_form.html", {"form": form, "title": title, **more}, status=status)


def _choices(request: Request, found: MandatePage | None) -> dict[str, list[tuple[int, str]]]:
    """Return what can be chosen; what a mandate has already stays among it."""
    mandate = found.mandate if found else None
    bodies = names_on(request.today)
    if mandate:
        bodies.setdefault(mandate.set_by_id, mandate.set_by_name)
        if mandate.reports_to_id:
            bodies.setdefault(mandate.reports_to_id, mandate.reports_to_name)
    named = sorted(bodies.items(), key=lambda pair: pair[1])
    return {
        "body": run_by(request.actor) if not mandate else [],
        "set_by": named,
        "reports_to": named,
        "tovholder": persons_to_choose(request, mandate.tovholder if mandate else None),
        "decision": _decisions(request, found),
    }


def _decisions(request: Request, found: MandatePage | None) -> list[tuple[int, str]]:
    rows = decisions(request.actor, DecisionQuery())[:_DECISIONS]
    offered = {
        row.pk: f"{row.body_name}, {short_date(row.current.on)}: {row.current.case_title}" for row in rows
    }
    mandate = found.mandate if found else None
    if found and mandate and mandate.decision:
        words = str(mandate.decision) if found.decision else gettext("Den nuværende beslutning (lukket)")
        offered.setdefault(mandate.decision_id, words)
    return list(offered.items())


def _facts(data: dict[str, Any]) -> actions.MandateFacts:
    return actions.MandateFacts(
        **{name: data[name] for name in _PLAIN},
        tovholder=get_object_or_404(Person, pk=data["tovholder"]),
        set_by=get_object_or_404(Body, pk=data["set_by"]),
        decision=get_object_or_404(Decision, pk=data["decision"]) if data["decision"] else None,
        reports_to=get_object_or_404(Body, pk=data["reports_to"]) if data["reports_to"] else None,
    )


@operation("agenda.mandate_step", "POST")
def step(request: Request, mandate_id: int, step: str) -> HttpResponse:
    """Put a mandate in force, discard its draft, or open its harvest again."""
    if step not in {one.name for one in workflow.MANDATE.transitions} - {"harvest"}:
        raise Http404(step)
    mandate = mandate_page(request.actor, mandate_id).mandate
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.step(actor=request.actor, mandate=mandate, name=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i kommissoriets historik."))
    return redirect("agenda:mandate", mandate_id)


@operation("agenda.mandate_extend", "GET", "POST")
def extend(request: Request, mandate_id: int) -> HttpResponse:
    """Let a group end on another day."""
    found = mandate_page(request.actor, mandate_id)
    mandate = found.mandate
    permissions.check_set_down(request.actor, mandate)
    check_in_force(mandate)
    initial = {"ends": mandate.ends, "version": mandate.version}
    form = ExtendForm(request.POST or None, decisions=_decisions(request, None), initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        chosen = data["decision"]
        try:
            actions.extend(
                actor=request.actor,
                mandate=mandate,
                seen=data["version"],
                ends=data["ends"],
                decision=get_object_or_404(Decision, pk=chosen) if chosen else None,
                why=data["why"],
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Slutdatoen er ændret."))
            return redirect("agenda:mandate", mandate_id)
    context = {
        "form": form,
        "crumbs": mandate_crumbs(mandate, _("Forlæng eller afkort")),
        "title": _("Forlæng eller afkort"),
        "lead": mandate.title,
        "button": _("Gem slutdatoen"),
    }
    return render(request, "agenda/form.html", context, status=422 if form.errors else 200)


@operation("agenda.mandate_version")
def version(request: Request, mandate_id: int, number: int) -> HttpResponse:
    """A mandate as it was put in force or written anew, and what was changed since the version before."""
    found = mandate_page(request.actor, mandate_id)
    row, before = (version_of_mandate(found.mandate, which) for which in (number, number - 1))
    if row is None:
        raise Http404(number)
    now, then = version_words(request.actor, row), version_words(request.actor, before) if before else []
    context = {
        "mandate": found.mandate,
        "row": row,
        "before": before,
        "words": now,
        "changes": _changes(then, now) if before else [],
        "crumbs": mandate_crumbs(found.mandate, gettext("Udgave {number}").format(number=number)),
    }
    return render(request, "agenda/mandate_version.html", context)


def _changes(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> list[tuple[str, list[str], list[str]]]:
    """Return what differs between two versions: the part, the lines that went, the lines that came."""
    found = []
    for (label, old), (_label, new) in zip(before, after, strict=True):
        lines = list(difflib.ndiff(old.splitlines(), new.splitlines()))
        gone = [line[2:] for line in lines if line.startswith("- ")]
        come = [line[2:] for line in lines if line.startswith("+ ")]
        if gone or come:
            found.append((label, gone, come))
    return found
