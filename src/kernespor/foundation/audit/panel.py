"""The latest event below an object, and the way to all of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import selectors


def latest(actor: Actor, row: Model) -> dict[str, Any] | None:
    """Return what the panel shows; nothing for what isn't a registered kind of object."""
    if not objects.is_known(row):
        return None
    kind = objects.of(row._meta.label_lower)
    return {
        "events": selectors.latest(actor, row),
        "history_url": reverse("audit:history", args=[kind.slug, row.pk]),
    }
