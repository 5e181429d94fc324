"""What a plan lacks, said as findings."""

from __future__ import annotations

from collections import Counter

from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.records import GoalRecord, PlanRecord


def judge(plan: PlanRecord, notes: Notes, *, empty: bool) -> None:
    """Note what the plan lacks; of an `empty` document only that it is."""
    if empty:
        notes.noticed("empty")
        return
    goals = plan.goals()
    missing = {
        "no_title": not plan.title,
        "no_unit": not plan.unit,
        "no_period": not plan.period.start,
        "no_area": not plan.priority_areas,
        "no_goal": not goals,
    }
    for code, is_missing in missing.items():
        if is_missing:
            notes.noticed(code)
    for area in plan.priority_areas:
        if goals and not area.goals:
            notes.noticed("area_without_goal", area.lines[0] if area.lines else 0, area.title)
    numbers = Counter(goal.number for goal in goals if "." in goal.number)
    for goal in goals:
        _judge_goal(goal, notes, twice=numbers[goal.number] > 1)


def _judge_goal(goal: GoalRecord, notes: Notes, *, twice: bool) -> None:
    line = goal.lines[0] if goal.lines else 0
    if not goal.actions:
        notes.noticed("goal_without_actions", line, goal.title)
    if not goal.indicators:
        notes.noticed("goal_without_indicators", line, goal.title)
    if twice:
        notes.noticed("number_twice", line, goal.number)
