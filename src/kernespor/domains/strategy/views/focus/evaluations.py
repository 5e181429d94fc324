"""The forms by which a focus area is evaluated, and an evaluation corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus import evaluations as actions
from kernespor.domains.strategy.forms.focus import EvaluationForm
from kernespor.domains.strategy.models import FocusArea
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.selectors.focus.areas import (
    area_for,
    evaluation_for,
    fact_choices,
    links_of,
)
from kernespor.domains.strategy.views.focus.common import crumbs_to, saved
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import Card, Ref, ref_of

DRAFT = "focus.evaluation"
WORDS = ("done", "learnt", "following")


@operation("focus.evaluate", "GET", "POST")
def evaluate(request: Request, area_id: int) -> HttpResponse:
    """Evaluate an area."""
    actor = request.actor
    area = area_for(area_id)
    permissions.check_keep_set(actor, area.of_set)
    choices = _choices(fact_choices(actor, area))
    draft = box(actor, DRAFT, str(ref_of(area)))
    initial = {"on": actor.today} | draft.fields
    form = EvaluationForm(request.POST or None, facts=choices, corrects=False, initial=initial)
    if form.is_valid():
        done, _stale = saved(form, lambda: _evaluate(actor, area, form.cleaned_data))
        if done is not None:
            drafts.forget(actor=actor, form=DRAFT, ref=draft.ref)
            messages.success(request, _("Evalueringen er gemt med de kendsgerninger, den bygger på."))
            return redirect("focus:area", area_id)
    return _page(request, form, area, _("Evaluér"), draft=draft)


@operation("focus.evaluation_correct", "GET", "POST")
def correct(request: Request, evaluation_id: int) -> HttpResponse:
    """Write an evaluation anew, with the reason."""
    actor = request.actor
    row = evaluation_for(evaluation_id)
    area = row.area
    permissions.check_keep_set(actor, area.of_set)
    known = objects.cards(actor, links_of(row, actor.today))
    offered = {card.ref: card for card in fact_choices(actor, area)} | known
    choices = _choices(offered.values())
    initial = {name: getattr(row, name) for name in ("on", *WORDS, "version")}
    initial["facts"] = [str(ref) for ref in known]
    form = EvaluationForm(request.POST or None, facts=choices, corrects=True, initial=initial)
    stale = ""
    if form.is_valid():
        data = form.cleaned_data
        done, stale = saved(
            form,
            lambda: actions.correct(
                actor=actor, evaluation=row, seen=data["version"], said=_said(data), why=data["why"]
            ),
        )
        if done is not None:
            messages.success(request, _("Rettet. Det, der stod før, står i historikken."))
            return redirect("focus:area", area.pk)
    if stale:
        row = evaluation_for(evaluation_id)
        typed = request.POST.copy()
        typed["version"] = str(row.version)
        form = EvaluationForm(typed, facts=choices, corrects=True)
    return _page(request, form, area, _("Ret evalueringen"), stale=stale, theirs=row.done)


def _page(
    request: Request, form: EvaluationForm, area: FocusArea, heading: Any, *, stale: str = "", **more: Any
) -> HttpResponse:
    context = {"form": form, "area": area, "heading": heading, "crumbs": crumbs_to(area, heading)}
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "focus/evaluate.html", context | {"stale": stale} | more, status=status)


def _choices(cards: Iterable[Card]) -> list[tuple[str, str]]:
    return [(str(card.ref), f"{card.kind.label}: {card.title}{_who(card.who)}") for card in cards]


def _who(who: str) -> str:
    return f" ({who})" if who else ""


def _evaluate(actor: Actor, area: FocusArea, data: dict[str, Any]) -> Any:
    return actions.evaluate(actor=actor, area=area, said=_said(data))


def _said(data: dict[str, Any]) -> actions.Evaluated:
    facts = []
    for text in data["facts"]:
        kind, _colon, pk = text.rpartition(":")
        facts.append(Ref(kind, int(pk)))
    words = {name: data[name] for name in WORDS}
    return actions.Evaluated(on=data["on"], facts=tuple(facts), **words)
