"""All plans that a person may see, each with how it stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from kernespor.domains.strategy.calculations.plans import state_of
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Action, Status, UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.engines import danish
from kernespor.engines.plan_state.records import State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.selectors import active_persons


@dataclass(frozen=True, slots=True)
class Summary:
    """How a plan stands on a day: its actions by state, those over their deadline, the last word on it."""

    counts: dict[State, int]
    overdue: int
    last: dt.date | None

    @property
    def total(self) -> int:
        """How many actions there are."""
        return sum(self.counts.values())

    @property
    def good(self) -> int:
        """How many are reached or on track."""
        return good(self.counts)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list."""

    plan: UnitPlan
    summary: Summary
    key: str  # another one as soon as anything that the row shows is another

    @property
    def is_draft(self) -> bool:
        """Say whether the plan is still being written."""
        return self.plan.status == PlanStatus.DRAFT

    def stands_still(self, today: dt.date) -> bool:
        """Say whether nobody has said anything of a plan in force for longer than its statuses stay fresh."""
        since = self.summary.last or self.plan.expected_from
        return self.plan.status == PlanStatus.IN_FORCE and (today - since).days > self.plan.fresh_days


def plan_rows(
    actor: Actor,
    *,
    status: str = "",
    kind: str = "",
    unit_ids: Iterable[int] | None = None,
    sort: str = "unit",
    falling: bool = False,
) -> list[PlanRow]:
    """Return the plans that the actor may see, filtered and in order. Three queries if nothing changed."""
    plans = UnitPlan.objects.filter(readable(actor)).order_by("id")
    if status:
        plans = plans.filter(status=status)
    if kind:
        plans = plans.filter(kind=kind)
    if unit_ids is not None:
        plans = plans.filter(unit_id__in=list(unit_ids))
    found = list(plans)
    keys = _keys(found, actor.today, active_persons(actor.today))
    summaries = summaries_of(found, keys, today=actor.today)
    rows = [PlanRow(plan, summaries[plan.pk], keys[plan.pk]) for plan in found]
    return sorted(rows, key=_ORDERS[sort], reverse=falling)


# By unit, with the plans that are over after those that someone works with.
_ORDERS: dict[str, Callable[[PlanRow], Any]] = {
    "unit": lambda row: (
        row.plan.status == PlanStatus.CONCLUDED,
        danish.sort_key(row.plan.unit_name),
        row.plan.period_from,
    ),
    "period": lambda row: (row.plan.period_from, danish.sort_key(row.plan.unit_name)),
    "good": lambda row: row.summary.good / (row.summary.total or 1),
    "overdue": lambda row: row.summary.overdue,
    "last": lambda row: row.summary.last or dt.date.min,
}


def _keys(plans: list[UnitPlan], today: dt.date, active: frozenset[int]) -> dict[int, str]:
    """Return what each plan's summary depends on: its revision and version, the day, and who works here."""
    people = hash(active)
    return {plan.pk: f"plan:{plan.pk}:{plan.revision}:{plan.version}:{today}:{people}" for plan in plans}


def summaries_of(plans: list[UnitPlan], keys: dict[int, str], *, today: dt.date) -> dict[int, Summary]:
    """Return how each plan stands on a day. A summary is kept as long as its key stands."""
    kept = cache.get_many(keys.values())
    missing = [plan for plan in plans if keys[plan.pk] not in kept]
    fresh = _compute(missing, today) if missing else {}
    cache.set_many({keys[pk]: summary for pk, summary in fresh.items()})
    return {plan.pk: fresh.get(plan.pk) or kept[keys[plan.pk]] for plan in plans}


def _compute(plans: list[UnitPlan], today: dt.date) -> dict[int, Summary]:
    active = active_persons(today)
    by_key = {plan.pk: plan for plan in plans}
    latest: dict[int, Status] = {}
    last: dict[int, dt.date] = {}
    for status in Status.objects.filter(plan__in=by_key, on__lte=today).defer("text"):
        last[status.plan_id] = status.on
        if status.action_id:
            latest[status.action_id] = status
    shown = defaultdict(list)
    actions = Action.objects.filter(goal__area__plan__in=by_key).select_related("goal__area").order_by("id")
    for action in actions.defer("text"):
        plan = by_key[action.goal.area.plan_id]
        shown[plan.pk].append(state_of(plan, action, latest.get(action.pk), active=active, today=today))
    return {
        pk: Summary(
            counts=tally(one.state for one in shown[pk]),
            overdue=sum(1 for one in shown[pk] if one.overdue_days),
            last=last.get(pk),
        )
        for pk in by_key
    }


def plans_of_files() -> dict[str, UnitPlan]:
    """Return the plans that were read from a document, by the document's name. One query."""
    rows = UnitPlan.objects.filter(source__isnull=False).select_related("source", "unit")
    return {plan.source.name: plan for plan in rows.defer("source__content") if plan.source}
