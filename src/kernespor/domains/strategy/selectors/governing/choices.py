"""What forms about governing documents offer to choose from."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.governing import DOCUMENT, readable
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.kinds import consultation_rows, decision_rows
from kernespor.foundation.bodies.selectors.names import latest_name, names_on
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import can_read
from kernespor.foundation.measures.registry import Measure
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.thread.models import Link
from kernespor.foundation.ui.templatetags.danish import short_date

Choice = tuple[int, str]
_NEWEST = 300
_SENT = (ConsultationStatus.OPEN, ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED)


def units(actor: Actor) -> list[Choice]:
    """Return the units whose books the actor keeps, in the order of the tree."""
    mine, tree = actor.units_under(*PLANNERS), tree_on(actor.today)
    return [
        (node.unit_id, f"{'– ' * depth}{node.name}") for depth, node in tree.walk() if node.unit_id in mine
    ]


def bodies(actor: Actor, chosen: int | None = None) -> list[Choice]:
    """Return the bodies of today by name, and the one that is chosen already."""
    names = names_on(actor.today)
    if chosen and chosen not in names:
        names[chosen] = latest_name(chosen)
    return sorted(names.items(), key=lambda one: danish.sort_key(one[1]))


def decisions(actor: Actor, chosen: int | None = None) -> list[Choice]:
    """Return the decisions that the actor may read, newest first, and the one that is chosen already."""
    rows: Any = decision_rows(actor).filter(current__isnull=False).order_by("-current__on", "-pk")[:_NEWEST]
    found = [
        (row.pk, f"{short_date(row.current.on)} · {row.current.case_title} ({row.body_name})") for row in rows
    ]
    return _with(found, chosen, gettext("Den, der er valgt nu"))


def consultations(actor: Actor, document: GoverningDocument, *, sent: bool = False) -> list[Choice]:
    """Return the consultations that the actor may read, those about the document first, then the newest."""
    about = set(
        Link.objects.on(actor.today)
        .filter(upper_kind=DOCUMENT, upper_pk=document.pk, lower_kind="bodies.consultation")
        .values_list("lower_pk", flat=True)
    )
    statuses = _SENT if sent else (*_SENT, ConsultationStatus.DRAFT)
    rows = consultation_rows(actor).filter(status__in=statuses).order_by("-deadline", "-pk")[:_NEWEST]
    found = sorted(rows, key=lambda row: row.pk not in about)
    named = [
        (row.pk, f"{row.title}, {gettext('frist')} {short_date(row.deadline)} · {row.get_status_display()}")
        for row in found
    ]
    return named if sent else _with(named, document.consultation_id, gettext("Den, der er valgt nu"))


def consultation_about(actor: Actor, document: GoverningDocument) -> int | None:
    """Return the newest consultation that is about a document and was sent out."""
    keys = (
        Link.objects.on(actor.today)
        .filter(upper_kind=DOCUMENT, upper_pk=document.pk, lower_kind="bodies.consultation")
        .values("lower_pk")
    )
    rows = consultation_rows(actor).filter(pk__in=keys, status__in=_SENT).order_by("-deadline", "-pk")
    return rows.values_list("pk", flat=True).first()


def replaceable(actor: Actor, document: GoverningDocument) -> list[Choice]:
    """Return the documents that one may take the place of: those the actor keeps, of its kind first."""
    ended = Q(status__in=(DocumentStatus.IN_FORCE, DocumentStatus.REPLACED))
    kept = Q(unit_id__in=actor.units_under(*PLANNERS))
    rows = GoverningDocument.objects.filter(readable(actor), ended & kept).exclude(pk=document.pk)
    found = sorted(rows, key=lambda row: (row.kind != document.kind, danish.sort_key(row.title), row.pk))
    named = [(row.pk, f"{row.title} ({row.get_status_display().lower()})") for row in found]
    return _with(named, document.replaces_id, gettext("Det, der er valgt nu"))


def measures(actor: Actor) -> list[Measure]:
    """Return the measures that the actor may read."""
    return [one for one in registry.known() if can_read(actor, one)]


def _with(found: list[Choice], chosen: int | None, words: str) -> list[Choice]:
    """Return what is offered with what is chosen already, also where the actor may not read it."""
    return found if chosen is None or chosen in dict(found) else [(chosen, words), *found]
