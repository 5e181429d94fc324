"""Whom those who hear told what, and when those who haven't answered are reminded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions, policies
from kernespor.foundation.bodies.actions import notices as actions
from kernespor.foundation.bodies.enums import NoticeKind, NoticeWay, PartyKind
from kernespor.foundation.bodies.models import Consultation, Notice, ReminderDays
from kernespor.foundation.bodies.point_forms import AddressForm, DaysForm, RemindersForm
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, consultation_page
from kernespor.foundation.bodies.selectors.notices import (
    addresses,
    coming,
    days_before,
    notices_of,
)
from kernespor.foundation.bodies.selectors.notices import told as told_of
from kernespor.foundation.refusals import StaleWrite


@operation("bodies.told", "GET", "POST")
def told(request: Request, consultation_id: int) -> HttpResponse:
    """Who was told what, and who wasn't and why; an address for one who has none, or all who weren't told."""
    found = _theirs(request, consultation_id)
    if request.method == "POST" and "notice" not in request.POST:
        actions.ask_to_tell(actor=request.actor, consultation=found.row)
        messages.success(request, _("De, der ikke har fået besked, får den om lidt."))
        return redirect("bodies:consultation_told", consultation_id)
    form = AddressForm(request.POST or None)
    if form.is_valid():
        rows = Notice.objects.filter(consultation=found.row).select_related("party")
        notice = get_object_or_404(rows, pk=form.cleaned_data["notice"])
        notice.consultation = found.row
        actions.give_address(actor=request.actor, notice=notice, address=form.cleaned_data["address"])
        messages.success(request, _("Adressen er gemt. Mailen bliver sendt om lidt."))
        return redirect("bodies:consultation_told", consultation_id)
    views = notices_of(found)
    context = {
        "found": found,
        "row": found.row,
        "groups": [
            (kind.label, of_kind)
            for kind in NoticeKind
            if (of_kind := [one for one in views if one.row.kind == kind])
        ],
        "untold": sum(1 for one in views if one.row.way == NoticeWay.NONE),
        "may_tell": policies.can_tell(found.row),
        "form": form,
        "crumbs": _crumbs(found.row, gettext("Besked til de hørte")),
    }
    return render(request, "bodies/told.html", context, status=422 if form.errors else 200)


@operation("bodies.outcome_seen", "POST", audience=Audience.SIGNED_IN, in_own_name=True)
def seen(request: Request, consultation_id: int) -> HttpResponse:
    """Note that one has read what came of a consultation."""
    found = consultation_page(request.actor, consultation_id)
    actions.see(actor=request.actor, consultation=found.row)
    return redirect("bodies:consultation", consultation_id)


@operation("bodies.reminders", "GET", "POST")
def reminders(request: Request, consultation_id: int) -> HttpResponse:
    """When those who haven't answered are reminded, and where those outside are written to."""
    found = _theirs(request, consultation_id)
    row = found.row
    policies.check_remindable(row)
    outside = [
        (party.row.pk, party.name, party.row.address)
        for party in found.parties
        if party.row.kind == PartyKind.OUTSIDE
    ]
    usual = days_before(request.today)
    initial = {
        "as_usual": row.remind_days is None,
        "days": list(usual) if row.remind_days is None else row.remind_days,
        "version": row.version,
        "shown": addresses(row),
    }
    form = RemindersForm(request.POST or None, initial=initial, outside=outside)
    stale = ""
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_reminders(
                actor=request.actor,
                consultation=row,
                seen=data["version"],
                days=None if data["as_usual"] else data["days"],
                shown=data["shown"],
                emails=form.emails(),
            )
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(Consultation.objects.get(pk=consultation_id).version)
            typed["shown"] = addresses(row)
            form = RemindersForm(typed, outside=outside)
        else:
            messages.success(request, _("Gemt."))
            return redirect("bodies:consultation", consultation_id)
    context = {
        "form": form,
        "row": row,
        "stale": stale,
        "theirs": _theirs_now(consultation_id) if stale else None,
        "usual": usual,
        "coming": coming(row, usual, request.today),
        "reminded": told_of(request.actor, found).reminded,
        "crumbs": _crumbs(row, gettext("Påmindelser")),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/reminders.html", context, status=status)


@operation("bodies.reminder_days", "GET", "POST")
def days(request: Request) -> HttpResponse:
    """When the municipality reminds, from which day on, and who decided it."""
    permissions.check_keep_terms(request.actor)
    newest = ReminderDays.objects.believed().order_by("-recorded_at", "-pk").first()
    initial = {"first": request.today, "days": list(days_before(request.today))}
    form = DaysForm(request.POST or None, initial=initial | {"seen": newest.pk if newest else None})
    stale = ""
    if form.is_valid():
        try:
            actions.set_days(actor=request.actor, **form.cleaned_data)
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["seen"] = str(newest.pk) if newest else ""
            form = DaysForm(typed)
        else:
            messages.success(request, _("Gemt."))
            return redirect("bodies:consultation_reminder_days")
    context = {
        "form": form,
        "stale": stale,
        "rows": ReminderDays.objects.believed().order_by("-valid_from"),
        "crumbs": [
            (_("Høringer"), reverse("bodies:consultation_list")),
            (_("Kommunens påmindelser"), ""),
        ],
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/reminder_days.html", context, status=status)


def _theirs(request: Request, consultation_id: int) -> ConsultationPage:
    found = consultation_page(request.actor, consultation_id)
    permissions.check_hear(request.actor, found.row.unit_id)
    return found


def _theirs_now(consultation_id: int) -> dict[str, str]:
    row = Consultation.objects.get(pk=consultation_id)
    days = gettext("som kommunen plejer") if row.remind_days is None else ", ".join(map(str, row.remind_days))
    outside = row.parties.filter(kind=PartyKind.OUTSIDE).order_by("pk")
    return {"days": days, "addresses": ", ".join(outside.values_list("address", flat=True))}


def _crumbs(row: Consultation, last: str) -> list[tuple[object, str]]:
    way = (row.title, reverse("bodies:consultation", args=[row.pk]))
    return [(_("Høringer"), reverse("bodies:consultation_list")), way, (last, "")]
