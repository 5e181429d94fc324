"""What people do to plans: each act writes its rows with one event, or says why not and writes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import Period
from kernespor.domains.strategy.actions import imports, plans
from kernespor.domains.strategy.calculations.plans import period_dates
from kernespor.domains.strategy.enums import ImportStatus, PlanStatus
from kernespor.domains.strategy.models import Goal, Indicator, LastSeen, PriorityArea, Status, UnitPlan
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.refusals import NotNow, NotPermitted, Refusal, StaleWrite

pytestmark = pytest.mark.django_db
DAY = factories.DAY


@pytest.fixture
def head() -> Any:
    factories.house()
    return factories.actor("head")


@pytest.fixture
def deputy(head: Any) -> Any:
    del head
    return factories.actor("deputy")


def refused(code: str, work: Any, **fields: Any) -> Refusal:
    """Hold that something is refused with this code and that nothing was written."""
    before = AuditEvent.objects.count()
    with pytest.raises(Refusal) as refusal:
        work(**fields)
    assert refusal.value.code == code
    assert AuditEvent.objects.count() == before
    return refusal.value


def events(*verbs: str) -> list[str]:
    return list(AuditEvent.objects.filter(verb__in=verbs).order_by("id").values_list("verb", flat=True))


def test_a_document_becomes_a_plan_in_one_event_each(head: Any) -> None:
    plan = factories.draft_plan(head)
    assert (plan.status, plan.unit.code, plan.created_by_id) == (PlanStatus.DRAFT, "OS", head.person_id)
    assert plan.expected_from == plan.period_from == dt.date(2026, 1, 1)
    assert plan.period_to == dt.date(2027, 12, 31)
    assert plan.is_in_whole_years
    assert bytes(StoredFile.objects.get().content) == factories.document()
    laid, saved = AuditEvent.objects.filter(verb__startswith="strategy.").order_by("id")
    assert (laid.verb, laid.subject_type) == ("strategy.document_laid_in", "strategy.planimport")
    assert (saved.verb, saved.subject_id) == ("strategy.plan_imported", plan.pk)
    kinds = {row["row"].partition(":")[0].partition(".")[2] for row in saved.rows}
    assert kinds == {"unitplan", "plansection", "priorityarea", "goal", "action", "indicator", "planimport"}


def test_a_document_is_saved_or_discarded_once(head: Any) -> None:
    laid = factories.lay_in(head)
    reading = read_lines(factories.lines_of(factories.document()))
    refused("stale_write", imports.accept, actor=head, draft=laid, seen=7, reading=reading)
    plan = imports.accept(actor=head, draft=laid, seen=1, reading=reading)
    assert factories.again(laid).status == ImportStatus.ACCEPTED
    assert factories.again(laid).plan_id == plan.pk
    refused("import_ended", imports.accept, actor=head, draft=laid, seen=2, reading=reading)
    refused("wrong_status", imports.discard, actor=head, draft=laid, seen=2)
    other = factories.lay_in(head)
    imports.discard(actor=head, draft=other, seen=1)
    assert factories.again(other).status == ImportStatus.DISCARDED
    assert StoredFile.objects.count() == 2
    assert UnitPlan.objects.count() == 1


def test_a_document_is_its_bringers_and_for_units_that_they_plan(head: Any, deputy: Any) -> None:
    laid = factories.lay_in(head)
    reading = read_lines(factories.lines_of(factories.document()))
    other = factories.actor("other")
    refused("not_mine", imports.accept, actor=other, draft=laid, seen=1, reading=reading)
    refused("not_mine", imports.discard, actor=other, draft=laid, seen=1)
    refused("not_planner_anywhere", factories.lay_in, by=deputy)
    elsewhere = factories.lay_in(head, "BU")
    refused("not_planner_here", imports.accept, actor=head, draft=elsewhere, seen=1, reading=reading)
    nowhere = factories.lay_in(head, None)
    refused("no_unit", imports.accept, actor=head, draft=nowhere, seen=1, reading=reading)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026", "2027", dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
        ("2026-08-01", "2027", dt.date(2026, 8, 1), dt.date(2027, 12, 31)),
        ("2026-08-01", "2027-07-31", dt.date(2026, 8, 1), dt.date(2027, 7, 31)),
    ],
)
def test_a_period_is_years_or_days(start: str, end: str, first: dt.date, last: dt.date) -> None:
    assert period_dates(start, end) == (first, last)
    assert Period(start, end)


def test_a_plan_is_put_in_force_and_concluded(head: Any, deputy: Any) -> None:
    plan = factories.draft_plan(head)
    refused("wrong_status", plans.move_plan, actor=head, plan=plan, step="conclude", seen=1, why="Slut")
    refused("not_planner", plans.move_plan, actor=deputy, plan=plan, step="put_in_force", seen=1)
    with pytest.raises(KeyError):
        plans.move_plan(actor=head, plan=plan, step="frozen", seen=1)
    plans.move_plan(actor=head, plan=plan, step="put_in_force", seen=1)
    stands = factories.again(plan)
    assert (stands.status, stands.expected_from, stands.version) == (PlanStatus.IN_FORCE, DAY, 2)
    refused("reason_needed", plans.move_plan, actor=head, plan=plan, step="conclude", seen=2, why=" ")
    refused("stale_write", plans.move_plan, actor=head, plan=plan, step="conclude", seen=1, why="Slut")
    plans.move_plan(actor=head, plan=plan, step="conclude", seen=2, why=" Perioden er slut ")
    event = AuditEvent.objects.get(verb="strategy.plan_concluded")
    assert event.why == "Perioden er slut"
    assert event.rows[0]["before"] == {"status": "in_force", "concluded_on": None}


def test_statuses_are_expected_from_the_first_day_of_a_plan_that_lies_ahead(head: Any) -> None:
    plan = factories.draft_plan(head)
    UnitPlan.objects.filter(pk=plan.pk).update(period_from=DAY + dt.timedelta(days=40))
    plan = factories.again(plan)
    plans.move_plan(actor=head, plan=plan, step="put_in_force", seen=1)
    assert factories.again(plan).expected_from == DAY + dt.timedelta(days=40)


def test_a_plan_whose_period_is_over_was_in_force_in_its_period(head: Any) -> None:
    plan = factories.draft_plan(head)
    UnitPlan.objects.filter(pk=plan.pk).update(
        period_from=dt.date(2020, 1, 1), period_to=dt.date(2021, 12, 31)
    )
    plan = factories.again(plan)
    plans.move_plan(actor=head, plan=plan, step="put_in_force", seen=1)
    assert factories.again(plan).expected_from == dt.date(2020, 1, 1)


@pytest.mark.parametrize("kind", ["area", "goal", "action", "indicator"])
def test_every_part_is_changed_with_its_event(head: Any, deputy: Any, kind: str) -> None:
    plan = factories.plan_in_force(head)
    item: Any = {
        "area": PriorityArea.objects.get(plan=plan),
        "goal": factories.first_goal(plan),
        "action": factories.first_action(plan),
        "indicator": Indicator.objects.get(goal__area__plan=plan),
    }[kind]
    assert plans.plan_of(item) == plan
    before = factories.again(plan).revision
    owner = factories.person("deputy")
    plans.change_item(actor=head, item=item, seen=1, text="Nyt", owner=owner, deadline=DAY)
    stands = factories.again(item)
    assert (stands.text, stands.owner, stands.deadline, stands.version) == ("Nyt", owner, DAY, 2)
    event = AuditEvent.objects.get(verb="strategy.item_changed")
    assert (event.subject_id, event.actor) == (plan.pk, "Lederen")
    assert event.rows[0]["after"]["owner"] == {"id": owner.pk, "label": "Stedfortræderen"}
    assert factories.again(plan).revision == before + 1
    refused("not_planner", plans.change_item, actor=deputy, item=item, seen=2, text="Mit")
    refused("stale_write", plans.change_item, actor=head, item=item, seen=1, text="Sent")


def test_a_plans_own_facts_are_changed(head: Any, deputy: Any) -> None:
    plan = factories.draft_plan(head)
    refused("not_planner", plans.change_plan, actor=deputy, plan=plan, seen=1, title="Ny")
    plans.change_plan(actor=head, plan=plan, seen=1, title="Ny", fresh_days=60)
    assert (factories.again(plan).title, factories.again(plan).fresh_days) == ("Ny", 60)
    refused("stale_write", plans.change_plan, actor=head, plan=plan, seen=1, title="Sen")


def test_a_concluded_plan_stands_as_it_was(head: Any) -> None:
    plan = factories.plan_in_force(head)
    action, goal = factories.first_action(plan), factories.first_goal(plan)
    plans.move_plan(actor=head, plan=plan, step="conclude", seen=plan.version, why="Slut")
    ended: Any = {"item": factories.first_action(plan)}
    assert action.pk == ended["item"].pk
    refused("plan_concluded", plans.change_item, actor=head, seen=1, text="Nyt", **ended)
    refused("plan_concluded", plans.add_action, actor=head, goal=factories.first_goal(plan), text="Ny")
    refused("plan_concluded", plans.change_plan, actor=head, plan=plan, seen=plan.version, title="Ny")
    said: Any = {"judgement": "on_track", "text": "", "on": DAY}
    refused("plan_concluded", plans.give_status, actor=head, **ended, **said)
    assert goal.actions.count() == 2


def test_a_new_action_stands_last(head: Any, deputy: Any) -> None:
    plan = factories.draft_plan(head)
    goal = factories.first_goal(plan)
    assert plans.add_action(actor=head, goal=goal, text="Ny").position == 3
    empty = Goal.objects.create(area=goal.area, position=2)
    assert plans.add_action(actor=head, goal=empty, text="Den første").position == 1
    refused("not_planner", plans.add_action, actor=deputy, goal=goal, text="Min")
    assert events("strategy.action_added") == ["strategy.action_added"] * 2


def test_a_status_is_added_and_none_is_ever_changed(head: Any, deputy: Any) -> None:
    plan = factories.plan_in_force(head)
    action, goal = factories.first_action(plan), factories.first_goal(plan)
    said: Any = {"judgement": "slipping", "on": DAY - dt.timedelta(days=3)}
    refused("not_owner", plans.give_status, actor=deputy, item=action, text="Mit", **said)
    plans.change_item(actor=head, item=action, seen=1, deputy=factories.person("deputy"))
    first = plans.give_status(actor=deputy, item=action, text="  Det skrider \n", **said)
    assert (first.text, first.author_label, first.action, first.goal) == (
        "Det skrider",
        "Stedfortræderen",
        action,
        None,
    )
    second = plans.give_status(actor=head, item=goal, text="", **said)
    assert (second.goal, second.action, second.on) == (goal, None, said["on"])
    assert Status.objects.count() == 2
    future = said | {"on": DAY + dt.timedelta(days=1)}
    refused("status_in_future", plans.give_status, actor=head, item=action, text="", **future)
    reached = said | {"judgement": "reached"}
    refused("reached_without_owner", plans.give_status, actor=head, item=action, text="Se her", **reached)
    plans.change_item(actor=head, item=action, seen=2, owner=factories.person("head"))
    refused("reached_without_evidence", plans.give_status, actor=head, item=action, text=" ", **reached)
    closed = said | {"judgement": "closed"}
    refused("closed_without_reason", plans.give_status, actor=head, item=action, text="", **closed)
    draft = factories.draft_plan(head)
    refused(
        "plan_is_draft", plans.give_status, actor=head, item=factories.first_action(draft), text="", **said
    )
    assert Status.objects.count() == 2


def test_a_plan_is_seen_once_a_day_and_only_by_those_who_may(head: Any) -> None:
    plan, other = factories.draft_plan(head), factories.actor("other")
    refused("draft_plan", plans.see_plan, actor=other, plan=plan)
    plans.see_plan(actor=head, plan=plan)
    plans.see_plan(actor=head, plan=plan)
    plans.see_plan(actor=factories.actor("head", DAY + dt.timedelta(days=1)), plan=plan)
    seen = LastSeen.objects.get()
    assert (seen.on, seen.before) == (DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1))
    assert events("strategy.plan_seen") == ["strategy.plan_seen"] * 2
    assert str(seen) == f"{head.person_id} 2026-11-21"


def test_rows_say_what_they_are(head: Any) -> None:
    plan = factories.plan_in_force(head, mark="Trivsel")
    status = plans.give_status(
        actor=head, item=factories.first_goal(plan), judgement="on_track", text="", on=DAY
    )
    assert str(plan) == f"{plan.title}, {plan.unit_name}"
    assert str(factories.first_goal(plan)) == "1.1 Trivsel hver dag"
    assert str(factories.first_goal(plan).area) == "1 Trivsel i hverdagen"
    assert str(factories.first_action(plan)) == "Handling om Trivsel, den første"
    assert str(Indicator.objects.get()) == "Indikator om Trivsel"
    assert str(status) == "På sporet 2026-11-20"
    assert str(plan.sections.all()[0]) == "Forord"
    assert str(plan.imports.get()) == "Trivsel.md"
    assert issubclass(StaleWrite, NotNow)
    assert not issubclass(NotPermitted, NotNow)
