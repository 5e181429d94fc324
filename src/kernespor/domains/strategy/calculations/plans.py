"""Rows to the state engine, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from kernespor.domains.strategy.models import Action, OwnedRow, Status, UnitPlan
from kernespor.engines.plan_state.records import Facts, Judgement, Shown
from kernespor.engines.plan_state.states import shown
from kernespor.foundation.ui.fields import FIRST_DAY, LAST_DAY


def state_of(
    plan: UnitPlan, item: OwnedRow, latest: Status | None, *, active: Container[int], today: dt.date
) -> Shown:
    """Return what may be shown of a goal or action on a day.

    `latest` is the last status said by that day, `active` the persons who hold a role on it. What stands in a
    concluded plan stands as it did on the day of its conclusion, whoever has left since.
    """
    over = plan.concluded_on is not None and plan.concluded_on < today
    facts = Facts(
        expected_from=plan.expected_from,
        has_owner=item.owner_id is not None,
        owner_left=not over and item.owner_id is not None and item.owner_id not in active,
        begins=item.begins if isinstance(item, Action) else None,
        deadline=item.deadline,
        judgement=Judgement(latest.judgement) if latest else None,
        judged_on=latest.on if latest else None,
    )
    day = plan.concluded_on if over and plan.concluded_on else today
    return shown(facts, today=day, fresh_days=plan.fresh_days)


def period_dates(start: str, end: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a period given as whole years or as ISO dates.

    Raises ValueError for what isn't in the calendar, or in no year that a plan can be for.
    """
    first = dt.date.fromisoformat(f"{start}-01-01" if start.isdecimal() else start)
    last = dt.date.fromisoformat(f"{end}-12-31" if end.isdecimal() else end)
    if min(first, last) < FIRST_DAY or max(first, last) > LAST_DAY:
        raise ValueError(start, end)
    return first, last


def told_from(first: dt.date, last: dt.date, today: dt.date) -> dt.date:
    """Return the day from which a status is expected of a plan that is put in force today.

    A plan whose period is over was in force in its period: it is only recorded now.
    """
    return first if last < today else max(first, today)


def next_period(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Return the period that follows one, as long as it: in whole months where it was one of whole months."""
    begins = last + dt.timedelta(days=1)
    if first.day != 1 or begins.day != 1:
        return begins, begins + (last - first)
    months = (begins.year - first.year) * 12 + begins.month - first.month
    at = begins.year * 12 + begins.month - 1 + months
    return begins, dt.date(at // 12, at % 12 + 1, 1) - dt.timedelta(days=1)
