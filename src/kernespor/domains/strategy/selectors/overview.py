"""The strategy's part of a person's overview."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.domains.strategy.selectors.mine import my_plans
from kernespor.domains.strategy.selectors.plan import PartView, PlanView
from kernespor.domains.strategy.selectors.stands import needs_decision
from kernespor.domains.strategy.selectors.tasks import tasks_in
from kernespor.engines.plan_state.records import NEEDS_A_DECISION, State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.tasks.registry import Task


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan of mine: how it stands, what in it is off, and what came off track since my last visit."""

    view: PlanView
    off: tuple[PartView, ...]

    @property
    def since(self) -> dt.date | None:
        """The day of the last visit before today; None when there was none."""
        return self.view.since

    @property
    def fallen(self) -> int:
        """How many actions came off track, lost their owner or went stale since then."""
        return sum(
            1
            for change in self.view.changes
            if change.part.kind == "action" and change.after in NEEDS_A_DECISION
        )

    @property
    def reached(self) -> int:
        """How many actions were reached since then."""
        return sum(
            1
            for change in self.view.changes
            if change.part.kind == "action" and change.after is State.REACHED
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """What awaits a person in the plans, and the plans that are theirs, those that halt most first."""

    tasks: tuple[Task, ...]
    plans: tuple[OwnPlan, ...]


def overview(actor: Actor, *, since: dt.date | None = None) -> Overview:
    """Return what awaits the actor in the plans today, and their plans with what changed since a day.

    Seven queries, however many plans.
    """
    views = my_plans(actor, since=since)
    plans = [OwnPlan(view, tuple(needs_decision(view))) for view in views]
    plans.sort(key=lambda plan: -len(plan.off))
    return Overview(tuple(tasks_in(actor, views)), tuple(plans))
