"""The advice on all plans that one may change, counted by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.permissions.plans import can_change_plan, readable
from kernespor.domains.strategy.selectors.beside import before_of
from kernespor.domains.strategy.selectors.lint.advice import arranged
from kernespor.domains.strategy.selectors.lint.plans import of_rows, texts_of
from kernespor.engines import danish
from kernespor.engines.plan_lint.lint import advice_on
from kernespor.foundation.access.actor import Actor


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the list, with how many places each rule speaks of."""

    plan: UnitPlan
    counts: dict[str, int]

    @property
    def number(self) -> int:
        """How many pieces of advice there are."""
        return len(self.counts)


def plan_rows(
    actor: Actor, *, rule: str = "", unit_ids: Iterable[int] | None = None, falling: bool = False
) -> list[PlanRow]:
    """Return the plans that the actor may change, by unit. Two queries where nothing changed since."""
    plans = UnitPlan.objects.filter(readable(actor)).exclude(status=PlanStatus.CONCLUDED)
    if unit_ids is not None:
        plans = plans.filter(unit_id__in=list(unit_ids))
    mine = [plan for plan in plans.select_related("unit").order_by("id") if can_change_plan(actor, plan)]
    counts = _counts(actor, mine)
    rows = [PlanRow(plan, counts[plan.pk]) for plan in mine if not rule or rule in counts[plan.pk]]
    return sorted(
        rows, key=lambda row: (danish.sort_key(row.plan.unit_name), row.plan.period_from), reverse=falling
    )


def number_of(actor: Actor, plan: UnitPlan) -> int:
    """Return how many pieces of advice there are on a plan. One query where nothing changed since."""
    return len(_counts(actor, [plan])[plan.pk])


def _counts(actor: Actor, plans: list[UnitPlan]) -> dict[int, dict[str, int]]:
    """Return how many places each rule speaks of, plan by plan; kept as long as nothing in them changes."""
    previous = before_of(actor, plans)
    keys = {plan.pk: _key(plan, previous.get(plan.pk), actor) for plan in plans}
    kept = cache.get_many(keys.values())
    missing = [plan for plan in plans if keys[plan.pk] not in kept]
    fresh: dict[int, dict[str, int]] = {}
    if missing:
        texts = texts_of({previous[plan.pk] for plan in missing if plan.pk in previous})
        before = {plan.pk: texts.get(previous[plan.pk].pk, ()) for plan in missing if plan.pk in previous}
        seen = of_rows(missing, today=actor.today, before=before)
        aside: dict[int, list[Any]] = {plan.pk: [] for plan in missing}
        for row in LintDismissal.objects.filter(plan__in=list(aside), withdrawn_on=None):
            aside[row.plan_id].append(row)
        for plan in missing:
            found = arranged(plan, advice_on(seen[plan.pk]), aside[plan.pk])
            fresh[plan.pk] = {one.about.code: len(one.places) for one in found.advice}
        cache.set_many({keys[pk]: counted for pk, counted in fresh.items()})
    return {plan.pk: fresh.get(plan.pk, kept.get(keys[plan.pk], {})) for plan in plans}


def _key(plan: UnitPlan, previous: UnitPlan | None, actor: Actor) -> str:
    """Return what a plan's advice depends on: its words, those of the plan before it, and the day."""
    before = f"{previous.pk}:{previous.revision}" if previous else ""
    return f"lint:{plan.pk}:{plan.revision}:{plan.version}:{before}:{actor.today}"
