"""A year whose days are fixed: made from the year before, moved by hand with a reason, fixed again."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from kernespor.domains.agenda.models import WheelDay, WheelYear
from kernespor.domains.agenda.permissions import check_keep_wheel
from kernespor.domains.agenda.policies.wheel import check_chosen, check_collisions, check_year
from kernespor.domains.agenda.selectors.wheel_rules import book
from kernespor.domains.agenda.selectors.wheel_year import Choices, Plan, plan_of
from kernespor.engines.annual_wheel.reading import load_rules
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.refusals import StaleWrite


def fix(*, actor: Actor, year: int, seen: int, choices: Choices, why: str = "") -> WheelYear:
    """Fix the days of a year: those of the rules, and those chosen by hand. `seen` is 0 for a new one.

    Where something doesn't go together, `why` says why all the same. Raises Refusal or StaleWrite.
    """
    check_keep_wheel(actor)
    check_year(year)
    with change(actor=actor, verb="agenda.wheel_fixed", why=why.strip()) as act:
        check_chosen(choices.moves, year, load_rules().steps, book().steps)
        plan = plan_of(year, choices)
        check_collisions(len(plan.wheel.collisions), why)
        row = _head(act, actor, plan, year, seen, why)
        act.subject = row
        _write(act, row, plan)
        return row


def _head(act: Change, actor: Actor, plan: Plan, year: int, seen: int, why: str) -> WheelYear:
    facts: dict[str, Any] = {
        "fixed_on": actor.today, "fixed_by_id": actor.person_id, "label": actor.label, "why": why.strip(),
    }  # fmt: skip
    if plan.fixed is None:
        try:
            with transaction.atomic():
                return act.create(WheelYear, year=year, times=1, **facts)
        except IntegrityError as error:  # someone else fixed it in the same moment
            raise StaleWrite(WheelYear.objects.get(year=year)) from error
    if not seen:
        raise StaleWrite(plan.fixed)
    return act.update(plan.fixed, seen=seen, times=plan.fixed.times + 1, **facts)


def _write(act: Change, row: WheelYear, plan: Plan) -> None:
    known = {day.code: day for day in row.days.all()}
    new = []
    for moment in plan.wheel.moments:
        ruled = plan.ruled.get(moment.code, moment)
        fields: dict[str, Any] = {
            "title": moment.title,
            "legal": moment.legal,
            "on": moment.planned if moment.legal else moment.on,
            # A period that the rules left without days is kept as its first day, and told as a collision.
            "ends": moment.ends and max(moment.on, moment.ends),
            "ruled": ruled.planned if moment.legal else ruled.on,
            "verified": moment.verified,
            "why": plan.why.get(moment.code, ""),
        }
        day = known.pop(moment.code, None)
        if day is None:
            new.append(WheelDay(of_year=row, code=moment.code, **fields))
        else:
            act.update(day, **fields)
    for day in known.values():
        act.delete(day)
    act.create_many(WheelDay, new)
