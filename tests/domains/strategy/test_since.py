"""What is new since last time is what the reader can't have seen then, whenever it is dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from unittest import mock

import pytest
from django.utils import timezone

import factories
from factories import DAY
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.plan import plan_view, since_last_time
from kernespor.engines.plan_state.records import State

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)


@pytest.fixture
def plan() -> UnitPlan:
    factories.house()
    head = factories.actor("head", DAY - 100 * ONE)
    made = factories.plan_in_force(head)
    action = factories.first_action(made)
    plans.change_item(actor=head, item=action, seen=action.version, owner=factories.person("deputy"))
    return made


def say(plan: UnitPlan, judgement: str, *, on: dt.date, written: dt.date) -> None:
    """Give a status on the first action; `written` is the day on which someone does so."""
    at = dt.datetime.combine(written, dt.time(15), tzinfo=timezone.get_default_timezone())
    with mock.patch("django.utils.timezone.now", return_value=at):
        plans.give_status(
            actor=factories.actor("deputy", written),
            item=factories.first_action(plan),
            judgement=judgement,
            text="Sådan går det",
            on=on,
        )


def told(plan: UnitPlan, code: str, today: dt.date) -> Iterator[State]:
    """Yield what a person is told has become another state since last time."""
    actor = factories.actor(code, today)
    view = plan_view(factories.again(plan), today=today, since=since_last_time(actor, plan))
    return (change.after for change in view.changes if change.part.kind == "action")


def test_what_was_said_after_the_visit_on_its_day_is_told_at_the_next(plan: UnitPlan) -> None:
    say(plan, "on_track", on=DAY - 9 * ONE, written=DAY - 9 * ONE)
    plans.see_plan(actor=factories.actor("head", DAY - ONE), plan=plan)
    say(plan, "slipping", on=DAY - ONE, written=DAY - ONE)
    assert list(told(plan, "head", DAY)) == [State.SLIPPING]


def test_what_was_written_later_with_an_earlier_date_is_told(plan: UnitPlan) -> None:
    say(plan, "on_track", on=DAY - 9 * ONE, written=DAY - 9 * ONE)
    plans.see_plan(actor=factories.actor("head", DAY - 4 * ONE), plan=plan)
    say(plan, "off_track", on=DAY - 6 * ONE, written=DAY - 2 * ONE)
    assert list(told(plan, "head", DAY)) == [State.OFF_TRACK]


def test_what_was_known_at_the_visit_is_not_told_again(plan: UnitPlan) -> None:
    say(plan, "slipping", on=DAY - 9 * ONE, written=DAY - 9 * ONE)
    plans.see_plan(actor=factories.actor("head", DAY - 4 * ONE), plan=plan)
    assert not list(told(plan, "head", DAY))
