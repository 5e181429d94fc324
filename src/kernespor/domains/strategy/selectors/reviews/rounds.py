"""A plan's review: its open goals, what was chosen for each, and what was chosen before."""

from __future__ import annotations

from dataclasses import dataclass

from kernespor.domains.strategy.models import Goal, Review, Trial, UnitPlan
from kernespor.domains.strategy.policies.reviews import round_begins
from kernespor.domains.strategy.selectors.plan import GoalView, plan_view
from kernespor.domains.strategy.selectors.reviews.waiting import is_over
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.drafts.selectors import Box, rows_of
from kernespor.foundation.objects import Ref

REVIEW_DRAFT = "strategy.review"


@dataclass(frozen=True, slots=True)
class GoalUp:
    """A goal that is up for review: the last choice of all, and the one of this review if there is one."""

    goal: GoalView
    area: str
    latest: Review | None
    waits: bool
    draft: Box

    @property
    def pk(self) -> int:
        """The goal's key."""
        return self.goal.part.pk


@dataclass(frozen=True, slots=True)
class Round:
    """A plan's review: every open goal in reading order, and those that were closed or reached."""

    plan: UnitPlan
    goals: tuple[GoalUp, ...]
    over: int

    @property
    def waiting(self) -> list[GoalUp]:
        """Those that await their choice."""
        return [one for one in self.goals if one.waits]

    @property
    def first(self) -> GoalUp | None:
        """The goal to begin with."""
        return next(iter(self.waiting), None)


def round_of(actor: Actor, plan: UnitPlan) -> Round:
    """Return a plan's review as it stands. Nine queries."""
    view = plan_view(plan, today=actor.today, asking=actor)
    latest: dict[int | None, Review] = {}
    for review in Review.objects.filter(goal__area__plan=plan).order_by("pk"):
        latest[review.goal_id] = review
    begins = round_begins(plan)
    places = {goal.part.pk: (area.row, goal) for area in view.areas for goal in area.goals}
    drafts = boxes(actor, [goal.row for _, goal in places.values()])
    goals = [
        GoalUp(goal, area.title, last, last is None or last.on < begins, drafts[key])
        for key, (area, goal) in places.items()
        if not is_over(goal.part)
        for last in [latest.get(key)]
    ]
    return Round(plan, tuple(goals), len(places) - len(goals))


def boxes(actor: Actor, goals: list[Goal]) -> dict[int, Box]:
    """Return what lies unsent of each goal's choice. One query."""
    refs = {str(Ref(Goal._meta.label_lower, goal.pk)): goal.pk for goal in goals}
    found = {key: Box(REVIEW_DRAFT, ref, {}) for ref, key in refs.items()}
    for row in rows_of(actor).filter(form=REVIEW_DRAFT, ref__in=refs):
        found[refs[row.ref]] = Box(REVIEW_DRAFT, row.ref, row.fields, row.version, row.pk, row.saved_at)
    return found


def choices_of(item: Goal | Trial) -> list[Review]:
    """Return what was chosen for a goal or a trial, newest first. One query."""
    return list(item.reviews.select_related("body").order_by("-on", "-recorded_at", "-pk"))
