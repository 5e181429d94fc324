"""Indicators with their state, as one person may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least

from kernespor.domains.strategy.calculations.indicators import (
    Latest,
    day_of,
    is_comparable,
    is_followed,
    is_over,
    latest_of,
    verdict_of,
)
from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.domains.strategy.permissions.indicators import can_see_figures
from kernespor.domains.strategy.selectors.indicators.live import latest_read, read_live
from kernespor.engines.indicator_state.records import Verdict
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.registry import Measure
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.thread.models import Link

INDICATOR, DECISION = Indicator._meta.label_lower, Decision._meta.label_lower


@dataclass(frozen=True, slots=True)
class Seen:
    """An indicator on a day. `hidden`: its figures are for others, and so is its state.

    `verdict` is None also where the indicator stands in words alone.
    """

    row: Indicator
    plan: UnitPlan
    verdict: Verdict | None
    latest: Latest | None
    measure: Measure | None
    hidden: bool = False

    @property
    def state(self) -> str:
        """The state's code, or nothing."""
        return self.verdict.state.value if self.verdict else ""

    @property
    def due(self) -> dt.date | None:
        """The day by which someone must read it next: a computed one reads itself."""
        typed = self.row.kind != IndicatorKind.COMPUTED
        return self.verdict.due if self.verdict and typed else None


def see(
    rows: Sequence[tuple[Indicator, UnitPlan]], *, today: dt.date, asking: Actor | None
) -> dict[int, Seen]:
    """Return indicators as they stand on a day, by key, as `asking` may see them (None: the house itself).

    Three queries at most and those of the measures, however many indicators.
    """
    followed = [(row, plan) for row, plan in rows if is_followed(row)]
    active = active_persons(today) if followed else frozenset[int]()
    latest = _latest(followed, today)
    found = {}
    for row, plan in rows:
        measure = registry.of(row.measure) if row.kind == IndicatorKind.COMPUTED else None
        gone = row.kind == IndicatorKind.COMPUTED and measure is None
        read = None if gone else latest.get(row.pk)
        verdict = verdict_of(plan, row, read, measure, active=active, today=today)
        hidden = asking is not None and not can_see_figures(asking, row)
        found[row.pk] = (
            Seen(row, plan, None, None, measure, hidden=True)
            if hidden
            else Seen(row, plan, verdict, read, measure)
        )
    return found


def _latest(rows: Iterable[tuple[Indicator, UnitPlan]], today: dt.date) -> dict[int, Latest]:
    """Return what each indicator showed last, by its key."""
    live, kept, found = [], {}, dict[int, Latest]()
    for row, plan in rows:
        if row.kind == IndicatorKind.COMPUTED and not is_over(plan, today):
            live.append((row, plan.unit_id))
        else:
            kept[row.pk] = (row, plan)
    by_key = {row.pk: row for row, _unit in live}
    for pk, reading in read_live(live, today).items():
        if one := latest_read(by_key[pk], reading):
            found[pk] = one
    for last in _last_rows(kept, today) if kept else ():
        row, plan = kept[last.indicator_id]
        if is_comparable(row, last, plan_unit=plan.unit_id):
            found[row.pk] = latest_of(last)
    return found | _decided([pair for pair in kept.values() if _may_be_decided(pair[0], found)], today)


def _may_be_decided(row: Indicator, found: dict[int, Latest]) -> bool:
    known = found.get(row.pk)
    return row.kind == IndicatorKind.MILESTONE and not (known and known.met)


def _last_rows(keys: Collection[int], today: dt.date) -> QuerySet[IndicatorReading]:
    """Return the last row of each indicator up to the day, or to the day its plan was concluded.

    A row of something else than what is counted now isn't the last.
    """
    computed = Q(indicator__kind=IndicatorKind.COMPUTED)
    of_kind = (
        Q(computed, computed=True, measure=F("indicator__measure"), counts=F("indicator__counts"))
        | Q(indicator__kind=IndicatorKind.MEASURED, computed=False, value__isnull=False)
        & Q(counts=F("indicator__counts"))
        | Q(indicator__kind=IndicatorKind.ASSESSED, level__isnull=False)
        | Q(indicator__kind=IndicatorKind.MILESTONE, met__isnull=False)
    )
    concluded = Coalesce(
        OuterRef("goal__area__plan__concluded_on"), Value(today, DateField()), output_field=DateField()
    )
    rows = IndicatorReading.objects.filter(of_kind, indicator=OuterRef("pk"))
    rows = rows.filter(on__lte=Least(concluded, Value(today, DateField()), output_field=DateField()))
    last = Subquery(rows.order_by("-on", "-recorded_at", "-id").values("pk")[:1])
    wanted = Indicator.objects.filter(pk__in=keys).annotate(last=last).order_by().values("last")
    return IndicatorReading.objects.filter(pk__in=wanted)


def with_decisions(rows: QuerySet[Indicator], today: dt.date) -> QuerySet[Indicator]:
    """Return the indicators; milestones with the first open decision below that approved: day, title, key.

    A closed decision meets no milestone: its being there would show.
    """
    decisions = Decision.objects.filter(
        pk=OuterRef("lower_pk"), openness=Openness.OPEN, current__outcome=Outcome.APPROVED
    )
    links = Link.objects.on(today).filter(upper_kind=INDICATOR, upper_pk=OuterRef("pk"), lower_kind=DECISION)
    told = links.annotate(
        day=Subquery(decisions.values("current__on")[:1]),
        title=Subquery(decisions.values("current__case_title")[:1]),
    )
    told = told.filter(day__isnull=False).order_by("day", "lower_pk")
    return rows.annotate(
        decided_on=_of_milestones(told.values("day")[:1]),
        decided_title=_of_milestones(told.values("title")[:1]),
        decided_pk=_of_milestones(told.values("lower_pk")[:1]),
    )


def _of_milestones(asked: QuerySet[Link, Any]) -> Case:
    """Return an expression that is asked of milestones alone: nothing else is met by a decision."""
    return Case(When(kind=IndicatorKind.MILESTONE, then=Subquery(asked)))


def _decided(rows: Sequence[tuple[Indicator, UnitPlan]], today: dt.date) -> dict[int, Latest]:
    """Return the milestones that a decision has met by the day on which they are seen."""
    unasked = [row.pk for row, _plan in rows if not hasattr(row, "decided_on")]
    asked = with_decisions(Indicator.objects.filter(pk__in=unasked).order_by("pk"), today) if unasked else ()
    known: dict[int, Any] = {row.pk: row for row, _plan in rows} | {row.pk: row for row in asked}
    found = {}
    for row, plan in rows:
        told = known[row.pk]
        if told.decided_on and told.decided_on <= day_of(plan, today):
            found[row.pk] = Latest(
                told.decided_on, met=True, evidence=told.decided_title, rests_on=told.decided_pk
            )
    return found
