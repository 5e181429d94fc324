"""Rows of indicators and their readings to the engine, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.engines.indicator_state.records import Better, Facts, Kind, Verdict
from kernespor.engines.indicator_state.states import expected, verdict
from kernespor.foundation.measures.registry import Measure, Reading

SHARE = "procent"  # what a computed indicator counts where it counts how large a part its measure shows
DAYS_OF_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Latest:
    """What was read last: one of value, level and met, the day, where it was read and what it rests on.

    `kind` and `pk` are the object that it rests on, where that is one on the thread (a decision).
    """

    on: dt.date
    value: Decimal | None = None
    level: int | None = None
    met: bool | None = None
    source: str = ""
    evidence: str = ""
    author: str = ""
    rests_on: int | None = None


def is_followed(indicator: Indicator) -> bool:
    """Say whether anyone has said how the indicator is followed."""
    return indicator.kind != IndicatorKind.WORDS


def is_over(plan: UnitPlan, today: dt.date) -> bool:
    """Say whether the plan was concluded before the day: nothing in it grows older."""
    return plan.concluded_on is not None and plan.concluded_on < today


def day_of(plan: UnitPlan, today: dt.date) -> dt.date:
    """Return the day on which a plan's indicators are seen: today, or when the plan was concluded."""
    return min(plan.concluded_on, today) if plan.concluded_on else today


def fresh_days(plan: UnitPlan, indicator: Indicator, measure: Measure | None) -> int:
    """Return for how many days a reading is good."""
    if indicator.kind == IndicatorKind.COMPUTED:
        return measure.fresh_days if measure else plan.fresh_days
    months = indicator.every_months
    return round(months * DAYS_OF_MONTH) if months else plan.fresh_days


def facts_of(
    plan: UnitPlan,
    indicator: Indicator,
    latest: Latest | None,
    measure: Measure | None,
    *,
    active: Container[int],
    today: dt.date,
) -> Facts:
    """Return what the engine must know of an indicator that is followed."""
    computed = indicator.kind == IndicatorKind.COMPUTED
    gone = computed and measure is None
    read = None if gone else latest
    owner = indicator.owner_id
    return Facts(
        Kind(indicator.kind),
        expected_from=max(plan.expected_from, indicator.followed_from or plan.expected_from),
        has_owner=owner is not None,
        owner_left=not is_over(plan, today) and owner is not None and owner not in active,
        fresh_days=fresh_days(plan, indicator, measure),
        better=Better(indicator.direction or Better.NONE),
        baseline=indicator.baseline,
        baseline_on=indicator.baseline_on,
        target=indicator.target,
        tolerance=indicator.tolerance or Decimal(0),
        deadline=indicator.deadline,
        good_from=indicator.good_from,
        value=read.value if read else None,
        level=read.level if read else None,
        met=read.met if read else None,
        read_on=read.on if read else None,
        gone=gone,
    )


def verdict_of(
    plan: UnitPlan,
    indicator: Indicator,
    latest: Latest | None,
    measure: Measure | None,
    *,
    active: Container[int],
    today: dt.date,
) -> Verdict | None:
    """Return what may be shown of an indicator on a day; None where it stands in words alone."""
    if not is_followed(indicator):
        return None
    facts = facts_of(plan, indicator, latest, measure, active=active, today=today)
    return verdict(facts, today=day_of(plan, today))


def line_of(indicator: Indicator, days: list[dt.date]) -> list[Decimal] | None:
    """Return where the figure was expected on these days; None where there is no line."""
    facts = Facts(
        Kind.MEASURED,
        expected_from=dt.date.min,
        has_owner=True,
        fresh_days=1,
        baseline=indicator.baseline,
        baseline_on=indicator.baseline_on,
        target=indicator.target,
        deadline=indicator.deadline,
    )
    found = [expected(facts, day) for day in days]
    return None if None in found else [one for one in found if one is not None]


def value_read(indicator: Indicator, reading: Reading) -> Decimal | None:
    """Return what a computed indicator counts of a reading; None for a part of nothing."""
    if indicator.counts != SHARE:
        return Decimal(reading.value)
    if not reading.total:
        return None
    return (Decimal(reading.value) * 100 / reading.total).quantize(Decimal("0.1"))


def is_comparable(indicator: Indicator, reading: IndicatorReading, *, plan_unit: int) -> bool:
    """Say whether a reading is of what the indicator counts now, so that both may stand in one line."""
    kind: Any = indicator.kind
    if kind == IndicatorKind.COMPUTED:
        unit = indicator.measure_unit_id or plan_unit
        same = (reading.measure, reading.measure_unit_id) == (indicator.measure, unit)
        return reading.computed and same and reading.counts == indicator.counts
    if kind == IndicatorKind.MEASURED:
        return not reading.computed and reading.value is not None and reading.counts == indicator.counts
    if kind == IndicatorKind.ASSESSED:
        level = reading.level
        return level is not None and level < len(indicator.scale) and indicator.scale[level] == reading.counts
    return kind == IndicatorKind.MILESTONE and reading.met is not None


def latest_of(reading: IndicatorReading) -> Latest:
    """Return a row as what was read."""
    return Latest(
        reading.on,
        value=reading.value,
        level=reading.level,
        met=reading.met,
        source=reading.source,
        evidence=reading.evidence,
        author=reading.author_label,
    )
