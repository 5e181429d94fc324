"""Decisions: the list, one with its versions, and the forms that record and correct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import decisions as actions
from kernespor.foundation.bodies.forms import ROWS_OF_DISSENT, DecisionForm, OpennessForm
from kernespor.foundation.bodies.matching import Known
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.selectors.bodies import BodyPage, body_page
from kernespor.foundation.bodies.selectors.decisions import (
    DecisionQuery,
    bodies_that_decided,
    decision_page,
    decisions,
    years,
)
from kernespor.foundation.bodies.selectors.members import Seat
from kernespor.foundation.bodies.selectors.minutes import absent_choices, seat_key
from kernespor.foundation.bodies.selectors.subjects import ref_at
from kernespor.foundation.bodies.views.about import asked_about
from kernespor.foundation.bodies.views.bodies import crumbs_to
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.objects import Card
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

FILL = "udfyld"  # in a form that is sent to fill the page, not to record
MAYBE = "maaske"  # what a decision that was read may be about
MOST_DISSENTS = 40


@operation("bodies.decisions")
def decision_list(request: Request) -> HttpResponse:
    """The decisions that the reader may see, newest first."""
    query = _query(request)
    found = decisions(request.actor, query)
    pages = tables.pages(found, request.GET)
    bodies = bodies_that_decided(request.actor)
    chosen = [tables.Chosen("udvalg", str(key), name) for key, name in bodies if key == query.body_id]
    if query.year:
        chosen.append(tables.Chosen("aar", str(query.year), str(query.year)))
    if query.words:
        chosen.append(tables.Chosen("soeg", query.words, f"»{query.words}«"))
    context = {
        "pages": pages,
        "bodies": bodies,
        "years": years(request.actor),
        "query": query,
        "chips": tables.chips(request.GET, chosen),
        "excel_query": request.GET.urlencode(),
    }
    return render(request, "bodies/_decisions.html" if request.htmx else "bodies/decisions.html", context)


@operation("bodies.decisions_excel")
def list_excel(request: Request) -> HttpResponse:
    """The decisions that the reader may see as a workbook."""
    rows = decisions(request.actor, _query(request)).select_related("current__term")
    names = (
        N_("Dato"),
        N_("Udvalg"),
        N_("Funktionsperiode"),
        N_("Sag"),
        N_("Sagsnummer"),
        N_("Beslutning"),
        N_("Blev"),
        N_("Åbenhed"),
    )
    heads = [ExportColumn(gettext(name)) for name in names]
    cells = [
        (
            row.current.on,
            row.body_name,
            row.current.term.name if row.current.term else "",
            row.current.case_title,
            row.current.case_number,
            row.current.words,
            row.current.get_outcome_display(),
            row.get_openness_display(),
        )
        for row in rows
    ]
    title = gettext("Beslutninger")
    return download(excel(title, heads, cells), EXCEL, f"beslutninger-{request.today.isoformat()}.xlsx")


def _query(request: Request) -> DecisionQuery:
    year = whole_number(request.GET.get("aar", ""))
    return DecisionQuery(
        body_id=whole_number(request.GET.get("udvalg", "")),
        year=year if year and year <= dt.MAXYEAR else None,
        words=request.GET.get("soeg", "")[:100].strip(),
    )


@operation("bodies.decision")
def page(request: Request, decision_id: int) -> HttpResponse:
    """A decision in its own words, who was absent, whose dissent is on record, and its earlier versions."""
    found = decision_page(request.actor, decision_id)
    body = found.decision.body
    context = {
        "found": found,
        "decision": found.decision,
        "crumbs": [*crumbs_to(found.body_name, body.pk), (_("Beslutning"), "")],
        "why_not_record": reason_against(permissions.check_record, request.actor, body),
    }
    return render(request, "bodies/decision.html", context)


@operation("bodies.decision_new", "GET", "POST")
def record(request: Request, body_id: int) -> HttpResponse:
    """Record a decision of a body, also one that was made long ago."""
    body = get_object_or_404(Body, pk=body_id)
    permissions.check_record(request.actor, body)
    found = body_page(body_id, request.today)
    about = about_of(request)
    members = absent_choices(found.seats)
    if FILL in request.POST:
        form = DecisionForm(members=members, corrects=False, **filled_by(request.POST))
        kept = suggested(request, request.POST.getlist(MAYBE))
        return new_page(request, found, form, filled=True, **kept)
    form = DecisionForm(
        request.POST or None,
        members=members,
        corrects=False,
        dissents=dissents_in(request.POST),
        initial={"on": request.today},
    )
    if form.is_valid():
        try:
            decision = actions.record(
                actor=request.actor,
                body=body,
                facts=facts_in(form, found.seats),
                openness=form.cleaned_data["openness"],
                about=[card.ref for card in about],
            )
        except NotNow as refusal:
            form.add_error("on" if refusal.code == "decision_in_future" else None, refusal.reason)
        else:
            messages.success(request, _("Beslutningen er ført ind."))
            return redirect("bodies:body_decision", decision.pk)
    return new_page(request, found, form)


def new_page(
    request: Request, found: BodyPage, form: DecisionForm, upload: DocumentForm | None = None, **more: Any
) -> HttpResponse:
    """Return the page on which a decision is recorded, or read from a file first (`upload`)."""
    wrong = form.errors or (upload and upload.errors)
    context = {
        "form": form,
        "body_id": found.body.pk,
        "upload": upload or DocumentForm(),
        "about": about_of(request),
        "crumbs": [*crumbs_to(found.name, found.body.pk), (_("Før en beslutning ind"), "")],
        "title": _("Før en beslutning ind"),
        "lead": found.name,
        **more,
    }
    return render(request, "bodies/decision_form.html", context, status=422 if wrong else 200)


@operation("bodies.decision_correct", "GET", "POST")
def correct(request: Request, decision_id: int) -> HttpResponse:
    """Correct what is on record; the version before stays."""
    found = decision_page(request.actor, decision_id)
    decision = found.decision
    permissions.check_record(request.actor, decision.body)
    known = actions.facts_of(decision)
    seats = body_page(decision.body_id, known.on).seats
    form = DecisionForm(
        request.POST or None,
        members=absent_choices(seats),
        corrects=True,
        dissents=len(known.dissent),
        initial=_initial(known, seats) | {"version": decision.version},
    )
    stale = ""
    if form.is_valid():
        seen = form.cleaned_data["version"]
        if seen is None:
            raise BadRequest(decision_id)
        try:
            actions.correct(
                actor=request.actor,
                decision=decision,
                seen=seen,
                facts=facts_in(form, seats),
                why=form.cleaned_data["why"],
            )
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(Decision.objects.get(pk=decision_id).version)
            form = DecisionForm(
                typed, members=absent_choices(seats), corrects=True, dissents=len(known.dissent)
            )
        except NotNow as refusal:
            form.add_error("on" if refusal.code == "decision_in_future" else None, refusal.reason)
        else:
            messages.success(request, _("Rettet. Den udgave, der stod før, står under historikken."))
            return redirect("bodies:body_decision", decision_id)
    way = (found.now.case_title, reverse("bodies:body_decision", args=[decision_id]))
    context = {
        "form": form,
        "stale": stale,
        "theirs": found.now,
        "crumbs": [*crumbs_to(found.body_name, decision.body_id), way, (_("Ret"), "")],
        "title": _("Ret beslutningen"),
        "lead": _("Ret den, når den er ført forkert ind. Er noget besluttet om, er det en ny beslutning."),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/decision_form.html", context, status=status)


@operation("bodies.decision_openness", "POST")
def openness(request: Request, decision_id: int) -> HttpResponse:
    """Open or close a decision to others than the body."""
    found = decision_page(request.actor, decision_id)
    form = OpennessForm(request.POST)
    if not form.is_valid():
        raise BadRequest(decision_id)
    data = form.cleaned_data
    actions.set_openness(
        actor=request.actor,
        decision=found.decision,
        seen=data["version"],
        openness=data["openness"],
        why=data["why"],
    )
    messages.success(request, _("Gemt. Det står i historikken med din begrundelse."))
    return redirect("bodies:body_decision", decision_id)


def about_of(request: Request) -> list[Card]:
    """Return what the new decision is about, from the address: "?om=plan-12"."""
    refs = asked_about(request)
    cards = objects.cards(request.actor, refs)
    return [cards[ref] for ref in refs if ref in cards]


def suggested(request: Request, keys: Sequence[str], certain: Known | None = None) -> dict[str, Any]:
    """Return what the form shows of what a decision that was read is about, and of what it may be about."""
    sure = [ref_at(certain.key)] if certain else []
    about = objects.cards(request.actor, filter(None, sure)) if certain else {}
    told = about_of(request)
    refs = [] if certain else [ref for key in keys[:MOST_DISSENTS] if (ref := ref_at(key))]
    maybe = objects.cards(request.actor, refs)
    known = {card.ref for card in told}
    return {
        "about": [*told, *(card for card in about.values() if card.ref not in known)],
        "maybe": [maybe[ref] for ref in refs if ref in maybe and ref not in known],
    }


def dissents_in(sent: QueryDict) -> int:
    """Return for how many dissents a form was sent, beside the empty ones that every form has."""
    rows = sum(name.startswith("dissent_who_") for name in sent)
    return max(0, min(rows, MOST_DISSENTS) - ROWS_OF_DISSENT)


def filled_by(sent: QueryDict) -> dict[str, Any]:
    """Return what makes a form that holds what was sent, and says nothing of it yet."""
    initial = {name: sent.getlist(name) if name == "absent" else sent[name] for name in sent}
    return {"initial": initial, "dissents": dissents_in(sent)}


def _initial(known: actions.DecisionFacts, seats: list[Seat]) -> dict[str, Any]:
    keys = dict(absent_choices(seats))
    absent = [f"p{one.person_id}" if one.person_id else f"n{one.name}" for one in known.absent]
    others = [one.name for one, key in zip(known.absent, absent, strict=True) if key not in keys]
    initial: dict[str, Any] = {
        "on": known.on,
        "case_title": known.case_title,
        "case_number": known.case_number,
        "words": known.words,
        "outcome": known.outcome,
        "absent": [key for key in absent if key in keys],
        "absent_others": "\n".join(others),
    }
    for place, one in enumerate(known.dissent):
        initial |= {f"dissent_who_{place}": one.name, f"dissent_words_{place}": one.words}
    return initial


def facts_in(form: DecisionForm, seats: list[Seat]) -> actions.DecisionFacts:
    """Return what a valid form tells of a decision; names are matched to the seats."""
    data = form.cleaned_data
    sitting = {seat_key(seat): seat for seat in seats}
    absent = [actions.Named(sitting[key].name, sitting[key].person_id) for key in data.get("absent", [])]
    absent += [
        actions.Named(line.strip()[:200]) for line in data["absent_others"].splitlines() if line.strip()
    ]
    known = {seat.name.casefold(): seat for seat in seats}
    dissent = []
    for name, words in data["dissent"]:
        seat = known.get(name.casefold())
        dissent.append(actions.Named(seat.name if seat else name, seat.person_id if seat else None, words))
    return actions.DecisionFacts(
        on=data["on"],
        case_title=data["case_title"],
        case_number=data["case_number"],
        words=data["words"],
        outcome=data["outcome"],
        absent=tuple(absent),
        dissent=tuple(dissent),
    )
