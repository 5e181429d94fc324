"""The steps of a document's life, each with what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions.governing import lifecycle as actions
from kernespor.domains.strategy.forms.governing import (
    AdoptionForm,
    HearForm,
    PresentForm,
    ReplaceForm,
    StepForm,
)
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.governing import check_keep_document
from kernespor.domains.strategy.policies.governing import Adoption, is_heard
from kernespor.domains.strategy.selectors.governing import choices
from kernespor.domains.strategy.selectors.governing.documents import document_for
from kernespor.domains.strategy.views.governing.documents import crumbs_to
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.bodies.permissions import can_hear, can_record
from kernespor.foundation.lifecycle import Transition
from kernespor.foundation.refusals import NotNow, StaleWrite

_LEADS = {
    "hear": _("Dokumentet bliver åbent for alle i kommunen, mens de, der bliver hørt, svarer."),
    "present": _("Dokumentet går til det råd eller udvalg, der skal vedtage det."),
    "present_unheard": _("Ingen er hørt. Det kan ske, men begrundelsen bliver stående på dokumentet."),
    "take_back": _("Dokumentet bliver en kladde igen. Kun de, der skriver på det, kan se den."),
    "send_back": _("Dokumentet bliver en kladde igen. Kun de, der skriver på det, kan se den."),
    "adopt": _("Skriv, hvad der blev besluttet. Derefter gælder dokumentet, og det, det afløser, er afløst."),
    "record": _("Skriv det, som det skete, også når det er længe siden. Derefter gælder dokumentet."),
    "replace": _("Dokumentet gælder ikke længere. Det, der bygger på det, kommer på listen over brud."),
    "discard": _("Kladden kasseres. Den bliver liggende i historikken, men kan ikke bruges."),
}


@operation("governing.move", "GET", "POST")
def move(request: Request, document_id: int, step: str) -> HttpResponse:
    """Take a document one step on in its life, with what the step asks for."""
    actor = request.actor
    document = document_for(actor, document_id)
    transition = next((one for one in workflow.DOCUMENT.transitions if one.name == step), None)
    if transition is None:
        raise Http404(step)
    check_keep_document(actor, document)
    if request.method == "GET":
        workflow.DOCUMENT.check(step, document.status)
    form = _form(actor, document, step, request.POST or None)
    stale = ""
    if form.is_valid():
        try:
            _TAKES[step](actor, document, step, form.cleaned_data)
        except StaleWrite as refusal:
            stale = refusal.reason
            document = document_for(actor, document_id)
            typed = request.POST.copy()
            typed["version"] = str(document.version)
            form = _form(actor, document, step, typed)
        except NotNow as refusal:
            if refusal.code == "wrong_status":
                raise
            field = _FIELDS.get(refusal.code, "")
            form.add_error(field if field in form.fields else None, refusal.reason)
        else:
            messages.success(request, _("Gemt. Det står i dokumentets historik."))
            return redirect("governing:document", document_id)
    context = _context(actor, document, transition) | {"form": form, "stale": stale}
    return render(
        request, "governing/step.html", context, status=409 if stale else 422 if form.errors else 200
    )


_FIELDS = {
    "reason_needed": "why",
    "no_adopter": "adopted_by",
    "adopted_in_future": "adopted_on",
    "ends_before": "valid_to",
    "consultation_not_sent": "consultation",
}


def _context(actor: Actor, document: GoverningDocument, step: Transition) -> dict[str, Any]:
    about = f"?om=styrende-dokument-{document.pk}"
    beside: list[tuple[Any, str]] = []
    if step.name == "hear" and can_hear(actor, document.unit_id):
        beside.append((_("Opret en ny høring om dokumentet"), reverse("bodies:consultation_new") + about))
    body = document.adopted_by
    if step.name in {"adopt", "record"} and body is not None and can_record(actor, body):
        url = reverse("bodies:body_decision_new", args=[body.pk])
        beside.append((_("Før beslutningen ind først"), url + about))
    return {
        "document": document,
        "step": step,
        "lead": _LEADS[step.name],
        "beside": beside,
        "early": step.name == "present" and not is_heard(document, actor.today),
        "crumbs": [*crumbs_to(document), (_(step.label), "")],
    }


def _form(actor: Actor, document: GoverningDocument, step: str, typed: Any) -> forms.Form:
    initial: dict[str, Any] = {"version": document.version}
    if step == "hear":
        initial["consultation"] = document.consultation_id or choices.consultation_about(actor, document)
        offered = choices.consultations(actor, document, sent=True)
        return HearForm(typed, initial=initial, consultations=offered)
    if step == "replace":
        return ReplaceForm(typed, initial=initial, documents=_in_force(actor, document))
    if step not in {"present", "present_unheard", "adopt", "record"}:
        form = StepForm(typed, initial=initial)
        if step == "discard":
            del form.fields["why"]
        return form
    initial |= {"adopted_by": document.adopted_by_id, "adopted_by_name": document.adopted_by_name}
    bodies = choices.bodies(actor, document.adopted_by_id)
    if step.startswith("present"):
        shown = PresentForm(typed, initial=initial, bodies=bodies)
        if step == "present" and is_heard(document, actor.today):
            del shown.fields["why"]
        return shown
    names = ("adopted_on", "valid_from", "valid_to")
    initial |= {name: getattr(document, name) for name in names}
    initial |= {"decision": document.decision_id, "replaces": document.replaces_id}
    return AdoptionForm(
        typed,
        initial=initial,
        bodies=bodies,
        decisions=choices.decisions(actor, document.decision_id),
        documents=choices.replaceable(actor, document),
    )


def _in_force(actor: Actor, document: GoverningDocument) -> list[tuple[int, str]]:
    return choices.replaceable(actor, document)


def _hear(actor: Actor, document: GoverningDocument, _step: str, data: dict[str, Any]) -> None:
    found = Consultation.objects.get(pk=data["consultation"])
    actions.hear(actor=actor, document=document, seen=data["version"], consultation=found)


def _present(actor: Actor, document: GoverningDocument, step: str, data: dict[str, Any]) -> None:
    actions.present(
        actor=actor,
        document=document,
        seen=data["version"],
        adopted_by=_row(Body, data["adopted_by"]),
        adopted_by_name=data["adopted_by_name"],
        why=data.get("why", ""),
        unheard=step == "present_unheard",
    )


def _adopt(actor: Actor, document: GoverningDocument, step: str, data: dict[str, Any]) -> None:
    adoption = Adoption(
        adopted_on=data["adopted_on"],
        valid_from=data["valid_from"],
        valid_to=data["valid_to"],
        adopted_by=_row(Body, data["adopted_by"]),
        adopted_by_name=data["adopted_by_name"],
        decision=_row(Decision, data["decision"]),
        replaces=_row(GoverningDocument, data["replaces"]),
    )
    actions.put_in_force(
        actor=actor, document=document, seen=data["version"], adoption=adoption, step_name=step
    )


def _replace(actor: Actor, document: GoverningDocument, _step: str, data: dict[str, Any]) -> None:
    actions.replace(
        actor=actor,
        document=document,
        seen=data["version"],
        why=data["why"],
        successor=_row(GoverningDocument, data["successor"]),
        last=data["last"],
    )


def _move(actor: Actor, document: GoverningDocument, step: str, data: dict[str, Any]) -> None:
    actions.move(actor=actor, document=document, step=step, seen=data["version"], why=data.get("why", ""))


def _row(model: Any, key: int | None) -> Any:
    return model._default_manager.get(pk=key) if key else None


_TAKES: dict[str, Callable[[Actor, GoverningDocument, str, dict[str, Any]], None]] = {
    "hear": _hear,
    "present": _present,
    "present_unheard": _present,
    "adopt": _adopt,
    "record": _adopt,
    "replace": _replace,
    "take_back": _move,
    "send_back": _move,
    "discard": _move,
}
