"""A focus area: its page, its forms, the units that have nothing under it, and tying parts of plans to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus import sets as actions
from kernespor.domains.strategy.forms.focus import AreaForm, PromiseForm, TieForm
from kernespor.domains.strategy.models import FocusArea, Goal
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.policies import focus as policies
from kernespor.domains.strategy.selectors.focus.areas import (
    AreaPage,
    area_for,
    area_page,
    areas_in_force,
    own_parts,
)
from kernespor.domains.strategy.selectors.focus.promises import AREA
from kernespor.domains.strategy.selectors.focus.sets import set_for
from kernespor.domains.strategy.selectors.focus.units import silent_units, units_that_promise
from kernespor.domains.strategy.views.focus.common import crumbs_to, form_page, saved
from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.thread.models import Link
from kernespor.foundation.ui import tables

_GOAL = Goal._meta.label_lower


@operation("focus.area")
def page(request: Request, area_id: int) -> HttpResponse:
    """An area: its purpose, what is promised under it, what was decided, tried and learnt."""
    return _page(request, area_for(area_id))


def _page(request: Request, area: FocusArea, *, form: PromiseForm | None = None) -> HttpResponse:
    actor = request.actor
    found: AreaPage = area_page(actor, area)
    keeps = permissions.can_keep_set(actor, area.of_set)
    groups, tied = _own(request, area)
    goes = policies.can_tie_to(area.of_set)
    context = {
        "found": found,
        "area": area,
        "crumbs": crumbs_to(area),
        "may_edit": keeps and policies.can_edit(area.of_set),
        "may_evaluate": keeps and area.of_set.status in {"in_force", "evaluated", "replaced"},
        "form": form or (PromiseForm(groups=groups) if groups and goes else None),
        "tied": tied,
        "why_not_promise": reason_against(policies.check_tie_to, area.of_set) if groups else "",
    }
    return render(request, "focus/area.html", context, status=422 if form and form.errors else 200)


def _own(request: Request, area: FocusArea) -> tuple[list[tuple[str, list[tuple[int, str]]]], list[Goal]]:
    """Return the reader's own goals that aren't tied yet, by plan, and those that are."""
    groups, tied = [], []
    for plan, goals, known in own_parts(request.actor, area):
        left = [(goal.pk, _called(goal)) for goal in goals if goal.pk not in known]
        tied += [goal for goal in goals if goal.pk in known]
        if left:
            groups.append((plan.unit_name, left))
    return groups, tied


def _called(goal: Goal) -> str:
    return f"{goal.number} {goal.title or goal.text[:120]}".strip()


@operation("focus.promise", "POST")
def promise(request: Request, area_id: int) -> HttpResponse:
    """Tie own goals to an area, all at once."""
    area = area_for(area_id)
    groups, tied = _own(request, area)
    permissions.check_promise(has_plan=bool(groups or tied))
    policies.check_tie_to(area.of_set)
    form = PromiseForm(request.POST, groups=groups)
    if form.is_valid():
        refs = [Ref(_GOAL, pk) for pk in form.cleaned_data["goals"]]
        why = form.cleaned_data["why"]
        done, _stale = saved(
            form, lambda: actions.promise(actor=request.actor, area=area, refs=refs, why=why)
        )
        if done:
            messages.success(request, _("Det står nu under fokusområdet, hvad I har lovet."))
            return redirect("focus:area", area_id)
    return _page(request, area, form=form)


@operation("focus.silent")
def silent(request: Request, area_id: int) -> HttpResponse:
    """The units that have nothing under an area: exactly those, and how they are counted."""
    area = area_for(area_id)
    rows = silent_units(area, request.actor.today)
    context = {
        "area": area,
        "rows": rows,
        "pages": tables.pages(rows, request.GET),
        "expected": len(units_that_promise(request.actor.today)),
        "without_plan": sum(row.plan is None for row in rows),
        "crumbs": crumbs_to(area, _("Hvem har intet?")),
    }
    return render(request, "focus/silent.html", context)


@operation("focus.area_new", "GET", "POST")
def new(request: Request, set_id: int) -> HttpResponse:
    """Add an area to a set."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    policies.check_editable(row)
    form = AreaForm(request.POST or None)
    if form.is_valid():
        title, text = form.cleaned_data["title"], form.cleaned_data["text"]
        done, _stale = saved(form, lambda: actions.add_area(actor=actor, row=row, title=title, text=text))
        if done is not None:
            messages.success(request, _("Fokusområdet er tilføjet."))
            return redirect("focus:set", set_id)
    heading = _("Skriv et fokusområde")
    return form_page(request, form, title=heading, crumbs=crumbs_to(row, heading))


@operation("focus.area_change", "GET", "POST")
def change(request: Request, area_id: int) -> HttpResponse:
    """What an area is called and what it is for."""
    actor = request.actor
    area = area_for(area_id)
    permissions.check_keep_set(actor, area.of_set)
    policies.check_editable(area.of_set)
    initial = {name: getattr(area, name) for name in ("title", "text", "version")}
    form = AreaForm(request.POST or None, initial=initial)
    stale = theirs = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("version") or 0
        done, stale = saved(form, lambda: actions.change_area(actor=actor, area=area, seen=seen, **data))
        if done is not None:
            messages.success(request, _("Gemt."))
            return redirect("focus:area", area_id)
    if stale:
        area = area_for(area_id)
        theirs = f"{area.title}: {area.text}"
        typed = request.POST.copy()
        typed["version"] = str(area.version)
        form = AreaForm(typed)
        form.is_valid()
    heading = _("Navn og formål")
    return form_page(
        request, form, title=heading, crumbs=crumbs_to(area, heading), stale=stale, theirs=theirs
    )


@operation("focus.tie", "GET", "POST")
def tie(request: Request, slug: str, pk: int) -> HttpResponse:
    """Tie a part of a plan or a trial to a focus area."""
    actor = request.actor
    row: Any = objects.fetch(actor, slug, pk)
    objects.check_change(actor, row)
    here = objects.card_of(row)
    tied = Link.objects.on(actor.today).filter(
        upper_kind=AREA, lower_kind=here.ref.kind, lower_pk=here.ref.pk
    )
    areas = list(areas_in_force().exclude(pk__in=tied.values("upper_pk")))
    form = TieForm(
        request.POST or None, areas=[(area.pk, f"{area.title} ({area.of_set.title})") for area in areas]
    )
    if form.is_valid():
        area = next(one for one in areas if one.pk == form.cleaned_data["area"])
        why = form.cleaned_data["why"]
        done, _stale = saved(form, lambda: actions.promise(actor=actor, area=area, refs=[here.ref], why=why))
        if done:
            messages.success(request, _("Knyttet til »%s«.") % area.title)
            return redirect(here.url)
    context = {
        "form": form,
        "here": here,
        "areas": areas,
        "crumbs": [(here.title, here.url), (_("Knyt til et fokusområde"), "")],
        "sets_url": reverse("focus:sets"),
    }
    return render(request, "focus/tie.html", context, status=422 if form.errors else 200)
