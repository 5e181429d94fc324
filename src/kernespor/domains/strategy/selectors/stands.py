"""What a plan's states add up to: what needs a decision, what comes, where it halts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.domains.strategy.selectors.plan import AreaView, PartView, PlanView
from kernespor.engines.plan_state.records import GOOD, NEEDS_A_DECISION, State
from kernespor.foundation.ui.templatetags.danish import month

_ENDED = frozenset({State.REACHED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Month:
    """A month to come: how many deadlines, how many of them on track, the numbers of those that halt."""

    name: str
    deadlines: int
    on_track: int
    halting: tuple[str, ...]


def needs_decision(view: PlanView) -> list[PartView]:
    """Return the actions that are off track, ownerless or stale, what hurts most first."""
    parts = [part for part in view.actions() if part.shown and part.shown.state in NEEDS_A_DECISION]
    return sorted(
        parts,
        key=lambda part: (
            NEEDS_A_DECISION.index(part.shown.state) if part.shown else 0,
            -(part.shown.overdue_days if part.shown else 0),
            part.number,
        ),
    )


def coming_months(view: PlanView, *, months: int = 3) -> list[Month]:
    """Return this month's remaining deadlines and those of the next, ended actions left out."""
    found = []
    first = view.today.replace(day=1)
    for _step in range(months):
        after = (first + dt.timedelta(days=32)).replace(day=1)
        due = [
            part
            for part in view.actions()
            if part.shown
            and part.shown.state not in _ENDED
            and part.row.deadline
            and max(first, view.today) <= part.row.deadline < after
        ]
        fine = [part for part in due if part.shown and part.shown.state in GOOD]
        halting = tuple(part.number for part in due if part not in fine)
        found.append(Month(month(first).capitalize(), len(due), len(fine), halting))
        first = after
    return found


def weakest_area(view: PlanView) -> AreaView | None:
    """Return the area with most that needs a decision, or nothing when none does."""

    def trouble(area: AreaView) -> int:
        return sum(area.counts[state] for state in NEEDS_A_DECISION)

    worst = max(view.areas, key=trouble, default=None)
    return worst if worst and trouble(worst) else None
