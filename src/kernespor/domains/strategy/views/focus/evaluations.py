"""The form by which a focus area is evaluated: what was done and learnt, and the facts it rests on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus import evaluations as actions
from kernespor.domains.strategy.forms.focus import EvaluationForm
from kernespor.domains.strategy.models import FocusArea
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.selectors.focus.areas import area_for, fact_choices
from kernespor.domains.strategy.views.focus.common import crumbs_to, saved
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import Ref, ref_of

DRAFT = "focus.evaluation"


@operation("focus.evaluate", "GET", "POST")
def evaluate(request: Request, area_id: int) -> HttpResponse:
    """Evaluate an area."""
    actor = request.actor
    area = area_for(area_id)
    permissions.check_keep_set(actor, area.of_set)
    cards = fact_choices(actor, area)
    choices = [(str(card.ref), f"{card.kind.label}: {card.title}{_who(card.who)}") for card in cards]
    draft = box(actor, DRAFT, str(ref_of(area)))
    initial = {"on": actor.today} | draft.fields
    form = EvaluationForm(request.POST or None, facts=choices, initial=initial)
    if form.is_valid():
        done, _stale = saved(form, lambda: _evaluate(actor, area, form.cleaned_data))
        if done is not None:
            drafts.forget(actor=actor, form=DRAFT, ref=draft.ref)
            messages.success(request, _("Evalueringen er gemt med de kendsgerninger, den bygger på."))
            return redirect("focus:area", area_id)
    context = {
        "form": form,
        "area": area,
        "draft": draft,
        "has_facts": bool(choices),
        "crumbs": crumbs_to(area, _("Evaluér")),
    }
    return render(request, "focus/evaluate.html", context, status=422 if form.errors else 200)


def _who(who: str) -> str:
    return f" ({who})" if who else ""


def _evaluate(actor: Actor, area: FocusArea, data: dict[str, Any]) -> Any:
    facts = []
    for text in data["facts"]:
        kind, _colon, pk = text.rpartition(":")
        facts.append(Ref(kind, int(pk)))
    words = {name: data[name] for name in ("done", "learnt", "following")}
    return actions.evaluate(actor=actor, area=area, on=data["on"], facts=facts, **words)
