"""The strip of the thread below every object that stands on it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Stage
from kernespor.foundation.thread.selectors import strip
from kernespor.foundation.ui.panels import Panel

_NEAREST = 3  # objects shown to each side; the whole thread has its own page


def _context(actor: Actor, row: Model) -> dict[str, Any] | None:
    """Return the strip of an object; nothing for what stands on no thread."""
    if not objects.is_known(row):
        return None
    kind = objects.of(row._meta.label_lower)
    if kind.stage is Stage.BESIDE:
        return None
    found = strip(actor, row)
    return {
        "strip": found,
        "above": found.above[-_NEAREST:],
        "below": found.below[:_NEAREST],
        "more_above": max(len(found.above) - _NEAREST, 0),
        "more_below": max(len(found.below) - _NEAREST, 0),
        "url": reverse("thread:page", args=[kind.slug, row.pk]),
    }


PANEL = Panel("thread", 10, "thread/_strip.html", _context)
