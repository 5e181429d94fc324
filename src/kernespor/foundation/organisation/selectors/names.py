"""What the unit of a row is called on a day; one that is no more, by its last name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from kernespor.foundation.organisation.models import UnitVersion


def with_unit_name(rows: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Add `unit_name` to rows that have a unit."""
    named: QuerySet[Any] = rows.annotate(unit_name=Subquery(_latest(OuterRef("unit_id"), day)))
    return named


def unit_name_of(row: Any) -> str:
    """Return the name that a row brought with it, or ask for the latest where it came another way."""
    if not hasattr(row, "unit_name"):
        row.unit_name = _latest(row.unit_id, dt.date.max).first()
    return str(row.unit_name or "")


def _latest(unit_id: Any, day: dt.date) -> QuerySet[Any, Any]:
    known = UnitVersion.objects.believed().filter(unit_id=unit_id, valid_from__lte=day)
    names: QuerySet[Any, Any] = known.order_by("-valid_from").values_list("name", flat=True)[:1]
    return names
