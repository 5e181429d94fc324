"""How an indicator is followed and read: what is asked, refused, kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import factories
from domains.strategy.indicators.indicator_world import (
    ASSESSED,
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
    seen_of,
)
from kernespor.domains.strategy.actions import indicators as actions
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.indicators import Arrangement, Read
from kernespor.domains.strategy.models import IndicatorReading, UnitPlan
from kernespor.engines.indicator_state.records import Why
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.actor import system
from kernespor.foundation.bodies.actions import bodies, decisions
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.actions import tie

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 11, 25)


@pytest.fixture
def plan() -> UnitPlan:
    house()
    made = factories.plan_in_force(head())
    own(made, "deputy", "head")
    return made


@pytest.fixture
def closed() -> Iterator[str]:
    yield closed_measure().code
    forget("test.closed")


def test_a_measured_one_is_read_and_held_against_its_line(plan: UnitPlan) -> None:
    follow(plan, MEASURED)
    assert seen_of(plan).verdict.why is Why.FIRST_DUE  # type: ignore[union-attr]
    say(plan, DAY, value=Decimal("60.5"))
    seen = seen_of(plan)
    assert (seen.state, seen.latest.value) == ("on_track", Decimal("60.5"))  # type: ignore[union-attr]
    assert seen.due == dt.date(2027, 2, 19)
    assert seen_of(plan, dt.date(2027, 2, 20)).state == "stale"


def test_what_a_kind_has_no_use_for_is_emptied(plan: UnitPlan) -> None:
    follow(plan, dataclasses.replace(MEASURED, scale=("Ja", "Nej"), good_from=1))
    row = indicator_of(plan)
    assert (row.scale, row.good_from, row.counts) == ([], None, "procent")
    row = follow(plan, dataclasses.replace(ASSESSED, target=Decimal(7), counts="timer"))
    assert (row.target, row.counts, row.good_from) == (None, "", 2)


@pytest.mark.parametrize(
    "facts",
    [
        Arrangement("computed", measure="intet"),
        Arrangement("measured"),
        Arrangement("assessed", scale=("Kun ét",), good_from=1),
        Arrangement("assessed", scale=("A", "A"), good_from=1),
        Arrangement("assessed", scale=("A", "B"), good_from=0),
        Arrangement("assessed", scale=("A", "B"), good_from=2),
        Arrangement("milestone"),
        dataclasses.replace(MEASURED, tolerance=Decimal(-1)),
    ],
)
def test_a_way_that_is_not_whole_is_refused(plan: UnitPlan, facts: Arrangement) -> None:
    with pytest.raises(NotNow):
        follow(plan, facts)
    assert indicator_of(plan).kind == "words"


def test_who_may_not_change_the_plan_may_not_say_how_it_is_followed(plan: UnitPlan) -> None:
    row = indicator_of(plan)
    for code in ("deputy", "other"):
        with pytest.raises(NotPermitted):
            actions.arrange(actor=factories.actor(code), indicator=row, seen=row.version, facts=MILESTONE)


def test_a_closed_measure_is_picked_only_by_those_who_may_read_it(plan: UnitPlan, closed: str) -> None:
    follow(plan, Arrangement("computed", measure=closed, direction="down", target=Decimal(5000)))
    seen = seen_of(plan, asking=head())
    assert (seen.state, seen.hidden) == ("on_track", False)
    for code in ("deputy",):
        seen = seen_of(plan, asking=factories.actor(code))
        assert (seen.hidden, seen.verdict, seen.latest) == (True, None, None)


def test_two_who_save_at_once_lose_nothing(plan: UnitPlan) -> None:
    row = indicator_of(plan)
    follow(plan, MEASURED)
    with pytest.raises(StaleWrite):
        actions.arrange(actor=head(), indicator=row, seen=row.version, facts=MILESTONE)
    assert indicator_of(plan).kind == "measured"


def test_owner_and_deputy_may_read_and_others_not(plan: UnitPlan) -> None:
    follow(plan, MEASURED)
    facts = Read(DAY, value=Decimal(60), source="Regnearket")
    actions.read(actor=factories.actor("deputy"), indicator=indicator_of(plan), facts=facts)
    with pytest.raises(NotPermitted):
        actions.read(actor=factories.actor("other"), indicator=indicator_of(plan), facts=facts)


def test_a_correction_is_a_row_of_its_own_with_its_reason(plan: UnitPlan) -> None:
    follow(plan, MEASURED)
    say(plan, DAY, value=Decimal(60))
    with pytest.raises(NotNow, match="correction_without_reason"):
        say(plan, DAY, value=Decimal(66), evidence="")
    say(plan, DAY, value=Decimal(66), evidence="Skrevet af fra den forkerte linje")
    rows = indicator_of(plan).readings.values_list("value", "evidence")
    assert list(rows) == [
        (Decimal(60), "Talt op"), (Decimal(66), "Skrevet af fra den forkerte linje"),
    ]  # fmt: skip
    assert seen_of(plan).latest.value == Decimal(66)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("facts", "given", "code"),
    [
        (MEASURED, {"value": Decimal(1), "on": LATER}, "reading_in_future"),
        (MEASURED, {"value": Decimal(1), "source": " "}, "reading_without_source"),
        (ASSESSED, {"level": 2, "evidence": ""}, "judged_without_evidence"),
        (MILESTONE, {"met": True, "evidence": ""}, "met_without_evidence"),
        (Arrangement("computed", measure="strategy.goals"), {"value": Decimal(1)}, "reads_itself"),
    ],
)
def test_a_reading_that_is_not_whole_is_refused(
    plan: UnitPlan, facts: Arrangement, given: dict[str, Any], code: str
) -> None:
    follow(plan, facts)
    with pytest.raises(NotNow, match=code):
        say(plan, given.pop("on", DAY), DAY, **given)
    assert not IndicatorReading.objects.exists()


def test_nobody_reads_in_a_draft_or_a_concluded_plan() -> None:
    house()
    draft = factories.draft_plan(head())
    follow(draft, MEASURED)
    with pytest.raises(NotNow, match="plan_is_draft"):
        say(draft, DAY, value=Decimal(1))
    plan = plans.move_plan(actor=head(), plan=draft, step="put_in_force", seen=draft.version)
    plans.move_plan(actor=head(), plan=plan, step="conclude", seen=plan.version, why="Slut")
    with pytest.raises(NotNow, match="plan_concluded"):
        say(plan, DAY, value=Decimal(1))
    with pytest.raises(NotNow, match="plan_concluded"):
        follow(plan, MILESTONE)


def test_a_milestone_without_an_owner_is_not_met(plan: UnitPlan) -> None:
    follow(plan, MILESTONE)
    own(plan, None)
    with pytest.raises(NotNow, match="met_without_owner"):
        say(plan, DAY, met=True)


def test_what_counts_something_else_is_kept_but_held_against_no_target(plan: UnitPlan) -> None:
    follow(plan, MEASURED)
    say(plan, DAY, value=Decimal(72))
    assert seen_of(plan).state == "reached"
    follow(plan, dataclasses.replace(MEASURED, counts="timer"))
    seen = seen_of(plan)
    assert (seen.latest, seen.state) == (None, "not_begun")
    follow(plan, MEASURED)
    assert seen_of(plan).state == "reached"
    assert indicator_of(plan).readings.count() == 1


def test_another_scale_makes_an_old_judgement_another_thing(plan: UnitPlan) -> None:
    follow(plan, ASSESSED)
    say(plan, DAY, level=2)
    assert seen_of(plan).state == "on_track"
    follow(plan, dataclasses.replace(ASSESSED, scale=("Nej", "Måske", "Ja")))
    assert seen_of(plan).latest is None


def test_the_night_keeps_computed_figures_once_a_day(plan: UnitPlan) -> None:
    follow(plan, Arrangement("computed", measure="strategy.goals", counts="procent", direction="up"))
    night = system("Kernespor", DAY)
    assert actions.keep_readings(actor=night, day=DAY) == 1
    assert actions.keep_readings(actor=night, day=DAY) == 0
    assert actions.keep_readings(actor=night, day=LATER) == 1
    row = IndicatorReading.objects.first()
    assert row is not None
    assert (row.value, row.computed, row.measure, row.counts) == (0, True, "strategy.goals", "procent")
    assert row.evidence == "0 af 1 mål"
    assert row.measure_unit_id == plan.unit_id
    follow(plan, Arrangement("computed", measure="strategy.goals", direction="up"), LATER)
    assert actions.keep_readings(actor=night, day=LATER) == 1


def test_a_measure_that_is_no_more_makes_it_stale_and_says_so(plan: UnitPlan, closed: str) -> None:
    follow(plan, Arrangement("computed", measure=closed, direction="down", target=Decimal(5000)))
    actions.keep_readings(actor=system("Kernespor", DAY), day=DAY)
    forget(closed)
    seen = seen_of(plan, asking=head())
    assert (seen.state, seen.verdict.why, seen.latest) == ("stale", Why.MEASURE_GONE, None)  # type: ignore[union-attr]


def test_a_concluded_plan_stands_as_it_did(plan: UnitPlan) -> None:
    follow(plan, Arrangement("computed", measure="strategy.goals", direction="up", target=Decimal(0)))
    actions.keep_readings(actor=system("Kernespor", DAY), day=DAY)
    plan.refresh_from_db()
    plans.move_plan(actor=head(), plan=plan, step="conclude", seen=plan.version, why="Slut")
    assert seen_of(plan, DAY + dt.timedelta(days=900)).state == "on_track"


def _decision(plan: UnitPlan, outcome: str, openness: str = "open") -> None:
    """Record a decision and tie it below the plan's indicator, as the administration does."""
    actor = factories.actor("keeper")
    group = bodies.add_body(
        actor=actor, code=f"g-{outcome}-{openness}", kind="project", unit=plan.unit, name="Gruppen",
        first=dt.date(2026, 1, 1),
    )  # fmt: skip
    facts = decisions.DecisionFacts(dt.date(2026, 11, 2), "Nyt regulativ", "Godkendt.", outcome)
    row = decisions.record(actor=actor, body=group, facts=facts, openness=openness)
    tie(
        actor=actor, kind="leads_to", upper=ref_of(indicator_of(plan)), lower=ref_of(row),
        why="Regulativet er milepælen",
    )  # fmt: skip


@pytest.fixture
def with_keeper() -> UnitPlan:
    from kernespor.connectors.organisation import RoleRow

    since = dt.date(2020, 1, 1)
    factories.house(
        RoleRow("head", "head", "OS", includes_below=True, valid_from=since),
        RoleRow("other", "secretary", "SK", includes_below=True, valid_from=since),
        RoleRow("deputy", "employee", "OS", includes_below=False, valid_from=since),
    )
    person = factories.person("other")
    type(person).objects.filter(pk=person.pk).update(code="keeper")
    plan = factories.plan_in_force(head())
    own(plan, "deputy")
    follow(plan, MILESTONE)
    return plan


def test_an_approving_decision_on_the_thread_meets_the_milestone(with_keeper: UnitPlan) -> None:
    plan = with_keeper
    _decision(plan, "postponed")
    assert seen_of(plan).state == "not_begun"
    _decision(plan, "approved", "closed")
    assert seen_of(plan).state == "not_begun"
    _decision(plan, "approved")
    seen = seen_of(plan)
    assert seen.verdict.state is State.REACHED  # type: ignore[union-attr]
    assert seen.latest is not None
    assert (seen.latest.on, seen.latest.evidence) == (dt.date(2026, 11, 2), "Nyt regulativ")
    own(plan, None)
    assert seen_of(plan).state == "ownerless"
