"""Plans: made from a reading, put in force, changed, followed up, concluded."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from django.db import IntegrityError

from kernespor.connectors.unit_plan.paper import normalised
from kernespor.connectors.unit_plan.records import PlanReading, PlanRecord
from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.calculations.plans import period_dates, told_from
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    LastSeen,
    OwnedRow,
    PlanSection,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.domains.strategy.permissions.plans import check_change_plan, check_read_plan, check_report
from kernespor.domains.strategy.policies.plans import check_editable, check_followed_up, check_status
from kernespor.domains.strategy.policies.reviews import check_next_review
from kernespor.domains.strategy.selectors.reviews.waiting import waiting_in
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.refusals import NotNow


def write_plan(
    act: Change, *, reading: PlanReading, unit: Unit, source: StoredFile | None, creator: Person | None
) -> UnitPlan:
    """Write a whole plan within an act, as a draft; the number of statements doesn't grow with the plan."""
    record = normalised(reading.plan)
    first, last = period_dates(record.period.start, record.period.end)
    plan = act.create(
        UnitPlan,
        unit=unit,
        title=record.title,
        unit_name=record.unit,
        period_from=first,
        period_to=last,
        expected_from=first,
        created_by=creator,
        source=source,
    )
    sections = [
        PlanSection(plan=plan, position=place, heading=section.heading, text=section.text)
        for place, section in enumerate(record.sections, start=1)
    ]
    areas = [
        PriorityArea(plan=plan, position=place, number=area.number, title=area.title, text=area.text)
        for place, area in enumerate(record.priority_areas, start=1)
    ]
    act.create_many(PlanSection, sections)
    _write_goals(act, act.create_many(PriorityArea, areas), record)
    return plan


def _write_goals(act: Change, areas: list[PriorityArea], record: PlanRecord) -> None:
    """Write the goals of all areas at once, and then all actions, and all indicators."""
    goals = [
        Goal(
            area=area,
            position=place,
            number=goal.number,
            title=goal.title,
            text=goal.text,
            actions_intro=goal.actions_intro,
            indicators_intro=goal.indicators_intro,
        )
        for area, source in zip(areas, record.priority_areas, strict=True)
        for place, goal in enumerate(source.goals, start=1)
    ]
    pairs = list(zip(act.create_many(Goal, goals), record.goals(), strict=True))
    actions = [
        Action(goal=goal, position=place, text=item.text)
        for goal, source in pairs
        for place, item in enumerate(source.actions, start=1)
    ]
    indicators = [
        Indicator(goal=goal, position=place, text=item.text)
        for goal, source in pairs
        for place, item in enumerate(source.indicators, start=1)
    ]
    act.create_many(Action, actions)
    act.create_many(Indicator, indicators)


def move_plan(*, actor: Actor, plan: UnitPlan, step: str, seen: int, why: str = "") -> UnitPlan:
    """Take a plan one step on in its life. Raises Refusal, StaleWrite, or KeyError for an unknown step."""
    check_change_plan(actor, plan)
    transition = workflow.PLAN.check(step, plan.status)
    if transition.needs_reason and not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    fields: dict[str, Any] = {"status": transition.target}
    if transition.target == PlanStatus.IN_FORCE:
        fields["expected_from"] = told_from(plan.period_from, plan.period_to, actor.today)
    else:
        fields["concluded_on"] = actor.today
    with change(actor=actor, verb=transition.verb, about=plan, why=why.strip()) as act:
        act.update(plan, seen=seen, where={"status": transition.source}, **fields)
        act.touch(plan)
    return plan


def change_plan(*, actor: Actor, plan: UnitPlan, seen: int, **fields: Any) -> UnitPlan:
    """Change what a plan is called, when it holds, how old a status may be. Raises Refusal or StaleWrite."""
    check_change_plan(actor, plan)
    check_editable(plan)
    review_on = fields.get("review_on", plan.review_on)
    if review_on != plan.review_on:
        check_next_review(plan, review_on, waiting_in([plan], actor.today)[plan.pk], "", actor.today)
    with change(actor=actor, verb="strategy.plan_changed", about=plan) as act:
        act.update(plan, seen=seen, **fields)
        act.touch(plan)
    return plan


def hold(act: Change, plan: UnitPlan) -> None:
    """Queue behind whoever writes in the plan right now, and see what status they left it in."""
    act.touch(plan)
    plan.refresh_from_db(fields=["status"])


def plan_of(item: OwnedRow) -> UnitPlan:
    """Return the plan that an area, a goal, an action or an indicator belongs to."""
    if isinstance(item, PriorityArea):
        return item.plan
    goal: Goal = item if isinstance(item, Goal) else item.goal  # type: ignore[attr-defined]
    return goal.area.plan


def change_item(*, actor: Actor, item: OwnedRow, seen: int, **fields: Any) -> OwnedRow:
    """Change what a part of a plan says, who answers for it, and until when. Raises Refusal or StaleWrite."""
    plan = plan_of(item)
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.item_changed", about=plan) as act:
        hold(act, plan)
        check_editable(plan)
        act.update(item, seen=seen, **fields)
    return item


def add_action(*, actor: Actor, goal: Goal, text: str) -> Action:
    """Add an action at the end of a goal. Raises Refusal."""
    plan = plan_of(goal)
    check_change_plan(actor, plan)
    with change(actor=actor, verb="strategy.action_added", about=plan) as act:
        hold(act, plan)
        check_editable(plan)
        last = goal.actions.order_by("-position").first()
        return act.create(Action, goal=goal, position=last.position + 1 if last else 1, text=text)


def give_status(*, actor: Actor, item: Goal | Action, judgement: str, text: str, on: dt.date) -> Status:
    """Say how a goal or an action goes. Raises Refusal."""
    plan = plan_of(item)
    check_report(actor, plan, item)
    with change(actor=actor, verb="strategy.status_given", about=plan) as act:
        hold(act, plan)
        check_followed_up(plan)
        check_status(item, judgement, text, on, actor.today)
        return act.create(
            Status,
            plan=plan,
            goal=item if isinstance(item, Goal) else None,
            action=item if isinstance(item, Action) else None,
            judgement=judgement,
            text=text.strip(),
            on=on,
            author_id=actor.hand,
            author_label=actor.label,
            recorded_at=act.at,
        )


def see_plan(*, actor: Actor, plan: UnitPlan) -> None:
    """Remember that the person had the plan open today; a second look on the same day changes nothing."""
    check_read_plan(actor, plan)
    seen = LastSeen.objects.filter(plan=plan, person__pk=actor.hand or 0).first()
    if seen and seen.on == actor.today:
        return
    # Two windows that open at once both find no row; the second to write one has nothing left to say.
    with suppress(IntegrityError), change(actor=actor, verb="strategy.plan_seen", about=plan) as act:
        if seen:
            act.update(seen, before=seen.on - dt.timedelta(days=1), on=actor.today)
        else:
            act.create(
                LastSeen,
                plan=plan,
                person_id=actor.hand,
                on=actor.today,
                before=actor.today - dt.timedelta(days=30),
            )
