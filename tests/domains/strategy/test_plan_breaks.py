"""Where the thread is broken in plans: a period that is over, with nothing after it."""

from __future__ import annotations

import datetime as dt

import pytest

import factories
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, Scope, break_kinds

pytestmark = pytest.mark.usefixtures("sporkoebing")
LONG_AFTER = dt.date(2031, 1, 15)
READER = "budgetchef"


def ended(today: dt.date, scope: Scope | None = None, by: str = READER) -> dict[int, Break]:
    kind = next(one for one in break_kinds() if one.name == "strategy.no_successor")
    return {one.ref.pk: one for one in kind.find(factories.actor(by, today), scope or Scope())}


def test_the_last_plan_of_a_unit_is_broken_when_its_period_is_over() -> None:
    last = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    before = factories.plan_of_file("oekonomi-stab-2024-2025.docx")
    assert before.pk not in ended(factories.DAY)  # this year's plan follows it
    assert last.pk not in ended(last.period_to)
    found = ended(last.period_to + dt.timedelta(days=1))
    assert before.pk not in found
    assert found[last.pk].since == last.period_to + dt.timedelta(days=1)
    day = found[last.pk].since
    assert day
    assert ended(day, by="hrkonsulent")[last.pk].url == f"/virksomhedsplaner/{last.pk}/"


def test_who_plans_for_the_unit_is_led_to_a_new_plan() -> None:
    last = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    assert ended(LONG_AFTER, by="oekonomichef")[last.pk].url == "/virksomhedsplaner/laes-ind/"


def test_a_draft_follows_nothing_and_is_not_broken_itself() -> None:
    last = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    before = factories.plan_of_file("oekonomi-stab-2024-2025.docx")
    UnitPlan.objects.filter(pk=last.pk).update(status="draft")
    assert {last.pk, before.pk} & ended(LONG_AFTER, by="oekonomichef").keys() == {before.pk}


def test_one_thread_and_all_of_them_say_the_same() -> None:
    for plan in UnitPlan.objects.all():
        alone = ended(LONG_AFTER, Scope(frozenset({ref_of(plan)})))
        assert alone.keys() == {plan.pk} & ended(LONG_AFTER).keys()
