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

from kernespor.domains.agenda import permissions, workflow
from kernespor.domains.agenda.actions import items as actions
from kernespor.domains.agenda.enums import ENDED
from kernespor.domains.agenda.forms import StepForm
from kernespor.domains.agenda.models import ItemVersion
from kernespor.domains.agenda.policies import is_late
from kernespor.domains.agenda.selectors.brief import brief_of
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
from kernespor.domains.agenda.views.frames import item_crumbs
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.bodies.models import Consultation
from kernespor.foundation.bodies.selectors.points import changes_of
from kernespor.foundation.objects import ref_of
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number

SHOWS = ((GOING, _("Undervejs")), (MINE, _("Mine")), (OVER, _("Afsluttede")), (ALL, _("Alle")))
SUSPENDABLE = (BodyKind.COMMITTEE.value, BodyKind.FINANCE.value)  # whose decisions a member can suspend


@operation("agenda.items")
def item_list(request: Request) -> HttpResponse:
    """The items that the reader may see, those that are treated soonest first."""
    query = query_of(request)
    chosen = tables.words(query.words)
    context = {
        "pages": tables.pages(items(request.actor, query), request.GET),
        "query": query,
        "tabs": tables.tabs(request.GET, SHOWS, query.show),
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
    item = found.item
    going = item.status not in ENDED
    context = {
        "found": found,
        "item": item,
        "crumbs": item_crumbs(item),
        "steps": _steps(request, found),
        "may_edit": found.writes and going,
        "suspendable": SUSPENDABLE,
        "meetings": _meetings(request, found) if going else [],
        "to_build_on": consultations_to_build_on(request.actor, found) if found.writes and going else [],
    }
    return render(request, "agenda/item.html", context)


def _steps(request: Request, found: ItemPage) -> list[Any]:
    """Return the steps that the reader may take by hand: sending and deciding happen at meetings."""
    steps = [step for step in workflow.ITEM.from_status(found.item.status) if step.name not in _AT_MEETINGS]
    may_approve = permissions.can_approve(request.actor, found.item)
    return [step for step in steps if (may_approve if step.name == "approve" else found.writes)]


_AT_MEETINGS = frozenset({"send", "send_unapproved", "decide"})


def _meetings(request: Request, found: ItemPage) -> list[tuple[Any, list[Any], bool]]:
    """Return the stops that the reader may put on an agenda, each with the meetings to choose among.

    With each whether the deadline for items has passed for any of them.
    """
    waiting = [view for view in found.stops if not view.where and (found.writes or view.runs)]
    coming = coming_of({view.stop.body_id for view in waiting}, request.today) if waiting else {}
    return [
        (view, choices, any(is_late(one, request.today) for one in choices))
        for view in waiting
        if (choices := coming.get(view.stop.body_id, []))
    ]


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
        "heard": [one for one in changes_of(request.actor, ref_of(found.item)) if one.edition == number],
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
    context = {
        "found": found,
        "item": found.item,
        "brief": brief_of(found),
        "crumbs": item_crumbs(found.item, _("Kort fortalt")),
    }
    return render(request, "agenda/brief.html", context)
