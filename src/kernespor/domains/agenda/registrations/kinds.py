"""Agenda items and meetings as kinds of objects, and how they hang on the thread."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.actions.items import ABOUT, HEARD
from kernespor.domains.agenda.enums import UNSENT
from kernespor.domains.agenda.models import AgendaItem, Meeting
from kernespor.domains.agenda.permissions import ITEM, check_read, check_read_meeting, check_run, check_write
from kernespor.domains.agenda.selectors.items import item_rows
from kernespor.domains.agenda.selectors.meetings import meeting_rows
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness, invitation_ground
from kernespor.foundation.access.registry import Guard, register_guard
from kernespor.foundation.bodies.selectors.names import latest_name
from kernespor.foundation.objects import Card, Kind, Stage
from kernespor.foundation.thread.registry import LinkKind, register_link
from kernespor.foundation.ui.templatetags.danish import long_date


def register() -> None:
    """Fill the registry of kinds."""
    objects.register(
        Kind(
            AgendaItem,
            "dagsordenspunkt",
            _("Dagsordenspunkt"),
            _("Dagsordenspunkter"),
            rows=item_rows,
            card=_item_card,
            ground=_item_ground,
            check_change=check_write,
            stage=Stage.ITEM,
        )
    )
    objects.register(
        Kind(
            Meeting,
            "moede",
            _("Møde"),
            _("Møder"),
            rows=meeting_rows,
            card=_meeting_card,
            ground=_meeting_ground,
            check_change=lambda actor, row: check_run(actor, row.body),
        )
    )
    register_guard(Guard(ITEM, _openness, _rule, invites=True))
    register_link(LinkKind(ABOUT, _("blev til punktet"), _("handler om"), structural=True))
    register_link(LinkKind(HEARD, _("indgår i punktet"), _("bygger på høringen"), structural=True))


def _openness(item: AgendaItem) -> Openness:
    return Openness.DRAFT if item.status in UNSENT else Openness(item.openness)


def _rule(item: AgendaItem) -> str:
    if item.status in UNSENT:
        return gettext(
            "Punktet er ikke sendt ud. De, der skriver det, kan læse det, enhedens leder, direktør og "
            "sekretær, sekretariatet for de udvalg, det skal til, og de inviterede."
        )
    if item.openness == Openness.OPEN:
        return gettext("Punktet er sendt ud. Alle, der har en rolle i kommunen, kan læse det.")
    return gettext(
        "Punktet er lukket. De udvalg, det er sendt til, deres sekretariat, de, der skriver det, og de "
        "inviterede kan læse det."
    )


def _item_ground(actor: Actor, item: AgendaItem) -> str:
    check_read(actor, item)
    return invitation_ground(actor, ITEM, item.pk) or _rule(item)


def _meeting_ground(actor: Actor, meeting: Meeting) -> str:
    check_read_meeting(actor, meeting)
    return gettext("Alle, der har en rolle i kommunen, kan se, hvornår et udvalg mødes.")


def _item_card(item: Any) -> Card:
    return Card(
        ref=objects.ref_of(item),
        title=item.title,
        url=reverse("agenda:item", args=[item.pk]),
        unit_id=item.unit_id,
        on=getattr(item, "next_on", None),
        who=getattr(item, "next_body", None) or "",
        status=item.get_status_display(),
    )


def _meeting_card(meeting: Any) -> Card:
    name = getattr(meeting, "body_name", "") or latest_name(meeting.body_id)
    return Card(
        ref=objects.ref_of(meeting),
        title=f"{name}, {long_date(meeting.on)}",
        url=reverse("agenda:meeting", args=[meeting.pk]),
        unit_id=meeting.body.unit_id,
        on=meeting.on,
        who=name,
        status=meeting.get_status_display(),
    )
