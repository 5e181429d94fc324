"""The documents that the domain makes: a plan as Word, PDF, Markdown and Excel, from what the pages show."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from kernespor.connectors.unit_plan.paper import ChartUnit, FollowUp, PlanPaper, normalised
from kernespor.connectors.unit_plan.records import (
    GoalRecord,
    Item,
    Period,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.plan import GoalView, PartView, PlanView
from kernespor.engines.plan_state.records import State
from kernespor.foundation.organisation.selectors import leaders_on
from kernespor.foundation.organisation.tree import Tree, tree_on
from kernespor.foundation.ui.states import label_of

LEVELS = 2  # of the organisation under the unit, in the plan's chart


def record_of(view: PlanView) -> PlanRecord:
    """Return the plan as its document has it, without what was said of it since."""
    plan = view.plan
    return normalised(
        PlanRecord(
            title=plan.title,
            unit=plan.unit_name,
            period=_period(plan),
            sections=tuple(SectionRecord(section.heading, section.text) for section in view.sections),
            priority_areas=tuple(
                PriorityAreaRecord(
                    number=area.row.number,
                    title=area.row.title,
                    text=area.row.text,
                    goals=tuple(_goal(goal) for goal in area.goals),
                )
                for area in view.areas
            ),
        )
    )


def paper_of(view: PlanView) -> PlanPaper:
    """Return the finished document: the plan, its unit's organisation today, and how it stands."""
    followed = view.plan.status != PlanStatus.DRAFT
    return PlanPaper(
        plan=record_of(view),
        municipality=settings.MUNICIPALITY,
        made_on=view.today,
        chart=tuple(_chart(view)),
        follow_up=tuple(_follow_up(view)) if followed else (),
        colophon=(settings.MUNICIPALITY, view.plan.unit_name),
    )


def _period(plan: UnitPlan) -> Period:
    if plan.is_in_whole_years:
        return Period(str(plan.period_from.year), str(plan.period_to.year))
    return Period(plan.period_from.isoformat(), plan.period_to.isoformat())


def _goal(goal: GoalView) -> GoalRecord:
    row = goal.row
    return GoalRecord(
        number=row.number,
        title=row.title,
        text=row.text,
        actions_intro=row.actions_intro,
        actions=tuple(Item(action.title) for action in goal.actions),
        indicators_intro=row.indicators_intro,
        indicators=tuple(Item(indicator.title) for indicator in goal.indicators),
    )


def _chart(view: PlanView) -> Iterator[ChartUnit]:
    """Yield the unit and the two levels under it, each after its parent."""
    tree, leaders = tree_on(view.today), leaders_on(view.today)
    unit_id = view.plan.unit_id
    if unit_id not in tree.nodes:
        return
    below = [(depth + 1, node.unit_id) for depth, node in tree.walk(unit_id) if depth < LEVELS]
    shown = [(0, unit_id), *below]
    places = {key: place for place, (_, key) in enumerate(shown)}
    for depth, key in shown:
        yield _chart_unit(tree, key, depth, places, leaders)


def _chart_unit(
    tree: Tree, key: int, depth: int, places: dict[int, int], leaders: dict[int, list[tuple[str, str]]]
) -> ChartUnit:
    node = tree.nodes[key]
    return ChartUnit(
        name=node.name,
        leader=", ".join(name for name, _ in leaders.get(key, [])),
        depth=depth,
        parent=places.get(node.parent_id) if node.parent_id and depth else None,
        refers_to=places.get(node.refers_to_id) if node.refers_to_id else None,
    )


def _follow_up(view: PlanView) -> Iterator[FollowUp]:
    for goal in view.goals():
        yield _stands(goal.part, is_goal=True)
        for action in goal.actions:
            yield _stands(action, is_goal=False)


def _stands(part: PartView, *, is_goal: bool) -> FollowUp:
    shown = part.shown
    state = shown.state if shown else State.NOT_BEGUN
    return FollowUp(
        number=part.number,
        text=part.title,
        state=state,
        state_word=label_of(state),
        owner=part.owner,
        deadline=part.row.deadline,
        status_text=part.latest.text if part.latest else "",
        status_on=part.latest.on if part.latest else None,
        overdue_days=shown.overdue_days if shown else 0,
        is_goal=is_goal,
    )
