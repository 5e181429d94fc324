"""The pages that answer what a person may do and since when, and who may see an object and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import objects
from kernespor.foundation.access import actions, permissions, policies
from kernespor.foundation.access.forms import InvitationForm, SearchForm
from kernespor.foundation.access.models import Invitation
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.person import person_access
from kernespor.foundation.access.registry import guard_of, openness_of, rule_of
from kernespor.foundation.access.request import Request
from kernespor.foundation.access.selectors import invitations_in, seats
from kernespor.foundation.access.who import MOST_FOUND, readers_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, reason_against
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel

MOST_NAMES = 60


@operation("access.person")
def person(request: Request, person_id: int) -> HttpResponse:
    """What a person may do, and since when."""
    found = person_access(request.actor, get_object_or_404(Person, pk=person_id))
    crumbs = [
        (_("Organisation"), reverse("organisation:page")),
        (found.person.name, reverse("organisation:person", args=[person_id])),
        (_("Adgang"), ""),
    ]
    return render(request, "access/person.html", {"found": found, "crumbs": crumbs})


@operation("access.object")
def object_page(request: Request, slug: str, pk: int) -> HttpResponse:
    """Who may see an object, and why."""
    return _page(request, objects.fetch(request.actor, slug, pk))


@operation("access.object_excel")
def object_excel(request: Request, slug: str, pk: int) -> HttpResponse:
    """Everyone who may see an object, with the ground, as a workbook."""
    row = objects.fetch(request.actor, slug, pk)
    found = readers_of(row, request.today)
    heads = [ExportColumn(gettext("Navn")), ExportColumn(gettext("Titel")), ExportColumn(gettext("Enhed"))]
    lines = [(one.name, one.title, one.unit, one.ground) for one in (found.who_may if found else ())]
    content = excel(gettext("Hvem kan se dette"), [*heads, ExportColumn(gettext("Grund"))], lines)
    return download(content, EXCEL, f"hvem-kan-se-{slug}-{pk}.xlsx")


@operation("access.invite", "POST")
def invite(request: Request, slug: str, pk: int) -> HttpResponse:
    """Let someone more read an object."""
    row = objects.fetch(request.actor, slug, pk)
    form = _invitation_form(request, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(
                actor=request.actor,
                row=row,
                why=data["why"],
                person=get_object_or_404(Person, pk=int(data["person"])) if data["person"] else None,
                unit=get_object_or_404(Unit, pk=int(data["unit"])) if data["unit"] else None,
                last=data["last"],
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    else:
        permissions.check_invite(request.actor, row)
    if form.errors:
        return _page(request, row, form=form, status=422)
    messages.success(request, _("Invitationen er givet. Den står i historikken."))
    return redirect("access:object", slug, pk)


@operation("access.withdraw", "POST")
def withdraw(request: Request, slug: str, pk: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    row = objects.fetch(request.actor, slug, pk)
    ref = objects.ref_of(row)
    found = get_object_or_404(Invitation, pk=invitation_id, kind=ref.kind, object_id=ref.pk)
    actions.withdraw(actor=request.actor, row=row, invitation=found)
    messages.success(request, _("Invitationen er trukket tilbage."))
    return redirect("access:object", slug, pk)


def _invitation_form(request: Request, data: Any = None) -> InvitationForm:
    persons = [(str(key), name) for key, name in persons_to_choose(request.today)]
    units = [(str(node.unit_id), node.name) for _depth, node in tree_on(request.today).walk()]
    return InvitationForm(data, persons=persons, units=units)


def _page(
    request: Request, row: Any, *, form: InvitationForm | None = None, status: int = 200
) -> HttpResponse:
    kind = objects.of(row._meta.label_lower)
    card, guard = kind.card(row), guard_of(row)
    about = guard.about(row) if guard else row
    above = objects.card_of(about) if about is not row else None
    search_form = SearchForm(request.GET)
    search = search_form.search()
    readers = readers_of(row, request.today)
    takes = above is None and policies.can_take_invitations(row)
    may_invite = takes and permissions.can_invite(request.actor, row)
    context = {
        "card": card,
        "kind": kind,
        "above": above,
        "above_slug": objects.of(above.ref.kind).slug if above else "",
        "openness": openness_of(row),
        "rule": rule_of(row),
        "ground": kind.ground(request.actor, row),
        "readers": readers,
        "search_form": search_form,
        "search": search,
        "matches": readers.find(search) if readers else [],
        "most_names": MOST_NAMES,
        "most_found": MOST_FOUND,
        "takes": takes,
        "invitations": _invitations(row, request) if takes else [],
        "may_invite": may_invite,
        "why_not": reason_against(permissions.check_invite, request.actor, row) if takes else "",
        "form": form or (_invitation_form(request) if may_invite else None),
        "crumbs": [(kind.plural, ""), (card.title, card.url), (_("Hvem kan se dette?"), "")],
    }
    return render(request, "access/object.html", context, status=status)


def _invitations(row: Any, request: Request) -> list[tuple[Invitation, str]]:
    """Return the invitations in force, each with whom it is to."""
    ref, tree, known = objects.ref_of(row), tree_on(request.today), seats()
    found = []
    for one in invitations_in(ref.kind, ref.pk, request.today):
        if one.person:
            whom = one.person.name
        elif one.unit_id:
            whom = gettext("Alle med en rolle i {unit}").format(unit=tree.name(one.unit_id))
        else:
            whom = known.name(one.body_id) if known and one.body_id else ""
        found.append((one, whom))
    return found
