"""What was chosen for a goal or a trial, and when a plan is reviewed next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kernespor.domains.strategy.actions.plans import hold, plan_of
from kernespor.domains.strategy.enums import JudgementChoice, ReviewChoice
from kernespor.domains.strategy.models import Goal, Review, Status, Trial, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_change_plan
from kernespor.domains.strategy.permissions.reviews import check_review_trial
from kernespor.domains.strategy.policies.plans import check_editable, check_followed_up
from kernespor.domains.strategy.policies.reviews import (
    check_choice,
    check_goal_is_open,
    check_next_review,
    check_trial_goes_on,
)
from kernespor.domains.strategy.selectors.reviews.waiting import standing_words, waiting_in
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.refusals import StaleWrite


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice as a person wrote it. `decided_by` may be left out where a body decided."""

    choice: str
    evidence: str
    on: dt.date
    decided_by: str = ""
    body: Body | None = None
    follow: str = ""
    next_on: dt.date | None = None  # of a trial


def review_goal(*, actor: Actor, goal: Goal, seen: int, chosen: Chosen) -> Review:
    """Choose for a goal; closing it gives it the status too, with the evidence as reason, in the same act.

    `seen` is the number of the last choice that the person knew of, 0 for none. Raises Refusal, or StaleWrite
    with the choice that came in between.
    """
    plan = plan_of(goal)
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.reviewed", about=plan) as act:
        hold(act, plan)
        check_followed_up(plan)
        _check_seen(goal, seen)
        last = goal.statuses.filter(on__lte=actor.today).last()
        check_goal_is_open(last.judgement if last else None)
        made = _write(act, actor, chosen, goal=goal, stood=standing_words(goal))
        if made.choice == ReviewChoice.CLOSE:
            act.create(
                Status,
                plan=plan,
                goal=goal,
                judgement=JudgementChoice.CLOSED,
                text=made.evidence,
                on=max(made.on, last.on) if last else made.on,
                author_id=actor.hand,
                author_label=actor.label,
                recorded_at=act.at,
            )
    return made


def review_trial(*, actor: Actor, trial: Trial, seen: int, chosen: Chosen) -> Review:
    """Choose for a trial, and say when the choice comes up again. Raises as `review_goal`."""
    check_review_trial(actor, trial)
    with change(actor=actor, verb="strategy.reviewed", about=trial) as act:
        act.touch(trial)
        trial.refresh_from_db(fields=["status"])
        check_trial_goes_on(trial)
        _check_seen(trial, seen)
        made = _write(act, actor, chosen, trial=trial, next_on=chosen.next_on)
        act.update(trial, review_on=chosen.next_on)
    return made


def set_next_review(
    *, actor: Actor, plan: UnitPlan, seen: int, on: dt.date | None, why: str = ""
) -> UnitPlan:
    """Say when a plan's goals are reviewed next. Raises Refusal or StaleWrite."""
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.review_set", about=plan, why=why.strip()) as act:
        hold(act, plan)
        check_editable(plan)
        check_next_review(plan, on, waiting_in([plan], actor.today)[plan.pk], why, actor.today)
        act.update(plan, seen=seen, review_on=on)
    return plan


def _check_seen(item: Goal | Trial, seen: int) -> None:
    latest = item.reviews.order_by("pk").last()
    if latest and latest.pk != seen:
        raise StaleWrite(latest)


def _write(act: Change, actor: Actor, chosen: Chosen, **of: Any) -> Review:
    decided_by = chosen.decided_by.strip()
    if not decided_by and chosen.body:
        decided_by = names_on(chosen.on).get(chosen.body.pk, "")
    check_choice(chosen.choice, chosen.evidence, decided_by, chosen.follow, chosen.on, actor.today)
    return act.create(
        Review,
        choice=chosen.choice,
        evidence=chosen.evidence.strip(),
        follow=chosen.follow.strip(),
        decided_by=decided_by,
        body=chosen.body,
        on=chosen.on,
        author_id=actor.hand,
        author_label=actor.label,
        recorded_at=act.at,
        **of,
    )
