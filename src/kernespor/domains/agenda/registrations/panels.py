"""What stands below bodies and decisions of this part: meetings ahead, what came of a decision."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from kernespor.domains.agenda.permissions import can_run
from kernespor.domains.agenda.selectors.follow_ups import of_decision
from kernespor.domains.agenda.selectors.meetings import MeetingQuery, meetings
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.ui import panels

_SHOWN = 6


def register() -> None:
    """Fill the registry of panels."""
    panels.register(panels.Panel("meetings", 12, "agenda/_panel_meetings.html", _meetings))
    panels.register(panels.Panel("follow_ups", 14, "agenda/_panel_follow_ups.html", _follow_ups))


def _meetings(actor: Actor, row: Model) -> dict[str, Any] | None:
    if not isinstance(row, Body) or not actor.in_house:
        return None
    coming = list(meetings(actor, MeetingQuery(body_id=row.pk))[:_SHOWN])
    runs = can_run(actor, row)
    return {"coming": coming, "runs": runs} if coming or runs else None


def _follow_ups(actor: Actor, row: Model) -> dict[str, Any] | None:
    if not isinstance(row, Decision) or not actor.in_house:
        return None
    rows, runs = of_decision(row.pk), can_run(actor, row.body)
    return {"follow_ups": rows, "runs": runs} if rows or runs else None
