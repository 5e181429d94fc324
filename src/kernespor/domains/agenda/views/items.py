"""Agenda items: the list, one with its way and its review, and the forms that write it."""

from __future__ import annotations

import difflib
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaItem as ReadItem
from kernespor.domains.agenda import permissions, workflow
from kernespor.domains.agenda.actions import items as actions
from kernespor.domains.agenda.enums import ENDED, ItemStatus
from kernespor.domains.agenda.forms import MOST_SECTIONS, ROWS_OF_SECTIONS, ItemForm, StepForm
from kernespor.domains.agenda.models import AgendaItem, ItemVersion
from kernespor.domains.agenda.policies import check_editable
from kernespor.domains.agenda.selectors.items import (
    ALL,
    GOING,
    MINE,
    OVER,
    ItemPage,
    ItemQuery,
    consultations_to_build_on,
    item_page,
    items,
    version_of,
)
from kernespor.domains.agenda.selectors.meetings import coming_of
from kernespor.domains.agenda.views.frames import item_crumbs, own_units
from kernespor.foundation import objects
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.bodies.models import Consultation
from kernespor.foundation.bodies.views.about import asked_about
from kernespor.foundation.bodies.views.decisions import FILL
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.objects import Card
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number

SHOWS = ((GOING, _("Undervejs")), (MINE, _("Mine")), (OVER, _("Afsluttede")), (ALL, _("Alle")))
SUSPENDABLE = (BodyKind.COMMITTEE.value, BodyKind.FINANCE.value)  # whose decisions a member can suspend
_FIELDS = (
    "title", "case_number", "item_type", "theme", "economy", "consultation", "recommendation",
    "alternative_recommendation", "attachments",
)  # fmt: skip


@operation("agenda.items")
def item_list(request: Request) -> HttpResponse:
    """The items that the reader may see, those that are treated soonest first."""
    query = query_of(request)
    chosen = [tables.Chosen("soeg", query.words, f"»{query.words}«")] if query.words else []
    context = {
        "pages": tables.pages(items(request.actor, query), request.GET),
        "query": query,
        "tabs": [
            {"label": label, "url": f"?vis={name}" if name else request.path, "current": name == query.show}
            for name, label in SHOWS
        ],
        "chips": tables.chips(request.GET, chosen),
        "excel_query": request.GET.urlencode(),
        "may_write": permissions.can_write_some(request.actor),
    }
    return render(request, "agenda/_items.html" if request.htmx else "agenda/items.html", context)


def query_of(request: Request) -> ItemQuery:
    """Return what the address asks the list for."""
    show = request.GET.get("vis", "")
    return ItemQuery(show if show in dict(SHOWS) else GOING, request.GET.get("soeg", "")[:100].strip())


@operation("agenda.item")
def page(request: Request, item_id: int) -> HttpResponse:
    """An item: what it says, its way, what is out of order, what the review says."""
    found = item_page(request.actor, item_id)
    actor, item = request.actor, found.item
    going = item.status not in ENDED
    context = {
        "found": found,
        "item": item,
        "crumbs": item_crumbs(item),
        "steps": _steps(request, found),
        "may_edit": found.writes and going,
        "suspendable": SUSPENDABLE,
        "meetings": _meetings(request, found) if going else [],
        "to_build_on": consultations_to_build_on(actor, item) if found.writes and going else [],
    }
    return render(request, "agenda/item.html", context)


def _steps(request: Request, found: ItemPage) -> list[Any]:
    """Return the steps that the reader may take by hand: sending and deciding happen at meetings."""
    steps = [step for step in workflow.ITEM.from_status(found.item.status) if step.name not in _AT_MEETINGS]
    may_approve = permissions.can_approve(request.actor, found.item)
    return [step for step in steps if (may_approve if step.name == "approve" else found.writes)]


_AT_MEETINGS = frozenset({"send", "send_unapproved", "decide"})


def _meetings(request: Request, found: ItemPage) -> list[tuple[Any, list[Any]]]:
    """Return the stops that the reader may put on an agenda, each with the meetings to choose among."""
    waiting = [view for view in found.stops if not view.where]
    return [
        (view, coming_of(view.stop.body_id, request.today))
        for view in waiting
        if permissions.can_lead_on(request.actor, found.item, view.stop.body)
    ]


@operation("agenda.item_new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write a draft of an item."""
    permissions.check_write_some(request.actor)
    about = _about(request)
    if FILL in request.POST:
        return new_page(request, _form(request, dict(request.POST.items()), typed=None))
    form = _form(request, {"unit": _only_unit(request)}, typed=request.POST or None)
    if form.is_valid():
        item = actions.begin(
            actor=request.actor,
            unit=get_object_or_404(Unit, pk=form.cleaned_data["unit"]),
            facts=_facts(form),
            about=[card.ref for card in about],
        )
        messages.success(request, _("Kladden er gemt. Vælg nu de udvalg, der skal behandle punktet."))
        return redirect("agenda:item_way", item.pk)
    return new_page(request, form)


def _only_unit(request: Request) -> int | None:
    units = own_units(request, *permissions.WRITERS)
    return units[0][0] if units else None


def new_page(
    request: Request, form: ItemForm, upload: DocumentForm | None = None, **more: Any
) -> HttpResponse:
    """Return the page on which an item is begun, or read from a file first (`upload`)."""
    wrong = form.errors or (upload and upload.errors)
    context = {
        "form": form,
        "upload": upload or DocumentForm(),
        "about": _about(request),
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
    initial: dict[str, Any] = {name: getattr(item, name) for name in _FIELDS if name != "attachments"}
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
    form = _form(request, _initial(item), typed=request.POST or None, item=item)
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
            messages.success(request, _("Gemt."))
            return redirect("agenda:item", item_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": theirs,
        "remarks": found.remarks,
        "item": item,
        "crumbs": item_crumbs(item, _("Skriv på punktet")),
        "title": _("Skriv på punktet"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "agenda/item_form.html", context, status=status)


def _form(
    request: Request, initial: dict[str, Any], *, typed: Any, item: AgendaItem | None = None
) -> ItemForm:
    units = own_units(request, *permissions.WRITERS)
    if item is not None and item.unit_id not in dict(units):
        units.append((item.unit_id, str(item.unit)))
    names = initial if typed is None else typed
    sections = sum(1 for name in names if name.startswith("heading_"))
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
    names = (*_FIELDS, "urgent", "openness", "subjects", "version")
    return {name: getattr(item, name) for name in names} | _section_initial(item.sections)


def _section_initial(sections: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, (heading, text) in enumerate(sections):
        found |= {f"heading_{place}": heading, f"text_{place}": text}
    return found


def _facts(form: ItemForm) -> actions.ItemFacts:
    data = form.cleaned_data
    return actions.ItemFacts(
        **{name: data[name] for name in _FIELDS},
        sections=form.sections(),
        subjects=tuple(data["subjects"]),
        urgent=data["urgent"],
        openness=data["openness"],
    )


def _about(request: Request) -> list[Card]:
    refs = asked_about(request)
    cards = objects.cards(request.actor, refs)
    return [cards[ref] for ref in refs if ref in cards and cards[ref].kind.stage <= objects.Stage.ITEM]


@operation("agenda.item_move", "POST")
def move(request: Request, item_id: int, step: str) -> HttpResponse:
    """Take an item one step on in its life."""
    known = {one.name for one in workflow.ITEM.transitions} - _AT_MEETINGS
    if step not in known:
        raise Http404(step)
    item = item_page(request.actor, item_id).item
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.move(actor=request.actor, item=item, step=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i punktets historik."))
    return redirect("agenda:item", item_id)


@operation("agenda.item_heard", "POST")
def build_on(request: Request, item_id: int) -> HttpResponse:
    """Say that an item builds on a consultation."""
    item = item_page(request.actor, item_id).item
    pk = whole_number(request.POST.get("hoering", ""))
    if pk is None:
        raise BadRequest(item_id)
    actions.build_on(actor=request.actor, item=item, consultation=get_object_or_404(Consultation, pk=pk))
    messages.success(request, _("Høringen hører nu til punktet. Dens svar tæller med i rækkefølgen."))
    return redirect("agenda:item", item_id)


@operation("agenda.item_dismiss", "POST")
def dismiss(request: Request, item_id: int) -> HttpResponse:
    """Set a remark of the review aside."""
    found = item_page(request.actor, item_id)
    permissions.check_write(request.actor, found.item)
    key = request.POST.get("key", "")
    if key not in {one.key for one in found.remarks}:
        raise Http404(key)
    actions.dismiss(actor=request.actor, item=found.item, key=key, why=request.POST.get("why", "")[:2000])
    messages.success(request, _("Sat til side. Begrundelsen står på punktet."))
    return redirect("agenda:item", item_id)


@operation("agenda.item_version")
def version(request: Request, item_id: int, number: int) -> HttpResponse:
    """An item as it was approved or sent, and what was changed since the version before."""
    found = item_page(request.actor, item_id)
    row = version_of(found.item, number)
    if row is None:
        raise Http404(number)
    before = version_of(found.item, number - 1)
    context = {
        "item": found.item,
        "row": row,
        "before": before,
        "changes": _changes(before, row) if before else [],
        "attachments": [line for line in row.attachments.splitlines() if line.strip()],
        "crumbs": item_crumbs(found.item, gettext("Udgave {number}").format(number=number)),
    }
    return render(request, "agenda/version.html", context)


def _changes(before: ItemVersion, after: ItemVersion) -> list[tuple[str, list[str], list[str]]]:
    """Return what differs between two versions: the part, the lines that went, the lines that came."""
    found = []
    for label, old, new in zip(_part_names(), _parts(before), _parts(after), strict=True):
        lines = list(difflib.ndiff(old, new))
        gone = [line[2:] for line in lines if line.startswith("- ")]
        come = [line[2:] for line in lines if line.startswith("+ ")]
        if gone or come:
            found.append((label, gone, come))
    return found


def _part_names() -> list[str]:
    return [
        gettext("Overskrift"), gettext("Sagsnummer"), gettext("Tema"), gettext("Sagsfremstilling"),
        gettext("Økonomi"), gettext("Høring og dialog"), gettext("Indstilling"),
        gettext("Alternativ indstilling"), gettext("Bilag"),
    ]  # fmt: skip


def _parts(row: ItemVersion) -> list[list[str]]:
    told = [f"{heading}\n{text}".strip() for heading, text in row.sections]
    texts = (
        row.title, row.case_number, row.theme, "\n".join(told), row.economy, row.consultation,
        row.recommendation, row.alternative_recommendation, row.attachments,
    )  # fmt: skip
    return [[line for line in text.splitlines() if line.strip()] for text in texts]


@operation("agenda.item_brief")
def brief(request: Request, item_id: int) -> HttpResponse:
    """Half a page for one who has little time: what, why, what it costs, who was heard, what is proposed."""
    found = item_page(request.actor, item_id)
    item = found.item
    why = next((text for _heading, text in item.sections if text.strip()), "")
    context = {
        "found": found,
        "item": item,
        "why": why.split("\n\n")[0],
        "costs": item.economy.split("\n\n")[0],
        "crumbs": item_crumbs(item, _("Kort fortalt")),
    }
    return render(request, "agenda/brief.html", context)
