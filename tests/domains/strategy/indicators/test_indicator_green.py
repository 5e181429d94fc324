"""Never green when stale or ownerless: over random histories, on pages, in sums, files and mail."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from domains.strategy.indicators.indicator_world import (
    ASSESSED,
    MEASURED,
    MILESTONE,
    cells,
    follow,
    house,
    indicator_of,
    own,
    say,
)
from kernespor.domains.strategy.actions import indicators as actions
from kernespor.domains.strategy.actions.indicators import Arrangement
from kernespor.domains.strategy.models import IndicatorReading, UnitPlan
from kernespor.foundation.access.actor import system
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.registry import Direction, Measure, Reading
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.tasks import actions as tasks
from kernespor.foundation.tasks.digest.compose import compose

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
START = factories.DAY
LEAVES = START + dt.timedelta(days=200)  # the day the deputy works here for the last time
GREEN = {"reached", "on_track"}
GREEN_WORDS = ("På sporet", "Nået")
OLD = "test.old"
KINDS = {
    "measured": MEASURED,
    "upwards": replace(MEASURED, baseline=None, baseline_on=None, tolerance=None),
    "limit": replace(MEASURED, deadline=None, direction="down", baseline=None, baseline_on=None),
    "assessed": ASSESSED,
    "milestone": MILESTONE,
    "computed": Arrangement("computed", measure=OLD, direction="up", target=Decimal(1)),
}
offsets = st.integers(0, 500)
steps = st.one_of(
    st.tuples(st.just("read"), offsets, st.integers(0, 100)),
    st.tuples(st.just("owner"), st.sampled_from(["", "head", "deputy"]), st.just(0)),
    st.tuples(st.just("deadline"), st.none() | st.integers(-100, 600), st.just(0)),
    st.tuples(st.just("kind"), st.sampled_from(sorted(KINDS)), st.just(0)),
)


@pytest.fixture
def plan() -> UnitPlan:
    """Return a plan in force whose indicator's owner leaves; and have a measure that is read seldom."""
    registry.register(
        Measure(
            OLD, "Sjældent læst", "stk.", Direction.UP, "Et skab", readable=lambda actor: actor.in_house,
            read=lambda _actor, _units, day: Reading(5, min(day, START + dt.timedelta(days=60)), "Et skab"),
            fresh_days=90,
        )
    )  # fmt: skip
    house(LEAVES)
    made = factories.plan_in_force(factories.actor("head"))
    for code in ("head", "deputy"):
        factories.account(code)
        tasks.set_digest(actor=factories.actor(code), seen=1, rhythm="daily", weekday=0, hour=7)
    return made


def live(plan: UnitPlan, history: list[Any]) -> None:
    """Let a history happen, in its own order; what the house refuses doesn't happen."""
    last = START + dt.timedelta(days=600)
    for what, one, two in history:
        row = indicator_of(plan)
        try:
            if what == "read":
                of = {"assessed": {"level": two % 4}, "milestone": {"met": two > 50}}
                given_ = of.get(row.kind, {"value": Decimal(two)})
                say(plan, START + dt.timedelta(days=one), last, **given_)
            elif what == "owner":
                own(plan, one or None, deadline=row.deadline)
            elif what == "deadline":
                day = START + dt.timedelta(days=one) if one is not None else None
                own(plan, row.owner.code if row.owner else None, deadline=day)
            else:
                follow(plan, KINDS[one])
        except (NotNow, ValueError):
            continue


def dead(plan: UnitPlan, today: dt.date) -> bool:
    """Say, from the rows alone, whether nobody answers for the indicator, or its last reading is too old."""
    row = indicator_of(plan)
    if row.owner is None or (row.owner.code == "deputy" and today > LEAVES):
        return True
    if row.kind == "computed":
        return (today - (START + dt.timedelta(days=60))).days > 90
    said = [
        one for one in IndicatorReading.objects.filter(indicator=row, on__lte=today, computed=False)
        if {"assessed": one.level, "milestone": one.met}.get(row.kind, one.value) is not None
    ]  # fmt: skip
    if row.kind == "milestone":
        return not (said and said[-1].met)
    if not said:
        return True
    good_for = round((row.every_months or 0) * 365.25 / 12)
    final = row.deadline is not None and said[-1].on >= row.deadline
    return not final and (today - said[-1].on).days > good_for


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.sampled_from(sorted(KINDS)), st.lists(steps, max_size=7), st.integers(0, 599),
    st.permutations(["head", "deputy"]),
)  # fmt: skip
def test_never_green_when_stale_or_ownerless(
    plan: UnitPlan, kind: str, history: list[Any], after: int, readers: list[str]
) -> None:
    today = START + dt.timedelta(days=after)
    with transaction.atomic(), override_settings(TODAY=today):
        own(plan, "deputy")
        live(plan, [("kind", kind, 0), *history])
        actions.keep_readings(actor=system("Kernespor", today), day=today)
        shown = everywhere(plan, readers[0] if after <= 200 else "head", today)
        if dead(plan, today):
            for place, (state, words) in shown.items():
                assert state not in GREEN, place
                assert not any(word in words for word in GREEN_WORDS), place
        assert len({state for state, _words in shown.values() if state is not None}) == 1, shown
        transaction.set_rollback(True)


def everywhere(plan: UnitPlan, code: str, today: dt.date) -> dict[str, tuple[str | None, str]]:
    """Return the state, and the words about it, of the plan's indicator wherever it is told."""
    client, row = Client(), indicator_of(plan)
    client.force_login(factories.account(code), backend=BACKEND)
    page = client.get(f"/virksomhedsplaner/{plan.pk}/")
    part = next(one for goal in page.context["view"].goals() for one in goal.indicators)
    html = page.content.decode()
    line = re.search(
        rf'<li><a href="/virksomhedsplaner/{plan.pk}/indicator/{row.pk}/">.*?</li>', html, re.DOTALL
    )
    assert line
    listed = client.get("/indikatorer/").context
    (only,) = listed["rows"]
    good = "reached" if listed["good"] else only.seen.state
    book = cells(client.get("/indikatorer/excel/").content)[1]
    whole = cells(client.get(f"/virksomhedsplaner/{plan.pk}/excel/").content)
    exported = next(one for one in whole if one[1] == "Målindikator")
    measured = registry.of("strategy.indicators")
    assert measured is not None
    reading = measured.read(factories.actor(code, today), None, today)
    summed = None if row.kind == "computed" else "reached" if reading and reading.value else only.seen.state
    now = timezone.make_aware(dt.datetime.combine(today, dt.time(8)))
    mail = compose(factories.person(code).pk, slot="mail", now=now, today=today)
    item = client.get(f"/virksomhedsplaner/{plan.pk}/indicator/{row.pk}/")
    pill = re.search(r'id="foelges".*?</section>', item.content.decode(), re.DOTALL)
    return {
        "plan": (part.state, line[0]),
        "item": (item.context["seen"].state, pill[0].split("</h2>")[1].split("<details")[0] if pill else ""),
        "list": (only.seen.state, ""),
        "sum": (only.seen.state if good == "reached" and only.seen.state in GREEN else good, ""),
        "measure": (only.seen.state if summed == "reached" and only.seen.state in GREEN else summed, ""),
        "excel": (None, str(book[5] or "")),
        "plan's excel": (None, str(exported[3] or "")),
        "mail": (None, mail.text if mail else ""),
    }
