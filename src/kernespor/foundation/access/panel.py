"""»Hvem kan se dette?« below every object: why the reader may read it, and the way to the whole answer."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.ui import panels


def register() -> None:
    """Put the panel below every object."""
    panels.register(panels.Panel("who_may_see", 50, "access/_panel.html", context))


def context(actor: Actor, row: Model) -> dict[str, Any] | None:
    """Return the ground on which the reader reads; nothing for what is no object of a known kind."""
    if not objects.is_known(row):
        return None
    kind = objects.of(row._meta.label_lower)
    return {"ground": kind.ground(actor, row), "slug": kind.slug}
