"""What stands below every object: its thread, case, files, comments, history. Each part registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from kernespor.foundation.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Panel:
    """One part below an object. `context` fills its template; None leaves the part out."""

    name: str
    order: int
    template: str
    context: Callable[[Actor, Model], dict[str, Any] | None]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel; one of the same name replaces the one before."""
    _panels[panel.name] = panel


def known() -> list[Panel]:
    """Return every panel, in the order in which they stand on a page."""
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))
