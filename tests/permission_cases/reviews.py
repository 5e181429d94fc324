"""Reviews, standstill, the next plan, plans written in the product: the world's plans and a MED plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.domains.strategy.actions.plans import move_plan
from kernespor.domains.strategy.actions.reviews import writing
from kernespor.domains.strategy.models import Goal, PriorityArea
from kernespor.foundation.bodies.models import Body

NOBODY = 999_999
_AREAS: dict[str, int] = {}  # the first area of the plan in each stage


def prepare(world: Any) -> None:
    """Make a plan of the MED committee of Økonomi & Stab, put in force by its chair."""
    chair = factories.actor("oekonomichef")
    facts = writing.PlanFacts(
        "MED-planen", "med", factories.unit("OS"), dt.date(2026, 1, 1), dt.date(2027, 12, 31),
        Body.objects.get(code="med-stab"),
    )  # fmt: skip
    plan = writing.begin_plan(actor=chair, facts=facts)
    area = writing.add_area(actor=chair, plan=plan, title="Trivsel")
    writing.add_goal(actor=chair, area=area, title="Mere ro")
    world.of["reviews"] = move_plan(actor=chair, plan=plan, step="put_in_force", seen=plan.version)
    for case in ("MED", "kladde", "afsluttet", "gælder"):
        areas = PriorityArea.objects.filter(plan=_plan(world, case)).order_by("position")
        _AREAS[case] = areas.values_list("pk", flat=True)[0]


def _plan(world: Any, case: str) -> Any:
    if "MED" in case:
        return world.of["reviews"]
    stage = next((stage for stage in ("kladde", "afsluttet") if stage in case), "gælder")
    return world.plans[stage]


def _goal(plan: Any) -> Any:
    goals = Goal.objects.filter(area__plan=plan).order_by("area__position", "position")
    return goals.exclude(statuses__judgement__in=("closed", "reached")).first() or goals.first()


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    part = name.partition(":")[2]
    if part == "trial":
        return {"trial_id": NOBODY if "ikke findes" in case else world.of["trials"]["et i gang"].pk}
    if not case or part in {"all_plans", "all_plans_excel", "still", "still_excel", "new_plan"}:
        return {}
    plan = _plan(world, case)
    found = {"plan_id": NOBODY if "ikke findes" in case else plan.pk}
    if part == "choose":
        found["goal_id"] = _goal(world.plans["anden"] if "et andet steds" in case else plan).pk
    return found


def query(name: str, case: str) -> str:
    """Return what stands in the address: where something is added."""
    stage = next((stage for stage in _AREAS if stage in case), "gælder")
    key = NOBODY if "et andet steds" in case else _AREAS[stage]
    return f"?til=goal-{key}" if name == "reviews:write" else ""


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    part = name.partition(":")[2]
    choice = {
        "choice": "continue", "evidence": "Det viser tallene", "decided_by": "Chefen", "body": "",
        "follow": "", "on": "19-11-2026", "seen": "0",
    }  # fmt: skip
    period = {"first": "1-1-2028", "last": "31-12-2029"}
    return {
        "choose": choice,
        "trial": {**choice, "next_on": "1-2-2027"},
        "set_next": {"review_on": "1-3-2027", "why": "", "version": _plan(world, case).version},
        "next_plan": {"title": "Den næste", "known": "", "goals": [], **period},
        "write": {"title": "Et nyt mål", "text": ""},
        "new_plan": {
            "kind": "unit", "title": "Ny", "unit": factories.unit("OS").pk, "body": "", **period,
        },
    }.get(part, {})  # fmt: skip
