"""Sets of focus areas: the list with its history, one set, the forms that propose and move it on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions.focus import sets as actions
from kernespor.domains.strategy.enums import FocusStatus
from kernespor.domains.strategy.forms.focus import ChangeSetForm, SeenForm, SetForm
from kernespor.domains.strategy.models import FocusSet
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.policies import focus as policies
from kernespor.domains.strategy.selectors.focus.odd import odd_in_set
from kernespor.domains.strategy.selectors.focus.picture import picture_of
from kernespor.domains.strategy.selectors.focus.sets import set_for, set_page, set_rows, sets, whole_set
from kernespor.domains.strategy.views.focus.common import crumbs_to, form_page, saved, units_to_choose, worded
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.templatetags.danish import long_date


@operation("focus.sets")
def set_list(request: Request) -> HttpResponse:
    """Every set with its period, and what became of each area in the one that followed."""
    rows = set_rows(request.actor)
    context = {
        "rows": rows,
        "in_force": [row for row in rows if row.holds_on(request.actor.today)],
        "picture": picture_of([row for row in rows if not row.is_dropped]),
        "why_not_propose": reason_against(permissions.check_propose, request.actor),
    }
    return render(request, "focus/sets.html", context)


@operation("focus.set")
def page(request: Request, set_id: int) -> HttpResponse:
    """A set: its areas, who backed and adopted it, how it goes, its life."""
    actor = request.actor
    row = whole_set(set_id)
    found = set_page(actor, row)
    keeps = permissions.can_keep_set(actor, row)
    context = {
        "found": found,
        "row": row,
        "crumbs": crumbs_to(row),
        "keeps": keeps,
        "why_not_keep": reason_against(permissions.check_keep_set, actor, row),
        "may_edit": keeps and policies.can_edit(row),
        "steps": _steps(row) if keeps else [],
        "odd": worded(odd_in_set(row, actor.today)),
    }
    return render(request, "focus/set.html", context)


def _steps(row: FocusSet) -> list[tuple[Any, str]]:
    """Return the steps on from here, each with the reason why it can't be taken yet."""
    return [
        (step, reason_against(policies.check_step, row, step.name))
        for step in workflow.FOCUS_SET.from_status(row.status)
    ]


@operation("focus.set_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Propose a set; what becomes of the areas of the set before is asked next."""
    actor = request.actor
    permissions.check_propose(actor)
    latest = next((row for row in sets() if row.status != FocusStatus.DROPPED), None)
    form = SetForm(
        request.POST or None,
        units=units_to_choose(actor),
        sets=_previous(),
        initial={"previous": latest.pk if latest else None},
    )
    if form.is_valid():
        data = dict(form.cleaned_data)
        row, _stale = saved(form, lambda: _propose(actor, data))
        if row is not None:
            if row.previous_id:
                messages.success(
                    request, _("Forslaget er gemt. Sig nu, hvad der bliver af de hidtidige områder.")
                )
                return redirect("focus:fates", row.pk)
            messages.success(request, _("Forslaget er gemt. Skriv nu områderne."))
            return redirect("focus:set", row.pk)
    lead = _("Et sæt fokusområder gælder på tværs for en periode. Det, du skriver, kan alle i kommunen læse.")
    crumbs = crumbs_to(None, _("Foreslå fokusområder"))
    return form_page(
        request, form, title=_("Foreslå fokusområder"), lead=lead, crumbs=crumbs, button=_("Gem forslaget")
    )


def _propose(actor: Actor, data: dict[str, Any]) -> FocusSet:
    previous = FocusSet.objects.filter(pk=data["previous"] or 0).first()
    return actions.propose(
        actor=actor,
        unit=Unit.objects.get(pk=data["unit"]),
        title=data["title"],
        text=data["text"],
        starts=data["starts"],
        ends=data["ends"],
        previous=previous,
    )


@operation("focus.set_change", "GET", "POST")
def change(request: Request, set_id: int) -> HttpResponse:
    """What a set is called, and its period."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    policies.check_editable(row)
    names = ("title", "starts", "ends", "text", "version")
    initial = {name: getattr(row, name) for name in names} | {"previous": row.previous_id}
    form = ChangeSetForm(request.POST or None, sets=_previous(row), initial=initial)
    stale = theirs = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("version")
        data["previous"] = FocusSet.objects.filter(pk=data["previous"] or 0).first()
        done, stale = saved(form, lambda: actions.change_set(actor=actor, row=row, seen=_seen(seen), **data))
        if done is not None:
            messages.success(request, _("Gemt."))
            return redirect("focus:set", set_id)
    if stale:
        row = set_for(set_id)
        theirs = f"{row.title}, {long_date(row.starts)} – {long_date(row.ends)}"
        form = ChangeSetForm(_anew(request, row.version), sets=_previous(row))
        form.is_valid()
    title = _("Navn og periode")
    return form_page(request, form, title=title, crumbs=crumbs_to(row, title), stale=stale, theirs=theirs)


@operation("focus.set_move", "POST")
def move(request: Request, set_id: int, step: str) -> HttpResponse:
    """Take a set one step on in its life."""
    row = set_for(set_id)
    if step not in {one.name for one in workflow.FOCUS_SET.transitions}:
        raise Http404(step)
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.move_set(actor=request.actor, row=row, step=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i historikken."))
    return redirect("focus:set", set_id)


def _previous(row: FocusSet | None = None) -> list[tuple[int, str]]:
    """Return the sets that one can follow: none that follows this one."""
    known = [one for one in sets() if one.status != FocusStatus.DROPPED and one != row]
    barred = {row.pk} if row else set()
    while more := {one.pk for one in known if one.previous_id in barred} - barred:
        barred |= more
    return [(one.pk, f"{one.title} ({one.starts.year})") for one in known if one.pk not in barred]


def _seen(version: int | None) -> int:
    if version is None:
        raise BadRequest
    return version


def _anew(request: Request, version: int) -> Any:
    """Return what was typed, to be saved over what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(version)
    return typed
