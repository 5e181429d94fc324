"""Minutes that come back from elsewhere: each decision finds what it is of, the doubtful ones are asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions.items import ItemFacts
from kernespor.domains.agenda.actions.meetings import Attended
from kernespor.domains.agenda.actions.minutes_in import Told, take_in
from kernespor.domains.agenda.forms.minutes_in import (
    LEFT_OUT,
    NEW,
    MatchForm,
    MinutesForm,
    OccasionForm,
    match_form,
)
from kernespor.domains.agenda.models import AgendaItem
from kernespor.domains.agenda.policies import check_minutes_open, check_once, check_some, check_waits
from kernespor.domains.agenda.selectors.meetings import run_by
from kernespor.domains.agenda.selectors.minutes import (
    STOP,
    Match,
    Occasion,
    beside,
    matches,
    occasion_of,
    person_in,
    waiting_stops,
)
from kernespor.domains.agenda.views.frames import meeting_crumbs, meeting_of
from kernespor.foundation import objects
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, Named
from kernespor.foundation.bodies.selectors.members import Seat, members_on
from kernespor.foundation.bodies.selectors.minutes import bodies_named, days_in
from kernespor.foundation.bodies.selectors.subjects import ref_at
from kernespor.foundation.refusals import NotNow

MOST_MATCHES = 200


@operation("agenda.minutes_read", "GET", "POST")
def read(request: Request, meeting_id: int) -> HttpResponse:
    """Read the minutes of a meeting."""
    meeting = meeting_of(request.actor, meeting_id)
    permissions.check_run(request.actor, meeting.body)
    check_minutes_open(meeting)
    return _page(request, Occasion(meeting.body, meeting.body_name, meeting.on, meeting))


@operation("agenda.minutes_in", "GET", "POST")
def read_new(request: Request) -> HttpResponse:
    """Read minutes of whatever meeting they are: it is made where it isn't here."""
    permissions.check_run_some(request.actor)
    return _page(request, None)


def _page(request: Request, occasion: Occasion | None) -> HttpResponse:
    if "occasion" in request.POST:
        return _record(request, occasion)
    bodies = [] if occasion else run_by(request.actor)
    upload = MinutesForm(request.POST or None, request.FILES or None, bodies=bodies)
    if occasion:
        del upload.fields["body"], upload.fields["on"]
    document = upload.read() if upload.is_valid() else None
    reading = read_lines(document.lines) if document else None
    if reading is None:
        return _shown(request, occasion, upload=upload)
    found = occasion or _occasion(request, reading, upload, bodies)
    told = matches(request.actor, reading, found) if found else []
    if found and not told:
        words = gettext("Vi fandt ingen beslutning af {body} den dag i filen.")
        upload.add_error("document", words.format(body=found.body_name))
    if len(told) > MOST_MATCHES:
        upload.add_error("document", gettext("Filen har flere end 200 beslutninger. Del den i to."))
    if upload.errors or found is None:
        return _shown(request, occasion, upload=upload)
    return _asked(request, occasion, found, reading, told)


def _occasion(
    request: Request, reading: AgendaReading, upload: MinutesForm, bodies: list[tuple[int, str]]
) -> Occasion | None:
    """Return the meeting that minutes are of; where they don't say it plainly, the form asks."""
    data = upload.cleaned_data
    keys = {data["body"]} if data["body"] else bodies_named(reading, [key for key, _name in bodies])
    days = {data["on"]} if data["on"] else days_in(reading)
    if len(keys) != 1:
        upload.add_error(
            "body", gettext("Det fremgår ikke, hvilket udvalg det er. Vælg det, og vælg filen igen.")
        )
    if len(days) != 1:
        upload.add_error(
            "on", gettext("Det fremgår ikke, hvilken dag mødet var. Skriv den, og vælg filen igen.")
        )
    if upload.errors:
        return None
    try:
        return occasion_of(request.actor, keys.pop(), days.pop())
    except NotNow as refusal:
        upload.add_error("document", refusal.reason)
        return None


def _asked(
    request: Request, occasion: Occasion | None, found: Occasion, reading: AgendaReading, told: list[Match]
) -> HttpResponse:
    """Show what each decision is of, with what else the file tells that isn't recorded here."""
    waiting = [
        (f"{STOP}{stop.pk}", stop.item.title)
        for stop in waiting_stops(request.actor, found.body.pk)
        if found.meeting and stop.meeting_id == found.meeting.pk
    ]
    new = [one for one in told if not one.is_recorded]
    taken = {one.answer.certain.key for one in new if one.answer.certain}
    free = [pair for pair in waiting if pair[0] not in taken]
    seen = found.meeting.version if found.meeting else 0
    kept = OccasionForm.told(found.body.pk, found.on, seen, len(new))
    return _shown(
        request,
        occasion or found,
        forms=[(one, match_form(place, one, free)) for place, one in enumerate(new)],
        kept=OccasionForm(initial={"occasion": kept}),
        recorded=[one for one in told if one.is_recorded],
        beside=beside(reading, found),
    )


def _shown(
    request: Request,
    occasion: Occasion | None,
    *,
    upload: MinutesForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    crumbs = [(_("Møder"), reverse("agenda:meetings")), (_("Læs et referat ind"), "")]
    if occasion and occasion.meeting:
        crumbs = meeting_crumbs(occasion.meeting, occasion.body_name, _("Læs referatet"))
    context = {"occasion": occasion, "upload": upload, "crumbs": crumbs, **more}
    wrong = upload is not None and bool(upload.errors)
    return render(request, "agenda/minutes_read.html", context, status=422 if wrong else status)


def _record(request: Request, occasion: Occasion | None) -> HttpResponse:
    """Record every decision that was matched, all of them or none."""
    kept = OccasionForm(request.POST)
    said = kept.cleaned_data["occasion"] if kept.is_valid() else {}
    if not said or not said["number"]:
        raise BadRequest("occasion")
    on = dt.date.fromisoformat(said["on"])
    found = occasion or occasion_of(request.actor, said["body"], on)
    if (found.body.pk, found.on) != (said["body"], on):
        raise BadRequest("occasion")
    forms = [MatchForm(request.POST, prefix=f"d{place}") for place in range(said["number"])]
    if all([form.is_valid() for form in forms]):  # noqa: C419 - each of them says what is wrong with it
        try:
            told = _told(request, found, forms)
            meeting = take_in(
                actor=request.actor,
                body=found.body,
                on=found.on,
                meeting=found.meeting,
                seen=said["seen"],
                told=told,
            )
        except NotNow as refusal:
            forms[0].add_error(None, refusal.reason)
        else:
            messages.success(request, _("Beslutningerne er ført ind og hører nu til deres punkter."))
            return redirect("agenda:meeting", meeting.pk)
    return _shown(request, found, forms=[(None, form) for form in forms], kept=kept, status=422)


def _told(request: Request, found: Occasion, forms: list[MatchForm]) -> list[Told]:
    """Return what is to be recorded, each with what it is of. Raises Refusal, or Http404."""
    seats = members_on(found.body.pk, found.on)
    waiting = {f"{STOP}{stop.pk}": stop for stop in waiting_stops(request.actor, found.body.pk)}
    told = []
    for form in forms:
        of = form.cleaned_data["of"]
        if of == LEFT_OUT:
            continue
        one = Told(_facts(form, found, seats), _words(form), disqualified=_left(form, seats))
        if of.startswith(STOP):
            check_waits(of in waiting)
            one = replace(one, stop=waiting[of])
        elif of != NEW:
            row = _row_at(request, of)
            is_item = isinstance(row, AgendaItem)
            one = replace(one, item=row if is_item else None, about=None if is_item else objects.ref_of(row))
        told.append(one)
    check_once([one.stop.pk for one in told if one.stop])
    check_some(told)
    return told


def _row_at(request: Request, key: str) -> Any:
    """Return the object that a form names. Raises Http404 or NotPermitted."""
    ref = ref_at(key)
    if ref is None:
        raise Http404(key)
    return objects.fetch(request.actor, objects.of(ref.kind).slug, ref.pk)


def _words(form: MatchForm) -> ItemFacts:
    """Return what the minutes say of the item."""
    data = form.cleaned_data
    said = data["told"]["item"]
    pairs = tuple((heading, text) for heading, text in said["sections"])
    openness = Openness.CLOSED if data["closed"] else Openness.OPEN
    return ItemFacts(title=data["told"]["title"], openness=openness, **said | {"sections": pairs})


def _facts(form: MatchForm, found: Occasion, seats: list[Seat]) -> DecisionFacts:
    said = form.cleaned_data["told"]
    return DecisionFacts(
        on=found.on,
        case_title=said["title"],
        words=said["words"],
        outcome=form.cleaned_data["outcome"],
        case_number=said["case_number"],
        absent=tuple(Named(name.strip()[:200], person_in(seats, name)) for name in said["absent"]),
        dissent=tuple(_dissent(words, seats) for words in said["dissent"]),
    )


def _left(form: MatchForm, seats: list[Seat]) -> tuple[Attended, ...]:
    """Return who was disqualified in the item, as the minutes name them."""
    names = dict.fromkeys(name.strip()[:200] for name in form.cleaned_data["told"]["disqualified"])
    return tuple(Attended(name, person_id=person_in(seats, name)) for name in names if name)


def _dissent(words: str, seats: list[Seat]) -> Named:
    seat = next((one for one in seats if one.name.casefold() in words.casefold()), None)
    return Named(seat.name if seat else gettext("Ikke nævnt"), seat.person_id if seat else None, words)
