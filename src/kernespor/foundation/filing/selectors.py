"""Reads of case numbers and filing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Model

from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.enums import FilingStatus
from kernespor.foundation.filing.models import CasePattern, Filing
from kernespor.foundation.objects import Card, of
from kernespor.foundation.organisation.tree import Tree


@dataclass(frozen=True, slots=True)
class Unfiled:
    """Something that is finished and not filed."""

    card: Card
    on: dt.date | None
    case_number: str
    unit: str


def filing_of(row: Model) -> Filing:
    """Return an object's filing; a new one, not saved, when nobody has begun. One query."""
    found = Filing.objects.filter(**keys(row)).select_related("filed_by").first()
    return found or Filing(**keys(row))


def masks_on(day: dt.date) -> list[str]:
    """Return the patterns of case numbers that hold on a day. One query."""
    return list(CasePattern.objects.on(day).order_by("id").values_list("mask", flat=True))


def patterns_on(day: dt.date) -> list[CasePattern]:
    """Return the patterns that hold on a day or will, with their sources. One query."""
    return list(CasePattern.objects.believed().filter(valid_to__gte=day).order_by("valid_from", "id"))


def unfiled(
    actor: Actor, tree: Tree, *, kind: str = "", under: frozenset[int] | None = None
) -> list[Unfiled]:
    """Return what the actor may read that is finished and not filed, oldest first. A query and one a kind."""
    found = []
    numbered = Filing.objects.exclude(case_number="").values_list("kind", "object_id", "case_number")
    numbers = {(of_kind, pk): number for of_kind, pk, number in numbered}
    for filable in registry.known():
        if kind and kind != filable.kind:
            continue
        filed = Filing.objects.filter(kind=filable.kind, status=FilingStatus.FILED).values("object_id")
        for row in filable.finished(actor).exclude(pk__in=filed):
            card = of(filable.kind).card(row)
            if under is None or card.unit_id in under:
                unit = tree.name(card.unit_id) if card.unit_id else ""
                number = numbers.get((filable.kind, row.pk), "")
                found.append(Unfiled(card, filable.finished_on(row), number, unit))
    return sorted(found, key=lambda one: (one.on or dt.date.min, danish.sort_key(one.card.title)))


def last_system(actor: Actor) -> str:
    """Return the case system that the person named last, or anyone, so that it need not be typed again."""
    filed = Filing.objects.exclude(system="").order_by("-filed_on", "-id")
    found = filed.filter(filed_by_id=actor.doer_id).first() or filed.first()
    return found.system if found else ""
