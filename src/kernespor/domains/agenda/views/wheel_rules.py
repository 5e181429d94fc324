"""The rules of the year: the municipality's own steps, school holidays and closed days, written on pages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import wheel as actions
from kernespor.domains.agenda.documents import makers
from kernespor.domains.agenda.forms.wheel import OffForm, RemoveForm, StepForm, initial_of
from kernespor.domains.agenda.models import DaysOff, WheelStep
from kernespor.domains.agenda.policies.wheel import Unsound
from kernespor.domains.agenda.selectors.wheel import parties
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, LAST, book, titles
from kernespor.domains.agenda.selectors.wheel_rules_page import bodies_to_choose, rules_page
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.findings import sentence_of
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, StaleWrite

Crumbs = list[tuple[Any, str]]


def _crumbs(last: Any = "") -> Crumbs:
    found: Crumbs = [(_("Årshjul"), reverse("agenda:wheel"))]
    found.append((_("Årshjulets regler"), reverse("agenda:wheel_rules") if last else ""))
    return [*found, (last, "")] if last else found


@operation("agenda.wheel_rules")
def rules(request: Request) -> HttpResponse:
    """The steps of the law and one's own, the days off, and what doesn't hold together."""
    found = rules_page(request.today)
    context = {
        "found": found,
        "keeps": permissions.can_keep_wheel(request.actor),
        "crumbs": _crumbs(),
    }
    return render(request, "agenda/wheel_rules.html", context)


@operation("agenda.wheel_start", "POST")
def start(request: Request) -> HttpResponse:
    """Begin with a proposal for the steps of a year."""
    actions.begin_with(actor=request.actor)
    messages.success(request, _("Forslaget er lagt ind. Ret det, så det passer til kommunen."))
    return redirect("agenda:wheel_rules")


@operation("agenda.wheel_step_new", "GET", "POST")
def step_new(request: Request) -> HttpResponse:
    """Write a new step of the year."""
    permissions.check_keep_wheel(request.actor)
    form = _step_form(request, None)
    if form.is_valid():
        try:
            actions.add_step(actor=request.actor, facts=form.facts())
        except NotNow as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Trinnet er gemt."))
            return redirect("agenda:wheel_rules")
    return _step_page(request, form, _("Nyt trin"))


@operation("agenda.wheel_step", "GET", "POST")
def step(request: Request, step_id: int) -> HttpResponse:
    """Write a step of the year otherwise."""
    permissions.check_keep_wheel(request.actor)
    row = get_object_or_404(WheelStep, pk=step_id)
    form = _step_form(request, row)
    stale: StaleWrite | None = None
    if form.is_valid():
        try:
            actions.change_step(
                actor=request.actor, step=row, seen=form.cleaned_data["version"] or 0, facts=form.facts(),
                anew=form.cleaned_data["anew"],
            )  # fmt: skip
        except StaleWrite as refusal:
            stale = refusal
            form.see(refusal.theirs)
        except NotNow as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Trinnet er gemt. Vedtagne år står, som de blev vedtaget."))
            return redirect("agenda:wheel_rules")
    return _step_page(request, form, row.title, row=row, stale=stale)


def _step_form(request: Request, row: WheelStep | None) -> StepForm:
    rules_now = book()
    also = row.responsible_id if row else None
    return StepForm(
        request.POST if request.method == "POST" else None,
        steps=[pair for pair in titles(rules_now.steps) if row is None or pair[0] != row.code],
        parties=parties(rules_now),
        persons=persons_to_choose(request.today, also),
        bodies=bodies_to_choose(request.today),
        makers=[(one.key, one.label) for one in makers().values()],
        is_new=row is None,
        initial=initial_of(row) if row else {"valid_from": min(max(request.today.year + 1, FIRST), LAST)},
    )


def _say(form: Any, refusal: NotNow) -> None:
    """Put all that is wrong at the top of a form, each thing for itself."""
    for words in (
        [sentence_of(one) for one in refusal.findings] if isinstance(refusal, Unsound) else [refusal.reason]
    ):
        form.add_error(None, words)


def _step_page(
    request: Request,
    form: StepForm,
    title: Any,
    *,
    row: WheelStep | None = None,
    stale: StaleWrite | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "row": row,
        "stale": stale.reason if stale else "",
        "theirs": stale.theirs if stale else None,
        "crumbs": _crumbs(title),
    }
    return render(request, "agenda/wheel_step.html", context, status=422 if form.errors or stale else 200)


@operation("agenda.wheel_step_delete", "POST")
def step_delete(request: Request, step_id: int) -> HttpResponse:
    """Take a step out of the rules."""
    permissions.check_keep_wheel(request.actor)
    row = get_object_or_404(WheelStep, pk=step_id)
    form = RemoveForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.remove_step(actor=request.actor, step=row, seen=data["version"], why=data["why"])
        except NotNow as refusal:
            messages.error(request, refusal.reason)
            return redirect("agenda:wheel_step", step_id)
        messages.success(request, _("Trinnet er fjernet fra reglerne."))
    return redirect("agenda:wheel_rules")


@operation("agenda.wheel_off_new", "GET", "POST")
def off_new(request: Request) -> HttpResponse:
    """Write a school holiday or a closed day."""
    permissions.check_keep_wheel(request.actor)
    return _off(request, None)


@operation("agenda.wheel_off", "GET", "POST")
def off(request: Request, off_id: int) -> HttpResponse:
    """Write a school holiday or a closed day otherwise."""
    permissions.check_keep_wheel(request.actor)
    return _off(request, get_object_or_404(DaysOff, pk=off_id))


def _off(request: Request, row: DaysOff | None) -> HttpResponse:
    names = ("kind", "name", "first", "last", "version")
    initial = {name: getattr(row, name) for name in names} if row else None
    form = OffForm(request.POST if request.method == "POST" else None, initial=initial)
    stale: StaleWrite | None = None
    if form.is_valid():
        data = form.cleaned_data
        facts = actions.OffFacts(data["kind"], data["name"], data["first"], data["last"] or data["first"])
        try:
            actions.write_off(actor=request.actor, row=row, seen=data["version"] or 0, facts=facts)
        except StaleWrite as refusal:
            stale = refusal
            form.see(refusal.theirs)
        except NotNow as refusal:
            form.add_error("last", refusal.reason)
        else:
            messages.success(request, _("Gemt. Dagene i de år, der ikke er vedtaget, er regnet om."))
            return redirect("agenda:wheel_rules")
    context = {
        "form": form,
        "row": row,
        "title": row.name if row else _("Ny ferie eller lukkedag"),
        "stale": stale.reason if stale else "",
        "theirs": stale.theirs if stale else None,
        "crumbs": _crumbs(row.name if row else _("Ny ferie eller lukkedag")),
    }
    return render(request, "agenda/wheel_off.html", context, status=422 if form.errors or stale else 200)


@operation("agenda.wheel_off_delete", "POST")
def off_delete(request: Request, off_id: int) -> HttpResponse:
    """Take a school holiday or a closed day out."""
    permissions.check_keep_wheel(request.actor)
    row = get_object_or_404(DaysOff, pk=off_id)
    form = RemoveForm(request.POST)
    if form.is_valid():
        try:
            actions.remove_off(actor=request.actor, row=row, seen=form.cleaned_data["version"])
        except NotNow as refusal:
            messages.error(request, refusal.reason)
            return redirect("agenda:wheel_off", off_id)
        messages.success(request, _("Fjernet."))
    return redirect("agenda:wheel_rules")
