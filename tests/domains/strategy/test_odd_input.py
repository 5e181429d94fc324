"""What browsers, slips and scripts send is answered with what is wrong; no page breaks for the others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from factories import DAY
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.calculations.plans import period_dates
from kernespor.domains.strategy.models import Action, Goal, UnitPlan
from kernespor.domains.strategy.selectors.picture import LEFT, RIGHT, Track, picture_of
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG_AGO, FAR_AHEAD = "1-1-0001", "31-12-9999"
DIGITS = "9" * 5000


@pytest.fixture
def plan() -> UnitPlan:
    factories.house()
    return factories.plan_in_force(factories.actor("head"))


@pytest.fixture
def client(plan: UnitPlan) -> Client:
    del plan
    browser = Client()
    browser.force_login(factories.account("head"), backend=BACKEND)
    return browser


def send(client: Client, plan: UnitPlan, kind: str, item: Action | Goal, **typed: Any) -> Any:
    """Send the form of a part as its page would, with some fields typed otherwise."""
    stands = {"title": getattr(item, "title", ""), "text": item.text, "version": item.version}
    empty = {"owner": "", "deputy": "", "begins": "", "deadline": ""}
    return client.post(reverse("strategy:item_change", args=[plan.pk, kind, item.pk]), empty | stands | typed)


@pytest.mark.parametrize("day", [LONG_AGO, FAR_AHEAD])
@pytest.mark.parametrize("field", ["deadline", "begins"])
def test_a_date_that_nobody_can_mean_is_asked_for_again(
    client: Client, plan: UnitPlan, field: str, day: str
) -> None:
    answer = send(client, plan, "action", factories.first_action(plan), **{field: day})
    assert answer.status_code == 422
    assert "Skriv dag, måned og år, fx 1-10-2026" in answer.content.decode()
    assert getattr(factories.first_action(plan), field) is None
    assert client.get(reverse("strategy:picture", args=[plan.pk])).status_code == 200


@pytest.mark.parametrize(
    ("first", "last"), [("0001", "2027"), ("2026", "9999"), ("2026-01-01", "3000-01-01")]
)
def test_a_period_in_no_year_of_a_plan_is_none(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=last):
        period_dates(first, last)


def test_a_plan_can_not_be_moved_to_where_no_page_can_draw_it(client: Client, plan: UnitPlan) -> None:
    typed = {"title": plan.title, "fresh_days": 120, "version": plan.version}
    answer = client.post(
        reverse("strategy:facts", args=[plan.pk]), typed | {"period_from": LONG_AGO, "period_to": FAR_AHEAD}
    )
    assert answer.status_code == 422
    assert factories.again(plan).period_from == plan.period_from


def test_more_digits_than_any_number_of_ours_are_no_number(client: Client) -> None:
    draft = factories.lay_in(factories.actor("head"))
    correct, accept = (
        reverse(f"strategy:{name}", args=[draft.pk]) for name in ("import_correct", "import_accept")
    )
    assert client.get(f"{reverse('strategy:plans')}?enhed={DIGITS}").status_code == 200
    assert client.post(accept, {"version": DIGITS}).status_code == 400
    assert client.post(correct, {"version": DIGITS, "do": "line", "line": "1"}).status_code == 400
    assert client.post(correct, {"version": "1", "do": "line", "line": DIGITS}).status_code == 404


def test_a_text_that_only_went_through_a_browser_is_no_change(client: Client, plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    head, text = factories.actor("head"), "Første afsnit.\n\nAndet afsnit."
    goal = plans.change_item(actor=head, item=goal, seen=goal.version, text=text)
    before = AuditEvent.objects.count()
    assert isinstance(goal, Goal)
    assert send(client, plan, "goal", goal, text=text.replace("\n", "\r\n")).status_code == 302
    assert factories.again(goal).text == text
    assert AuditEvent.objects.count() == before


def marks(plan: UnitPlan) -> list[int]:
    track: Track = picture_of(plan_view(plan, today=DAY)).blocks[0].tracks[0]
    return [mark.x for mark in track.marks]


@pytest.mark.parametrize("number", [15, 60])
def test_however_many_actions_end_on_one_day_each_is_drawn_on_its_track(plan: UnitPlan, number: int) -> None:
    head, goal = factories.actor("head"), factories.first_goal(plan)
    for place in range(number):
        made = plans.add_action(actor=head, goal=goal, text=f"Handling {place}")
        plans.change_item(actor=head, item=made, seen=made.version, deadline=dt.date(2027, 12, 31))
    drawn = marks(plan)
    assert len(set(drawn)) == number
    assert drawn == sorted(drawn)
    assert drawn[0] >= LEFT
    assert drawn[-1] <= RIGHT


def test_what_is_new_since_a_day_to_come_is_nothing(client: Client, plan: UnitPlan) -> None:
    head, action = factories.actor("head"), factories.first_action(plan)
    action = factories.again(plans.change_item(actor=head, item=action, seen=action.version, deadline=DAY))
    answer = client.get(reverse("strategy:plan", args=[plan.pk]), {"siden": "1-1-2199"})
    assert answer.context["view"].since == DAY
    assert not answer.context["view"].changes


def test_a_step_that_is_none_or_lacks_its_version_is_not_passed_over(client: Client, plan: UnitPlan) -> None:
    conclude, other = (reverse("strategy:move", args=[plan.pk, step]) for step in ("conclude", "undo"))
    assert client.post(other, {"version": plan.version, "why": "Slut"}).status_code == 404
    assert client.post(conclude, {"why": "Slut"}).status_code == 400
    assert client.post(conclude, {"version": plan.version, "why": "x" * 2001}).status_code == 400
    assert factories.again(plan).status == plan.status
