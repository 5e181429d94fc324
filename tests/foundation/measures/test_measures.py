"""Measures: read from what is written, the same for whoever counts by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Status, UnitPlan
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.engines.plan_state.records import GOOD, State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User
from kernespor.foundation.bodies.models import Consultation, ConsultationResponse, Decision
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import check_read
from kernespor.foundation.measures.registry import Direction, Measure, Reading, register
from kernespor.foundation.measures.selectors import by_unit, figure_of, reading, readings
from kernespor.foundation.measures.words import value_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotPermitted

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TRIAL = "trial.measure"


def trial(**changed: Any) -> Measure:
    """Return a measure of our own."""
    given: dict[str, Any] = {
        "code": TRIAL,
        "label": "En prøve",
        "unit": "ting",
        "direction": Direction.NONE,
        "source": "Prøven",
        "readable": lambda actor: actor.in_house,
        "read": lambda _actor, _unit, _day: None,
        "missing": "Der er ingen ting endnu.",
    }
    return Measure(**given | changed)


@pytest.fixture
def actor(sporkoebing: dict[str, Any]) -> Actor:
    """The head of finance."""
    del sporkoebing
    return factories.actor("oekonomichef")


@pytest.fixture
def client(actor: Actor) -> Client:
    """The head of finance at the keys."""
    del actor
    client = Client()
    client.force_login(User.objects.get(pk=factories.account("oekonomichef").pk), backend=BACKEND)
    return client


def under(code: str) -> frozenset[int]:
    """Return a unit with what lies under it."""
    return tree_on(factories.DAY).with_below(factories.unit(code).pk)


def read(actor: Actor, code: str, unit: str = "") -> Reading:
    """Return what a measure shows for a unit with what lies under it."""
    measure = registry.of(code)
    assert measure
    found = measure.read(actor, under(unit) if unit else None, factories.DAY)
    assert found
    return found


def parts(actor: Actor) -> tuple[list[Any], list[Any]]:
    """Return the goals and actions of every plan in force, as the plan's own page shows them."""
    views = [
        plan_view(plan, today=factories.DAY, asking=actor)
        for plan in UnitPlan.objects.filter(status=PlanStatus.IN_FORCE)
    ]
    goals = [goal.part for view in views for goal in view.goals()]
    return goals, [action for view in views for action in view.actions()]


def test_goals_are_counted_as_the_plans_show_them(actor: Actor) -> None:
    """The pages of the plans, added up by hand."""
    goals = [part.shown.state for part in parts(actor)[0] if part.shown.state is not State.CLOSED]
    found = read(actor, "strategy.goals")
    assert (found.value, found.total) == (sum(state in GOOD for state in goals), len(goals))
    assert 0 < found.value < len(goals)


def test_a_status_is_as_old_as_it_is(actor: Actor) -> None:
    """Of the actions under way: how many were spoken of lately, and the age in the middle."""
    ended = {State.REACHED, State.CLOSED, State.NOT_BEGUN}
    under_way = [part for part in parts(actor)[1] if part.shown.state not in ended]
    found = read(actor, "strategy.fresh")
    assert found.total == len(under_way)
    assert found.value == sum(not part.shown.silent_days for part in under_way)
    last = [Status.objects.filter(action=part.row).order_by("-on").first() for part in under_way]
    assert float(read(actor, "strategy.age").value) == median(
        (factories.DAY - status.on).days for status in last if status
    )


def test_a_unit_is_read_with_what_lies_under_it(actor: Actor) -> None:
    """Two departments' goals are all goals; a unit without a plan has nothing to read."""
    whole = read(actor, "strategy.goals")
    halves = [read(actor, "strategy.goals", code) for code in ("OS", "BU")]
    assert whole.total == sum(half.total or 0 for half in halves)
    measure = registry.of("strategy.goals")
    assert measure
    assert measure.read(actor, under("OS-HR"), factories.DAY) is None
    units = by_unit(actor, measure, tree_on(factories.DAY), factories.DAY)
    assert sum(unit.read.reading.total or 0 for unit in units if unit.read.reading) == whole.total


def test_a_draft_is_in_no_reading(actor: Actor) -> None:
    """Not even for those who write it: it doesn't hold yet."""
    before = {one.measure.code: one.reading for one in readings(actor, None, factories.DAY)}
    factories.draft_plan(factories.actor("budgetchef"))
    assert {one.measure.code: one.reading for one in readings(actor, None, factories.DAY)} == before


def test_decisions_and_answers_are_counted_from_what_is_recorded(actor: Actor) -> None:
    """One by one, by hand."""
    assert read(actor, "strategy.goals").total
    since = factories.DAY - dt.timedelta(days=365)
    decisions = [
        one
        for one in Decision.objects.select_related("current")
        if one.current and since < one.current.on <= factories.DAY
    ]
    measure = registry.of("bodies.decisions")
    assert measure
    found = measure.read(factories.actor("politisk.sekretariat"), None, factories.DAY)
    assert (found.value if found else 0) == len(decisions)
    heard, in_time = 0, 0
    for one in Consultation.objects.filter(status__in=["open", "closed", "concluded"]):
        if since < one.deadline.date() < factories.DAY:
            for party in one.parties.exclude(kind="public"):
                heard += 1
                answers = ConsultationResponse.objects.filter(party=party, received_at__lte=one.deadline)
                in_time += answers.exists()
    answered = registry.of("bodies.answered_in_time")
    assert answered
    found = answered.read(factories.actor("politisk.sekretariat"), None, factories.DAY)
    assert ((found.value, found.total) if found else (0, 0)) == (in_time, heard)


def test_what_has_no_reading_says_why_and_what_is_old_says_how_old(client: Client, actor: Actor) -> None:
    """No zero for nothing, and nothing stale without the word."""
    register(trial())
    try:
        assert "Der er ingen ting endnu." in client.get("/maaltal/").content.decode()
        assert "Ingen enhed har noget at læse" in client.get(f"/maaltal/{TRIAL}/").content.decode()
        old = Reading(3, factories.DAY - dt.timedelta(days=121), "Prøven")
        register(trial(read=lambda _actor, _unit, _day: old))
        text = client.get("/maaltal/").content.decode()
        assert "Forældet, 121 dage" in text
        assert "3 ting" in text
        measure = trial(read=lambda _actor, _unit, _day: dataclasses.replace(old, on=factories.DAY))
        assert not reading(actor, measure, None, factories.DAY).stale_days
    finally:
        registry._measures.pop(TRIAL)


def test_a_measure_is_for_those_whom_it_names(client: Client, actor: Actor) -> None:
    """For others it is on no page."""
    secret = trial(readable=lambda _actor: False)
    register(secret)
    try:
        assert "En prøve" not in client.get("/maaltal/").content.decode()
        assert client.get(f"/maaltal/{TRIAL}/").status_code == 403
        with pytest.raises(NotPermitted, match="measure_not_mine"):
            check_read(actor, secret)
    finally:
        registry._measures.pop(TRIAL)


def test_readings_stand_in_danish(actor: Actor) -> None:
    """Of how many, with a comma where there is one."""
    del actor
    day = factories.DAY
    assert value_of(trial(), Reading(3, day, "")) == "3 ting"
    assert value_of(trial(), Reading(1234, day, "", total=2000)) == "1.234 af 2.000 ting"


def test_a_figure_opens_in_its_sentence(client: Client, actor: Actor) -> None:
    """The value is the measure's, and the source stands behind it."""
    found = figure_of(actor, "strategy.on_track", None, factories.DAY)
    goals = read(actor, "strategy.goals")
    assert found
    assert found.value == f"{goals.value} af {goals.total} mål"
    page = client.get("/maaltal/").content.decode()
    assert f'<span class="source">{found.value}</span>' in page
    assert found.more in page
    assert figure_of(actor, "strategy.on_track", under("OS-HR"), factories.DAY) is None


def test_the_pages_take_few_queries_and_have_their_files(client: Client) -> None:
    """All measures, and one of them, each also as a spreadsheet and for one unit."""
    unit = factories.unit("OS").pk
    for path in ("/maaltal/", f"/maaltal/?enhed={unit}", "/maaltal/strategy.goals/"):
        client.get(path)
        with CaptureQueriesContext(connection) as told:
            assert client.get(path).status_code == 200
        assert len(told) <= 20, (path, len(told))
    for path in ("/maaltal/excel/", "/maaltal/strategy.goals/excel/"):
        assert client.get(path).content.startswith(b"PK")
    fragment = client.get("/maaltal/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in client.get("/maaltal/").content.decode()
