"""What is counted of trials: how many run, how many ended with something learnt, how many were taken over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from kernespor.domains.strategy.enums import TrialOutcome
from kernespor.domains.strategy.models import Trial, TrialAdoption
from kernespor.domains.strategy.permissions.trials import IDEAS
from kernespor.foundation.memory import once

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a unit on a day: what runs, how much of it past its end; of the year, what ended."""

    running: int = 0
    over: int = 0
    learnt: int = 0
    failed: int = 0
    taken_over: int = 0


@once
def numbers_on(day: dt.date) -> Mapping[int, Numbers]:
    """Return each unit's numbers: all that has begun is open to the whole house. One query."""
    taken = TrialAdoption.objects.filter(trial=OuterRef("pk"), on__lte=day)
    rows = Trial.objects.exclude(status__in=IDEAS).filter(begins__lte=day).annotate(taken=Exists(taken))
    found: dict[int, Numbers] = {}
    for unit, ends, ended_on, outcome, was_taken in rows.values_list(
        "unit_id", "ends", "ended_on", "outcome", "taken"
    ):
        runs = ended_on is None or ended_on > day
        in_year = ended_on is not None and day - YEAR < ended_on <= day
        one = Numbers(
            running=int(runs),
            over=int(runs and ends is not None and ends < day),
            learnt=int(in_year),
            failed=int(in_year and outcome == TrialOutcome.FAILED),
            taken_over=int(in_year and was_taken),
        )
        found[unit] = summed((found.get(unit, Numbers()), one))
    return found


def summed(numbers: Iterable[Numbers]) -> Numbers:
    """Return the numbers of several units as one."""
    total = Numbers()
    for one in numbers:
        total = Numbers(
            running=total.running + one.running,
            over=total.over + one.over,
            learnt=total.learnt + one.learnt,
            failed=total.failed + one.failed,
            taken_over=total.taken_over + one.taken_over,
        )
    return total
