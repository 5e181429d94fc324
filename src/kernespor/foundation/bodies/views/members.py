"""Members and terms: the forms of those who keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import bodies as actions
from kernespor.foundation.bodies.forms import SeatForm, TermForm
from kernespor.foundation.bodies.models import Body, Membership, Term
from kernespor.foundation.bodies.selectors.bodies import body_page
from kernespor.foundation.bodies.selectors.terms import terms_of
from kernespor.foundation.bodies.views.bodies import crumbs_to, parents
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, StaleWrite


@operation("bodies.seat_new", "GET", "POST")
def seat_new(request: Request, body_id: int) -> HttpResponse:
    """Give someone a seat."""
    found = body_page(body_id, request.today)
    permissions.check_keep_body(request.actor, found.body.unit_id)
    initial: dict[str, Any] = {"first": request.today}
    if found.term:
        initial |= {"term": found.term.pk, "first": max(request.today, found.term.starts)}
    form = _seat_form(request, body_id, None, initial)
    if form.is_valid():
        try:
            actions.seat(actor=request.actor, body=found.body, facts=_facts(form))
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Medlemmet er ført ind."))
            return redirect("bodies:body", body_id)
    context = {
        "form": form,
        "crumbs": [*crumbs_to(found.name, body_id), (_("Nyt medlem"), "")],
        "title": _("Nyt medlem"),
        "lead": found.name,
        "button": _("Før ind"),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.seat", "GET", "POST")
def seat_change(request: Request, seat_id: int) -> HttpResponse:
    """Correct a seat, or say when it ended."""
    row = _seat(request, seat_id)
    initial = {
        "person": row.person_id,
        "outside_name": row.outside_name,
        "function": row.function,
        "side": row.side,
        "stands_for": row.stands_for,
        "term": row.term_id,
        "first": row.valid_from,
        "last": None if row.valid_to == OPEN_END else row.valid_to,
    }
    form = _seat_form(request, row.body_id, row, initial)
    if form.is_valid():
        try:
            actions.correct_seat(
                actor=request.actor, row=row, facts=_facts(form), why=form.cleaned_data["why"]
            )
        except StaleWrite as refusal:
            form.add_error(None, refusal.reason)
        except NotNow as refusal:
            form.add_error("why" if refusal.code == "reason_needed" else None, refusal.reason)
        else:
            messages.success(request, _("Gemt. Det, der stod før, er i historikken."))
            return redirect("bodies:body", row.body_id)
    name = body_page(row.body_id, request.today).name
    context = {
        "form": form,
        "crumbs": [*crumbs_to(name, row.body_id), (row.name, "")],
        "title": row.name,
        "lead": _("Ret medlemskabet, eller skriv den sidste dag."),
        "button": _("Gem"),
        "strike_url": reverse("bodies:body_seat_strike", args=[row.pk]),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.seat_strike", "POST")
def seat_strike(request: Request, seat_id: int) -> HttpResponse:
    """Strike a seat that was never held."""
    row = _seat(request, seat_id)
    actions.strike_seat(actor=request.actor, row=row, why=request.POST.get("why", "")[:2000])
    messages.success(request, _("Medlemskabet er slettet. Det står i historikken."))
    return redirect("bodies:body", row.body_id)


def _seat(request: Request, seat_id: int) -> Membership:
    rows = Membership.objects.filter(superseded_at=STILL_BELIEVED).select_related("body", "person")
    row: Membership = get_object_or_404(rows, pk=seat_id)
    permissions.check_keep_body(request.actor, row.body.unit_id)
    return row


def _seat_form(request: Request, body_id: int, row: Membership | None, initial: dict[str, Any]) -> SeatForm:
    return SeatForm(
        request.POST or None,
        initial=initial,
        persons=persons_to_choose(request.today, row.person_id if row else None),
        terms=[(term.pk, term.name) for term in terms_of(body_id)],
        corrects=row is not None,
    )


def _facts(form: SeatForm) -> actions.SeatFacts:
    data = form.cleaned_data
    return actions.SeatFacts(
        person=Person.objects.filter(pk=data["person"] or 0).first(),
        outside_name=data["outside_name"],
        function=data["function"],
        side=data["side"],
        stands_for=data["stands_for"],
        term=Term.objects.filter(pk=data["term"] or 0).first(),
        first=data["first"],
        last=data["last"],
    )


@operation("bodies.terms", "GET", "POST")
def terms(request: Request) -> HttpResponse:
    """The terms, and a new one."""
    permissions.check_keep_terms(request.actor)
    form = TermForm(request.POST or None, bodies=parents(request))
    if form.is_valid():
        data = dict(form.cleaned_data)
        data.pop("version")
        data["bodies"] = Body.objects.filter(pk__in=data["bodies"])
        actions.add_term(actor=request.actor, **data)
        messages.success(request, _("Perioden er oprettet."))
        return redirect("bodies:body_terms")
    rows = Term.objects.prefetch_related("of_bodies").order_by("-starts", "name")
    context = {"form": form, "rows": rows, "crumbs": _crumbs(str(_("Funktionsperioder")))}
    return render(request, "bodies/terms.html", context, status=422 if form.errors else 200)


@operation("bodies.term", "GET", "POST")
def term(request: Request, term_id: int) -> HttpResponse:
    """Change a term and the bodies that it is of."""
    permissions.check_keep_terms(request.actor)
    row = get_object_or_404(Term, pk=term_id)
    chosen = list(row.of_bodies.values_list("body_id", flat=True))
    initial = {
        "name": row.name, "starts": row.starts, "ends": row.ends, "version": row.version, "bodies": chosen,
    }  # fmt: skip
    form = TermForm(request.POST or None, initial=initial, bodies=parents(request))
    stale = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        if data["version"] is None:
            raise BadRequest(term_id)
        data["bodies"] = Body.objects.filter(pk__in=data["bodies"])
        try:
            actions.change_term(actor=request.actor, term=row, seen=data.pop("version"), **data)
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(Term.objects.get(pk=term_id).version)
            form = TermForm(typed, bodies=parents(request))
        else:
            messages.success(request, _("Gemt."))
            return redirect("bodies:body_terms")
    context = {
        "form": form,
        "stale": stale,
        "theirs": row.name,
        "crumbs": [*_crumbs(str(_("Funktionsperioder")), reverse("bodies:body_terms")), (row.name, "")],
        "title": row.name,
        "lead": _("Datoerne og de råd og udvalg, perioden gælder for."),
        "button": _("Gem"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/form.html", context, status=status)


def _crumbs(name: str, url: str = "") -> list[tuple[Any, str]]:
    return [(_("Råd og udvalg"), reverse("bodies:body_list")), (name, url)]
