"""Indicators: how each is followed, what was read of it, and what the night keeps of the computed ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F

from kernespor.domains.strategy.actions.plans import plan_of
from kernespor.domains.strategy.enums import IndicatorKind, PlanStatus
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.domains.strategy.permissions.indicators import check_see_measure
from kernespor.domains.strategy.permissions.plans import check_change_plan, check_report
from kernespor.domains.strategy.policies.indicators import check_arrangement, check_reading
from kernespor.domains.strategy.policies.plans import check_editable, check_followed_up
from kernespor.domains.strategy.selectors.indicators.live import latest_read, read_live
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How an indicator is followed. What its kind has no use for is left out of it."""

    kind: str
    measure: str = ""
    measure_unit: Unit | None = None
    counts: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    baseline_on: dt.date | None = None
    target: Decimal | None = None
    tolerance: Decimal | None = None
    deadline: dt.date | None = None
    scale: tuple[str, ...] = ()
    good_from: int | None = None
    source: str = ""
    every_months: int | None = None

    def fields(self) -> dict[str, Any]:
        """Return every field of the row, empty where the kind has no use for it."""
        names = ["kind", "deadline", *_FIELDS[self.kind]]
        empty = Arrangement(self.kind)
        given = {name: getattr(self if name in names else empty, name) for name in self.__dataclass_fields__}
        return given | {"scale": list(given["scale"])}


_FIGURE = ("counts", "direction", "baseline", "baseline_on", "target", "tolerance")
_FIELDS: dict[str, tuple[str, ...]] = {
    IndicatorKind.WORDS: (),
    IndicatorKind.COMPUTED: ("measure", "measure_unit", *_FIGURE),
    IndicatorKind.MEASURED: (*_FIGURE, "source", "every_months"),
    IndicatorKind.ASSESSED: ("scale", "good_from", "every_months"),
    IndicatorKind.MILESTONE: (),
}
# What makes it another thing that is counted: from then on it is followed anew.
_ANEW = ("kind", "measure", "measure_unit_id", "counts", "scale")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an indicator on a day: one of value, level and met."""

    on: dt.date
    value: Decimal | None = None
    level: int | None = None
    met: bool | None = None
    source: str = ""
    evidence: str = ""


def arrange(*, actor: Actor, indicator: Indicator, seen: int, facts: Arrangement) -> Indicator:
    """Say how an indicator is followed. Raises Refusal or StaleWrite."""
    plan = plan_of(indicator)
    check_change_plan(actor, plan)
    check_arrangement(
        kind=facts.kind,
        measure=facts.measure,
        counts=facts.counts,
        scale=facts.scale,
        good_from=facts.good_from,
        tolerance=facts.tolerance,
        deadline=facts.deadline,
    )
    if facts.kind == IndicatorKind.COMPUTED:
        check_see_measure(actor, facts.measure)
    with change(actor=actor, verb="indicators.arranged", about=plan) as act:
        _hold(act, plan)
        check_editable(plan)
        write_arrangement(act, indicator, facts, seen=seen, day=actor.today)
    return indicator


def write_arrangement(
    act: Change, indicator: Indicator, facts: Arrangement, *, seen: int | None, day: dt.date
) -> None:
    """Write how an indicator is followed, within an act."""
    fields = facts.fields()
    unit = fields["measure_unit"]
    new = fields | {"measure_unit_id": unit.pk if unit else None}
    if any(getattr(indicator, name) != new[name] for name in _ANEW):
        fields["followed_from"] = day
    act.update(indicator, seen=seen, **fields)


def read(*, actor: Actor, indicator: Indicator, facts: Read) -> IndicatorReading:
    """Write what was read of an indicator; of the same day once more, it is a correction. Raises Refusal."""
    plan = plan_of(indicator)
    check_report(actor, plan, indicator)
    with change(actor=actor, verb="indicators.read", about=plan) as act:
        _hold(act, plan)
        check_followed_up(plan)
        indicator.refresh_from_db(fields=["kind", "counts", "scale"])
        check_reading(
            indicator,
            on=facts.on,
            today=actor.today,
            met=facts.met,
            source=facts.source,
            evidence=facts.evidence,
            again=indicator.readings.filter(on=facts.on, computed=False).exists(),
        )
        return act.create(
            IndicatorReading,
            **reading_fields(indicator, facts),
            author_id=actor.hand,
            author_label=actor.label,
            recorded_at=act.at,
        )


def reading_fields(indicator: Indicator, facts: Read) -> dict[str, Any]:
    """Return the fields of a typed reading: what counts on its day stands in it. Raises ValueError."""
    kind = indicator.kind
    of_kind = {
        IndicatorKind.MEASURED: ("value", indicator.counts),
        IndicatorKind.ASSESSED: ("level", ""),
        IndicatorKind.MILESTONE: ("met", ""),
    }
    name, counts = of_kind[IndicatorKind(kind)]
    found = getattr(facts, name)
    if found is None or (name == "level" and not 0 <= found < len(indicator.scale)):
        raise ValueError(name)
    return {
        "indicator": indicator,
        name: found,
        "counts": indicator.scale[found] if name == "level" else counts,
        "on": facts.on,
        "source": facts.source.strip(),
        "evidence": facts.evidence.strip(),
    }


def keep_readings(*, actor: Actor, day: dt.date) -> int:
    """Keep what each computed indicator of the plans in force shows today, once; return how many were new.

    The event stands on no plan: what a closed measure showed is for those who may read it alone.
    """
    rows = Indicator.objects.filter(kind=IndicatorKind.COMPUTED, goal__area__plan__status=PlanStatus.IN_FORCE)
    indicators = {
        row.pk: row for row in rows.annotate(plan_unit=F("goal__area__plan__unit_id")).order_by("pk")
    }
    units = {pk: int(row.measure_unit_id or row.plan_unit) for pk, row in indicators.items()}
    kept = IndicatorReading.objects.filter(indicator__in=indicators, on=day, computed=True)
    known = set(kept.values_list("indicator_id", "measure", "measure_unit_id", "counts"))
    live = read_live([(row, units[pk]) for pk, row in indicators.items()], day)
    with change(actor=actor, verb="indicators.kept") as act:
        new = []
        for pk, reading in live.items():
            row, latest = indicators[pk], latest_read(indicators[pk], reading)
            if latest is None or (pk, row.measure, units[pk], row.counts) in known:
                continue
            new.append(
                IndicatorReading(
                    indicator=row,
                    value=latest.value,
                    on=day,
                    source=latest.source,
                    evidence=latest.evidence,
                    counts=row.counts,
                    computed=True,
                    measure=row.measure,
                    measure_unit_id=units[pk],
                    author_label=actor.label,
                    recorded_at=act.at,
                )
            )
        act.create_many(IndicatorReading, new)
    return len(new)


def _hold(act: Change, plan: UnitPlan) -> None:
    """Queue behind whoever writes in the plan right now, and see what status they left it in."""
    act.touch(plan)
    plan.refresh_from_db(fields=["status"])
