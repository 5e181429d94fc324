"""What is told of a set: what became of the areas before it, what was heard and decided, who backed it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus import sets as actions
from kernespor.domains.strategy.forms.focus import (
    AdoptionForm,
    BackingForm,
    FatesForm,
    WhyForm,
    adoption_of,
)
from kernespor.domains.strategy.models import FocusBacking, FocusSet
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.policies import focus as policies
from kernespor.domains.strategy.selectors.focus.sets import previous_areas, set_for
from kernespor.domains.strategy.views.focus.common import bodies_to_choose, crumbs_to, form_page, saved
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.kinds import consultation_rows, decision_rows
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.templatetags.danish import long_date, short_date

_SHOWN = 300  # decisions and consultations to choose from, the newest first


@operation("focus.fates", "GET", "POST")
def fates(request: Request, set_id: int) -> HttpResponse:
    """Ask of each area of the set before what becomes of it."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    policies.check_told(row)
    before = previous_areas(row)
    if row.previous is None or not before:
        raise NotNow("no_previous", N_("Sættet følger ikke efter et sæt med områder. Vælg det først."))
    form = FatesForm(request.POST or None, before=before, after=list(row.areas.all()))
    if form.is_valid():
        saved(form, lambda: actions.set_fates(actor=actor, row=row, fates=form.fates()))
        if not form.errors:
            messages.success(request, _("Gemt. Ret nu navn og formål på de områder, der er ændret."))
            return redirect("focus:set", set_id)
    context = {
        "form": form,
        "row": row,
        "previous": row.previous,
        "crumbs": crumbs_to(row, _("Fra det forrige sæt")),
    }
    return render(request, "focus/fates.html", context, status=422 if form.errors else 200)


@operation("focus.adoption", "GET", "POST")
def adoption(request: Request, set_id: int) -> HttpResponse:
    """Tie a set to its consultation and its decision."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    policies.check_told(row)
    choices = _choices(actor, row)
    initial = {
        "consultation": row.consultation_id,
        "decision": row.decision_id,
        "body": row.adopted_by_id,
        "name": row.adopted_by_name,
        "on": row.adopted_on,
        "version": row.version,
    }
    form = AdoptionForm(request.POST or None, initial=initial, **choices)
    stale = theirs = ""
    if form.is_valid():
        data = form.cleaned_data
        given = adoption_of(data, _chosen(data))
        done, stale = saved(
            form,
            lambda: actions.record_adoption(actor=actor, row=row, seen=data["version"], adoption=given),
        )
        if done is not None:
            messages.success(request, _("Gemt. Høring og beslutning står nu på den røde tråd."))
            return redirect("focus:set", set_id)
    if stale:
        row = set_for(set_id)
        theirs = f"{row.decision or row.adopted_by_name or '–'}, {long_date(row.adopted_on)}"
        typed = request.POST.copy()
        typed["version"] = str(row.version)
        form = AdoptionForm(typed, **choices)
        form.is_valid()
    title = _("Høring og beslutning")
    lead = _(
        "Høringen og beslutningen føres ind hos det råd eller udvalg, de hører til. Her peger du på dem."
    )
    return form_page(
        request, form, title=title, lead=lead, crumbs=crumbs_to(row, title), stale=stale, theirs=theirs
    )


def _choices(actor: Actor, row: FocusSet) -> dict[str, list[tuple[int, str]]]:
    """Return what the actor may read of consultations and decisions, newest first, and what is chosen."""
    heard = consultation_rows(actor).order_by("-opens", "-pk")[:_SHOWN]
    decided: QuerySet[Any] = (
        decision_rows(actor).filter(current__isnull=False).order_by("-current__on", "-pk")[:_SHOWN]
    )
    found = {
        "consultations": [(one.pk, f"{one.title} ({short_date(one.opens)})") for one in heard],
        "decisions": [
            (one.pk, f"{short_date(one.current.on)}, {one.body_name}: {one.current.case_title}")
            for one in decided
        ],
        "bodies": bodies_to_choose(actor),
    }
    for name, key, word in (
        ("consultations", row.consultation_id, _("Den høring, der er valgt")),
        ("decisions", row.decision_id, _("Den beslutning, der er valgt")),
        ("bodies", row.adopted_by_id, _("Det udvalg, der er valgt")),
    ):
        if key and key not in dict(found[name]):
            found[name].insert(0, (key, str(word)))
    return found


def _chosen(data: dict[str, Any]) -> dict[str, Any]:
    """Return the rows that were chosen; the form offered none that one may not read."""
    decision = Decision.objects.select_related("current", "body").filter(pk=data["decision"] or 0).first()
    return {
        "consultation": Consultation.objects.filter(pk=data["consultation"] or 0).first(),
        "decision": decision,
        "body": Body.objects.filter(pk=data["body"] or 0).first(),
    }


@operation("focus.backing_new", "GET", "POST")
def backing(request: Request, set_id: int) -> HttpResponse:
    """Record who backed a set, in their words."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    policies.check_told(row)
    bodies = bodies_to_choose(actor)
    form = BackingForm(request.POST or None, bodies=bodies)
    if form.is_valid():
        data = dict(form.cleaned_data)
        key = data["body"]
        data["body"] = Body.objects.filter(pk=key or 0).first()
        data["name"] = data["name"] or dict(bodies).get(key, "")
        done, _stale = saved(form, lambda: actions.add_backing(actor=actor, row=row, **data))
        if done is not None:
            messages.success(request, _("Opbakningen er ført ind."))
            return redirect("focus:set", set_id)
    title = _("Før opbakning ind")
    lead = _("Hvem bakker op om fokusområderne, og hvad sagde de?")
    return form_page(request, form, title=title, lead=lead, crumbs=crumbs_to(row, title))


@operation("focus.backing_remove", "POST")
def backing_remove(request: Request, backing_id: int) -> HttpResponse:
    """Take away a backing that was recorded by mistake."""
    row = get_object_or_404(FocusBacking.objects.select_related("of_set__unit"), pk=backing_id)
    form = WhyForm(request.POST)
    if not form.is_valid():
        permissions.check_keep_set(request.actor, row.of_set)
        return form_page(
            request,
            form,
            title=_("Slet opbakningen fra %s") % row.name,
            crumbs=crumbs_to(row.of_set, _("Slet opbakningen")),
            button=_("Slet opbakningen"),
        )
    actions.remove_backing(actor=request.actor, backing=row, why=form.cleaned_data["why"])
    messages.success(request, _("Opbakningen er slettet. Den står i historikken med din begrundelse."))
    return redirect("focus:set", row.of_set_id)
