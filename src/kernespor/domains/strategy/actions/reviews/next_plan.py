"""The next plan starts from this one: what is carried on, and what it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from kernespor.domains.strategy.actions.plans import hold
from kernespor.domains.strategy.actions.reviews.writing import name_of
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Indicator, OwnedRow, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_change_plan
from kernespor.domains.strategy.policies.reviews import check_can_go_on, check_no_news
from kernespor.domains.strategy.selectors.plan import PartView, PlanView, plan_view
from kernespor.domains.strategy.selectors.reviews.succession import standing_ties
from kernespor.domains.strategy.selectors.reviews.waiting import is_over
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.thread.actions import carry_up

# What a part keeps in the next plan. Deadlines and beginnings belong to the period that was.
_TEXTS = ("title", "text", "actions_intro", "indicators_intro")
_FOLLOWED = (
    "kind", "measure", "measure_unit_id", "counts", "direction", "baseline", "baseline_on", "target",
    "tolerance", "scale", "good_from", "source", "every_months",
)  # fmt: skip
Part = TypeVar("Part", bound=OwnedRow)


@dataclass(frozen=True, slots=True)
class NextFacts:
    """What the next plan is called, when it holds, and which goals are taken along, by key."""

    title: str
    first: dt.date
    last: dt.date
    goals: frozenset[int]


def begin_next(*, actor: Actor, plan: UnitPlan, facts: NextFacts, known: Collection[int]) -> UnitPlan:
    """Begin the next plan as a draft; reached and closed goals and actions stay behind.

    What is taken along stays tied to the focus areas and passages that hold on this day.

    `known` are the drafts of a next plan that the person had on the screen. Raises Refusal. The number of
    statements doesn't grow with the plan.
    """
    check_change_plan(actor, plan)
    check_can_go_on(plan)
    with change(actor=actor, verb="strategy.next_plan_begun") as act:
        hold(act, plan)
        drafts = plan.following.filter(status=PlanStatus.DRAFT).values_list("pk", flat=True)
        check_no_news(known, list(drafts))
        act.subject = made = act.create(
            UnitPlan,
            kind=plan.kind,
            body=plan.body,
            previous=plan,
            unit=plan.unit,
            unit_name=name_of(plan.unit_id, plan.body, actor.today) or plan.unit_name,
            title=facts.title,
            period_from=facts.first,
            period_to=facts.last,
            expected_from=facts.first,
            fresh_days=plan.fresh_days,
            created_by_id=actor.hand,
        )
        made_of = _carry(act, plan_view(plan, today=actor.today), made, facts.goals)
        carry_up(act, standing_ties(made_of, actor.today), made_of, actor.today)
    return made


def _carry(act: Change, view: PlanView, made: UnitPlan, wanted: frozenset[int]) -> dict[Ref, Ref]:
    """Copy areas, goals, actions and indicators, each kind at once; return each one's copy."""
    active = active_persons(view.today)
    kept = [
        (area.row, [goal for goal in area.goals if goal.part.pk in wanted and not is_over(goal.part)])
        for area in view.areas
    ]
    kept = [(area, goals) for area, goals in kept if goals]
    areas = act.create_many(
        PriorityArea, [_copy(area, at, active, plan=made) for at, (area, _) in enumerate(kept, start=1)]
    )
    pairs = [
        (goal, _copy(goal.row, at, active, area=area))
        for area, (_, goals) in zip(areas, kept, strict=True)
        for at, goal in enumerate(goals, start=1)
    ]
    goals = act.create_many(Goal, [row for _, row in pairs])
    under = [(goal, row) for (goal, _), row in zip(pairs, goals, strict=True)]
    open_actions = [(row, [one for one in goal.actions if not is_over(one)]) for goal, row in under]
    actions = act.create_many(Action, list(_copies(Action, open_actions, active)))
    followed = [(row, goal.indicators) for goal, row in under]
    indicators = act.create_many(Indicator, list(_copies(Indicator, followed, active)))
    made_of: dict[Ref, Ref] = {}
    for copies in (areas, goals, actions, indicators):
        made_of |= {Ref(copy._meta.label_lower, copy.origin_id or 0): ref_of(copy) for copy in copies}
    return made_of


def _copies(
    model: type[Part], rows: Iterable[tuple[Goal, Iterable[PartView]]], active: frozenset[int]
) -> Iterable[Part]:
    for goal, parts in rows:
        for at, part in enumerate(parts, start=1):
            assert isinstance(part.row, model)  # noqa: S101 - a goal's actions are actions
            yield _copy(part.row, at, active, goal=goal)


def _copy(row: Part, position: int, active: frozenset[int], **of: Any) -> Part:
    """Return a part as it begins in the next plan; who no longer works here answers for nothing in it."""
    names = _TEXTS + (_FOLLOWED if isinstance(row, Indicator) else ())
    fields = {name: getattr(row, name) for name in names if hasattr(row, name)}
    people = {
        name: key if (key := getattr(row, name)) in active else None for name in ("owner_id", "deputy_id")
    }
    return type(row)(origin=row, position=position, **fields, **people, **of)
