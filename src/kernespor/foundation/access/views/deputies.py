"""Deputies: hand tasks on, take them back, act on behalf of someone and stop."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access import actions, permissions, policies
from kernespor.foundation.access.acting import KEY
from kernespor.foundation.access.deputies import deputies_page
from kernespor.foundation.access.forms import DeputyForm
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.templatetags.danish import long_date

A_WEEK = dt.timedelta(days=6)


@operation("access.deputies", "GET", "POST")
def page(request: Request) -> HttpResponse:
    """Who looks after my tasks, whose I look after, and the form that hands mine on."""
    if request.method == "POST":
        permissions.check_own_name(request.actor)
    oneself = request.actor.oneself
    found = deputies_page(oneself)
    form = DeputyForm(
        request.POST if request.method == "POST" else None,
        principals=found.principals,
        deputies=found.choices,
        units=found.units,
        initial={"principal": str(oneself.person_id), "first": request.today, "last": request.today + A_WEEK},
    )
    if request.method == "POST" and form.is_valid() and _handed_on(request, form):
        return redirect("access:deputies")
    status = 422 if form.is_bound else 200
    return render(
        request,
        "access/deputies.html",
        {"found": found, "form": form, "on_behalf": request.actor.on_behalf},
        status=status,
    )


def _handed_on(request: Request, form: DeputyForm) -> bool:
    data = dict(form.cleaned_data)
    persons: dict[str, Any] = {
        name: get_object_or_404(Person, pk=int(data[name])) for name in ("principal", "deputy")
    }
    unit = get_object_or_404(Unit, pk=int(data["unit"])) if data["unit"] else None
    try:
        row = actions.set_deputy(
            actor=request.actor,
            **persons,
            first=data["first"],
            last=data["last"],
            unit=unit,
            why=data["why"],
        )
    except NotNow as refusal:
        form.add_error(None, refusal.reason)
        return False
    words = gettext("{deputy} kan handle på vegne af {principal} fra den {first} til og med den {last}.")
    messages.success(
        request,
        words.format(
            deputy=row.deputy.name,
            principal=row.principal.name,
            first=long_date(row.valid_from),
            last=long_date(row.valid_to),
        ),
    )
    return True


@operation("access.deputyship_end", "POST", in_own_name=True)
def end(request: Request, deputyship_id: int) -> HttpResponse:
    """Take the tasks back."""
    row = _deputyship(deputyship_id)
    actions.end_deputyship(actor=request.actor, deputyship=row)
    words = gettext("{deputy} handler ikke længere på vegne af {principal}.")
    messages.success(request, words.format(deputy=row.deputy.name, principal=row.principal.name))
    return redirect("access:deputies")


@operation("access.act", "POST")
def act(request: Request, deputyship_id: int) -> HttpResponse:
    """Act on behalf of someone from now on, in this browser; `next` says where one was on the way to."""
    row = _deputyship(deputyship_id)
    permissions.check_act(request.actor, row)
    policies.check_in_force(row, request.today)
    request.session[KEY] = row.pk
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else "home")


@operation("access.stop", "POST")
def stop(request: Request) -> HttpResponse:
    """Act in one's own name again."""
    if request.session.pop(KEY, None) is not None:
        messages.info(request, _("Du handler igen i dit eget navn."))
    return redirect("access:deputies")


def _deputyship(deputyship_id: int) -> Deputyship:
    rows = Deputyship.objects.believed().select_related("principal", "deputy", "unit")
    found: Deputyship = get_object_or_404(rows, pk=deputyship_id)
    return found
