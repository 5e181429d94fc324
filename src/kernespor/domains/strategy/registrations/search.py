"""Plans, their parts and what was said of them, as what can be found."""

from __future__ import annotations

from typing import Any

from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    PlanSection,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.foundation.objects import Ref
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add


def register() -> None:
    """Fill the registry of what can be found."""
    add(Source("strategy.unitplan", UnitPlan.objects.all, _plan))
    add(
        Source(
            "strategy.plansection",
            PlanSection.objects.select_related("plan").order_by,
            lambda row: _text(row.plan, row.heading, row.text),
            under=lambda row: Ref("strategy.unitplan", row.plan_id),
        )
    )
    add(
        Source(
            "strategy.priorityarea",
            PriorityArea.objects.select_related("plan").order_by,
            lambda row: _text(row.plan, str(row), row.text),
        )
    )
    add(
        Source(
            "strategy.goal",
            Goal.objects.select_related("area__plan").order_by,
            lambda row: _text(
                row.area.plan, str(row), f"{row.text} {row.actions_intro} {row.indicators_intro}"
            ),
        )
    )
    for name, model in (("strategy.action", Action), ("strategy.indicator", Indicator)):
        rows = model._default_manager.select_related("goal__area__plan")
        add(Source(name, rows.order_by, lambda row: _text(row.goal.area.plan, row.text)))
    add(
        Source(
            "strategy.status",
            Status.objects.order_by,
            lambda row: Text("", row.text, on=row.on),
            under=_of_status,
            as_written=True,
        )
    )


def _plan(plan: UnitPlan) -> Text:
    return _text(plan, str(plan))


def _text(plan: UnitPlan, title: str, body: str = "") -> Text:
    return Text(title, " ".join(body.split()), unit_id=plan.unit_id, on=plan.period_from)


def _of_status(row: Any) -> Ref:
    if row.goal_id:
        return Ref("strategy.goal", row.goal_id)
    return Ref("strategy.action", row.action_id)
