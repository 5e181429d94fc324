"""A focus area as its page shows it, and what an evaluation of it can point at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from kernespor.domains.strategy.models import (
    Action,
    FocusArea,
    FocusEvaluation,
    FocusFate,
    Goal,
    Indicator,
    Passage,
    Trial,
    UnitPlan,
)
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.selectors.focus.promises import AREA, KINDS, AreaPromises, promises, ties_of
from kernespor.domains.strategy.selectors.focus.units import own_plans, units_that_promise
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.thread.models import Link

GOAL, ACTION, INDICATOR, TRIAL, PASSAGE, DECISION, CONSULTATION = (
    model._meta.label_lower for model in (Goal, Action, Indicator, Trial, Passage, Decision, Consultation)
)
EVALUATION = FocusEvaluation._meta.label_lower
_SET_BEFORE = "strategy.focusset"


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation with the facts it rests on that the reader may see, and how many they may not."""

    row: FocusEvaluation
    facts: tuple[Card, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area with what is promised, what it builds on, what was decided, tried and learnt."""

    area: FocusArea
    promised: AreaPromises
    silent: int
    expected: int
    passages: tuple[Card, ...]
    decisions: tuple[Card, ...]
    consultations: tuple[Card, ...]
    trials: tuple[Card, ...]
    evaluations: tuple[EvaluationView, ...]
    origins: tuple[FocusFate, ...]
    fates: tuple[FocusFate, ...]


def area_for(area_id: int) -> FocusArea:
    """Return an area with its set, or raise Http404."""
    row = FocusArea.objects.select_related("of_set__unit", "of_set__previous").filter(pk=area_id).first()
    if row is None:
        raise Http404(area_id)
    return row


def area_page(actor: Actor, area: FocusArea) -> AreaPage:
    """Return what the page of an area shows, as the actor may see it."""
    promised = promises(actor, [area.pk], actor.today)[area.pk]
    near = _near(actor, area)
    expected = units_that_promise(actor.today)
    return AreaPage(
        area=area,
        promised=promised,
        silent=len(expected - promised.unit_ids),
        expected=len(expected),
        passages=_of(near, PASSAGE),
        decisions=_of(near, DECISION),
        consultations=_of(near, CONSULTATION),
        trials=_of(near, TRIAL),
        evaluations=tuple(_evaluations(actor, area)),
        origins=tuple(area.origins.select_related("before__of_set").order_by("before__position", "pk")),
        fates=tuple(area.fates.select_related("after", "in_set").order_by("pk")),
    )


def _near(actor: Actor, area: FocusArea) -> list[Card]:
    """Return what is tied right above and right below an area but for parts of plans: what the actor sees.

    What was decided of its set was decided of the area too.
    """
    links = Link.objects.on(actor.today)
    below = links.filter(upper_kind=AREA, upper_pk=area.pk) | links.filter(
        upper_kind=_SET_BEFORE, upper_pk=area.of_set_id
    )
    above = links.filter(lower_kind=AREA, lower_pk=area.pk, upper_kind=PASSAGE)
    refs = [Ref(*row) for row in below.exclude(lower_kind__in=KINDS).values_list("lower_kind", "lower_pk")]
    refs += [Ref(*row) for row in above.values_list("upper_kind", "upper_pk")]
    return list(objects.cards(actor, refs).values())


def _of(cards: Iterable[Card], kind: str) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.ref.kind == kind)


def _evaluations(actor: Actor, area: FocusArea) -> list[EvaluationView]:
    """Return the evaluations, newest first, each with its facts. A query for links, one for each kind."""
    rows = list(area.evaluations.order_by("-on", "-pk"))
    if not rows:
        return []
    refs: dict[int, list[Ref]] = {row.pk: [] for row in rows}
    for link in _links_above(refs, actor.today):
        refs[link.lower_pk].append(link.upper)
    cards = objects.cards(actor, [ref for found in refs.values() for ref in found])
    return [
        EvaluationView(
            row,
            tuple(cards[ref] for ref in refs[row.pk] if ref in cards),
            sum(ref not in cards for ref in refs[row.pk]),
        )
        for row in rows
    ]


def _links_above(evaluations: Collection[int], day: dt.date) -> QuerySet[Link]:
    return Link.objects.on(day).filter(lower_kind=EVALUATION, lower_pk__in=evaluations).order_by("pk")


def links_of(evaluation: FocusEvaluation, day: dt.date) -> dict[Ref, Link]:
    """Return what an evaluation rests on, with the links to it. One query."""
    return {link.upper: link for link in _links_above([evaluation.pk], day)}


def evaluation_for(evaluation_id: int) -> FocusEvaluation:
    """Return an evaluation with its area and set, or raise Http404."""
    rows = FocusEvaluation.objects.select_related("area__of_set__unit")
    row: FocusEvaluation | None = rows.filter(pk=evaluation_id).first()
    if row is None:
        raise Http404(evaluation_id)
    return row


def fact_choices(actor: Actor, area: FocusArea) -> list[Card]:
    """Return what an evaluation of an area can point at: what hangs under it, and what was decided of it."""
    found = promises(actor, [area.pk], actor.today, since=area.of_set.starts)[area.pk]
    refs: dict[Ref, None] = {}
    for one in found.all():
        for promise in one.promises:
            refs[promise.ref] = None
            refs |= dict.fromkeys(Ref(GOAL, goal.row.pk) for goal in promise.goals)
            refs |= dict.fromkeys(Ref(ACTION, part.pk) for part in promise.actions)
    goals = [ref.pk for ref in refs if ref.kind == GOAL]
    indicators = Indicator.objects.filter(goal__in=goals).order_by("goal_id", "position")
    refs |= dict.fromkeys(Ref(INDICATOR, pk) for pk in indicators.values_list("pk", flat=True))
    cards = objects.cards(actor, refs)
    near = {card.ref: card for card in _near(actor, area) if card.ref.kind in (DECISION, CONSULTATION, TRIAL)}
    return [*near.values(), *(cards[ref] for ref in refs if ref in cards)]


def own_parts(actor: Actor, area: FocusArea) -> list[tuple[UnitPlan, list[Goal], frozenset[int]]]:
    """Return the plans in force that the actor plans for, their goals, and those that are tied already.

    Three queries.
    """
    plans = own_plans(actor, *PLANNERS)
    tied = ties_of([area.pk], actor.today).get(area.pk, {})
    rows = Goal.objects.filter(area__plan__in=plans).select_related("area")
    goals: dict[int, list[Goal]] = {pk: [] for pk in plans}
    for goal in rows.order_by("area__position", "position"):
        goals[goal.area.plan_id].append(goal)
    known = frozenset(ref.pk for ref in tied if ref.kind == GOAL)
    return [(plan, goals[pk], known) for pk, plan in plans.items() if goals[pk]]


def areas_in_force() -> QuerySet[FocusArea]:
    """Return the focus areas that one can promise under now."""
    rows = FocusArea.objects.filter(of_set__status__in=("in_force", "adopted")).select_related("of_set")
    return rows.order_by("-of_set__starts", "of_set_id", "position")
