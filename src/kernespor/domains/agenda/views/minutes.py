"""Minutes: who took part, and what was decided item by item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import meetings as meeting_actions
from kernespor.domains.agenda.actions import minutes as actions
from kernespor.domains.agenda.enums import Presence
from kernespor.domains.agenda.forms import AttendanceForm, DecideForm
from kernespor.domains.agenda.policies import check_minutes_open, check_undecided
from kernespor.domains.agenda.selectors.minutes import person_in
from kernespor.domains.agenda.views.frames import item_crumbs, meeting_crumbs, meeting_of, stop_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.selectors.members import Seat, members_on
from kernespor.foundation.bodies.selectors.minutes import absent_choices, seat_key
from kernespor.foundation.bodies.views.decisions import dissents_in, facts_in
from kernespor.foundation.refusals import NotNow


@operation("agenda.minutes", "GET", "POST")
def attendance(request: Request, meeting_id: int) -> HttpResponse:
    """Write who took part in a meeting, and what the minutes say beside the items."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    check_minutes_open(meeting)
    seats = members_on(meeting.body_id, meeting.on)
    members = absent_choices(seats)
    form = AttendanceForm(request.POST or None, members=members, initial=_attended(meeting, members))
    if form.is_valid():
        meeting_actions.attend(
            actor=request.actor,
            meeting=meeting,
            seen=form.cleaned_data["version"],
            people=_people(form, seats),
            reported=form.cleaned_data["reported"],
        )
        messages.success(request, _("Gemt."))
        return redirect("agenda:meeting", meeting_id)
    context = {
        "form": form,
        "meeting": meeting,
        "crumbs": meeting_crumbs(meeting, meeting.body_name, _("Deltagere")),
    }
    return render(request, "agenda/attendance.html", context, status=422 if form.errors else 200)


def _attended(meeting: Any, members: list[tuple[str, str]]) -> dict[str, Any]:
    rows = {row.name: row for row in meeting.attendances.all()}
    deputies = {row.stands_in_for: row.name for row in rows.values() if row.stands_in_for}
    initial: dict[str, Any] = {"version": meeting.version, "reported": meeting.reported}
    names = {name for _key, name in members}
    for place, (_key, name) in enumerate(members):
        known = rows.get(name)
        initial[f"presence_{place}"] = known.presence if known else Presence.PRESENT
        initial[f"deputy_{place}"] = deputies.get(name, "")
    others = [row.name for row in rows.values() if row.name not in names and not row.stands_in_for]
    return initial | {"others": "\n".join(others)}


def _people(form: AttendanceForm, seats: list[Seat]) -> list[meeting_actions.Attended]:
    data = form.cleaned_data
    persons = {seat_key(seat): seat.person_id for seat in seats}
    found = []
    for place, (key, name) in enumerate(form.members):
        found.append(meeting_actions.Attended(name, data[f"presence_{place}"], persons.get(key)))
        deputy = data[f"deputy_{place}"].strip()
        if deputy:
            found.append(
                meeting_actions.Attended(
                    deputy, Presence.DEPUTY, person_in(seats, deputy), stands_in_for=name
                )
            )
    lines = dict.fromkeys(line.strip()[:200] for line in data["others"].splitlines() if line.strip())
    known = {one.name for one in found}
    return [*found, *(meeting_actions.Attended(line) for line in lines if line not in known)]


@operation("agenda.decide", "GET", "POST")
def decide(request: Request, stop_id: int) -> HttpResponse:
    """Record what a body decided in an item, at the meeting or long after."""
    stop = stop_of(request.actor, stop_id)
    permissions.check_run(request.actor, stop.body)
    check_undecided(stop)
    on = stop.meeting.on if stop.meeting else request.today
    seats = members_on(stop.body_id, on)
    members = absent_choices(seats)
    form = DecideForm(
        request.POST or None,
        members=members,
        dissents=dissents_in(request.POST),
        initial={
            "on": on,
            "case_title": stop.item.title,
            "case_number": stop.item.case_number,
            "absent": _absent_keys(stop.meeting, members),
        },
    )
    if form.is_valid():
        try:
            actions.decide(
                actor=request.actor,
                stop=stop,
                facts=facts_in(form, seats),
                disqualified=_disqualified(form, seats),
            )
        except NotNow as refusal:
            form.add_error("on" if refusal.code == "decision_in_future" else None, refusal.reason)
        else:
            messages.success(request, _("Beslutningen er ført ind."))
            way = ("agenda:meeting", stop.meeting_id) if stop.meeting_id else ("agenda:item", stop.item_id)
            return redirect(*way)
    context = {
        "form": form,
        "stop": stop,
        "item": stop.item,
        "recommendation": stop.recommendation or stop.item.recommendation,
        "crumbs": item_crumbs(stop.item, _("Beslutning")),
    }
    return render(request, "agenda/decide.html", context, status=422 if form.errors else 200)


def _absent_keys(meeting: Any, members: list[tuple[str, str]]) -> list[str]:
    if meeting is None:
        return []
    absent = set(meeting.attendances.filter(presence=Presence.ABSENT).values_list("name", flat=True))
    return [key for key, name in members if name in absent]


def _disqualified(form: DecideForm, seats: list[Seat]) -> list[meeting_actions.Attended]:
    sitting = {seat_key(seat): seat for seat in seats}
    chosen = form.cleaned_data.get("disqualified", [])
    return [meeting_actions.Attended(sitting[key].name, person_id=sitting[key].person_id) for key in chosen]
