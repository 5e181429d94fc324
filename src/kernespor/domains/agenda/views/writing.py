"""Writing agenda items: begun, read from a document, written anew, with good advice while one writes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaItem as ReadItem
from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import items as actions
from kernespor.domains.agenda.actions.gatherings import begin_from
from kernespor.domains.agenda.calculations import remarks_on
from kernespor.domains.agenda.enums import ItemStatus
from kernespor.domains.agenda.forms import ITEM_FIELDS, MOST_SECTIONS, ROWS_OF_SECTIONS, ItemForm
from kernespor.domains.agenda.models import AgendaItem, MeetingNote
from kernespor.domains.agenda.policies import check_editable
from kernespor.domains.agenda.registrations.drafts import CHANGED_ITEM, NEW_ITEM
from kernespor.domains.agenda.selectors.gatherings import note_of
from kernespor.domains.agenda.selectors.items import item_page
from kernespor.domains.agenda.views.frames import item_crumbs, own_units
from kernespor.foundation import objects
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.views.about import asked_about
from kernespor.foundation.bodies.views.decisions import FILL
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import Box, box
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.objects import Card, ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui.fields import whole_number


@operation("agenda.item_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write a draft of an item."""
    permissions.check_write_some(request.actor)
    about = _about(request)
    if FILL in request.POST:
        return new_page(request, _form(request, dict(request.POST.items()), typed=None))
    source = _note(request)
    draft = _new_draft(request, about)
    initial = _noted(source) if source else draft.fields
    form = _form(request, {"unit": _only_unit(request)} | initial, typed=request.POST or None)
    if form.is_valid():
        told: dict[str, Any] = {
            "actor": request.actor,
            "unit": get_object_or_404(Unit, pk=form.cleaned_data["unit"]),
            "facts": _facts(form),
            "about": [card.ref for card in about],
        }
        item = begin_from(**told, source=source) if source else actions.begin(**told)
        if "draft_form" in request.POST:  # a form that was filled from a document may leave a draft lying
            drafts.forget(actor=request.actor, form=NEW_ITEM, ref=draft.ref)
        messages.success(request, _("Kladden er gemt. Vælg nu de udvalg, der skal behandle punktet."))
        return redirect("agenda:item_way", item.pk)
    # What is written out of a note keeps no draft: it would lie under another form's name.
    return new_page(request, form, draft=None if source else draft, note=source)


def _note(request: Request) -> MeetingNote | None:
    """Return the note that an item is written out of, where the address or the form names one."""
    asked = request.POST.get("note") or request.GET.get("note", "")
    pk = whole_number(asked)
    found = note_of(request.actor, pk) if pk is not None else None
    if asked and found is None:
        raise Http404(asked)
    return found


def _noted(source: MeetingNote) -> dict[str, Any]:
    title, _mark, _rest = source.words.partition("\n")
    return {"title": title[:300], "heading_0": "", "text_0": source.words}


def _new_draft(request: Request, about: list[Card]) -> Box:
    return box(request.actor, NEW_ITEM, str(about[0].ref) if about else "")


def _only_unit(request: Request) -> int | None:
    units = own_units(request, *permissions.WRITERS)
    return units[0][0] if units else None


def new_page(
    request: Request, form: ItemForm, upload: DocumentForm | None = None, **more: Any
) -> HttpResponse:
    """Return the page on which an item is begun, or read from a file first (`upload`)."""
    wrong = form.errors or (upload and upload.errors)
    about = _about(request)
    if "draft" not in more:  # filled from a document: what lies unsent already is never overwritten
        lying = _new_draft(request, about)
        more["draft"] = None if lying.pk else lying
    context = {
        "form": form,
        "upload": upload or DocumentForm(),
        "about": about,
        "crumbs": item_crumbs(last=_("Nyt punkt")),
        "title": _("Nyt dagsordenspunkt"),
        **more,
    }
    return render(request, "agenda/item_form.html", context, status=422 if wrong else 200)


@operation("agenda.item_read", "POST")
def read(request: Request) -> HttpResponse:
    """Read a document: one item fills the form, several are shown to choose from."""
    permissions.check_write_some(request.actor)
    upload = DocumentForm(request.POST, request.FILES)
    document = upload.read() if upload.is_valid() else None
    reading = read_lines(document.lines) if document else None
    if document is None or reading is None or not reading.items:
        if document is not None:
            upload.add_error("document", gettext("Vi fandt intet dagsordenspunkt i filen."))
        return new_page(request, _form(request, {}, typed=None), upload)
    forms = [(item, _form(request, _read_initial(request, item), typed=None)) for item in reading.items]
    if len(forms) == 1:
        return new_page(request, forms[0][1], name=document.name, findings=reading.findings)
    context = {
        "found": forms,
        "name": document.name,
        "fill": FILL,
        "crumbs": item_crumbs(last=_("Vælg et punkt")),
    }
    return render(request, "agenda/item_choose.html", context)


def _read_initial(request: Request, item: ReadItem) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(item, name) for name in ITEM_FIELDS if name != "attachments"}
    initial |= {
        "unit": _only_unit(request),
        "attachments": "\n".join(item.attachments),
        "openness": Openness.CLOSED.value if item.closed else Openness.OPEN.value,
    }
    return initial | _section_initial([(one.heading, one.text) for one in item.sections])


@operation("agenda.item_change", "GET", "POST")
def change(request: Request, item_id: int) -> HttpResponse:
    """Write an item anew."""
    found = item_page(request.actor, item_id)
    item = found.item
    permissions.check_write(request.actor, item)
    check_editable(item)
    draft = box(request.actor, CHANGED_ITEM, str(ref_of(item)))
    form = _form(request, draft.fields or _initial(item), typed=request.POST or None, item=item)
    stale, theirs = "", item
    if form.is_valid():
        data = form.cleaned_data
        if data["version"] is None:
            raise BadRequest(item_id)
        try:
            actions.change_item(
                actor=request.actor,
                item=item,
                seen=data["version"],
                facts=_facts(form),
                why=data.get("why", ""),
            )
        except StaleWrite as refusal:
            stale, theirs = refusal.reason, AgendaItem.objects.get(pk=item_id)
            typed = request.POST.copy()
            typed["version"] = str(theirs.version)
            form = _form(request, {}, typed=typed, item=item)
        except NotNow as refusal:
            form.add_error("why" if "why" in form.fields else None, refusal.reason)
        else:
            drafts.forget(actor=request.actor, form=CHANGED_ITEM, ref=draft.ref)
            messages.success(request, _("Gemt."))
            return redirect("agenda:item", item_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": theirs,
        "remarks": found.review(_written(draft.fields)) if draft.fields else found.remarks,
        "item": item,
        "draft": draft,
        "crumbs": item_crumbs(item, _("Skriv på punktet")),
        "title": _("Skriv på punktet"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "agenda/item_form.html", context, status=status)


@operation("agenda.item_review", "POST")
def review(request: Request) -> HttpResponse:
    """Good advice on what stands in the form, saved or not. Nothing is written."""
    permissions.check_write_some(request.actor)
    words = _written(request.POST.dict())
    context: dict[str, Any] = {"remarks": remarks_on(words, None)}
    pk = whole_number(request.POST.get("punkt", ""))
    if pk is not None:
        found = item_page(request.actor, pk)
        permissions.check_write(request.actor, found.item)
        context = {"remarks": found.review(words), "item": found.item}
    return render(request, "agenda/_remarks.html", context)


def _written(sent: Any) -> AgendaItem:
    """Return an item, in no table, with the words of a form as they were sent."""
    told = {name: str(sent.get(name, "")).replace("\r\n", "\n") for name in ITEM_FIELDS}
    places = [name.removeprefix("heading_") for name in sent if name.startswith("heading_")]
    sections = [
        [str(sent.get(f"{part}_{place}", "")).replace("\r\n", "\n") for part in ("heading", "text")]
        for place in places[: MOST_SECTIONS + ROWS_OF_SECTIONS]
    ]
    return AgendaItem(**told, sections=[pair for pair in sections if any(one.strip() for one in pair)])


def _form(
    request: Request, initial: dict[str, Any], *, typed: Any, item: AgendaItem | None = None
) -> ItemForm:
    units = own_units(request, *permissions.WRITERS)
    if item is not None and item.unit_id not in dict(units):
        units.append((item.unit_id, str(item.unit)))
    names = initial if typed is None else typed
    told = [name for name in names if name.startswith(("heading_", "text_")) and (typed or names[name])]
    sections = max((int(name.rpartition("_")[2]) + 1 for name in told), default=0)
    form = ItemForm(
        typed,
        initial=initial,
        units=units,
        sections=max(1, min(sections, MOST_SECTIONS) - (ROWS_OF_SECTIONS if typed is not None else 0)),
        needs_why=item is not None and item.status != ItemStatus.DRAFT,
    )
    if item is not None:
        del form.fields["unit"]
    return form


def _initial(item: AgendaItem) -> dict[str, Any]:
    names = (*ITEM_FIELDS, "urgent", "openness", "subjects", "version")
    return {name: getattr(item, name) for name in names} | _section_initial(item.sections)


def _section_initial(sections: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, (heading, text) in enumerate(sections):
        found |= {f"heading_{place}": heading, f"text_{place}": text}
    return found


def _facts(form: ItemForm) -> actions.ItemFacts:
    data = form.cleaned_data
    return actions.ItemFacts(
        **{name: data[name] for name in ITEM_FIELDS},
        sections=form.sections(),
        subjects=tuple(data["subjects"]),
        urgent=data["urgent"],
        openness=data["openness"],
    )


def _about(request: Request) -> list[Card]:
    refs = asked_about(request)
    cards = objects.cards(request.actor, refs)
    return [cards[ref] for ref in refs if ref in cards and cards[ref].kind.stage <= objects.Stage.ITEM]
