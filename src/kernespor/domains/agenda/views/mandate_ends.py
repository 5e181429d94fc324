"""What groups deliver, and their harvest: the forms that set a deliverable, report it, and end a group."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import harvest as actions
from kernespor.domains.agenda.actions import mandates as mandate_actions
from kernespor.domains.agenda.enums import DeliverableState, MandateStatus
from kernespor.domains.agenda.forms import StepForm
from kernespor.domains.agenda.forms.mandates import (
    ROWS_OF_CARRIED,
    DeliverableForm,
    HarvestForm,
    SettleForm,
)
from kernespor.domains.agenda.models import Deliverable, Mandate
from kernespor.domains.agenda.policies import check_in_force, check_mandate_open, check_waiting
from kernespor.domains.agenda.selectors.mandates import MandatePage, deliverable_of, mandate_page, object_at
from kernespor.domains.agenda.views.frames import mandate_crumbs, persons_to_choose
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.refusals import NotNow


@operation("agenda.deliverable_new", "GET", "POST")
def new(request: Request, mandate_id: int) -> HttpResponse:
    """Say what else a group is to deliver."""
    mandate = mandate_page(request.actor, mandate_id).mandate
    form = _deliverable_form(request, mandate, {})

    def save(data: dict[str, Any]) -> None:
        mandate_actions.add_deliverable(
            actor=request.actor, mandate=mandate, facts=_deliverable(data), why=data.get("why", "")
        )

    return _saved(request, form, mandate, save, _("Ny leverance"))


@operation("agenda.deliverable_change", "GET", "POST")
def change(request: Request, deliverable_id: int) -> HttpResponse:
    """Write anew what a group is to deliver."""
    row = deliverable_of(request.actor, deliverable_id)
    form = _deliverable_form(request, row.mandate, {"text": row.text, "due": row.due, "version": row.version})
    check_waiting(row)

    def save(data: dict[str, Any]) -> None:
        if data["version"] is None:
            raise BadRequest(deliverable_id)
        mandate_actions.change_deliverable(
            actor=request.actor, row=row, seen=data["version"], facts=_deliverable(data),
            why=data.get("why", ""),
        )  # fmt: skip

    return _saved(request, form, row.mandate, save, _("Ret en leverance"))


def _deliverable_form(request: Request, mandate: Mandate, initial: dict[str, Any]) -> DeliverableForm:
    permissions.check_lead(request.actor, mandate)
    check_mandate_open(mandate)
    needs_why = mandate.status != MandateStatus.DRAFT
    return DeliverableForm(request.POST or None, needs_why=needs_why, initial=initial)


def _deliverable(data: dict[str, Any]) -> mandate_actions.DeliverableFacts:
    return mandate_actions.DeliverableFacts(data["text"], data["due"])


@operation("agenda.deliverable", "GET", "POST")
def settle(request: Request, deliverable_id: int) -> HttpResponse:
    """Say that something was delivered, or given up and why."""
    row = deliverable_of(request.actor, deliverable_id)
    permissions.check_lead(request.actor, row.mandate)
    check_in_force(row.mandate)
    check_waiting(row)
    form = SettleForm(request.POST or None, initial={"on": request.today, "version": row.version})
    form.fields["leads_to"].find = partial(object_at, request.actor)  # type: ignore[attr-defined] # its own

    def save(data: dict[str, Any]) -> None:
        told = actions.Settled(data["state"], data["on"], data["result"], data["leads_to"])
        actions.settle(actor=request.actor, row=row, seen=data["version"], told=told)

    return _saved(request, form, row.mandate, save, _("Hvad blev det til?"), lead=row.text)


def _saved(
    request: Request, form: Any, mandate: Mandate, save: Callable[[dict[str, Any]], None], title: Any,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    """Save a form that is whole and lead back to the mandate, or show it with what is wrong."""
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt. Det står på kommissoriet."))
            return redirect("agenda:mandate", mandate.pk)
    context = {
        "form": form, "crumbs": mandate_crumbs(mandate, title), "title": title,
        "lead": lead or mandate.title, "button": _("Gem"),
    }  # fmt: skip
    return render(request, "agenda/form.html", context, status=422 if form.errors else 200)


@operation("agenda.deliverable_wait", "POST")
def wait(request: Request, deliverable_id: int) -> HttpResponse:
    """Say that a deliverable waits after all."""
    row = deliverable_of(request.actor, deliverable_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(deliverable_id)
    data = form.cleaned_data
    actions.wait_again(actor=request.actor, row=row, seen=data["version"], why=data["why"])
    messages.success(request, _("Leverancen venter igen."))
    return redirect("agenda:mandate", row.mandate_id)


@operation("agenda.mandate_harvest", "GET", "POST")
def harvest(request: Request, mandate_id: int) -> HttpResponse:
    """End a group with its harvest."""
    found = mandate_page(request.actor, mandate_id)
    mandate = found.mandate
    permissions.check_lead(request.actor, mandate)
    check_in_force(mandate)
    form = HarvestForm(
        request.POST or None,
        persons=persons_to_choose(request, *(one.row.owner for one in found.carried)),
        find=partial(object_at, request.actor),
        initial=_initial(request, found),
    )
    if form.is_valid():
        try:
            actions.harvest(
                actor=request.actor, mandate=mandate, seen=form.cleaned_data["version"],
                told=_harvest(form.cleaned_data),
            )  # fmt: skip
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Høsten er gemt, og gruppen er afsluttet."))
            return redirect("agenda:mandate", mandate_id)
    context = {
        "form": form,
        "found": found,
        "mandate": mandate,
        "waiting": [one.row for one in found.deliverables if _waits(one.row)],
        "crumbs": mandate_crumbs(mandate, _("Høst")),
    }
    return render(request, "agenda/mandate_harvest.html", context, status=422 if form.errors else 200)


def _waits(row: Deliverable) -> bool:
    return row.state == DeliverableState.WAITING


def _initial(request: Request, found: MandatePage) -> dict[str, Any]:
    mandate = found.mandate
    over = mandate.last_day if mandate.last_day and mandate.last_day < request.today else request.today
    initial = {
        "ended_on": mandate.ended_on or over, "came_of_it": mandate.came_of_it,
        "learned": mandate.learned, "version": mandate.version,
    }  # fmt: skip
    for place, one in enumerate(found.carried[:ROWS_OF_CARRIED]):
        initial |= {f"what_{place}": one.row.what, f"owner_{place}": one.row.owner_id}
        initial[f"leads_to_{place}"] = one.card.url if one.card else ""
    return initial


def _harvest(data: dict[str, Any]) -> actions.Harvest:
    rows = [
        (data[f"what_{row}"], data[f"owner_{row}"], data[f"leads_to_{row}"]) for row in range(ROWS_OF_CARRIED)
    ]
    carried = [
        actions.Carried(what, get_object_or_404(Person, pk=owner), ref) for what, owner, ref in rows if what
    ]
    return actions.Harvest(data["ended_on"], data["came_of_it"], data["learned"], carried)
