"""An item's way: the bodies on it, and the meetings at which they treat it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import items as actions
from kernespor.domains.agenda.actions import minutes
from kernespor.domains.agenda.forms import RecommendForm, StepForm, WayForm
from kernespor.domains.agenda.models import AgendaItem, ItemStop
from kernespor.domains.agenda.policies import check_still_going
from kernespor.domains.agenda.selectors.items import item_page
from kernespor.domains.agenda.views.frames import item_crumbs, meeting_of, stop_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.views.bodies import parents
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui.fields import whole_number


@operation("agenda.item_way", "GET", "POST")
def way(request: Request, item_id: int) -> HttpResponse:
    """Say which bodies treat an item, in which order."""
    found = item_page(request.actor, item_id)
    item = found.item
    permissions.check_write(request.actor, item)
    check_still_going(item)
    bodies = parents(request)
    initial: dict[str, Any] = {"version": item.version}
    for place, view in enumerate(found.stops):
        initial |= {f"body_{place}": view.stop.body_id, f"reading_{place}": view.stop.reading}
    form = WayForm(request.POST or None, bodies=bodies, stops=len(found.stops), initial=initial)
    stale = ""
    if form.is_valid():
        rows = Body.objects.in_bulk([body for body, _reading in form.way()])
        try:
            actions.set_way(
                actor=request.actor,
                item=item,
                seen=form.cleaned_data["version"],
                way=[(rows[body], reading) for body, reading in form.way()],
                why=form.cleaned_data["why"],
            )
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(AgendaItem.objects.get(pk=item_id).version)
            form = WayForm(typed, bodies=bodies, stops=len(found.stops))
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Vejen er gemt. Sæt punktet på en dagsorden."))
            return redirect("agenda:item", item_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": [view.body_name for view in found.stops],
        "item": item,
        "crumbs": item_crumbs(item, _("Punktets vej")),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "agenda/way.html", context, status=status)


def _asked(
    request: Request, stop_id: int, shape: type[StepForm] = StepForm
) -> tuple[ItemStop, dict[str, Any]]:
    """Return a stop and what was sent about it. Raises Http404 or BadRequest."""
    stop = stop_of(request.actor, stop_id)
    form = shape(request.POST)
    if not form.is_valid():
        raise BadRequest(stop_id)
    return stop, form.cleaned_data


def _back(request: Request, stop: ItemStop, words: Any) -> HttpResponse:
    messages.success(request, words)
    return redirect("agenda:item", stop.item_id)


@operation("agenda.stop_place", "POST")
def place(request: Request, stop_id: int) -> HttpResponse:
    """Put an item on the agenda of a meeting."""
    stop, data = _asked(request, stop_id)
    pk = whole_number(request.POST.get("moede", ""))
    if pk is None:
        raise BadRequest(stop_id)
    meeting = meeting_of(request.actor, pk)
    actions.place(actor=request.actor, stop=stop, meeting=meeting, seen=data["version"], why=data["why"])
    return _back(request, stop, _("Punktet er sat på dagsordenen."))


@operation("agenda.stop_lift", "POST")
def lift(request: Request, stop_id: int) -> HttpResponse:
    """Take an item off an agenda that isn't sent."""
    stop, data = _asked(request, stop_id)
    meeting = stop.meeting_id
    actions.lift(actor=request.actor, stop=stop, seen=data["version"])
    answer = _back(request, stop, _("Punktet er taget af dagsordenen."))
    if request.POST.get("tilbage") == "moede" and meeting:
        return redirect("agenda:meeting", meeting)
    return answer


@operation("agenda.stop_skip", "POST")
def skip(request: Request, stop_id: int) -> HttpResponse:
    """Lead an item past a body, and say why."""
    stop, data = _asked(request, stop_id)
    actions.skip(actor=request.actor, stop=stop, seen=data["version"], why=data["why"])
    words = _("Udvalget er sprunget over. Det står som en afvigelse på punktet med din begrundelse.")
    return _back(request, stop, words)


@operation("agenda.stop_recommend", "POST")
def recommend(request: Request, stop_id: int) -> HttpResponse:
    """Write what is recommended to one body of the way."""
    stop, data = _asked(request, stop_id, RecommendForm)
    actions.recommend(actor=request.actor, stop=stop, seen=data["version"], words=data["words"])
    return _back(request, stop, _("Indstillingen er gemt."))


@operation("agenda.stop_suspend", "POST")
def suspend(request: Request, stop_id: int) -> HttpResponse:
    """Record that a member had a committee's decision suspended: it goes to the council."""
    stop, data = _asked(request, stop_id)
    minutes.suspend(actor=request.actor, stop=stop, seen=data["version"], why=data["why"])
    return _back(request, stop, _("Standsningen er ført ind. Sagen skal for kommunalbestyrelsen."))
