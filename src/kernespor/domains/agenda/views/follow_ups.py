"""What is to come of decisions: the list, and the forms that set and report it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import minutes as actions
from kernespor.domains.agenda.forms import FollowUpForm, ReportForm
from kernespor.domains.agenda.selectors.follow_ups import (
    OPEN,
    SHOWS,
    decided_and_nothing,
    follow_up_of,
    follow_ups,
)
from kernespor.domains.agenda.views.frames import persons_to_choose
from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui import tables


@operation("agenda.follow_ups")
def follow_up_list(request: Request) -> HttpResponse:
    """What is to come of decisions, what is due first at the top; and decisions of which nothing came."""
    show = request.GET.get("vis", "")
    show = show if show in dict(SHOWS) else OPEN
    context = {
        "pages": tables.pages(follow_ups(request.actor, show), request.GET),
        "show": show,
        "tabs": tables.tabs(request.GET, SHOWS, show),
        "nothing": decided_and_nothing(request.actor)[:50] if show == OPEN else [],
    }
    return render(request, "agenda/_follow_ups.html" if request.htmx else "agenda/follow_ups.html", context)


@operation("agenda.follow_up_new", "GET", "POST")
def new(request: Request, decision_id: int) -> HttpResponse:
    """Say what someone is to do because of a decision."""
    decision = objects.fetch(request.actor, "beslutning", decision_id)
    permissions.check_run(request.actor, decision.body)
    form = FollowUpForm(request.POST or None, persons=persons_to_choose(request))
    if form.is_valid():
        data = form.cleaned_data
        actions.follow_up(
            actor=request.actor,
            decision=decision,
            task=data["task"],
            owner=get_object_or_404(Person, pk=data["owner"]),
            due=data["due"],
        )
        messages.success(request, _("Gemt. Den, der skal gøre det, får det på sit overblik."))
        return redirect("bodies:body_decision", decision_id)
    way = reverse("bodies:body_decision", args=[decision_id])
    context = {
        "form": form,
        "crumbs": [
            (_("Opfølgning"), reverse("agenda:follow_ups")),
            (decision.current.case_title, way),
            (_("Følg op"), ""),
        ],
        "title": _("Følg op på beslutningen"),
        "lead": decision.current.case_title,
        "button": _("Gem"),
    }
    return render(request, "agenda/form.html", context, status=422 if form.errors else 200)


@operation("agenda.follow_up_report", "GET", "POST")
def report(request: Request, follow_up_id: int) -> HttpResponse:
    """Say what came of a decision."""
    row = follow_up_of(request.actor, follow_up_id)
    permissions.check_follow_up(request.actor, row)
    form = ReportForm(request.POST or None, initial={"on": request.today, "version": row.version})
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.report(
                actor=request.actor,
                row=row,
                seen=data["version"],
                came_of_it=data["came_of_it"],
                on=data["on"],
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt. Det står nu på beslutningen."))
            return redirect("agenda:follow_ups")
    context = {
        "form": form,
        "crumbs": [(_("Opfølgning"), reverse("agenda:follow_ups")), (row.task, "")],
        "title": row.task,
        "lead": str(row.decision),
        "button": _("Gem"),
    }
    return render(request, "agenda/form.html", context, status=422 if form.errors else 200)
