"""What the shell around every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kernespor.foundation.ui.navigation import NavEntry, entries


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the menu (read when drawn), the municipality and whether this is the demo."""
    actor = getattr(request, "actor", None)
    found = getattr(request, "resolver_match", None)
    view_name = found.view_name if found else ""

    def menu() -> list[NavEntry]:
        if actor is None or not actor.is_authenticated:
            return []
        return entries(actor, view_name)

    return {
        "actor": actor,
        "nav_entries": SimpleLazyObject(menu),
        "municipality": settings.MUNICIPALITY,
        "is_demo": settings.DEMO,
        "today": getattr(request, "today", None),
    }
