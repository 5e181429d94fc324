"""The facts of a period under a focus area, open to everyone in the house: a status note is made of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import (
    FocusArea,
    FocusEvaluation,
    FocusSet,
    Goal,
    IndicatorReading,
    Passage,
    Review,
    Status,
    Trial,
)
from kernespor.domains.strategy.selectors.focus.promises import AREA, AreaPromises, not_loosed_by, promises
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import UNSENT
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Ref

GOAL, TRIAL, PASSAGE = (model._meta.label_lower for model in (Goal, Trial, Passage))
DECISION, CONSULTATION = (model._meta.label_lower for model in (Decision, Consultation))


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What is known of an area in a period. Decisions and consultations carry `body_name`."""

    area: FocusArea
    promised: AreaPromises
    silent: int | None  # units that ought to have promised something, and haven't; None: not told of that day
    expected: int | None
    statuses: int
    passages: tuple[Passage, ...] = ()
    decisions: tuple[Any, ...] = ()
    consultations: tuple[Any, ...] = ()
    trials: tuple[Trial, ...] = ()
    readings: tuple[tuple[IndicatorReading, IndicatorReading | None], ...] = ()  # with the one before
    reviews: tuple[Review, ...] = ()
    evaluations: tuple[FocusEvaluation, ...] = ()


@dataclass(slots=True)
class _Under:
    """What hangs below each area, straight or by a part of a plan that is tied to it, and passages above."""

    parts: dict[Ref, set[int]] = field(default_factory=lambda: defaultdict(set))
    linked: dict[str, dict[int, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def area_facts(
    of_set: FocusSet, since: dt.date, on: dt.date, *, counted: Mapping[int, tuple[int, int]] | None = None
) -> list[AreaFacts]:
    """Return the facts of every area of a set from one day to another, areas in their order.

    `counted` gives for each area how many units have nothing under it, and of how many.
    """
    areas = list(of_set.areas.all())
    keys = [area.pk for area in areas]
    promised = promises(None, keys, on, since=since)
    under = _under(promised, keys, on)
    trials = _trials(under, since, on)
    decisions = _decisions(under, trials, since, on)
    consultations = _consultations(under, since, on)
    passages = Passage.objects.filter(pk__in=under.linked[PASSAGE], withdrawn_on=None)
    passages = passages.exclude(document__valid_from__gt=on).select_related("document")
    quoted = list(passages.order_by("document_id", "block__position", "starts"))
    statuses = _statuses(promised, since, on)
    goals = {area: _goals(promised[area]) for area in keys}
    readings = _readings({pk for found in goals.values() for pk in found}, since, on)
    reviews = _reviews(
        {pk for found in goals.values() for pk in found}, [one.pk for one in trials], since, on
    )
    evaluations = list(FocusEvaluation.objects.filter(area__in=keys, on__lte=on).order_by("on", "pk"))
    found = []
    for area in areas:
        silent, expected = (counted or {}).get(area.pk, (None, None))
        mine = {one.pk for one in trials if area.pk in under.linked[TRIAL][one.pk]}
        found.append(
            AreaFacts(
                area,
                promised[area.pk],
                silent,
                expected,
                statuses[area.pk],
                passages=_those(quoted, under.linked[PASSAGE], area.pk),
                decisions=_those(decisions, under.linked[DECISION], area.pk),
                consultations=_those(consultations, under.linked[CONSULTATION], area.pk),
                trials=tuple(one for one in trials if one.pk in mine),
                readings=tuple(pair for pair in readings if pair[0].indicator.goal_id in goals[area.pk]),
                reviews=tuple(
                    one for one in reviews if one.goal_id in goals[area.pk] or one.trial_id in mine
                ),
                evaluations=tuple(one for one in evaluations if one.area_id == area.pk),
            )
        )
    return found


def _those(rows: Iterable[Any], linked: Mapping[int, Collection[int]], area: int) -> tuple[Any, ...]:
    return tuple(row for row in rows if area in linked.get(row.pk, ()))


def _goals(promised: AreaPromises) -> set[int]:
    return {goal.row.pk for one in promised.all() for promise in one.promises for goal in promise.goals}


def _under(promised: Mapping[int, AreaPromises], areas: Collection[int], on: dt.date) -> _Under:
    """Return what is linked to the areas, and below the parts of plans that are tied to them. Two queries."""
    under = _Under()
    keys: dict[str, set[int]] = defaultdict(set)
    for area in areas:
        under.parts[Ref(AREA, area)].add(area)
        for one in promised[area].all():
            for promise in one.promises:
                below = [Ref(GOAL, goal.row.pk) for goal in promise.goals]
                below += [Ref(part.row._meta.label_lower, part.pk) for part in promise.actions]
                for ref in (promise.ref, *below):
                    under.parts[ref].add(area)
    for ref in under.parts:
        keys[ref.kind].add(ref.pk)
    for kind, pks in keys.items():
        rows = not_loosed_by(on).filter(
            upper_kind=kind, upper_pk__in=pks, lower_kind__in=(TRIAL, DECISION, CONSULTATION)
        )
        for upper, lower_kind, lower in rows.values_list("upper_pk", "lower_kind", "lower_pk"):
            under.linked[lower_kind][lower] |= under.parts[Ref(kind, upper)]
    above = not_loosed_by(on).filter(lower_kind=AREA, lower_pk__in=areas, upper_kind=PASSAGE)
    for passage, area in above.values_list("upper_pk", "lower_pk"):
        under.linked[PASSAGE][passage].add(area)
    return under


def _trials(under: _Under, since: dt.date, on: dt.date) -> list[Trial]:
    """Return the trials that were under way in the period, or ended in it."""
    rows = Trial.objects.filter(pk__in=under.linked[TRIAL], begins__lte=on).exclude(
        status__in=(TrialStatus.IDEA, TrialStatus.DROPPED)
    )
    rows = rows.exclude(ended_on__lt=since).select_related("unit")
    return list(rows.order_by("begins", "pk"))


def _decisions(under: _Under, trials: Collection[Trial], since: dt.date, on: dt.date) -> list[Any]:
    for trial in trials:
        if trial.decision_id:
            under.linked[DECISION][trial.decision_id] |= under.linked[TRIAL][trial.pk]
    rows = Decision.objects.filter(
        pk__in=under.linked[DECISION],
        openness=Openness.OPEN,
        current__on__gte=since,
        current__on__lte=on,
    ).select_related("current")
    return list(rows.annotate(body_name=called("body_id", "current__on")).order_by("current__on", "pk"))


def _consultations(under: _Under, since: dt.date, on: dt.date) -> list[Any]:
    rows = Consultation.objects.filter(
        pk__in=under.linked[CONSULTATION], openness=Openness.OPEN, opens__lte=on, deadline__date__gte=since
    ).exclude(status__in=UNSENT)
    return list(rows.annotate(body_name=called("body_id", "opens")).order_by("opens", "pk"))


def _statuses(promised: Mapping[int, AreaPromises], since: dt.date, on: dt.date) -> dict[int, int]:
    """Return how many statuses were given in the period on what is promised under each area. One query."""
    actions = {area: {part.pk for part in found.actions} for area, found in promised.items()}
    goals = {area: _goals(found) for area, found in promised.items()}
    said = Status.objects.filter(on__gte=since, on__lte=on, plan__in=_plans(promised))
    rows = list(said.order_by().values_list("goal_id", "action_id"))
    return {
        area: sum(goal in goals[area] or action in actions[area] for goal, action in rows)
        for area in promised
    }


def _plans(promised: Mapping[int, AreaPromises]) -> set[int]:
    return {one.plan.pk for found in promised.values() for one in found.all()}


def _readings(
    goals: Collection[int], since: dt.date, on: dt.date
) -> list[tuple[IndicatorReading, IndicatorReading | None]]:
    """Return the last reading of each indicator in the period, with the one before it. One query."""
    rows = IndicatorReading.objects.filter(indicator__goal__in=goals, on__lte=on)
    rows = rows.select_related("indicator").order_by("indicator__goal_id", "indicator__position", "on", "pk")
    series: dict[int, list[IndicatorReading]] = defaultdict(list)
    for row in rows:
        known = series[row.indicator_id]
        if known and known[-1].on == row.on:
            known.pop()
        known.append(row)
    return [
        (known[-1], known[-2] if len(known) > 1 else None)
        for known in series.values()
        if known[-1].on >= since
    ]


def _reviews(goals: Collection[int], trials: Collection[int], since: dt.date, on: dt.date) -> list[Review]:
    rows = Review.objects.filter(on__gte=since, on__lte=on).select_related("goal__area__plan", "trial")
    return list((rows.filter(goal__in=goals) | rows.filter(trial__in=trials)).order_by("on", "pk"))
