"""Which goals await the choice of a review."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection

from django.db.models import Max, OuterRef, Q, Subquery

from kernespor.domains.strategy.models import Goal, Status, UnitPlan
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
    """Return the digest of what a goal, its actions and its indicators say. Two queries."""
    said = [
        goal.title,
        goal.text,
        list(goal.actions.order_by("pk").values_list("text", flat=True)),
        list(goal.indicators.order_by("pk").values_list("text", flat=True)),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
