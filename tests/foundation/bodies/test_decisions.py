"""Decisions: recorded late and out of order, corrected aloud, closed to those they are closed to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import factories
from kernespor.foundation import objects
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import decisions as actions
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.selectors.decisions import (
    DecisionQuery,
    bodies_that_decided,
    decision_page,
    decisions,
    years,
)
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.models import Link

TODAY = factories.DAY
FACTS = actions.DecisionFacts(
    on=dt.date(2026, 2, 3),
    case_title="Åbningstid i receptionen",
    words="Godkendt, idet der lukkes kl. 14 om fredagen.",
    outcome="approved",
    case_number="26/77",
    absent=(actions.Named("HR-chefen"),),
    dissent=(actions.Named("En gæst", None, "Det er for tidligt."),),
)


@pytest.fixture
def decision(keeper, group):
    return actions.record(actor=keeper, body=group, facts=FACTS)


def test_a_decision_is_recorded_long_after_with_absent_and_dissent(keeper, group, decision):
    page = decision_page(keeper, decision.pk)
    assert page.now.words == FACTS.words
    assert [row.name for row in page.absent] == ["HR-chefen"]
    assert [(row.name, row.words) for row in page.dissent] == [("En gæst", "Det er for tidligt.")]
    assert page.days_late > 200
    assert str(decision) == FACTS.case_title
    assert actions.facts_of(decision) == FACTS
    earlier = actions.record(actor=keeper, body=group, facts=replace(FACTS, on=dt.date(2024, 1, 2)))
    rows = list(decisions(keeper, DecisionQuery(body_id=group.pk)))
    assert [row.pk for row in rows] == [decision.pk, earlier.pk]
    assert rows[0].body_name == "Gruppen"
    with pytest.raises(NotNow):
        actions.record(actor=keeper, body=group, facts=replace(FACTS, on=TODAY + dt.timedelta(days=1)))


def test_it_stands_on_the_thread_of_what_it_is_about(keeper, group):
    plan = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    decision = actions.record(actor=keeper, body=group, facts=FACTS, about=[ref_of(plan)])
    link = Link.objects.get(kind=actions.ABOUT, lower_pk=decision.pk, lower_kind="bodies.decision")
    assert link.upper == Ref("strategy.unitplan", plan.pk)
    assert link.structural


def test_a_correction_is_a_new_version_with_its_reason(keeper, decision):
    told = replace(FACTS, words="Godkendt.", dissent=())
    with pytest.raises(NotNow):
        actions.correct(actor=keeper, decision=decision, seen=decision.version, facts=told, why="")
    with pytest.raises(NotNow):
        actions.correct(actor=keeper, decision=decision, seen=decision.version, facts=FACTS, why="x")
    seen = decision.version
    actions.correct(actor=keeper, decision=decision, seen=seen, facts=told, why="Læst forkert af protokollen")
    page = decision_page(keeper, decision.pk)
    assert (page.now.words, page.now.why) == ("Godkendt.", "Læst forkert af protokollen")
    assert [one.words for one in page.earlier] == [FACTS.words]
    assert page.earlier[0].superseded_at == page.now.recorded_at
    old = factories.again(decision)
    old.version = seen
    with pytest.raises(StaleWrite):
        actions.correct(actor=keeper, decision=old, seen=seen, facts=FACTS, why="Et andet vindue")
    assert decision_page(keeper, decision.pk).now.words == "Godkendt."
    verbs = AuditEvent.objects.filter(subject_type="bodies.decision", subject_id=decision.pk)
    assert [event.verb for event in verbs.order_by("pk")] == [
        "bodies.decision_recorded", "bodies.decision_corrected"
    ]  # fmt: skip


def test_who_may_record(group):
    for code, may in (
        ("politisk.sekretariat", True), ("oekonomichef", True), ("hrkonsulent", True), ("med.stab", False),
        ("jurist", False), ("administrator", False), ("sekretaer.boernunge", False), ("borger", False),
    ):  # fmt: skip
        assert permissions.can_record(factories.actor(code), group) is may, code


def test_a_closed_decision_is_in_nothing_that_others_see(keeper, group):
    words = f"{factories.SECRET} godkendes"
    closed = actions.record(
        actor=keeper, body=group, facts=replace(FACTS, case_title=words, on=TODAY), openness="closed"
    )
    kind = objects.of("bodies.decision")
    for code, may in (
        ("politisk.sekretariat", True), ("oekonomichef", True), ("med.stab", True), ("hrkonsulent", True),
        ("jurist", False), ("kommunaldirektoer", False), ("administrator", False), ("borger", False),
    ):  # fmt: skip
        actor = factories.actor(code)
        assert permissions.can_read_decision(actor, closed) is may, code
        assert decisions(actor, DecisionQuery(body_id=group.pk)).exists() is may, code
        assert (group.pk in dict(bodies_that_decided(actor))) is may, code
        assert bool(objects.cards(actor, [ref_of(closed)])) is may, code
        if may:
            assert "lukket" in kind.ground(actor, closed)
        else:
            with pytest.raises(NotPermitted):
                kind.ground(actor, closed)
    opened = actions.set_openness(
        actor=keeper, decision=closed, seen=closed.version, openness="open", why="Sagen er slut"
    )
    assert permissions.can_read_decision(factories.actor("jurist"), opened)
    assert "åben" in kind.ground(factories.actor("jurist"), opened)
    assert not permissions.can_read_decision(factories.actor("borger"), opened)
    with pytest.raises(NotNow):
        actions.set_openness(actor=keeper, decision=opened, seen=opened.version, openness="closed", why="")


@pytest.mark.usefixtures("sporkoebing")
def test_decisions_are_found_by_year_and_words():
    actor = factories.actor("jurist")
    assert 2026 in years(actor)
    found = decisions(actor, DecisionQuery(year=2026, words="fælles vikarer"))
    assert {row.current.case_title for row in found} == {
        "Fælles faste vikarer i daginstitutionerne", "Fælles faste vikarer i dagtilbud",
        "Model for fælles vikarer",
    }  # fmt: skip
    assert not decisions(actor, DecisionQuery(words="dispensation")).exists()
    closed = Decision.objects.filter(openness="closed")
    assert closed.exists()
    assert not set(decisions(actor, DecisionQuery())) & set(closed)
