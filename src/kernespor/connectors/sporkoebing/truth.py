"""What was planted in Sporkøbing, so that what the product says of it can be held against it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from kernespor.connectors.organisation import Organisation
from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.documents import record_of
from kernespor.connectors.sporkoebing.fates import STALE_AFTER, Fate
from kernespor.connectors.sporkoebing.people import People
from kernespor.connectors.sporkoebing.plans import Plan, Planted
from kernespor.connectors.sporkoebing.ties import breaks_of
from kernespor.connectors.unit_plan.records import PlanReading

DEFINITIONS = {
    "overdue": "An action of a plan in force whose deadline lies before `until`, neither reached nor closed.",
    "ownerless": "An action or indicator of a plan in force without an owner.",
    "owner_left": "An action of a plan in force whose owner has no role any more on `until`.",
    "stale": "An action of a plan in force whose last status is neither reached, closed nor not_begun, and "
    f"is older than {STALE_AFTER} days on `until`.",
    "breaks": "Where the red thread is broken: an action of a plan in force without an owner who has a role "
    "on `until`, a goal of a plan in force without an action, a unit's last plan that has ended.",
    "never_reported": "An action of a plan in force that has begun, and of which nothing was ever written.",
}


def truth_of(
    plans: Sequence[Plan], organisation: Organisation, people: People, calendar: Calendar
) -> dict[str, Any]:
    """Return the planted truth, ready for JSON; made from what was planted, not from the files."""
    return {
        "until": calendar.until.isoformat(),
        "definitions": DEFINITIONS,
        "organisation": _organisation(organisation, people, calendar),
        "plans": [_plan(plan) for plan in plans],
        "overdue": _found(plans, lambda item: item.fate in (Fate.OFF_TRACK, Fate.FORGOTTEN), _deadline),
        "ownerless": _found(plans, lambda item: not item.owner, lambda _: {}),
        "owner_left": _found(
            plans,
            lambda item: item.fate is Fate.OWNERLESS and item.owner != "",
            lambda item: {"owner": item.owner, "left_on": people.left[item.owner].isoformat()},
        ),
        "stale": _found(plans, lambda item: item.fate is Fate.STALE, _last_status),
        "breaks": breaks_of(plans),
        "never_reported": _found(plans, lambda item: item.fate is Fate.SILENT, lambda _: {}),
    }


def _found(
    plans: Sequence[Plan], planted: Callable[[Planted], bool], more: Callable[[Planted], dict[str, str]]
) -> list[dict[str, str]]:
    return [
        {"file": plan.spec.file, "number": item.number, **more(item)}
        for plan in plans
        if plan.spec.lifecycle == "in_force"
        for item in plan.items
        if planted(item)
    ]


def _deadline(item: Planted) -> dict[str, str]:
    return {"deadline": item.deadline.isoformat() if item.deadline else ""}


def _last_status(item: Planted) -> dict[str, str]:
    return {"last_status": item.statuses[-1].day.isoformat()}


def _plan(plan: Plan) -> dict[str, Any]:
    shape = PlanReading(record_of(plan)).as_dict()
    del shape["furniture"], shape["findings"]
    fates = Counter(item.fate.name.lower() for item in plan.items if item.fate)
    return {
        "file": plan.spec.file,
        "unit_code": plan.spec.unit.code,
        "lifecycle": plan.spec.lifecycle,
        "numbered": plan.spec.numbered,
        "counts": {
            "priority_areas": len(plan.areas),
            "goals": sum(len(area.goals) for area in plan.areas),
            "actions": sum(len(goal.actions) for area in plan.areas for goal in area.goals),
            "indicators": sum(len(goal.indicators) for area in plan.areas for goal in area.goals),
            "statuses": sum(len(item.statuses) for item in plan.items),
        },
        "actions_planted_as": dict(sorted(fates.items())),
        "structure": shape,
    }


def _organisation(organisation: Organisation, people: People, calendar: Calendar) -> dict[str, Any]:
    alive = [
        unit
        for unit in organisation.units
        if unit.valid_from <= calendar.until <= (unit.valid_to or dt.date.max)
    ]
    return {
        "units_ever": len({unit.code for unit in organisation.units}),
        "units_today": len(alive),
        "departments_today": sorted(unit.code for unit in alive if unit.parent_code == "DIR"),
        "refers_elsewhere": sorted([unit.code, unit.refers_to_code] for unit in alive if unit.refers_to_code),
        "persons": len(people.persons),
        "left": {person: day.isoformat() for person, day in sorted(people.left.items())},
    }
