"""Consultations: the list, one for those in the house and for everyone, and the forms of those who hear."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions, policies, workflow
from kernespor.foundation.bodies.actions import consultations as actions
from kernespor.foundation.bodies.consultation_forms import (
    ConcludeForm,
    ConsultationForm,
    MaterialForm,
    StepForm,
    TimeForm,
    outside_lines,
)
from kernespor.foundation.bodies.enums import PartyKind
from kernespor.foundation.bodies.models import Body, Consultation
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.selectors.consultations import (
    ConsultationPage,
    consultation_page,
    consultations,
)
from kernespor.foundation.bodies.views.about import asked_about
from kernespor.foundation.bodies.views.beside import beside
from kernespor.foundation.bodies.views.bodies import parents
from kernespor.foundation.bodies.views.public import hearings, to_login
from kernespor.foundation.objects import Card
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel

SHOWS = (("", _("Alle")), ("aabne", _("Åbne")), ("mine", _("Mine")))


@operation("bodies.consultations", audience=Audience.PUBLIC)
def consultation_list(request: Request) -> HttpResponse:
    """The consultations that the reader may see; for those outside the house where residents are heard."""
    actor = request.actor
    if not actor.in_house:
        return hearings(request)
    show, words = _asked(request)
    pages = tables.pages(consultations(actor, show=show, words=words), request.GET)
    chosen = [tables.Chosen("soeg", words, f"»{words}«")] if words else []
    context = {
        "pages": pages,
        "open": consultations(actor, show="aabne").count(),
        "show": show,
        "words": words,
        "tabs": [
            {"label": label, "url": f"?vis={name}" if name else request.path, "current": name == show}
            for name, label in SHOWS
        ],
        "chips": tables.chips(request.GET, chosen),
        "excel_query": request.GET.urlencode(),
        "may_hear": permissions.can_hear_some(actor),
        "may_remind": permissions.can_keep_terms(actor),
    }
    whole = "bodies/consultations.html"
    return render(request, "bodies/_consultations.html" if request.htmx else whole, context)


@operation("bodies.consultations_excel")
def list_excel(request: Request) -> HttpResponse:
    """The consultations that the reader may see as a workbook."""
    show, words = _asked(request)
    names = (
        N_("Høring"),
        N_("Slags"),
        N_("På vegne af"),
        N_("Grundlag"),
        N_("Kilde"),
        N_("Svarfrist"),
        N_("Stadie"),
        N_("Skal svare"),
        N_("Har svaret"),
    )
    heads = [ExportColumn(gettext(name)) for name in names]
    cells = [
        (
            row.title,
            row.get_kind_display(),
            row.body_name if row.body_id else "",
            row.ground_text,
            row.ground_source,
            row.deadline,
            row.get_status_display(),
            row.heard,
            row.answered,
        )
        for row in consultations(request.actor, show=show, words=words)
    ]
    title = gettext("Høringer")
    return download(excel(title, heads, cells), EXCEL, f"hoeringer-{request.today.isoformat()}.xlsx")


def _asked(request: Request) -> tuple[str, str]:
    show = request.GET.get("vis", "")
    return show if show in dict(SHOWS) else "", request.GET.get("soeg", "")[:100].strip()


@operation("bodies.consultation", audience=Audience.PUBLIC)
def page(request: Request, consultation_id: int) -> HttpResponse:
    """A consultation: what is proposed, until when, who is heard, what was answered and what it changed."""
    return to_login(request, consultation_id) or _page(request, consultation_id)


def _page(request: Request, consultation_id: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    actor = request.actor
    found = consultation_page(actor, consultation_id)
    row = found.row
    hears = permissions.can_hear(actor, row.unit_id)
    context = {
        "found": found,
        "row": row,
        "crumbs": [(_("Høringer"), reverse("bodies:consultation_list")), (row.title, "")],
        "hears": hears,
        "steps": [step for step in workflow.CONSULTATION.from_status(row.status) if step.name != "conclude"]
        if hears
        else [],
        "may_conclude": hears and row.status == "closed",
        "may_take_note": policies.can_take_note(row, in_house=actor.in_house),
        "may_write": found.is_public and policies.can_public_answer(row, now_on(request.today), None),
        "why_not_answer": reason_against(policies.check_takes_answers, row),
        "material_form": MaterialForm() if hears else None,
        "publishable": {
            response.pk
            for party in found.parties
            for response in party.responses
            if hears and found.is_public and response.may_publish
        },
        **beside(actor, found, hears=hears),
        **forms,
    }
    template = "bodies/consultation.html" if actor.in_house else "bodies/consultation_public.html"
    return render(request, template, context, status=status)


@operation("bodies.consultation_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write a draft of a consultation."""
    actor = request.actor
    permissions.check_hear_some(actor)
    about = _about(request)
    form = _form(request, {})
    if form.is_valid():
        consultation = actions.begin(
            actor=actor,
            facts=_facts(form, request.today),
            parties=_parties(form),
            about=[card.ref for card in about],
        )
        messages.success(request, _("Kladden er gemt. Læs den igennem, og send den i høring."))
        return redirect("bodies:consultation", consultation.pk)
    context = {
        "form": form,
        "about": about,
        "crumbs": [(_("Høringer"), reverse("bodies:consultation_list")), (_("Ny høring"), "")],
        "title": _("Ny høring"),
    }
    return render(request, "bodies/consultation_form.html", context, status=422 if form.errors else 200)


@operation("bodies.consultation_change", "GET", "POST")
def change(request: Request, consultation_id: int) -> HttpResponse:
    """Write a draft anew."""
    found = consultation_page(request.actor, consultation_id)
    row = found.row
    permissions.check_hear(request.actor, row.unit_id)
    policies.check_editable(row)
    form = _form(request, _initial(found))
    stale = ""
    if form.is_valid():
        seen = form.cleaned_data["version"]
        if seen is None:
            raise BadRequest(consultation_id)
        try:
            actions.change_draft(
                actor=request.actor,
                consultation=row,
                seen=seen,
                facts=_facts(form, request.today),
                parties=_parties(form),
            )
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(Consultation.objects.get(pk=consultation_id).version)
            form = _form(request, {}, typed)
        else:
            messages.success(request, _("Gemt."))
            return redirect("bodies:consultation", consultation_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": row,
        "crumbs": [*_crumbs(row), (_("Skriv på høringen"), "")],
        "title": _("Skriv på høringen"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/consultation_form.html", context, status=status)


@operation("bodies.consultation_time", "GET", "POST")
def time(request: Request, consultation_id: int) -> HttpResponse:
    """Give more time to answer."""
    row = consultation_page(request.actor, consultation_id).row
    permissions.check_hear(request.actor, row.unit_id)
    local = timezone.localtime(row.deadline)
    initial = {"day": local.date(), "hour": local.time(), "version": row.version}
    form = TimeForm(request.POST or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.give_time(
                actor=request.actor,
                consultation=row,
                seen=data["version"],
                deadline=form.deadline(),
                why=data["why"],
            )
        except NotNow as refusal:
            form.add_error("day", refusal.reason)
        else:
            messages.success(request, _("Fristen er flyttet."))
            return redirect("bodies:consultation", consultation_id)
    context = {
        "form": form,
        "crumbs": [*_crumbs(row), (_("Giv mere tid"), "")],
        "title": _("Giv mere tid"),
        "lead": row.title,
        "button": _("Flyt fristen"),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.conclude", "GET", "POST")
def conclude(request: Request, consultation_id: int) -> HttpResponse:
    """Say what a consultation changed, and end it."""
    found = consultation_page(request.actor, consultation_id)
    row = found.row
    permissions.check_hear(request.actor, row.unit_id)
    workflow.CONSULTATION.check("conclude", row.status)
    form = ConcludeForm(request.POST or None, initial={"version": row.version})
    if form.is_valid():
        data = form.cleaned_data
        actions.move(
            actor=request.actor, consultation=row, step="conclude", seen=data["version"], why=data["why"]
        )
        messages.success(request, _("Høringen er afsluttet. De, der svarede, kan læse, hvad den ændrede."))
        return redirect("bodies:consultation", consultation_id)
    context = {
        "form": form,
        "crumbs": [*_crumbs(row), (_("Afslut"), "")],
        "title": _("Hvad ændrede høringen?"),
        "lead": row.title,
        "button": _("Afslut høringen"),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.material_add", "POST")
def material_add(request: Request, consultation_id: int) -> HttpResponse:
    """Lay a file beside a consultation."""
    row = consultation_page(request.actor, consultation_id).row
    permissions.check_hear(request.actor, row.unit_id)
    form = MaterialForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, consultation_id, status=422, material_form=form)
    file = form.cleaned_data["file"]
    actions.add_material(
        actor=request.actor,
        consultation=row,
        title=form.cleaned_data["title"],
        name=file.name,
        content=file.read(),
    )
    messages.success(request, _("Filen er lagt ved."))
    return redirect("bodies:consultation", consultation_id)


@operation("bodies.consultation_move", "POST")
def move(request: Request, consultation_id: int, step: str) -> HttpResponse:
    """Take a consultation one step on in its life."""
    if step not in {one.name for one in workflow.CONSULTATION.transitions}:
        raise Http404(step)
    row = consultation_page(request.actor, consultation_id).row
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.move(actor=request.actor, consultation=row, step=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i høringens historik."))
    return redirect("bodies:consultation", consultation_id)


def _crumbs(row: Consultation) -> list[tuple[Any, str]]:
    return [
        (_("Høringer"), reverse("bodies:consultation_list")),
        (row.title, reverse("bodies:consultation", args=[row.pk])),
    ]


def _about(request: Request) -> list[Card]:
    refs = asked_about(request)
    cards = objects.cards(request.actor, refs)
    return [
        cards[ref] for ref in refs if ref in cards and cards[ref].kind.stage <= objects.Stage.CONSULTATION
    ]


def _form(request: Request, initial: dict[str, Any], typed: Any = None) -> ConsultationForm:
    actor = request.actor
    tree = tree_on(request.today)
    units = [(node.unit_id, "– " * depth + node.name) for depth, node in tree.walk()]
    under = actor.units_under(*permissions.HEARERS)
    return ConsultationForm(
        typed or request.POST or None,
        initial=initial,
        own_units=[pair for pair in units if pair[0] in under],
        units=units,
        bodies=parents(request),
    )


def _initial(found: ConsultationPage) -> dict[str, Any]:
    row = found.row
    local = timezone.localtime(row.deadline)
    names = (
        "title", "kind", "ground", "ground_text", "ground_source", "ground_from", "proposal", "questions",
        "afterwards", "openness", "late_answers", "version",
    )  # fmt: skip
    parties = [party.row for party in found.parties]
    return {name: getattr(row, name) for name in names} | {
        "unit": row.unit_id,
        "body": row.body_id,
        "day": local.date(),
        "hour": local.time(),
        "bodies": [party.body_id for party in parties if party.body_id],
        "units": [party.unit_id for party in parties if party.unit_id],
        "outside": "\n".join(
            f"{party.outside_name} <{party.address}>" if party.address else party.outside_name
            for party in parties
            if party.outside_name
        ),
        "public": any(party.kind == PartyKind.PUBLIC for party in parties),
    }


def _facts(form: ConsultationForm, today: dt.date) -> actions.ConsultationFacts:
    data = form.cleaned_data
    names = (
        "title", "kind", "ground", "ground_text", "ground_source", "ground_from", "proposal", "questions",
        "afterwards", "openness", "late_answers",
    )  # fmt: skip
    return actions.ConsultationFacts(
        unit=get_object_or_404(Unit, pk=data["unit"]),
        body=Body.objects.filter(pk=data["body"] or 0).first(),
        opens=today,
        deadline=form.deadline(),
        **{name: data[name] for name in names},
    )


def _parties(form: ConsultationForm) -> list[actions.Heard]:
    data = form.cleaned_data
    found = [actions.Heard(body=body) for body in Body.objects.filter(pk__in=data["bodies"]).order_by("pk")]
    found += [actions.Heard(unit=unit) for unit in Unit.objects.filter(pk__in=data["units"]).order_by("pk")]
    found += [
        actions.Heard(outside_name=name, address=address) for name, address in outside_lines(data["outside"])
    ]
    return [*found, actions.Heard()] if data["public"] else found
