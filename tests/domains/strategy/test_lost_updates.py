"""Several people write in the same plan, in any order and at the same moment: nothing vanishes unseen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

import factories
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.domains.strategy.actions import imports, plans
from kernespor.domains.strategy.models import Action, LastSeen, Status, UnitPlan
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.refusals import NotNow, StaleWrite

AT_ONCE = 6
at_once = pytest.mark.django_db(transaction=True)


def all_at_once(*works: Callable[[], Any]) -> list[Any]:
    """Do everything at the same moment, each in a thread and on a connection of its own.

    Returns for each what it returned, or the refusal that it met; any other error is raised here.
    """
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        done = [threads.submit(run, work) for work in works]
    return [one.exception() if isinstance(one.exception(), NotNow) else one.result() for one in done]


def unbroken(row: Any) -> int:
    """Hold that each event of a row begins with what the one before it left; return how many there are."""
    key, stands, number = f"{row._meta.label_lower}:{row.pk}", {}, 0
    for event in AuditEvent.objects.order_by("id"):
        for change in event.rows:
            if change["row"] == key:
                for name, value in change["before"].items():
                    assert stands[name] == value, (name, stands[name], value)
                stands |= change["after"]
                number += 1
    assert stands["text"] == factories.again(row).text
    return number


@at_once
def test_of_several_editors_at_once_one_saves_and_the_others_are_told(real_database: None) -> None:
    del real_database
    factories.house()
    head = factories.actor("head")
    action = factories.first_action(factories.plan_in_force(head))

    def edit(number: int) -> Callable[[], Any]:
        mine = factories.first_action(action.goal.area.plan)
        text = f"Tekst {number}"
        return lambda: plans.change_item(actor=head, item=mine, seen=mine.version, text=text).text

    answers = all_at_once(*(edit(number) for number in range(AT_ONCE)))
    refused = [answer for answer in answers if isinstance(answer, StaleWrite)]
    saved = [answer for answer in answers if not isinstance(answer, StaleWrite)]
    assert len(saved) == 1
    assert len(refused) == AT_ONCE - 1
    assert factories.again(action).text == saved[0]
    assert {refusal.theirs.text for refusal in refused} <= {saved[0], action.text}
    assert unbroken(action) == 2  # written with the plan, then once


@at_once
def test_what_was_acknowledged_while_all_wrote_at_once_is_there(real_database: None) -> None:
    del real_database
    factories.house()
    head, deputy, other = (factories.actor(code) for code in ("head", "deputy", "other"))
    plan = factories.plan_in_force(head)
    action = factories.first_action(plan)
    plans.change_item(actor=head, item=action, seen=action.version, deputy=factories.person("deputy"))
    laid = factories.lay_in(head, mark="Et dokument mere")
    reading = read_lines(factories.lines_of(factories.document(mark="Et dokument mere")))
    goal, before = factories.first_goal(plan), factories.again(plan).revision
    stale = factories.first_action(plan)

    def status(word: str) -> Callable[[], Any]:
        item = factories.first_action(plan)
        return lambda: plans.give_status(
            actor=deputy, item=item, judgement="on_track", text=word, on=factories.DAY
        )

    answers = all_at_once(
        lambda: plans.change_item(actor=head, item=stale, seen=stale.version, text="Rettet"),
        status("Først"),
        status("Siden"),
        lambda: plans.add_action(actor=head, goal=goal, text="Ny A"),
        lambda: plans.add_action(actor=head, goal=factories.first_goal(plan), text="Ny B"),
        lambda: imports.accept(actor=head, draft=laid, seen=laid.version, reading=reading),
        lambda: factories.lay_in(other, "BU", mark="Et andet"),
    )
    assert not any(isinstance(answer, NotNow) for answer in answers)
    assert sorted(Status.objects.values_list("text", flat=True)) == ["Først", "Siden"]
    assert factories.again(action).text == "Rettet"
    assert factories.again(action).deputy_id == deputy.person_id
    assert {"Ny A", "Ny B", "Rettet"} <= set(goal.actions.values_list("text", flat=True))
    places = list(Action.objects.filter(goal=goal).values_list("position", flat=True))
    assert sorted(places) == [1, 2, 3, 4]
    assert factories.again(plan).revision == before + 5
    assert UnitPlan.objects.count() == 2


@at_once
def test_a_document_that_is_saved_twice_at_once_is_one_plan(real_database: None) -> None:
    del real_database
    factories.house()
    head = factories.actor("head")
    laid = factories.lay_in(head)
    reading = read_lines(factories.lines_of(factories.document()))

    def save() -> Callable[[], Any]:
        draft = factories.again(laid)
        return lambda: imports.accept(actor=head, draft=draft, seen=draft.version, reading=reading)

    answers = all_at_once(*(save() for _ in range(4)))
    assert sum(isinstance(answer, UnitPlan) for answer in answers) == 1
    assert UnitPlan.objects.count() == 1
    assert AuditEvent.objects.filter(verb="strategy.plan_imported").count() == 1


@at_once
def test_a_plan_that_is_taken_on_by_two_at_once_moves_once(real_database: None) -> None:
    del real_database
    factories.house()
    head = factories.actor("head")
    plan = factories.draft_plan(head)

    def move() -> Callable[[], Any]:
        mine = factories.again(plan)
        return lambda: plans.move_plan(actor=head, plan=mine, step="put_in_force", seen=mine.version)

    answers = all_at_once(*(move() for _ in range(4)))
    assert sum(isinstance(answer, StaleWrite) for answer in answers) == 3
    assert AuditEvent.objects.filter(verb="strategy.plan_put_in_force").count() == 1


@at_once
def test_a_plan_that_is_opened_in_several_windows_at_once_is_seen_once(real_database: None) -> None:
    del real_database
    factories.house()
    head = factories.actor("head")
    plan = factories.plan_in_force(head)
    all_at_once(*[lambda: plans.see_plan(actor=head, plan=plan)] * 4)
    assert LastSeen.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_in_any_order_nothing_vanishes_unseen(seed: int) -> None:
    """Two editors and a deputy with pages as old as they may be, and an import between: random orders."""
    factories.house()
    rng = Random(seed)  # noqa: S311 - an order, not a secret
    head, deputy = factories.actor("head"), factories.actor("deputy")
    plan = factories.plan_in_force(head)
    action = factories.first_action(plan)
    action = plans.change_item(actor=head, item=action, seen=1, deputy=factories.person("deputy"))
    open_pages = {editor: factories.first_action(plan) for editor in ("a", "b")}
    saved, told, said = action.text, 0, 0
    for number in range(25):
        who = rng.choice(("a", "b", "a", "b", "deputy", "import", "reload"))
        if who in open_pages:
            mine, new = open_pages[who], f"{who} {number}"
            if mine.version == factories.again(action).version:
                saved = plans.change_item(actor=head, item=mine, seen=mine.version, text=new).text
            else:
                with pytest.raises(StaleWrite) as refusal:
                    plans.change_item(actor=head, item=mine, seen=mine.version, text=new)
                assert refusal.value.theirs.text == saved
                told += 1
        elif who == "reload":
            open_pages[rng.choice("ab")] = factories.first_action(plan)
        elif who == "deputy":
            plans.give_status(
                actor=deputy, item=open_pages["a"], judgement="slipping", text=f"{number}", on=factories.DAY
            )
            said += 1
        else:
            factories.draft_plan(head, mark=f"Plan {number}")
        assert factories.again(action).text == saved
        assert Status.objects.filter(action=action).count() == said
    assert told
    assert unbroken(action) > 1
