"""Below a part of a plan and a trial: the focus areas that it contributes to, and a way to tie one."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Action, FocusArea, Goal, PriorityArea, Trial
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.thread.models import Link
from kernespor.foundation.ui.panels import Panel

_PLAN = {PriorityArea: ("plan",), Goal: ("area", "plan"), Action: ("goal", "area", "plan")}


def _context(actor: Actor, row: Model) -> dict[str, Any] | None:
    """Return what a part contributes to. One query; nothing for what no focus area is fulfilled by."""
    if not isinstance(row, PriorityArea | Goal | Action | Trial):
        return None
    ref = objects.ref_of(row)
    links = Link.objects.on(actor.today).filter(
        lower_kind=ref.kind, lower_pk=ref.pk, upper_kind=FocusArea._meta.label_lower
    )
    areas = FocusArea.objects.filter(pk__in=links.values("upper_pk")).select_related("of_set")
    why_not = reason_against(objects.check_change, actor, row)
    return {
        "areas": list(areas.order_by("of_set__starts", "position")),
        "tie_url": "" if why_not or _is_over(row) else reverse("focus:tie", args=[_slug(ref.kind), ref.pk]),
    }


def _is_over(row: Any) -> bool:
    plan = row
    for step in _PLAN.get(type(row), ()):
        plan = getattr(plan, step)
    return getattr(plan, "status", "") == PlanStatus.CONCLUDED


def _slug(kind: str) -> str:
    return objects.of(kind).slug


PANEL = Panel("strategy.focus", 15, "focus/_panel.html", _context)
