"""How a plan's actions stood, quarter by quarter, with today's owners and deadlines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kernespor.domains.strategy.calculations.plans import state_of
from kernespor.domains.strategy.models import Status
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.engines.plan_state.records import State
from kernespor.engines.plan_state.states import tally
from kernespor.foundation.organisation.selectors import active_persons

MOST = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """The last day of a quarter, or today in the present one, and the actions by state on it."""

    name: str
    day: dt.date
    counts: dict[State, int]


def development(view: PlanView) -> list[Quarter]:
    """Return the last quarters of the plan's life up to today, at most eight; none before it began.

    Owners and deadlines are today's, statuses those of the day.
    """
    said: dict[int, list[Status]] = {}
    for status in view.statuses:
        said.setdefault(status.action_id or 0, []).append(status)
    active = active_persons(view.today)
    return [
        Quarter(
            name=_("%(quarter)s. kvt. %(year)s") % {"quarter": (day.month - 1) // 3 + 1, "year": day.year},
            day=day,
            counts=tally(
                state_of(
                    view.plan,
                    part.row,
                    next((one for one in reversed(said.get(part.pk, [])) if one.on <= day), None),
                    active=active,
                    today=day,
                ).state
                for part in view.actions()
            ),
        )
        for day in _quarter_ends(view.plan.expected_from, min(view.today, view.plan.period_to))
    ]


def _quarter_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    days = []
    start = dt.date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    while start <= last:
        after = (start + dt.timedelta(days=95)).replace(day=1)
        days.append(min(after - dt.timedelta(days=1), last))
        start = after
    return days[-MOST:]
