"""The next plan starts from this one, and says what was left behind and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.focus.sets import FULFILS
from kernespor.domains.strategy.actions.reviews.choices import Chosen, review_goal
from kernespor.domains.strategy.actions.reviews.next_plan import NextFacts, begin_next
from kernespor.domains.strategy.actions.reviews.writing import add_goal
from kernespor.domains.strategy.calculations.plans import next_period
from kernespor.domains.strategy.models import Action, FocusArea, Goal, Indicator, UnitPlan
from kernespor.domains.strategy.selectors.reviews.succession import left_behind, offer, origin_of
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.thread.actions import tie
from kernespor.foundation.thread.models import Link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
HEAD = "oekonomichef"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    """A plan with one open goal (one of its actions closed), one goal closed, and one left open."""
    del sporkoebing
    me = factories.actor(HEAD)
    made = factories.plan_in_force(me, mark="Kort")
    area = made.areas.get()
    closed = add_goal(actor=me, area=area, title="Det nedlagte mål")
    add_goal(actor=me, area=area, title="Det glemte mål")
    plans.give_status(actor=me, item=closed, judgement="closed", text="Loven faldt bort", on=DAY)
    action = factories.first_action(made)
    plans.change_item(
        actor=me, item=action, seen=action.version, owner=factories.person("hrchef"), deadline=DAY,
        deputy=factories.person("tilsynskonsulent"),
    )  # fmt: skip
    other = (
        Action.objects.exclude(pk=action.pk)
        .filter(goal__area__plan=made)
        .select_related("goal__area__plan")[0]
    )
    plans.give_status(actor=me, item=other, judgement="closed", text="For dyr", on=DAY)
    return made


def given(plan: UnitPlan, *titles: str) -> NextFacts:
    goals = Goal.objects.filter(area__plan=plan)
    wanted = frozenset(goal.pk for goal in goals if goal.title in titles or not titles)
    return NextFacts("Plan 2028-2029", dt.date(2028, 1, 1), dt.date(2029, 12, 31), wanted)


def begin(plan: UnitPlan, facts: NextFacts, known: tuple[int, ...] = (), by: str = HEAD) -> UnitPlan:
    return begin_next(actor=factories.actor(by), plan=plan, facts=facts, known=known)


def test_what_is_open_and_chosen_is_carried_on_and_points_back(plan: UnitPlan) -> None:
    first = factories.first_goal(plan)
    made = begin(plan, given(plan, first.title, "Det nedlagte mål"))
    assert (made.status, made.previous, made.unit, made.kind) == ("draft", plan, plan.unit, "unit")
    goal = Goal.objects.get(area__plan=made)
    assert (goal.origin, goal.title, goal.text) == (first, first.title, first.text)
    assert goal.area.origin == first.area
    action = Action.objects.get(goal=goal)
    kept = factories.first_action(plan)
    assert (action.origin, action.text, action.owner) == (kept, kept.text, factories.person("hrchef"))
    assert (action.deadline, action.begins, action.deputy) == (None, None, None)  # the deputy has left
    assert Indicator.objects.get(goal=goal).origin == first.indicators.get()


def test_an_indicator_keeps_how_it_is_followed(plan: UnitPlan) -> None:
    indicator = factories.first_goal(plan).indicators.get()
    fields = {
        "kind": "measured",
        "counts": "svar",
        "direction": "up",
        "baseline": 3,
        "target": 9,
        "scale": [],
    }
    plans.change_item(actor=factories.actor(HEAD), item=indicator, seen=indicator.version, **fields)
    copy = Indicator.objects.get(goal__area__plan=begin(plan, given(plan)))
    assert {name: getattr(copy, name) for name in fields} == fields


def test_the_new_plan_says_what_was_closed_and_why_and_what_was_not_taken(plan: UnitPlan) -> None:
    made = begin(plan, given(plan, factories.first_goal(plan).title))
    found = left_behind(factories.actor(HEAD), made)
    assert found is not None
    assert [(part.title, part.latest.text) for part in found.closed if part.latest] == [
        ("Handling om Kort, den anden", "For dyr"), ("Det nedlagte mål", "Loven faldt bort"),
    ]  # fmt: skip
    assert [part.title for part in found.not_taken] == ["Det glemte mål"]
    origin = origin_of(factories.actor(HEAD), Goal.objects.get(area__plan=made))
    assert origin is not None
    assert origin.words == str(factories.first_goal(plan))


def test_what_is_taken_along_stays_tied_to_what_still_holds(plan: UnitPlan) -> None:
    me = factories.actor(HEAD)
    goal = factories.first_goal(plan)
    area = FocusArea.objects.filter(of_set__status="in_force").order_by("pk")[0]
    past = FocusArea.objects.filter(of_set__status="replaced").order_by("pk")[0]
    for one in (area, past):
        tie(actor=me, kind=FULFILS, upper=ref_of(one), lower=ref_of(goal), why="Det bidrager.")
    made = begin(plan, given(plan))
    ties = Link.objects.on(DAY).filter(
        lower_kind="strategy.goal", lower_pk__in=Goal.objects.filter(area__plan=made)
    )
    (kept,) = ties
    assert Goal.objects.get(pk=kept.lower_pk).origin == goal
    assert (kept.upper, kept.kind, kept.why, kept.structural) == (
        ref_of(area),
        FULFILS,
        "Det bidrager.",
        False,
    )
    assert kept.by_id == me.person_id
    assert Link.objects.on(DAY).filter(lower_pk=goal.pk, lower_kind="strategy.goal").count() == 2


def test_a_second_draft_is_not_begun_unseen(plan: UnitPlan) -> None:
    first = begin(plan, given(plan))
    with pytest.raises(NotNow) as refused:
        begin(plan, given(plan))
    assert refused.value.code == "next_begun"
    assert offer(factories.actor(HEAD), plan).drafts == (first,)
    begin(plan, given(plan), known=(first.pk,))
    assert plan.following.count() == 2


def test_only_planners_begin_and_only_from_a_plan_that_has_held(plan: UnitPlan) -> None:
    with pytest.raises(NotPermitted):
        begin(plan, given(plan), by="leder.maelkevejen")
    with pytest.raises(NotNow):
        begin(begin(plan, given(plan)), given(plan))


def test_beginning_costs_no_more_the_longer_the_plan(
    plan: UnitPlan, django_assert_max_num_queries: Any
) -> None:
    me = factories.actor(HEAD)
    area = plan.areas.get()
    for number in range(30):
        add_goal(actor=me, area=area, title=f"Mål {number}")
    with django_assert_max_num_queries(90):  # the index of search is written for each text of the plan
        made = begin(plan, given(plan))
    assert Goal.objects.filter(area__plan=made).count() == 32


@pytest.mark.parametrize(
    ("first", "last", "then"),
    [
        ("2026-01-01", "2027-12-31", ("2028-01-01", "2029-12-31")),
        ("2026-01-01", "2026-12-31", ("2027-01-01", "2027-12-31")),
        ("2024-08-01", "2025-07-31", ("2025-08-01", "2026-07-31")),
        ("2025-11-01", "2026-02-28", ("2026-03-01", "2026-06-30")),
        ("2026-01-15", "2026-03-14", ("2026-03-15", "2026-05-12")),
    ],
)
def test_the_next_period_is_as_long_as_this_one(first: str, last: str, then: tuple[str, str]) -> None:
    found = next_period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert tuple(day.isoformat() for day in found) == then


def test_the_page_offers_what_is_open_and_tells_what_stays(client: Client, plan: UnitPlan) -> None:
    client.force_login(factories.account(HEAD), backend=BACKEND)
    address = reverse("reviews:next_plan", args=[plan.pk])
    page = client.get(address).content.decode()
    assert "Loven faldt bort" in page
    assert 'value="1-1-2028"' in page
    goal = factories.first_goal(plan)
    found = Chosen("rethink", "Ingen brugte det", DAY, decided_by="Ledelsen", follow="Begynd småt")
    review_goal(actor=factories.actor(HEAD), goal=goal, seen=0, chosen=found)
    offered = dict(client.get(address).context["form"].fields["goals"].choices)
    assert offered[str(goal.pk)].endswith("(Gentænk, 20. nov. 2026)")
    typed = {"title": "Den næste", "first": "1-1-2028", "last": "31-12-2029", "goals": [goal.pk], "known": ""}
    wrong = client.post(address, typed | {"last": "1-1-2027"})
    assert wrong.status_code == 422
    assert "Planen skal slutte efter" in wrong.content.decode()
    answer = client.post(address, typed)
    made = UnitPlan.objects.get(previous=plan)
    assert answer["Location"] == reverse("strategy:plan", args=[made.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "Det blev lukket i den forrige plan, og hvorfor" in page
    assert f"{plan.title_with_period}</a>" in page
    assert "Loven faldt bort" in page
    again = client.post(address, typed)
    assert again.status_code == 422
    assert "allerede begyndt en kladde" in again.content.decode()
    assert client.post(address, typed | {"known": str(made.pk)}).status_code == 302
    item = reverse("strategy:item", args=[made.pk, "goal", Goal.objects.get(area__plan=made).pk])
    assert "Videreført fra" in client.get(item).content.decode()
    client.force_login(factories.account("jurist"), backend=BACKEND)
    held = client.get(reverse("strategy:plan", args=[plan.pk])).content.decode()
    assert "Den næste" not in held
