"""Theme meetings' programmes, and notes of chair's and theme meetings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import gatherings as actions
from kernespor.domains.agenda.forms import ProgrammeForm
from kernespor.domains.agenda.models import Meeting
from kernespor.domains.agenda.policies import check_has_programme, check_minutes_open
from kernespor.domains.agenda.views.frames import meeting_crumbs, meeting_of, stop_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.fields import whole_number

_MOST = 4000  # letters of a note


@operation("agenda.meeting_programme", "GET", "POST")
def programme(request: Request, meeting_id: int) -> HttpResponse:
    """Write a theme meeting's programme, and who takes part beside the members."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    check_has_programme(meeting)
    check_minutes_open(meeting)
    form = ProgrammeForm(request.POST or None, initial=_laid(meeting))
    stale, theirs = "", {}
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.lay_programme(
                actor=request.actor,
                meeting=meeting,
                seen=data["version"],
                points=[actions.PointFacts(*point) for point in data["points"]],
                guests=[actions.GuestFacts(*guest) for guest in data["guests"]],
            )
        except StaleWrite as refusal:
            stale, theirs = refusal.reason, _laid(meeting)
            typed = request.POST.copy()
            typed["version"] = str(theirs["version"])
            form = ProgrammeForm(typed)
        else:
            messages.success(request, _("Programmet er gemt."))
            return redirect("agenda:meeting", meeting_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": theirs,
        "meeting": meeting,
        "crumbs": meeting_crumbs(meeting, meeting.body_name, _("Program")),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "agenda/programme.html", context, status=status)


def _laid(meeting: Meeting) -> dict[str, Any]:
    """Return the form's fields as they are laid now, whatever was read before."""
    now = Meeting.objects.get(pk=meeting.pk)
    points = [
        " ".join(
            part
            for part in (
                f"{one.starts.hour}.{one.starts.minute:02}" if one.starts else "",
                one.title,
                f"– {one.who}" if one.who else "",
            )
            if part
        )
        for one in now.programme.all()
    ]
    guests = [f"{one.name}, {one.role}".removesuffix(", ") for one in now.guests.order_by("pk")]
    return {"version": now.version, "points": "\n".join(points), "guests": "\n".join(guests)}


@operation("agenda.meeting_note", "POST")
def note(request: Request, meeting_id: int) -> HttpResponse:
    """Note something down at a chair's or a theme meeting."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    asked = request.POST.get("stop", "")
    pk = whole_number(asked)
    if asked and pk is None:
        raise BadRequest(meeting_id)
    actions.note(
        actor=request.actor,
        meeting=meeting,
        words=request.POST.get("words", "")[:_MOST],
        stop=stop_of(request.actor, pk) if pk is not None else None,
    )
    messages.success(request, _("Noten er gemt."))
    return redirect("agenda:meeting", meeting_id)
