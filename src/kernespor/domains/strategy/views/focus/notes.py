"""Status notes: written from the facts, edited part by part, renewed, finished; and one that is read in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.governing.reader import read_document
from kernespor.domains.strategy.actions.focus import notes as actions
from kernespor.domains.strategy.forms.focus import NoteForm, NoteHeadForm, PartForm, SeenForm
from kernespor.domains.strategy.models import StatusNotePart
from kernespor.domains.strategy.permissions import focus as permissions
from kernespor.domains.strategy.policies import focus as policies
from kernespor.domains.strategy.selectors.focus.notes import note_for, note_page
from kernespor.domains.strategy.selectors.focus.odd import odd_in_note, odd_in_reading
from kernespor.domains.strategy.selectors.focus.sets import set_for
from kernespor.domains.strategy.views.focus.common import crumbs_to, form_page, saved, worded
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import reason_against


@operation("focus.note_new", "GET", "POST")
def new(request: Request, set_id: int) -> HttpResponse:
    """Let a note write itself from the facts of a period."""
    actor = request.actor
    row = set_for(set_id)
    permissions.check_keep_set(actor, row)
    latest = row.notes.order_by("-on").first()
    initial = {
        "title": gettext("Status på »{title}«").format(title=row.title),
        "sender": tree_on(actor.today).name(row.unit_id),
        "since": latest.on if latest else row.starts,
        "on": min(actor.today, row.ends) if row.ends else actor.today,
    }
    form = NoteForm(request.POST or None, initial=initial)
    if form.is_valid():
        note, _stale = saved(form, lambda: actions.write_note(actor=actor, of_set=row, **form.cleaned_data))
        if note is not None:
            messages.success(request, _("Notatet er skrevet. Læs det igennem, og ret det, der skal rettes."))
            return redirect("focus:note", note.pk)
    title = _("Skriv et statusnotat")
    lead = _("Notatet skriver sig fra planer, statusser, beslutninger, forsøg og evalueringer.")
    crumbs = crumbs_to(row, title)
    return form_page(request, form, title=title, lead=lead, crumbs=crumbs, button=_("Skriv notatet"))


@operation("focus.note")
def page(request: Request, note_id: int) -> HttpResponse:
    """The note part by part, with what was made, what a person wrote, and where each sentence was read."""
    actor = request.actor
    note = note_for(actor, note_id)
    why_not = reason_against(permissions.check_keep_set, actor, note.of_set) or reason_against(
        policies.check_note_open, note
    )
    context = {
        "note": note,
        "found": note_page(actor, note),
        "odd": worded(odd_in_note(note)),
        "why_not": why_not,
        "crumbs": crumbs_to(note),
    }
    return render(request, "focus/note.html", context)


@operation("focus.note_part", "GET", "POST")
def part(request: Request, part_id: int) -> HttpResponse:
    """Write in one part of a note."""
    actor = request.actor
    row = _part(request, part_id)
    form = PartForm(request.POST or None, initial={"text": row.text, "version": row.version})
    stale = theirs = ""
    if form.is_valid():
        data = form.cleaned_data
        done, stale = saved(
            form,
            lambda: actions.change_part(actor=actor, part=row, seen=data["version"], text=data["text"]),
        )
        if done is not None:
            messages.success(request, _("Gemt."))
            return redirect(f"{reverse('focus:note', args=[row.note_id])}#afsnit-{row.pk}")
    if stale:
        row = _part(request, part_id)
        theirs = row.text
        typed = request.POST.copy()
        typed["version"] = str(row.version)
        form = PartForm(typed)
        form.is_valid()
    more: dict[str, Any] = {"made": row.made, "wide": "1"}
    crumbs = crumbs_to(row.note, row.heading)
    return form_page(request, form, title=row.heading, crumbs=crumbs, stale=stale, theirs=theirs, **more)


@operation("focus.note_part_back", "POST")
def part_back(request: Request, part_id: int) -> HttpResponse:
    """Let a part say again what was made from the facts."""
    row = _part(request, part_id)
    actions.take_back(actor=request.actor, part=row, seen=_seen(request))
    messages.success(request, _("Afsnittet siger igen det, Kernespor skrev."))
    return redirect(f"{reverse('focus:note', args=[row.note_id])}#afsnit-{row.pk}")


@operation("focus.note_change", "GET", "POST")
def change(request: Request, note_id: int) -> HttpResponse:
    """What a note is called and who it is from."""
    actor = request.actor
    note = note_for(actor, note_id)
    permissions.check_keep_set(actor, note.of_set)
    policies.check_note_open(note)
    initial = {name: getattr(note, name) for name in ("title", "sender", "version")}
    form = NoteHeadForm(request.POST or None, initial=initial)
    stale = theirs = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("version")
        done, stale = saved(form, lambda: actions.change_note(actor=actor, note=note, seen=seen, **data))
        if done is not None:
            messages.success(request, _("Gemt."))
            return redirect("focus:note", note_id)
    if stale:
        note = note_for(actor, note_id)
        theirs = f"{note.title}, {note.sender or '–'}"
        typed = request.POST.copy()
        typed["version"] = str(note.version)
        form = NoteHeadForm(typed)
        form.is_valid()
    title = _("Titel og afsender")
    return form_page(request, form, title=title, crumbs=crumbs_to(note, title), stale=stale, theirs=theirs)


@operation("focus.note_renew", "POST")
def renew(request: Request, note_id: int) -> HttpResponse:
    """Make a note anew from the facts, and keep what a person wrote."""
    note = note_for(request.actor, note_id)
    number = actions.renew(actor=request.actor, note=note, seen=_seen(request))
    words = ngettext(
        "Ét afsnit siger noget nyt. Det, I har skrevet, står der endnu.",
        "%(number)s afsnit siger noget nyt. Det, I har skrevet, står der endnu.",
        number,
    )
    messages.success(request, words % {"number": number} if number else _("Der er ikke noget nyt at sige."))
    return redirect("focus:note", note_id)


@operation("focus.note_finish", "POST")
def finish(request: Request, note_id: int) -> HttpResponse:
    """Say that a note is finished."""
    note = note_for(request.actor, note_id)
    actions.finish(actor=request.actor, note=note, seen=_seen(request))
    messages.success(request, _("Notatet er meldt færdigt. Alle i kommunen kan læse det."))
    return redirect("focus:note", note_id)


@operation("focus.note_read", "GET", "POST")
def read(request: Request, set_id: int) -> HttpResponse:
    """Read somebody's note, and say what in it contradicts itself, or what is known here."""
    row = set_for(set_id)
    permissions.check_keep_set(request.actor, row)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    reading = findings = None
    if form.is_bound and form.is_valid():
        document = form.read()
        if document is not None:
            reading = read_document(document.lines)
            findings = worded(odd_in_reading(row, reading, request.actor.today))
    context = {
        "form": form,
        "row": row,
        "reading": reading,
        "odd": findings,
        "crumbs": crumbs_to(row, _("Læs et notat igennem")),
    }
    return render(request, "focus/note_read.html", context, status=422 if form.errors else 200)


def _part(request: Request, part_id: int) -> StatusNotePart:
    """Return a part of a note that the actor may write in; Http404 or Refusal else."""
    row: StatusNotePart = get_object_or_404(
        StatusNotePart.objects.select_related("note__of_set__unit", "area"), pk=part_id
    )
    permissions.check_read_note(request.actor, row.note)
    permissions.check_keep_set(request.actor, row.note.of_set)
    policies.check_note_open(row.note)
    return row


def _seen(request: Request) -> int:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    version: int = form.cleaned_data["version"]
    return version
