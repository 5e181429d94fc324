"""What hangs together across the plans, and where the red thread was broken on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.fates import Fate
from kernespor.connectors.sporkoebing.plans import Plan, Spec

TIE_COLUMNS = ("upper", "lower", "kind", "person_id", "why")


def ties_of(specs: Sequence[Spec], calendar: Calendar) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the ties between plans that there are: file above, file below, kind, who, why."""
    stems = {(spec.file.split("-2")[0], spec.span.first.year - calendar.year): spec.file for spec in specs}
    for upper, lower, kind, person, why, _small in table_of("ties.txt"):
        ends = [stems.get((stem, int(years))) for stem, years in (upper.split(":"), lower.split(":"))]
        if ends[0] and ends[1]:
            yield ends[0], ends[1], kind, person, why


def breaks_of(plans: Sequence[Plan], units: Sequence[UnitRow], until: dt.date) -> list[dict[str, Any]]:
    """Return every break that was planted, by kind, file and number."""
    alive = {unit.code for unit in units if unit.valid_from <= until <= (unit.valid_to or dt.date.max)}
    found: list[dict[str, Any]] = []
    last: dict[str, Plan] = {}
    for plan in plans:
        known = last.get(plan.spec.unit.code)
        if plan.spec.lifecycle != "draft" and (known is None or known.spec.span.last < plan.spec.span.last):
            last[plan.spec.unit.code] = plan
    for plan in plans:
        file = plan.spec.file
        over = plan.spec.span.last < until and plan.spec.unit.code in alive
        if last.get(plan.spec.unit.code) is plan and over:
            found.append({"kind": "strategy.no_successor", "file": file, "number": ""})
        if plan.spec.lifecycle != "in_force":
            continue
        for at, area in enumerate(plan.areas, start=1):
            found += [
                {"kind": "strategy.goal_without_action", "file": file, "number": f"{at}.{place}"}
                for place, goal in enumerate(area.goals, start=1)
                if not goal.actions
            ]
        found += [
            {"kind": "strategy.action_without_owner", "file": file, "number": item.number}
            for item in plan.items
            if item.fate is Fate.OWNERLESS
        ]
    return found
