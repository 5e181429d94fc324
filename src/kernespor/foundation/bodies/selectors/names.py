"""What bodies were called on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from kernespor.foundation.bodies.models import BodyVersion


def names_on(day: dt.date) -> dict[int, str]:
    """Return the name of each body that exists on a day. One query."""
    return dict(BodyVersion.objects.on(day).values_list("body_id", "name"))


def latest_name(body_id: int) -> str:
    """Return what a body is called, or was called last. One query."""
    latest = BodyVersion.objects.believed().filter(body_id=body_id).order_by("-valid_from")
    return latest.values_list("name", flat=True).first() or ""


def called(body: str, day: dt.date | str) -> Any:
    """Return an expression with the name that a body had on a day; its latest where it had none then.

    `body` is the way to the body's key ("body_id"), `day` a date or the way to one ("current__on").
    """
    known = BodyVersion.objects.believed().filter(body_id=OuterRef(body))
    date: Any = OuterRef(day) if isinstance(day, str) else day
    then = known.filter(valid_from__lte=date, valid_to__gte=date).values("name")[:1]
    latest = known.order_by("-valid_from").values("name")[:1]
    return Coalesce(Subquery(then), Subquery(latest), Value(""))


def body_label(body_id: int, day: dt.date) -> str:
    """Return a body with its term on a day: "Økonomiudvalget 2026–2029". Two queries."""
    from kernespor.foundation.bodies.selectors.terms import term_on

    term = term_on(body_id, day)
    name = names_on(day).get(body_id, "")
    return f"{name} {term.name}" if term and name else name
