"""How the plans stand, counted unit by unit: what the measures of plans are read from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.cache import cache

from kernespor.domains.strategy.calculations.plans import state_of
from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Status, UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.engines.plan_state.records import GOOD, State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.selectors import active_persons

# Of these nobody is waiting for a word.
_SILENT = frozenset({State.REACHED, State.CLOSED, State.NOT_BEGUN})


@dataclass(slots=True)
class Standing:
    """How plans stand on a day: goals, the actions that are under way, how old what was said of them is."""

    goals: int = 0
    good: int = 0
    under_way: int = 0
    fresh: int = 0
    ages: list[int] = field(default_factory=list)  # in days, of each action under way that was spoken of

    def add(self, other: Standing) -> None:
        """Add what another counted."""
        self.goals += other.goals
        self.good += other.good
        self.under_way += other.under_way
        self.fresh += other.fresh
        self.ages += other.ages


@once
def in_force(actor: Actor) -> dict[int, UnitPlan]:
    """Return the plans in force that the actor may read, by key: what is measured of plans is of these."""
    rows = UnitPlan.objects.filter(readable(actor), status=PlanStatus.IN_FORCE)
    return {plan.pk: plan for plan in rows.order_by("pk")}


@once
def standings(actor: Actor, day: dt.date) -> dict[int, Standing]:
    """Return how the readable units' plans in force stand, by unit. Two queries if nothing changed."""
    plans = [plan for plan in in_force(actor).values() if plan.kind == PlanKind.UNIT]
    active = active_persons(day)
    keys = {
        plan.pk: f"standing:{plan.pk}:{plan.revision}:{plan.version}:{day}:{hash(active)}" for plan in plans
    }
    kept = cache.get_many(keys.values())
    missing = [plan for plan in plans if keys[plan.pk] not in kept]
    fresh = _counted(missing, active, day) if missing else {}
    cache.set_many({keys[pk]: standing for pk, standing in fresh.items()})
    found: dict[int, Standing] = defaultdict(Standing)
    for plan in plans:
        found[plan.unit_id].add(fresh.get(plan.pk) or kept[keys[plan.pk]])
    return dict(found)


def summed(standings: Iterable[Standing]) -> Standing:
    """Return the sum of several."""
    total = Standing()
    for one in standings:
        total.add(one)
    return total


def _counted(plans: list[UnitPlan], active: frozenset[int], day: dt.date) -> dict[int, Standing]:
    by_key = {plan.pk: plan for plan in plans}
    goals, actions = _latest(by_key, day)
    found = {pk: Standing() for pk in by_key}
    for goal in Goal.objects.filter(area__plan__in=by_key).select_related("area").order_by("pk"):
        plan = by_key[goal.area.plan_id]
        state = state_of(plan, goal, goals.get(goal.pk), active=active, today=day).state
        if state is not State.CLOSED:
            found[plan.pk].goals += 1
            found[plan.pk].good += state in GOOD
    rows = Action.objects.filter(goal__area__plan__in=by_key).select_related("goal__area").order_by("pk")
    for action in rows.defer("text"):
        plan = by_key[action.goal.area.plan_id]
        said = actions.get(action.pk)
        shown = state_of(plan, action, said, active=active, today=day)
        if shown.state not in _SILENT:
            standing = found[plan.pk]
            standing.under_way += 1
            standing.fresh += not shown.silent_days
            standing.ages += [(day - said.on).days] if said else []
    return found


def _latest(plans: Iterable[int], day: dt.date) -> tuple[dict[int, Status], dict[int, Status]]:
    """Return the last word on each goal and on each action by a day."""
    goals: dict[int, Status] = {}
    actions: dict[int, Status] = {}
    for status in Status.objects.filter(plan__in=plans, on__lte=day).defer("text"):
        if status.action_id:
            actions[status.action_id] = status
        elif status.goal_id:
            goals[status.goal_id] = status
    return goals, actions
