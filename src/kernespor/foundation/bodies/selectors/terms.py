"""Terms of bodies."""

from __future__ import annotations

import datetime as dt

from kernespor.foundation.bodies.models import Term


def terms_of(body_id: int) -> list[Term]:
    """Return a body's terms, newest first. One query."""
    return list(Term.objects.filter(of_bodies__body_id=body_id).order_by("-starts", "id"))


def term_on(body_id: int, day: dt.date) -> Term | None:
    """Return the term that a body is in on a day, or nothing where it knows none. One query."""
    rows = Term.objects.filter(of_bodies__body_id=body_id, starts__lte=day, ends__gte=day)
    return rows.order_by("-starts", "id").first()
