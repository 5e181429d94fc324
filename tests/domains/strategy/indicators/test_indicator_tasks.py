"""Who is reminded of indicators, when, and in which words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

import factories
from domains.strategy.indicators.indicator_world import (
    DAY,
    MEASURED,
    MILESTONE,
    closed_measure,
    follow,
    forget,
    head,
    house,
    indicator_of,
    own,
    say,
)
from kernespor.domains.strategy.actions.indicators import Arrangement
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.indicators.tasks import led_units, tasks_of
from kernespor.foundation.tasks import actions as tasks
from kernespor.foundation.tasks.digest.compose import compose

pytestmark = pytest.mark.django_db
DUE = dt.date(2027, 2, 19)  # a measured one that was read on DAY: 91 days later


@pytest.fixture
def plan() -> UnitPlan:
    house()
    made = factories.plan_in_force(head())
    own(made, "deputy")
    follow(made, MEASURED)
    say(made, DAY, value=Decimal(60))
    return made


def told(code: str, day: dt.date) -> list[str]:
    return [task.title for task in tasks_of(factories.actor(code, day))]


def test_the_owner_is_told_a_fortnight_before_and_the_head_a_fortnight_after(plan: UnitPlan) -> None:
    days = dt.timedelta
    assert told("deputy", DUE - days(15)) == []
    assert told("deputy", DUE - days(14)) == ["Skriv, hvad »Indikator om En kort plan« viser"]
    assert told("head", DUE + days(13)) == []
    assert len(told("head", DUE + days(14))) == 1
    assert told("other", DUE + days(100)) == []
    task = tasks_of(factories.actor("head", DUE + days(14)))[0]
    assert "Ejer: Stedfortræderen." in task.why
    assert (task.state, task.due) == ("stale", DUE)
    assert task.url == f"/virksomhedsplaner/{plan.pk}/indicator/{indicator_of(plan).pk}/"


def test_the_deputy_of_an_indicator_is_told_too_and_in_which_capacity(plan: UnitPlan) -> None:
    own(plan, "other", "deputy")
    task = tasks_of(factories.actor("deputy", DUE))[0]
    assert task.role == "som stedfortræder i planen"


def test_it_stops_when_it_is_read(plan: UnitPlan) -> None:
    assert told("deputy", DUE)
    say(plan, DUE, value=Decimal(61))
    assert told("deputy", DUE) == []


def test_the_head_is_asked_for_an_owner_at_once(plan: UnitPlan) -> None:
    own(plan, None)
    assert told("head", DAY) == ["Peg på en ejer af »Indikator om En kort plan«"]
    assert told("other", DAY) == []


def test_the_head_is_asked_for_another_measure_where_it_is_gone(plan: UnitPlan) -> None:
    follow(plan, Arrangement("computed", measure=closed_measure().code, direction="down"))
    assert told("head", DUE) == []
    forget("test.closed")
    task = tasks_of(head(DUE))[0]
    assert task.title == "Vælg et andet måltal til »Indikator om En kort plan«"
    assert task.url == f"/indikatorer/{indicator_of(plan).pk}/foelges/"


def test_a_milestone_is_told_before_its_day(plan: UnitPlan) -> None:
    follow(plan, MILESTONE)
    assert told("deputy", dt.date(2027, 5, 17)) == []
    assert told("deputy", dt.date(2027, 5, 18))
    say(plan, dt.date(2027, 5, 18), met=True)
    assert told("deputy", dt.date(2027, 7, 1)) == []


def test_nobody_is_told_of_drafts_and_plans_that_ended(plan: UnitPlan) -> None:
    from kernespor.domains.strategy.actions import plans

    plan.refresh_from_db()
    plans.move_plan(actor=head(), plan=plan, step="conclude", seen=plan.version, why="Slut")
    assert told("deputy", DUE) == []
    assert told("head", DUE + dt.timedelta(days=30)) == []


def test_a_head_leads_what_nobody_else_does(plan: UnitPlan) -> None:
    del plan
    units = {factories.unit(code).pk for code in ("OS", "OS-A")}
    assert led_units(head()) == units
    assert led_units(factories.actor("deputy")) == frozenset()


@pytest.mark.usefixtures("plan")
def test_the_mail_says_the_same_as_the_list(settings: Any) -> None:
    late = DUE + dt.timedelta(days=20)
    settings.TODAY = late
    for code in ("head", "deputy"):
        factories.account(code)
        tasks.set_digest(actor=factories.actor(code), seen=1, rhythm="daily", weekday=0, hour=7)
        now = timezone.make_aware(dt.datetime.combine(late, dt.time(8)))
        digest = compose(factories.person(code).pk, slot=f"s-{code}", now=now, today=late)
        assert digest is not None
        assert "Skriv, hvad »Indikator om En kort plan« viser" in digest.text
        assert "Den tæller ikke med, før den er læst igen." in digest.text
        assert "På sporet" not in digest.text
