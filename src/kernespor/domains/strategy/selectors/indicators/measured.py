"""What is measured of indicators, and of what was decided about plans, unit by unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from django.db.models import CharField, F, Value
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Action, Goal, Indicator, PriorityArea, UnitPlan
from kernespor.domains.strategy.selectors.indicators.seen import DECISION, see
from kernespor.domains.strategy.selectors.readings import in_force
from kernespor.engines.plan_state.records import GOOD
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.permissions import readable_decisions
from kernespor.foundation.measures.registry import Reading, Units
from kernespor.foundation.memory import once
from kernespor.foundation.thread.models import Link

YEAR = dt.timedelta(days=365)
_PATHS = {
    UnitPlan._meta.label_lower: (UnitPlan, "pk"),
    PriorityArea._meta.label_lower: (PriorityArea, "plan_id"),
    Goal._meta.label_lower: (Goal, "area__plan_id"),
    Action._meta.label_lower: (Action, "goal__area__plan_id"),
    Indicator._meta.label_lower: (Indicator, "goal__area__plan_id"),
}


@once
def standing(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
    """Return the indicators on track or reached of those that people measure, judge or meet, by unit.

    Computed ones are left out: one of them may be computed of this. Stale and ownerless ones count as not
    good. Four queries.
    """
    plans = in_force(actor)
    rows = Indicator.objects.filter(goal__area__plan__in=plans).select_related("goal__area")
    rows = rows.exclude(kind__in=[IndicatorKind.WORDS, IndicatorKind.COMPUTED]).order_by("pk")
    pairs = [(row, plans[row.goal.area.plan_id]) for row in rows]
    total: Counter[int] = Counter()
    fine: Counter[int] = Counter()
    for seen in see(pairs, today=day, asking=None).values():
        total[seen.plan.unit_id] += 1
        fine[seen.plan.unit_id] += seen.verdict is not None and seen.verdict.state in GOOD
    source = gettext("Målindikatorerne og det, der er skrevet om dem")
    return {unit: Reading(fine[unit], day, source, total=number) for unit, number in total.items()}


@once
def decided(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
    """Return the decisions of the last year that were approved, of those tied to the units' plans in force.

    A decision is tied to a plan when a link of the thread leads to it from the plan or a part of it. One that
    is tied in several places counts once for each unit. Four queries at most.
    """
    plans = in_force(actor)
    links = Link.objects.on(day).filter(upper_kind__in=_PATHS, lower_kind=DECISION)
    below: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for kind, upper, lower in links.order_by("pk").values_list("upper_kind", "upper_pk", "lower_pk"):
        below[kind][upper].add(lower)
    of_unit: dict[int, set[int]] = defaultdict(set)
    for kind, upper, plan in _plans_of(below, plans):
        of_unit[plans[plan].unit_id] |= below[kind][upper]
    known = Decision.objects.filter(
        readable_decisions(actor), pk__in=set().union(*of_unit.values()),
        current__on__gt=day - YEAR, current__on__lte=day,
    )  # fmt: skip
    outcomes = dict(known.order_by("pk").values_list("pk", "current__outcome"))
    source = gettext("Beslutningerne på planernes røde tråd")
    found = {}
    for unit, keys in of_unit.items():
        made = [outcomes[key] for key in keys if key in outcomes]
        if made:
            found[unit] = Reading(made.count(Outcome.APPROVED), day, source, total=len(made))
    return found


def _plans_of(
    uppers: Mapping[str, Collection[int]], plans: Collection[int]
) -> Iterable[tuple[str, int, int]]:
    """Return the plan of each of these plans and parts of plans, where it is one of `plans`. One query."""
    parts = []
    for kind, keys in uppers.items():
        model, path = _PATHS[kind]
        rows = model._default_manager.filter(pk__in=keys).filter(**{f"{path}__in": plans}).order_by()
        parts.append(rows.values_list(Value(kind, output_field=CharField()), F("pk"), F(path)))
    if not parts:
        return []
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def summed(
    of_units: Callable[[Actor, dt.date], Mapping[int, Reading]],
) -> Callable[[Actor, Units, dt.date], Reading | None]:
    """Return the reading of several units as the sum of theirs."""

    def read(actor: Actor, units: Units, day: dt.date) -> Reading | None:
        found = of_units(actor, day)
        return _sum(reading for unit, reading in found.items() if units is None or unit in units)

    return read


def _sum(readings: Iterable[Reading]) -> Reading | None:
    chosen = list(readings)
    if not chosen:
        return None
    total = sum(reading.total or 0 for reading in chosen)
    value = sum(reading.value for reading in chosen)
    return Reading(value, chosen[0].on, chosen[0].source, total=total)
