"""Reads of case numbers and filing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.urls import reverse

from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.enums import FilingStatus
from kernespor.foundation.filing.models import CasePattern, Filing
from kernespor.foundation.filing.registry import Filable, Shown
from kernespor.foundation.objects import Kind, Ref, of
from kernespor.foundation.organisation.tree import Tree


@dataclass(frozen=True, slots=True)
class Unfiled:
    """Something that is finished and not filed."""

    ref: Ref
    title: str
    on: dt.date | None
    case_number: str
    unit: str

    @property
    def kind(self) -> Kind:
        """What kind of object it is."""
        return of(self.ref.kind)

    @property
    def url(self) -> str:
        """Where its case is. Only asked for what is shown: an address is dear to write."""
        return reverse("filing:case", args=[self.kind.slug, self.ref.pk])


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
    """Return what the actor may read that is finished and not filed, oldest first. One query."""
    asked = [filable for filable in registry.known() if not kind or kind == filable.kind]
    places = {filable.kind: place for place, filable in enumerate(asked)}
    found = [
        Unfiled(Ref(name, pk), title, on, number or "", tree.name(unit_id) if unit_id else "")
        for name, pk, title, unit_id, on, number in _lines(actor, asked)
        if under is None or unit_id in under
    ]
    found.sort(key=lambda one: (places[one.ref.kind], one.ref.pk))
    return sorted(found, key=lambda one: (one.on or dt.date.min, danish.sort_key(one.title)))


def _lines(actor: Actor, asked: Iterable[Filable]) -> Iterable[tuple[Any, ...]]:
    """Return kind, key, title, unit, day and case number of all that is finished and not filed. One query."""
    parts = []
    for filable in asked:
        filings = Filing.objects.filter(kind=filable.kind)
        filed = filings.filter(status=FilingStatus.FILED).values("object_id")
        number = filings.filter(object_id=OuterRef("pk")).values("case_number")[:1]
        parts.append(
            filable.finished(actor)
            .exclude(pk__in=filed)
            .order_by()
            .values_list(
                *(Value(filable.kind, output_field=CharField()), F("pk"), _said(filable.title)),
                *(F(filable.unit), _said(filable.finished_on), Subquery(number)),
            )
        )
    if not parts:
        return []
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _said(shown: Shown) -> Combinable:
    return F(shown) if isinstance(shown, str) else shown


def last_system(actor: Actor) -> str:
    """Return the case system that the person named last, or anyone, so that it need not be typed again."""
    filed = Filing.objects.exclude(system="").order_by("-filed_on", "-id")
    found = filed.filter(filed_by_id=actor.doer_id).first() or filed.first()
    return found.system if found else ""
