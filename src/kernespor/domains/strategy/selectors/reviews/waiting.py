"""Which goals await the choice of a review."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from typing import Any

from django.db.models import IntegerField, Max, OuterRef, Q, Subquery, Value

from kernespor.domains.strategy.models import Action, Goal, Indicator, Status, UnitPlan
from kernespor.domains.strategy.policies.reviews import OVER, round_begins
from kernespor.domains.strategy.selectors.plan import PartView


def is_over(part: PartView) -> bool:
    """Say whether a goal or an action is reached or closed, by the last word on it."""
    return part.latest is not None and part.latest.judgement in OVER


def waiting_in(plans: Collection[UnitPlan], today: dt.date) -> dict[int, int]:
    """Return how many open goals of each plan await a choice in its next review. One query."""
    found = {plan.pk: 0 for plan in plans}
    begins = {plan.pk: round_begins(plan) for plan in plans}
    said = Status.objects.filter(goal=OuterRef("pk"), on__lte=today)
    last = Subquery(said.order_by("-on", "-recorded_at", "-id").values("judgement")[:1])
    goals = Goal.objects.filter(area__plan__in=begins).annotate(said=last, chosen=Max("reviews__on"))
    still_open = goals.filter(Q(said__isnull=True) | ~Q(said__in=OVER)).order_by()
    for plan_id, chosen in still_open.values_list("area__plan_id", "chosen"):
        found[plan_id] += chosen is None or chosen < begins[plan_id]
    return found


def standing_words(goal: Goal) -> str:
    """Return the digest of what a goal, its actions and its indicators say. One query."""
    return words_of([goal])[goal.pk]


def words_of(goals: Collection[Goal]) -> dict[int, str]:
    """Return `standing_words` of each goal, by its key. One query, however many; none where there is none."""
    below: dict[int, tuple[list[str], list[str]]] = {goal.pk: ([], []) for goal in goals}
    actions, indicators = (
        rows.order_by().values_list("goal_id", Value(place, IntegerField()), "pk", "text")
        for place, rows in enumerate(
            (Action.objects.filter(goal__in=below), Indicator.objects.filter(goal__in=below))
        )
    )
    rows = sorted(actions.union(indicators, all=True)) if below else []
    for goal_id, place, _pk, text in rows:
        below[goal_id][place].append(text)
    return {goal.pk: _digest([goal.title, goal.text, *below[goal.pk]]) for goal in goals}


def _digest(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
