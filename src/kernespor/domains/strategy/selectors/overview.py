"""The strategy's part of a person's overview."""

from __future__ import annotations

from dataclasses import dataclass

from kernespor.domains.strategy.selectors.mine import Waiting, my_plans, waiting_for
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.foundation.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Overview:
    """What awaits a person, and the plans that are theirs."""

    waiting: tuple[Waiting, ...]
    plans: tuple[PlanView, ...]

    @property
    def overdue(self) -> int:
        """How many of the waiting things are over their deadline."""
        return sum(1 for one in self.waiting if one.part.shown and one.part.shown.overdue_days)


def overview(actor: Actor) -> Overview:
    """Return what awaits the actor in the plans today."""
    plans = my_plans(actor)
    return Overview(tuple(waiting_for(actor, plans)), tuple(plans))
