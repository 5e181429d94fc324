"""Advice on plans: an action without an owner in the plan in force, and one in the draft."""

from __future__ import annotations

from typing import Any

import factories
from kernespor.domains.strategy.actions import lint, plans
from kernespor.domains.strategy.selectors.lint.advice import seal
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.records import Kind
from permission_cases import _objects

WITHOUT_PLAN = {"lint:plans", "lint:plans_excel", "lint:rules"}


def prepare(world: Any) -> None:
    """Give each plan that can be changed two actions without an owner, and set one of each aside."""
    maker = factories.actor("budgetchef")
    found: dict[str, Any] = {"actions": {}, "aside": {}}
    for stage in ("gælder", "kladde"):
        plan = world.plans[stage]
        goal = factories.first_goal(plan)
        found["actions"][stage] = plans.add_action(actor=maker, goal=goal, text="Vi maler alle døre")
        other = plans.add_action(actor=maker, goal=goal, text="Vi vasker alle gulve")
        found["aside"][stage] = lint.set_aside(
            actor=maker,
            plan=plan,
            rule=rules.NO_OWNER,
            kind=Kind.ACTION,
            pk=other.pk,
            seen=seal(other.text),
            why="Alle gør det",
        )
    found["actions"]["afsluttet"] = factories.first_action(world.plans["afsluttet"])
    world.of["lint"] = found


def _stage(case: str) -> str:
    return next((stage for stage in ("kladde", "afsluttet") if stage in case), "gælder")


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    if name in WITHOUT_PLAN:
        return {}
    plan = _objects.plan_in(world, case)
    found: dict[str, Any] = {"plan_id": _objects.NOBODY if "en plan, der ikke findes" in case else plan.pk}
    action = world.of["lint"]["actions"][_stage(case)]
    if name in {"lint:aside", "lint:typed"}:
        found |= {"kind": "vision" if "en slags" in case else "action", "item_id": action.pk}
    if name == "lint:aside":
        found["rule"] = "visdom" if "en regel" in case else rules.NO_OWNER
    if name == "lint:take_up":
        stage = "kladde" if "kladdens" in case else _stage(case)
        found["dismissal_id"] = world.of["lint"]["aside"].get(stage, world.of["lint"]["aside"]["gælder"]).pk
    return found


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    if name == "lint:aside":
        seen = seal(world.of["lint"]["actions"][_stage(case)].text)
        return {"why": "" if "uden begrundelse" in case else "Vi er to om det", "seen": seen}
    return {"text": "Øget fokus"} if name == "lint:typed" else {}
