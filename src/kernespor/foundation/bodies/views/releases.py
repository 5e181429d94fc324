"""An answer on its way to everyone: what of it is hidden, and for those who hear the original."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions, policies
from kernespor.foundation.bodies.actions import answers as actions
from kernespor.foundation.bodies.actions import public
from kernespor.foundation.bodies.consultation_forms import ReleaseForm, WithdrawForm
from kernespor.foundation.bodies.enums import OPENLY, PartyKind
from kernespor.foundation.bodies.models import ConsultationResponse
from kernespor.foundation.bodies.selectors.answers import answer_view, contact_of, offer, with_documents
from kernespor.foundation.bodies.selectors.consultations import party_name
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.templatetags.danish import moment


@operation("bodies.answer_publish", "GET", "POST")
def publish(request: Request, response_id: int) -> HttpResponse:
    """Choose what is hidden in an answer, and show it to everyone who may see the consultation."""
    row = _heard(request, response_id)
    policies.check_publishable(may_publish=actions.can_publish(row))
    offered, view = offer(row), answer_view(request.actor, row, hears=True)
    sent = request.method == "POST"
    stale = sent and request.POST.get("seen") != offered.seen
    form = ReleaseForm(
        request.POST if sent and not stale else None,
        offered=offered,
        documents=view.files,
    )
    if form.is_valid():
        try:
            actions.publish(
                actor=request.actor,
                response=row,
                hidden=form.hidden_places(),
                hidden_files=form.cleaned_data.get("hidden_files", []),
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Svaret er offentliggjort."))
            return redirect("bodies:consultation", row.consultation_id)
    context = {
        **_shared(request, row, _("Offentliggør")),
        "form": form,
        "offered": offered,
        "stale": stale,
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/answer_publish.html", context, status=status)


@operation("bodies.answer_withdraw", "GET", "POST")
def withdraw(request: Request, response_id: int) -> HttpResponse:
    """Take an answer off the public page when its writer took their consent back."""
    row = _heard(request, response_id)
    policies.check_withdrawable(may_publish=row.may_publish, openly=row.party.kind in OPENLY)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        public.withdraw_consent(actor=request.actor, response=row, why=form.cleaned_data["why"])
        messages.success(request, _("Samtykket er trukket tilbage. Svaret vises ikke mere."))
        return redirect("bodies:consultation", row.consultation_id)
    shared = _shared(request, row, _("Træk samtykket tilbage"))
    context = {
        **shared,
        "form": form,
        "title": _("Træk samtykket tilbage"),
        "lead": f"{shared['who']} · {moment(row.received_at)}",
        "button": _("Fjern svaret fra siden"),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.answer_original")
def original(request: Request, response_id: int) -> HttpResponse:
    """An answer as it came, personal numbers too: for those who hear alone."""
    row = _heard(request, response_id)
    context = {**_shared(request, row, _("Originalen")), "original": row, "contact": contact_of(row)}
    return render(request, "bodies/answer_original.html", context)


def _heard(request: Request, response_id: int) -> ConsultationResponse:
    """Return an answer in a consultation that the actor holds. Raises Http404 or NotPermitted."""
    rows = ConsultationResponse.objects.select_related("consultation", "party")
    row = get_object_or_404(with_documents(rows), pk=response_id)
    permissions.check_hear(request.actor, row.consultation.unit_id)
    permissions.check_read_response(request.actor, row)
    return row


def _shared(request: Request, row: ConsultationResponse, last: Any) -> dict[str, Any]:
    consultation, party = row.consultation, row.party
    view = answer_view(request.actor, row, hears=True)
    body = names_on(request.today).get(party.body_id or 0, "")
    unit = tree_on(request.today).name(party.unit_id) if party.unit_id else ""
    way = (consultation.title, reverse("bodies:consultation", args=[consultation.pk]))
    return {
        "row": consultation,
        "response": view,
        "who": (view.shown_name or gettext("En borger"))
        if party.kind == PartyKind.PUBLIC
        else party_name(party, body, unit),
        "crumbs": [(_("Høringer"), reverse("bodies:consultation_list")), way, (last, "")],
    }
