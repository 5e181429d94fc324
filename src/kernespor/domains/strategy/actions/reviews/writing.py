"""Plans that are written in the product: begun without a document, and added to part by part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.domains.strategy.actions.plans import hold, plan_of
from kernespor.domains.strategy.models import Goal, Indicator, OwnedRow, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_change_plan
from kernespor.domains.strategy.permissions.reviews import check_begin
from kernespor.domains.strategy.policies.plans import check_editable
from kernespor.domains.strategy.policies.reviews import check_whose
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a plan is begun with."""

    title: str
    kind: str
    unit: Unit
    first: dt.date
    last: dt.date
    body: Body | None = None


def begin_plan(*, actor: Actor, facts: PlanFacts) -> UnitPlan:
    """Begin a plan as an empty draft. Raises Refusal."""
    check_whose(facts.kind, facts.body)
    check_begin(actor, facts.kind, facts.unit.pk, facts.body)
    with change(actor=actor, verb="strategy.plan_begun") as act:
        act.subject = plan = act.create(
            UnitPlan,
            kind=facts.kind,
            body=facts.body,
            unit=facts.unit,
            unit_name=name_of(facts.unit.pk, facts.body, actor.today),
            title=facts.title,
            period_from=facts.first,
            period_to=facts.last,
            expected_from=facts.first,
            created_by_id=actor.hand,
        )
    return plan


def name_of(unit_id: int, body: Body | None, day: dt.date) -> str:
    """Return whose a plan is, as it is called on a day: the committee, or the unit. One or two queries."""
    return (names_on(day).get(body.pk, "") if body else "") or tree_on(day).name(unit_id)


def add_area(*, actor: Actor, plan: UnitPlan, title: str, text: str = "") -> PriorityArea:
    """Add a priority area at the end of a plan. Raises Refusal."""
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.area_added", about=plan) as act:
        hold(act, plan)
        check_editable(plan)
        return act.create(PriorityArea, plan=plan, position=_after(plan.areas.last()), title=title, text=text)


def add_goal(*, actor: Actor, area: PriorityArea, title: str, text: str = "") -> Goal:
    """Add a goal at the end of a priority area. Raises Refusal."""
    check_change_plan(actor, area.plan)
    with change(actor=actor, verb="strategy.goal_added", about=area.plan) as act:
        hold(act, area.plan)
        check_editable(area.plan)
        return act.create(Goal, area=area, position=_after(area.goals.last()), title=title, text=text)


def add_indicator(*, actor: Actor, goal: Goal, text: str) -> Indicator:
    """Add an indicator at the end of a goal, in words until a person has chosen how it is followed."""
    plan = plan_of(goal)
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.indicator_added", about=plan) as act:
        hold(act, plan)
        check_editable(plan)
        return act.create(Indicator, goal=goal, position=_after(goal.indicators.last()), text=text)


def _after(last: OwnedRow | None) -> int:
    return last.position + 1 if last else 1
