"""Sets of focus areas: proposed from the one before, heard, adopted, promised under, evaluated, replaced."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.actions.focus import evaluations, sets
from kernespor.domains.strategy.enums import FateKind, FocusStatus
from kernespor.domains.strategy.models import FocusArea, FocusFate, FocusSet, Goal
from kernespor.domains.strategy.selectors.focus.promises import promises, units_by_area
from kernespor.domains.strategy.selectors.focus.sets import set_page, whole_set
from kernespor.domains.strategy.selectors.focus.units import silent_units, units_that_promise
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import RoleAssignment
from kernespor.foundation.organisation.selectors import active_persons, led_units_on
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.actions import tie, untie
from kernespor.foundation.thread.models import Link

DAY = factories.DAY


@pytest.fixture
def keeper(sporkoebing: dict[str, Any]) -> Actor:
    del sporkoebing
    return factories.actor("politisk.sekretariat")


def in_force() -> FocusSet:
    return FocusSet.objects.get(status=FocusStatus.IN_FORCE)


def proposed(actor: Actor, previous: FocusSet | None = None) -> FocusSet:
    return sets.propose(
        actor=actor, unit=factories.unit("SK"), title="Det næste", text="", starts=dt.date(2027, 1, 1),
        ends=None, previous=previous,
    )  # fmt: skip


def test_sporkoebing_has_a_set_that_was_replaced_and_one_in_force(keeper: Actor) -> None:
    old, new = FocusSet.objects.order_by("starts")
    assert (old.status, new.status) == (FocusStatus.REPLACED, FocusStatus.IN_FORCE)
    assert new.previous == old
    page = set_page(keeper, whole_set(new.pk))
    assert page.adopted_by == "Økonomiudvalget"
    assert page.decision is not None
    assert page.decision.current is not None
    assert "bakker op" in page.decision.current.words
    assert {name for name, _backing in page.backings} >= {"Hovedudvalget", "Chefgruppen"}
    assert [row.origin_words for row in page.areas] == [
        "Afløst: »Effektiv drift«",
        "Ændret: »Trivsel på arbejdspladsen«",
        "",
    ]
    assert [fate.before.title for fate in page.ended] == ["Samarbejde på tværs"]


def test_the_units_without_a_promise_are_exactly_those_left(keeper: Actor) -> None:
    del keeper
    area = in_force().areas.get(position=1)
    heads = set(
        RoleAssignment.objects.on(DAY).filter(role=RoleKind.HEAD).values_list("unit_id", flat=True)
    ) & set(tree_on(DAY).nodes)
    assert units_that_promise(DAY) == heads  # each plan's unit has a head of its own
    promised = {
        goal.area.plan.unit_id
        for goal in Goal.objects.select_related("area__plan")
        if (goal.area.plan.status, goal.area.plan.kind) == ("in_force", "unit")
        and Link.objects.on(DAY)
        .filter(upper_pk=area.pk, lower_pk=goal.pk, lower_kind="strategy.goal")
        .exists()
    }
    assert promised
    silent = {one.node.unit_id for one in silent_units(area, DAY)}
    assert silent == heads - promised
    assert units_by_area([area.pk], DAY)[area.pk] == promised


def test_a_tie_that_is_loosed_or_a_plan_that_is_over_promises_nothing(keeper: Actor) -> None:
    area = in_force().areas.get(position=1)
    plan = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    assert plan.unit_id in units_by_area([area.pk], DAY)[area.pk]
    from kernespor.domains.strategy.actions.plans import move_plan

    move_plan(actor=keeper, plan=plan, step="conclude", seen=plan.version, why="Slut")
    assert plan.unit_id not in units_by_area([area.pk], DAY)[area.pk]
    assert plan.unit_id in {one.node.unit_id for one in silent_units(area, DAY)}
    assert not [one for one in promises(keeper, [area.pk], DAY)[area.pk].units if one.plan == plan]


def test_fates_make_the_new_areas_and_can_be_said_anew(keeper: Actor) -> None:
    before = in_force()
    row = proposed(keeper, before)
    first, second, third = before.areas.order_by("position")
    say = sets.set_fates
    say(
        actor=keeper,
        row=row,
        fates={
            first.pk: sets.Fate(FateKind.KEPT, anew=True),
            second.pk: sets.Fate(FateKind.KEPT, anew=True),
            third.pk: sets.Fate(FateKind.ENDED, why="Er i mål."),
        },
    )
    assert [area.title for area in row.areas.all()] == [first.title, second.title]
    kept = row.areas.get(position=1)
    say(
        actor=keeper,
        row=row,
        fates={second.pk: sets.Fate(FateKind.REPLACED, after=(kept.pk,), why="Samlet.")},
    )
    found = {fate.before_id: (fate.kind, fate.after_id) for fate in FocusFate.objects.filter(in_set=row)}
    assert found == {
        first.pk: ("kept", kept.pk),
        second.pk: ("replaced", kept.pk),
        third.pk: ("ended", None),
    }
    with pytest.raises(NotNow, match="leads_nowhere"):
        say(actor=keeper, row=row, fates={first.pk: sets.Fate(FateKind.CHANGED)})


def test_each_step_asks_for_what_it_says_happened(keeper: Actor) -> None:
    row = proposed(keeper)

    def step(name: str, why: str = "") -> FocusSet:
        return sets.move_set(actor=keeper, row=row, step=name, seen=row.version, why=why)

    with pytest.raises(NotNow, match="not_heard"):
        step("consult")
    with pytest.raises(NotNow, match="reason_needed"):
        step("adopt_unheard")
    with pytest.raises(NotNow, match="not_adopted"):
        step("adopt_unheard", "Det hastede")
    sets.record_adoption(
        actor=keeper, row=row, seen=row.version, adoption=sets.Adoption(name="Byrådet", on=DAY)
    )
    with pytest.raises(NotNow, match="no_areas"):
        step("adopt_unheard", "Det hastede")
    area = sets.add_area(actor=keeper, row=row, title="Et", text="")
    step("adopt_unheard", "Det hastede")
    step("put_in_force")
    with pytest.raises(NotNow, match="not_evaluated"):
        step("evaluate")
    with pytest.raises(NotNow, match="no_fact"):
        evaluations.evaluate(actor=keeper, area=area, said=evaluations.Evaluated(DAY, "Noget"))
    fact = ref_of(factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx")))
    evaluations.evaluate(actor=keeper, area=area, said=evaluations.Evaluated(DAY, "Noget", facts=(fact,)))
    row = FocusSet.objects.get(pk=row.pk)
    step("evaluate")
    with pytest.raises(NotNow, match="no_following"):
        step("replace")
    steps = set_page(keeper, whole_set(row.pk)).steps
    assert [(one.label, one.skipped) for one in steps if one.skipped] == [("Hørt", True)]
    assert [one.why for one in steps if one.why] == ["Det hastede"]


def test_the_decision_says_who_and_when_and_hangs_on_the_thread(keeper: Actor) -> None:
    row = proposed(keeper)
    decisions = Decision.objects.select_related("current", "body").order_by("pk")
    one, other = decisions[0], decisions[1]
    sets.record_adoption(
        actor=keeper, row=row, seen=row.version, adoption=sets.Adoption(decision=one, name="Andre", on=DAY)
    )
    assert one.current is not None
    assert (row.adopted_by, row.adopted_on, row.adopted_by_name) == (one.body, one.current.on, "")
    sets.record_adoption(actor=keeper, row=row, seen=row.version, adoption=sets.Adoption(decision=other))
    below = Link.objects.on(DAY).filter(upper_kind="strategy.focusset", upper_pk=row.pk)
    assert list(below.values_list("lower_pk", flat=True)) == [other.pk]


@pytest.mark.parametrize("code", ["oekonomichef", "borger", "med.stab", "controller.stab", "administrator"])
def test_only_those_of_its_unit_keep_a_set(keeper: Actor, code: str) -> None:
    del keeper
    actor = factories.actor(code)
    row = in_force()
    area = FocusArea.objects.filter(of_set=row)[0]
    with pytest.raises(NotPermitted):
        sets.add_area(actor=actor, row=row, title="Et", text="")
    with pytest.raises(NotPermitted):
        sets.change_area(actor=actor, area=area, seen=area.version, title="Et", text="")
    with pytest.raises(NotPermitted):
        sets.add_backing(actor=actor, row=row, body=None, name="Nogen", words="", on=None)


def test_whoever_saves_too_late_is_refused(keeper: Actor) -> None:
    area = in_force().areas.all()[0]
    sets.change_area(actor=keeper, area=area, seen=area.version, title="Først", text="")
    with pytest.raises(StaleWrite):
        sets.change_area(actor=keeper, area=area, seen=area.version - 1, title="Sidst", text="")


def test_a_head_ties_own_goals_at_once_and_none_of_others(keeper: Actor) -> None:
    del keeper
    head = factories.actor("oekonomichef")
    area = in_force().areas.get(position=2)
    own = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    foreign = factories.first_goal(factories.plan_of_file("maelkevejen-2026-2027.docx"))
    goals = list(Goal.objects.filter(area__plan=own).order_by("pk")[:3])
    before = Link.objects.count()
    with pytest.raises(NotPermitted):
        sets.promise(actor=head, area=area, refs=[ref_of(goals[0]), ref_of(foreign)], why="Sammen")
    assert Link.objects.count() == before
    assert sets.promise(actor=head, area=area, refs=[ref_of(goal) for goal in goals], why="Sammen") == 3
    tied = [one for one in promises(head, [area.pk], DAY)[area.pk].units if one.plan == own]
    assert {promise.ref.pk for promise in tied[0].promises} >= {goal.pk for goal in goals}


def test_a_set_follows_one_that_began_before_it(keeper: Actor) -> None:
    facts: dict[str, Any] = {
        "actor": keeper, "unit": factories.unit("SK"), "title": "Det, der var", "text": "",
        "starts": dt.date(2016, 1, 1), "ends": dt.date(2017, 12, 31),
    }  # fmt: skip
    with pytest.raises(NotNow, match="follows_later"):
        sets.propose(**facts, previous=in_force())
    row = sets.propose(**facts)
    with pytest.raises(NotNow, match="follows_later"):
        sets.change_set(actor=keeper, row=row, seen=row.version, previous=in_force())


def test_what_is_tied_later_is_told_of_the_days_before_and_what_is_loosed_is_not(keeper: Actor) -> None:
    area = in_force().areas.all()[0]
    tied = Link.objects.believed().filter(upper_pk=area.pk, lower_kind="strategy.goal").order_by("pk")
    before = dt.date(2026, 6, 1)
    link = next(one for one in tied if one.lower_pk in _goals(area, before))
    again = link.lower
    loosed = untie(actor=keeper, link=link, why="Skrevet forkert")
    Link.objects.filter(pk=loosed.pk).update(valid_to=before - dt.timedelta(days=1))
    assert again.pk not in _goals(area, before)
    tie(actor=keeper, kind=sets.FULFILS, upper=ref_of(area), lower=again, why="Det bidrager")
    assert again.pk in _goals(area, before)


def _goals(area: FocusArea, day: dt.date) -> set[int]:
    found = promises(None, [area.pk], day, since=day)[area.pk].all()
    return {goal.row.pk for one in found for promise in one.promises for goal in promise.goals}


def test_nobody_has_left_before_the_first_day(keeper: Actor) -> None:
    long_ago = dt.date(1990, 1, 1)
    assert keeper.person_id in active_persons(long_ago)
    assert led_units_on(long_ago) == frozenset()
    last = dt.date(2026, 5, 1)
    RoleAssignment.objects.filter(person_id=keeper.person_id).update(valid_from=long_ago, valid_to=last)
    assert keeper.person_id not in active_persons(last + dt.timedelta(days=1))
