"""Plans, priority areas, goals, actions and indicators as kinds of objects."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import Action, Goal, Indicator, OwnedRow, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import (
    check_change_plan,
    check_read_plan,
    ground_of_plan,
    readable,
)
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind, Stage

# Each part of a plan: its name in the addresses of the domain, and the way from it to its plan.
_PARTS: dict[type[OwnedRow], tuple[str, str]] = {
    PriorityArea: ("area", "plan"),
    Goal: ("goal", "area__plan"),
    Action: ("action", "goal__area__plan"),
    Indicator: ("indicator", "goal__area__plan"),
}


def register() -> None:
    """Fill the registry of kinds."""
    objects.register(
        Kind(
            UnitPlan,
            "plan",
            _("Virksomhedsplan"),
            _("Virksomhedsplaner"),
            rows=lambda actor: UnitPlan.objects.filter(readable(actor)).select_related("unit", "body"),
            card=_plan_card,
            ground=_ground,
            check_change=check_change_plan,
            stage=Stage.PLAN,
        )
    )
    for model, slug, label, plural, stage in (
        (PriorityArea, "indsatsomraade", _("Indsatsområde"), _("Indsatsområder"), Stage.PLAN),
        (Goal, "maal", _("Mål"), _("Mål"), Stage.GOAL),
        (Action, "handling", _("Handling"), _("Handlinger"), Stage.ACTION),
        (Indicator, "maalindikator", _("Målindikator"), _("Målindikatorer"), Stage.GOAL),
    ):
        objects.register(
            Kind(
                model,
                slug,
                label,
                plural,
                rows=_rows_of(model),
                card=_part_card,
                ground=lambda actor, row: _ground(actor, plan_of(row)),
                check_change=lambda actor, row: check_change_plan(actor, plan_of(row)),
                stage=stage,
            )
        )


def plan_of(row: Any) -> UnitPlan:
    """Return the plan that a part belongs to."""
    plan: Any = row
    for step in _PARTS[type(row)][1].split("__"):
        plan = getattr(plan, step)
    found: UnitPlan = plan
    return found


def _rows_of(model: type[OwnedRow]) -> Any:
    path = _PARTS[model][1]

    def rows(actor: Actor) -> QuerySet[Any]:
        plans = UnitPlan.objects.filter(readable(actor)).values("pk")
        found = model._default_manager.filter(**{f"{path}__in": plans})
        return found.select_related(f"{path}__unit", f"{path}__body").order_by(F("pk").asc())

    return rows


def _ground(actor: Actor, plan: UnitPlan) -> str:
    check_read_plan(actor, plan)
    return ground_of_plan(actor, plan)


def _plan_card(plan: UnitPlan) -> Card:
    return Card(
        ref=objects.ref_of(plan),
        title=str(plan),
        url=reverse("strategy:plan", args=[plan.pk]),
        unit_id=plan.unit_id,
        on=plan.period_from,
        who=plan.unit_name,
        status=plan.get_status_display(),
    )


def _part_card(row: Any) -> Card:
    plan = plan_of(row)
    return Card(
        ref=objects.ref_of(row),
        title=str(row),
        url=reverse("strategy:item", args=[plan.pk, _PARTS[type(row)][0], row.pk]),
        unit_id=plan.unit_id,
        on=row.deadline,
        who=plan.unit_name,
    )
