"""What the pages of this part share: ways back, units, bodies and persons to choose among."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.models import AgendaItem, ItemStop, Mandate, Meeting
from kernespor.domains.agenda.permissions import readable_items
from kernespor.domains.agenda.selectors.meetings import meeting_rows
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui.templatetags.danish import long_date

Crumbs = list[tuple[Any, str]]


def item_crumbs(item: AgendaItem | None = None, last: Any = "") -> Crumbs:
    """Return the way to an item, or to a page beneath it."""
    found: Crumbs = [(_("Sager"), reverse("agenda:items"))]
    if item is not None:
        found.append((item.title, reverse("agenda:item", args=[item.pk]) if last else ""))
    return [*found, (last, "")] if last else found


def meeting_crumbs(meeting: Meeting, body_name: str, last: Any = "") -> Crumbs:
    """Return the way to a meeting, or to a page beneath it."""
    name = f"{body_name}, {long_date(meeting.on)}"
    here = (name, reverse("agenda:meeting", args=[meeting.pk]) if last else "")
    found: Crumbs = [(_("Møder"), reverse("agenda:meetings")), here]
    return [*found, (last, "")] if last else found


def mandate_crumbs(mandate: Mandate | None = None, last: Any = "") -> Crumbs:
    """Return the way to a mandate, or to a page beneath it."""
    found: Crumbs = [(_("Kommissorier"), reverse("agenda:mandates"))]
    if mandate is not None:
        found.append((mandate.title, reverse("agenda:mandate", args=[mandate.pk]) if last else ""))
    return [*found, (last, "")] if last else found


def persons_to_choose(request: Request, *also: Person | None) -> list[tuple[int, str]]:
    """Return (key, name) of the persons of today in Danish order, and of others who stand there already."""
    people = dict(Person.objects.filter(pk__in=active_persons(request.today)).values_list("pk", "name"))
    people |= {one.pk: one.name for one in also if one}
    return sorted(people.items(), key=lambda pair: danish.sort_key(pair[1]))


def own_units(request: Request, *roles: RoleKind) -> list[tuple[int, str]]:
    """Return (key, name) of the units in which the actor holds a role, as the tree has them."""
    tree = tree_on(request.today)
    under = request.actor.units_under(*roles)
    return [(node.unit_id, "– " * depth + node.name) for depth, node in tree.walk() if node.unit_id in under]


def stop_of(actor: Actor, stop_id: int) -> ItemStop:
    """Return a stop of an item that the actor may read. Raises Http404: of others nobody is told."""
    rows = ItemStop.objects.select_related("item__unit", "body", "meeting", "decision__current")
    items = AgendaItem.objects.filter(readable_items(actor)).values("pk")
    stop = rows.filter(pk=stop_id, item__in=items).first()
    if stop is None:
        raise Http404(stop_id)
    return stop


def meeting_of(actor: Actor, meeting_id: int) -> Any:
    """Return a meeting with what its body is called. Raises Http404."""
    meeting = meeting_rows(actor).filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404(meeting_id)
    return meeting
