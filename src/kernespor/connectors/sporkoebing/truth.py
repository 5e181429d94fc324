"""What was planted in Sporkøbing, so that what the product says of it can be held against it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kernespor.connectors.organisation import Organisation
from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.documents import record_of
from kernespor.connectors.sporkoebing.fates import STALE_AFTER, Fate
from kernespor.connectors.sporkoebing.habits import classes_of, copied_items
from kernespor.connectors.sporkoebing.people import People
from kernespor.connectors.sporkoebing.plans import Plan, Planted
from kernespor.connectors.sporkoebing.reviews import passed_breaks
from kernespor.connectors.sporkoebing.ties import breaks_of
from kernespor.connectors.unit_plan.records import PlanReading

_ENDED = frozenset({Fate.REACHED, Fate.CLOSED, Fate.CARRIED})
DEFINITIONS = {
    "overdue": "An action of a plan in force whose deadline lies before `until`, neither reached nor closed.",
    "ownerless": "An action or indicator of a plan in force without an owner.",
    "owner_left": "An action of a plan in force whose owner has no role any more on `until`.",
    "stale": "A goal or an action of a plan in force whose last status is neither reached nor closed, and is "
    f"older than {STALE_AFTER} days on `until`; not_begun only for an action that should have begun by then.",
    "breaks": "Where the red thread is broken: an action of a plan in force without an owner who has a role "
    "on `until`, a goal of a plan in force without an action, a unit's last plan that has ended, "
    "a plan whose review is past without a choice.",
    "never_reported": "An action of a plan in force that has begun, and of which nothing was ever written.",
    "never_begun": "A goal of a plan in force with actions that should all have begun by `until`, where "
    "nothing was ever written of any of them.",
    "closed": "An action that was closed with a reason, in any plan.",
    "silent_plans": "A plan in force of which nobody has written for more than "
    f"{STALE_AFTER} days on `until`, with the day of the last word.",
    "copies": "A plan in force whose goals are last period's but for one that is gone and one that is new; "
    "`items` pairs the number of each goal, action and indicator with its number in the plan copied from.",
    "indicators": "What class each indicator was written to be, where its bank says so: measurable, "
    "direction (without a baseline), milestone (without a date), two_in_one, unmeasurable, duplicate (of "
    "another in the same plan).",
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
        "overdue": _found(plans, lambda item: _overdue(item, calendar.until), _deadline),
        "ownerless": _found(plans, lambda item: not item.owner, lambda _: {}),
        "owner_left": _found(
            plans,
            lambda item: item.fate is Fate.OWNERLESS and item.owner != "",
            lambda item: {"owner": item.owner, "left_on": people.left[item.owner].isoformat()},
        ),
        "stale": _found(plans, lambda item: _stale(item, calendar.until), _last_status),
        "breaks": [
            *breaks_of(plans, organisation.units, calendar.until),
            *passed_breaks([plan.spec for plan in plans], calendar),
        ],
        "never_reported": _found(plans, lambda item: _unsaid(item, calendar.until), lambda _: {}),
        "never_begun": list(_never_begun(plans, calendar.until)),
        "closed": [
            {"file": plan.spec.file, "number": item.number, "why": item.statuses[-1].text}
            for plan in plans
            for item in plan.items
            if item.fate in (Fate.CLOSED, Fate.CARRIED)
        ],
        "silent_plans": list(_silent_plans(plans, calendar.until)),
        "copies": [
            {
                "file": plan.spec.file,
                "of": plan.copied.spec.file,
                "items": copied_items(plan.copied.areas, plan.areas),
            }
            for plan in plans
            if plan.copied
        ],
        "indicators": [
            {"file": plan.spec.file, "number": number, "class": found.name.lower()}
            for plan in plans
            for number, found in classes_of(plan.areas)
        ],
    }


def _overdue(item: Planted, until: dt.date) -> bool:
    """Say whether an action's deadline has passed, and it neither ended nor was closed."""
    return bool(item.fate and item.deadline and item.deadline < until and item.fate not in _ENDED)


def _stale(item: Planted, until: dt.date) -> bool:
    """Say whether the last word of something on its way is too old; a plan that went silent has many."""
    last = item.statuses[-1] if item.statuses else None
    if last is None or last.judgement in ("reached", "closed") or (until - last.day).days <= STALE_AFTER:
        return False
    should_have_begun = bool(item.fate and item.begins and item.begins <= until)
    return last.judgement != "not_begun" or should_have_begun


def _unsaid(item: Planted, until: dt.date) -> bool:
    """Say whether an action should have begun, and nobody ever wrote of it."""
    return bool(item.fate and item.begins and item.begins <= until and not item.statuses)


def _never_begun(plans: Sequence[Plan], until: dt.date) -> Iterator[dict[str, str]]:
    for plan in plans:
        if plan.spec.lifecycle != "in_force":
            continue
        for goal in (item for item in plan.items if item.number.count(".") == 1):
            actions = [item for item in plan.items if item.fate and item.number.startswith(f"{goal.number}.")]
            if actions and all(_unsaid(action, until) for action in actions):
                yield {"file": plan.spec.file, "number": goal.number}


def _silent_plans(plans: Sequence[Plan], until: dt.date) -> Iterator[dict[str, str]]:
    for plan in plans:
        last = max(
            (status.day for item in plan.items for status in item.statuses), default=plan.spec.span.first
        )
        if plan.spec.lifecycle == "in_force" and (until - last).days > STALE_AFTER:
            yield {"file": plan.spec.file, "last_status": last.isoformat()}


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
