"""Minutes: who took part, what was decided item by item, and minutes that come back from elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.reader import read_lines
from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import meetings as meeting_actions
from kernespor.domains.agenda.actions import minutes as actions
from kernespor.domains.agenda.enums import Presence
from kernespor.domains.agenda.forms import AttendanceForm, DecideForm, MatchForm
from kernespor.domains.agenda.policies import check_minutes_open, check_undecided
from kernespor.domains.agenda.selectors.meetings import MeetingPage, meeting_page
from kernespor.domains.agenda.selectors.minutes import Match, matches, person_in
from kernespor.domains.agenda.views.frames import item_crumbs, meeting_crumbs, meeting_of, stop_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, Named
from kernespor.foundation.bodies.selectors.decisions import DecisionQuery, decisions
from kernespor.foundation.bodies.selectors.members import Seat, members_on
from kernespor.foundation.bodies.selectors.minutes import absent_choices, seat_key
from kernespor.foundation.bodies.views.decisions import dissents_in, facts_in
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.fields import whole_number

MOST_MATCHES = 200


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


@operation("agenda.minutes_read", "GET", "POST")
def read(request: Request, meeting_id: int) -> HttpResponse:
    """Read the minutes of a meeting: each decision finds its item, the doubtful ones are asked."""
    found = meeting_page(request.actor, meeting_id)
    permissions.check_run(request.actor, found.meeting.body)
    check_minutes_open(found.meeting)
    if "number" in request.POST:
        return _record(request, found)
    upload = DocumentForm(request.POST or None, request.FILES or None)
    told: list[Match] = []
    if upload.is_valid():
        document = upload.read()
        if document is not None:
            known = decisions(request.actor, DecisionQuery(body_id=found.meeting.body_id))
            told = matches(read_lines(document.lines), found.meeting, found.lines, known)
            if not told:
                words = gettext("Vi fandt ingen beslutning af {body} den dag i filen.")
                upload.add_error("document", words.format(body=found.body_name))
    forms = [(one, _match_form(found, place, one)) for place, one in enumerate(told[:MOST_MATCHES])]
    return _read_page(request, found, forms, upload)


def _read_page(
    request: Request, found: MeetingPage, forms: list[Any], upload: DocumentForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "meeting": found.meeting,
        "forms": forms,
        "upload": upload,
        "crumbs": meeting_crumbs(found.meeting, found.body_name, _("Læs referatet")),
    }
    wrong = upload is not None and bool(upload.errors)
    return render(request, "agenda/minutes_read.html", context, status=422 if wrong else status)


def _stops(found: MeetingPage) -> list[tuple[int, str]]:
    return [(line.stop.pk, f"{line.number}. {line.item.title}") for line in found.undecided]


def _match_form(found: MeetingPage, place: int, one: Match) -> MatchForm:
    initial = {
        "stop": one.line.stop.pk if one.line and one.certain else "",
        "outcome": one.outcome,
        "title": one.found.item.title or gettext("Uden overskrift"),
        "case_number": one.found.item.case_number,
        "words": one.found.words,
        "absent": "\n".join(one.found.absent),
        "dissent": "\x1e".join(one.found.dissent),
        "disqualified": "\n".join(one.found.disqualified),
    }
    return MatchForm(stops=_stops(found), prefix=f"d{place}", initial=initial)


def _record(request: Request, found: MeetingPage) -> HttpResponse:
    """Record every decision that was matched, all of them or none."""
    number = whole_number(request.POST["number"])
    if number is None or number > MOST_MATCHES:
        raise BadRequest(found.meeting.pk)
    forms = [MatchForm(request.POST, stops=_stops(found), prefix=f"d{place}") for place in range(number)]
    valid = not [form for form in forms if not form.is_valid()]
    chosen = [form.cleaned_data["stop"] for form in forms if valid and form.cleaned_data["stop"]]
    if valid and len(set(chosen)) < len(chosen):
        forms[0].add_error(None, gettext("To beslutninger hører til samme punkt. Vælg et andet til den ene."))
        valid = False
    if not valid:
        return _read_page(request, found, [(None, form) for form in forms], None, status=422)
    stops = {line.stop.pk: line.stop for line in found.lines}
    seats = members_on(found.meeting.body_id, found.meeting.on)
    told = [
        (stops[form.cleaned_data["stop"]], _facts(form, found, seats), _left(form, seats))
        for form in forms
        if form.cleaned_data["stop"]
    ]
    actions.decide_all(actor=request.actor, made=told)
    messages.success(request, _("Beslutningerne er ført ind og hører nu til deres punkter."))
    return redirect(reverse("agenda:meeting", args=[found.meeting.pk]))


def _facts(form: MatchForm, found: MeetingPage, seats: list[Seat]) -> DecisionFacts:
    data = form.cleaned_data
    dissent = [words for words in data["dissent"].split("\x1e") if words.strip()]
    return DecisionFacts(
        on=found.meeting.on,
        case_title=data["title"],
        words=data["words"],
        outcome=data["outcome"],
        case_number=data["case_number"],
        absent=tuple(
            Named(name.strip()[:200], person_in(seats, name))
            for name in data["absent"].splitlines()
            if name.strip()
        ),
        dissent=tuple(_dissent(words, seats) for words in dissent),
    )


def _left(form: MatchForm, seats: list[Seat]) -> list[meeting_actions.Attended]:
    names = dict.fromkeys(
        name.strip()[:200] for name in form.cleaned_data["disqualified"].splitlines() if name.strip()
    )
    return [meeting_actions.Attended(name, person_id=person_in(seats, name)) for name in names]


def _dissent(words: str, seats: list[Seat]) -> Named:
    seat = next((one for one in seats if one.name.casefold() in words.casefold()), None)
    return Named(seat.name if seat else gettext("Ikke nævnt"), seat.person_id if seat else None, words)
