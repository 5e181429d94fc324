"""Meetings: the list, one with its agenda, and the forms that plan, order and send."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions, workflow
from kernespor.domains.agenda.actions import items as item_actions
from kernespor.domains.agenda.actions import meetings as actions
from kernespor.domains.agenda.enums import MeetingKind, MeetingStatus
from kernespor.domains.agenda.forms import MeetingForm, SeriesForm, StepForm
from kernespor.domains.agenda.policies import SENDABLE, check_agenda, check_changeable, is_late
from kernespor.domains.agenda.selectors.gatherings import chair_page, theme_page
from kernespor.domains.agenda.selectors.meetings import (
    ALL,
    COMING,
    HELD,
    MeetingPage,
    MeetingQuery,
    bodies_that_meet,
    meeting_page,
    meetings,
    placeable,
    run_by,
)
from kernespor.domains.agenda.views.frames import meeting_crumbs, meeting_of, stop_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number

SHOWS = ((COMING, _("Kommende")), (HELD, _("Afholdte")), (ALL, _("Alle")))
_REASON = "why-"
MOST_WORDS = 2000  # letters of a reason
_WITHOUT_AGENDA = (MeetingKind.CHAIR, MeetingKind.THEME)  # nobody misses an agenda that is never sent
_HELD = next(step.label for step in workflow.MEETING.transitions if step.name == "hold")


@operation("agenda.meetings")
def meeting_list(request: Request) -> HttpResponse:
    """The meetings of all bodies, those ahead first."""
    show = request.GET.get("vis", "")
    query = MeetingQuery(show if show in dict(SHOWS) else COMING, whole_number(request.GET.get("udvalg", "")))
    bodies = bodies_that_meet(request.actor)
    chosen = [tables.Chosen("udvalg", str(key), name) for key, name in bodies if key == query.body_id]
    context = {
        "pages": tables.pages(meetings(request.actor, query), request.GET),
        "bodies": bodies,
        "query": query,
        "tabs": tables.tabs(request.GET, SHOWS, query.show),
        "chips": tables.chips(request.GET, chosen),
        "may_plan": permissions.can_run_some(request.actor),
    }
    return render(request, "agenda/_meetings.html" if request.htmx else "agenda/meetings.html", context)


@operation("agenda.meeting_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Plan a meeting, or a series of them."""
    permissions.check_run_some(request.actor)
    bodies = run_by(request.actor)
    chosen = whole_number(request.GET.get("udvalg", ""))
    form = SeriesForm(request.POST or None, bodies=bodies, initial={"body": chosen})
    if form.is_valid():
        data = form.cleaned_data
        planned = [
            actions.MeetingFacts(on, data["kind"], data["starts"], data["place"], due)
            for on, due in form.days()
        ]
        try:
            made = actions.plan(
                actor=request.actor, body=get_object_or_404(Body, pk=data["body"]), meetings=planned
            )
        except NotNow as refusal:
            form.add_error("on", refusal.reason)
        else:
            if len(made) > 1:
                messages.success(request, _("Møderne er planlagt."))
                return redirect(f"{reverse('agenda:meetings')}?udvalg={data['body']}")
            messages.success(request, _("Mødet er planlagt. Sæt punkter på dagsordenen."))
            return redirect("agenda:meeting", made[0].pk)
    context = {
        "form": form,
        "crumbs": [(_("Møder"), reverse("agenda:meetings")), (_("Nyt møde"), "")],
        "title": _("Nyt møde"),
        "lead": _("Et enkelt møde, eller en række med lige mange uger imellem."),
        "button": _("Planlæg"),
    }
    return render(request, "agenda/form.html", context, status=422 if form.errors else 200)


@operation("agenda.meeting")
def page(request: Request, meeting_id: int) -> HttpResponse:
    """A meeting: its agenda, who took part, what was decided."""
    found = meeting_page(request.actor, meeting_id)
    meeting = found.meeting
    chairs = meeting.kind == MeetingKind.CHAIR
    context = {
        "found": found,
        "meeting": meeting,
        "crumbs": meeting_crumbs(meeting, found.body_name),
        "steps": _steps(found),
        "waiting": placeable(request.actor, meeting) if _takes_items(found) else [],
        "chair": chair_page(request.actor, meeting) if chairs and found.runs else None,
        "chairs": chairs,
        "theme": theme_page(request.actor, meeting) if meeting.kind == MeetingKind.THEME else None,
        "may_write": permissions.can_write_some(request.actor),
        "takes_notes": found.runs and meeting.status != MeetingStatus.CANCELLED,
        "sends": found.runs and meeting.status in SENDABLE and bool(found.unsent),
        "late": is_late(meeting, request.today),
        "may_change": found.runs and meeting.status in {MeetingStatus.PLANNED, MeetingStatus.SENT},
        "writes_minutes": found.runs and _has_begun(request, found),
    }
    return render(request, "agenda/meeting.html", context)


def _takes_items(found: MeetingPage) -> bool:
    meeting = found.meeting
    return found.runs and meeting.status in SENDABLE and meeting.kind != MeetingKind.CHAIR


def _has_begun(request: Request, found: MeetingPage) -> bool:
    open_minutes = (MeetingStatus.PLANNED, MeetingStatus.SENT, MeetingStatus.HELD)
    return found.meeting.on <= request.today and found.meeting.status in open_minutes


def _steps(found: MeetingPage) -> list[Any]:
    if not found.runs:
        return []
    steps = [
        step
        for step in workflow.MEETING.from_status(found.meeting.status)
        if step.name not in actions.SENDING
    ]
    if found.meeting.kind in _WITHOUT_AGENDA:
        return [replace(step, label=_HELD) if step.name == "hold_unsent" else step for step in steps]
    return steps


@operation("agenda.meeting_change", "GET", "POST")
def change(request: Request, meeting_id: int) -> HttpResponse:
    """Plan a meeting anew."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    check_changeable(meeting)
    names = ("on", "starts", "kind", "place", "drafts_due", "version")
    initial = {name: getattr(meeting, name) for name in names}
    needs_why = meeting.status != MeetingStatus.PLANNED
    form = MeetingForm(request.POST or None, initial=initial, needs_why=needs_why)
    stale = ""
    if form.is_valid():
        data = form.cleaned_data
        if data["version"] is None:
            raise BadRequest(meeting_id)
        facts = actions.MeetingFacts(
            data["on"], data["kind"], data["starts"], data["place"], data["drafts_due"]
        )
        try:
            actions.move_meeting(
                actor=request.actor,
                meeting=meeting,
                seen=data["version"],
                facts=facts,
                why=data.get("why", ""),
            )
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(refusal.theirs.version)
            form = MeetingForm(typed, needs_why=needs_why)
        except NotNow as refusal:
            form.add_error("on", refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("agenda:meeting", meeting_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": meeting,
        "crumbs": meeting_crumbs(meeting, meeting.body_name, _("Ret mødet")),
        "title": _("Ret mødet"),
        "lead": meeting.body_name,
        "button": _("Gem"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "agenda/form.html", context, status=status)


@operation("agenda.meeting_put_on", "POST")
def put_on(request: Request, meeting_id: int) -> HttpResponse:
    """Put an item that waits for the body on the agenda."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    stop_id, seen = _two(request, "stop", "version")
    item_actions.place(
        actor=request.actor,
        stop=stop_of(request.actor, stop_id),
        meeting=meeting,
        seen=seen,
        why=request.POST.get("why", "")[:MOST_WORDS],
    )
    messages.success(request, _("Punktet er sat på."))
    return redirect("agenda:meeting", meeting_id)


@operation("agenda.meeting_order", "POST")
def order(request: Request, meeting_id: int) -> HttpResponse:
    """Move an item one place up or down."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    stop_id, seen = _two(request, "stop", "version")
    keys = [line.stop.pk for line in meeting_page(request.actor, meeting_id).lines]
    if stop_id not in keys:
        raise Http404(stop_id)
    at = keys.index(stop_id)
    to = max(0, at - 1) if request.POST.get("vej") == "op" else min(len(keys) - 1, at + 1)
    keys.insert(to, keys.pop(at))
    actions.order(actor=request.actor, meeting=meeting, seen=seen, stops=keys)
    return redirect("agenda:meeting", meeting_id)


@operation("agenda.meeting_send", "GET", "POST")
def send(request: Request, meeting_id: int) -> HttpResponse:
    """Send an agenda: what stops it is shown, each with a field for why it is sent all the same."""
    found = meeting_page(request.actor, meeting_id)
    meeting = found.meeting
    permissions.check_run(request.actor, meeting.body)
    if meeting.status != MeetingStatus.SENT:
        workflow.MEETING.check("send", meeting.status)
    check_agenda([line.stop for line in found.unsent])
    refused, status = "", 200
    if request.method == "POST":
        form = StepForm(request.POST)
        if not form.is_valid():
            raise BadRequest(meeting_id)
        try:
            actions.send(
                actor=request.actor,
                meeting=meeting,
                seen=form.cleaned_data["version"],
                reasons=_reasons(request, found),
            )
        except StaleWrite:
            raise
        except NotNow as refusal:
            refused, status = refusal.reason, 422
        else:
            messages.success(request, _("Dagsordenen er sendt. Punkterne står nu, som de blev sendt."))
            return redirect("agenda:meeting", meeting_id)
    context = {
        "found": found,
        "meeting": meeting,
        "refused": refused,
        "lines": [
            (line, [(one, _name(line.stop.pk, place), request.POST.get(_name(line.stop.pk, place), ""))
                    for place, one in enumerate(line.stopping)])
            for line in found.unsent
        ],
        "crumbs": meeting_crumbs(meeting, found.body_name, _("Send dagsordenen")),
    }  # fmt: skip
    return render(request, "agenda/send.html", context, status=status)


def _name(stop_id: int, place: int) -> str:
    return f"{_REASON}{stop_id}-{place}"


def _reasons(request: Request, found: MeetingPage) -> dict[tuple[int, str], str]:
    return {
        (line.stop.pk, one.key): request.POST.get(_name(line.stop.pk, place), "")[:MOST_WORDS]
        for line in found.lines
        for place, one in enumerate(line.stopping)
    }


@operation("agenda.meeting_step", "POST")
def step(request: Request, meeting_id: int, step: str) -> HttpResponse:
    """Take a meeting one step on."""
    if step in actions.SENDING or step not in {one.name for one in workflow.MEETING.transitions}:
        raise Http404(step)
    meeting = meeting_of(request.actor, meeting_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.step(actor=request.actor, meeting=meeting, name=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i mødets historik."))
    return redirect("agenda:meeting", meeting_id)


def _two(request: Request, *names: str) -> list[int]:
    found = [whole_number(request.POST.get(name, "")) for name in names]
    if None in found:
        raise BadRequest(", ".join(names))
    return [one for one in found if one is not None]
