"""From one plan to the next: what is offered to be carried on, what was left behind and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kernespor.domains.strategy.enums import DocumentStatus, FocusStatus, JudgementChoice, PlanStatus
from kernespor.domains.strategy.models import (
    Action,
    FocusArea,
    FocusSet,
    Goal,
    GoverningDocument,
    Indicator,
    OwnedRow,
    Passage,
    PriorityArea,
    Review,
    UnitPlan,
)
from kernespor.domains.strategy.permissions.plans import can_read_plan
from kernespor.domains.strategy.selectors.plan import GoalView, PartView, plan_view
from kernespor.domains.strategy.selectors.reviews.waiting import is_over
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.models import Link

_ABOVE = {PriorityArea: "plan", Goal: "area__plan", Action: "goal__area__plan", Indicator: "goal__area__plan"}
_HOLDS = {
    FocusArea: Q(of_set__status__in=(FocusStatus.ADOPTED, FocusStatus.IN_FORCE)),
    FocusSet: Q(status__in=(FocusStatus.ADOPTED, FocusStatus.IN_FORCE)),
    GoverningDocument: Q(status=DocumentStatus.IN_FORCE),
    Passage: Q(document__status=DocumentStatus.IN_FORCE, withdrawn_on=None),
}
_KINDS = {PriorityArea: "area", Goal: "goal", Action: "action", Indicator: "indicator"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What the next plan can take along from this one."""

    open: tuple[GoalView, ...]
    over: tuple[PartView, ...]  # goals and actions that are reached or closed, in reading order
    drafts: tuple[UnitPlan, ...]  # of a next plan that are begun already
    chosen: Mapping[int, Review]  # what was last chosen at a review, by the key of the goal


def offer(actor: Actor, plan: UnitPlan) -> Offer:
    """Return what can be taken along, and what stays behind. Nine queries."""
    view = plan_view(plan, today=actor.today, asking=actor)
    goals = list(view.goals())
    over = [part for goal in goals for part in (goal.part, *goal.actions) if is_over(part)]
    drafts = plan.following.filter(status=PlanStatus.DRAFT).order_by("pk")
    going_on = tuple(goal for goal in goals if not is_over(goal.part))
    reviews = Review.objects.filter(goal__in=[goal.part.pk for goal in going_on]).order_by("pk")
    chosen = {int(row.goal_id or 0): row for row in reviews}  # in the order of time: the last one stays
    return Offer(going_on, tuple(over), tuple(drafts), chosen)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What the plan before ended with: closed with its reason, reached, and open but not taken along."""

    plan: UnitPlan
    closed: tuple[PartView, ...]
    reached: tuple[PartView, ...]
    not_taken: tuple[PartView, ...]


def left_behind(actor: Actor, plan: UnitPlan) -> LeftBehind | None:
    """Return what a plan's predecessor left behind, as far as the actor may read it; None without one."""
    before = plan.previous
    if before is None or not can_read_plan(actor, before):
        return None
    view = plan_view(before, today=actor.today, asking=actor)
    taken = set(Goal.objects.filter(area__plan=plan).values_list("origin_id", flat=True))
    parts = [part for goal in view.goals() for part in (goal.part, *goal.actions)]
    by_word = {
        word: tuple(part for part in parts if part.latest and part.latest.judgement == word)
        for word in (JudgementChoice.CLOSED, JudgementChoice.REACHED)
    }
    not_taken = [goal.part for goal in view.goals() if goal.part.pk not in taken and not is_over(goal.part)]
    return LeftBehind(
        before, by_word[JudgementChoice.CLOSED], by_word[JudgementChoice.REACHED], tuple(not_taken)
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """The part of an earlier plan that a part was carried on from."""

    words: str
    url: str
    plan: str
    first: dt.date
    last: dt.date


def origin_of(actor: Actor, row: Any) -> Origin | None:
    """Return where a part of a plan was carried on from, if the actor may read it. Two queries at most."""
    if not isinstance(row, OwnedRow) or getattr(row, "origin_id", None) is None:
        return None
    model = type(row)
    above = _ABOVE[model]
    origin: Any = model._default_manager.select_related(f"{above}__body").get(pk=row.origin_id)  # type: ignore[attr-defined]
    plan: Any = origin
    for step in above.split("__"):
        plan = getattr(plan, step)
    if not can_read_plan(actor, plan):
        return None
    url = reverse("strategy:item", args=[plan.pk, _KINDS[model], origin.pk])
    return Origin(str(origin), url, str(plan), plan.period_from, plan.period_to)


def standing_ties(parts: Collection[Ref], day: dt.date) -> list[Link]:
    """Return what people tied these parts to above them, where that still holds. Five queries."""
    above = {model._meta.label_lower: model for model in _HOLDS}
    under = Q(pk__in=())
    for kind in {ref.kind for ref in parts}:
        under |= Q(lower_kind=kind, lower_pk__in=[ref.pk for ref in parts if ref.kind == kind])
    links = list(Link.objects.on(day).filter(under, structural=False, upper_kind__in=above).order_by("pk"))
    holding = {
        Ref(kind, pk)
        for kind, model in above.items()
        for pk in model._default_manager.filter(
            _HOLDS[model], pk__in=[link.upper_pk for link in links if link.upper_kind == kind]
        ).values_list("pk", flat=True)
    }
    return [link for link in links if link.upper in holding]
