"""What a choice does: closing closes in the same act, rethinking leaves a task, a due review is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.reviews.choices import Chosen, review_goal, set_next_review
from kernespor.domains.strategy.models import Goal, Review, Status, UnitPlan
from kernespor.domains.strategy.selectors.reviews.rounds import round_of
from kernespor.domains.strategy.selectors.reviews.tasks import tasks_of
from kernespor.domains.strategy.selectors.reviews.waiting import waiting_in
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.search.matching import readable
from kernespor.foundation.thread.registry import Scope, break_kinds

DAY = factories.DAY
HEAD = "oekonomichef"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_in_force(factories.actor(HEAD), mark="Kort")


def chosen(choice: str = "continue", **more: Any) -> Chosen:
    return Chosen(
        **{"choice": choice, "evidence": "Det viser tallene.", "on": DAY, "decided_by": "Chefen", **more}
    )


def choose(plan: UnitPlan, one: Chosen, by: str = HEAD, seen: int = 0) -> Review:
    return review_goal(actor=factories.actor(by), goal=factories.first_goal(plan), seen=seen, chosen=one)


def breaks(plan: UnitPlan, today: dt.date) -> list[str]:
    kind = next(one for one in break_kinds() if one.name == "strategy.review_passed")
    found = kind.find(factories.actor("budgetchef", today), Scope())
    return [one.sentence for one in found if one.ref.pk == plan.pk]


def test_closing_gives_the_goal_the_status_in_the_same_act(plan: UnitPlan) -> None:
    before = AuditEvent.objects.count()
    choose(plan, chosen("close"))
    event = AuditEvent.objects.order_by("pk").last()
    assert AuditEvent.objects.count() == before + 1
    assert event is not None
    assert event.verb == "strategy.reviewed"
    assert {row["row"].partition(":")[0] for row in event.rows} == {"strategy.review", "strategy.status"}
    status = Status.objects.get(goal=factories.first_goal(plan))
    assert (status.judgement, status.text, status.on) == ("closed", "Det viser tallene.", DAY)
    with pytest.raises(NotNow) as refused:
        choose(plan, chosen(), seen=Review.objects.get().pk)
    assert refused.value.code == "goal_is_over"


def test_a_goal_closed_for_a_day_in_the_past_is_closed_today(plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    plans.give_status(actor=factories.actor(HEAD), item=goal, judgement="on_track", text="Godt", on=DAY)
    choose(plan, chosen("close", on=DAY - dt.timedelta(days=9)))
    assert goal.statuses.last().judgement == "closed"  # type: ignore[union-attr]
    assert round_of(factories.actor(HEAD), plan).goals == ()


def test_other_choices_say_nothing_of_how_it_goes(plan: UnitPlan) -> None:
    first = choose(plan, chosen("scale", follow="Alle afdelinger"))
    choose(plan, chosen("continue"), seen=first.pk)
    assert not Status.objects.filter(plan=plan).exists()


def test_a_body_that_decided_is_named_as_it_was_called(plan: UnitPlan) -> None:
    made = choose(plan, chosen(decided_by="", body=Body.objects.get(code="direktion")))
    assert made.decided_by == "Direktionen"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"choice": "other"}, "no_choice"),
        ({"evidence": " "}, "no_evidence"),
        ({"decided_by": " "}, "nobody_decided"),
        ({"choice": "scale", "follow": " "}, "no_direction"),
        ({"choice": "rethink"}, "no_direction"),
        ({"on": DAY + dt.timedelta(days=1)}, "review_in_future"),
    ],
)
def test_what_a_choice_lacks_is_said_and_nothing_is_written(
    plan: UnitPlan, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(NotNow) as refused:
        choose(plan, chosen(**{"choice": "continue", **more}))
    assert refused.value.code == code
    assert not Review.objects.exists()


def test_nobody_chooses_for_a_draft_a_concluded_plan_or_another_unit(plan: UnitPlan) -> None:
    draft = factories.draft_plan(factories.actor(HEAD), mark="Kladden")
    with pytest.raises(NotNow):
        choose(draft, chosen())
    with pytest.raises(NotPermitted):
        choose(plan, chosen(), by="leder.maelkevejen")
    plans.move_plan(actor=factories.actor(HEAD), plan=plan, step="conclude", seen=plan.version, why="Slut")
    with pytest.raises(NotNow):
        choose(plan, chosen())


def test_what_is_to_be_rethought_is_a_task_until_the_goal_says_something_else(plan: UnitPlan) -> None:
    def tasks() -> list[str]:
        return [
            task.why for task in tasks_of(factories.actor(HEAD)) if task.key.startswith("strategy.rethink")
        ]

    choose(plan, chosen("rethink", follow="Målet måler det forkerte"))
    assert ["Målet måler det forkerte" in why for why in tasks()] == [True]
    goal = factories.first_goal(plan)
    me = factories.actor(HEAD)
    plans.change_item(actor=me, item=goal, seen=goal.version, deadline=DAY)
    assert tasks()
    plans.add_action(actor=me, goal=factories.first_goal(plan), text="Noget helt andet")
    assert tasks() == []


def test_a_later_choice_ends_the_task_of_rethinking(plan: UnitPlan) -> None:
    first = choose(plan, chosen("rethink", follow="Alt"))
    choose(plan, chosen("continue"), seen=first.pk)
    assert [task for task in tasks_of(factories.actor(HEAD)) if "rethink" in task.key] == []


def test_the_head_is_asked_from_two_weeks_before_until_every_goal_has_its_choice(plan: UnitPlan) -> None:
    def asked(today: dt.date, code: str = HEAD) -> list[str]:
        found = tasks_of(factories.actor(code, today))
        return [task.title for task in found if task.key == f"strategy.reviews:{plan.pk}"]

    due = DAY + dt.timedelta(days=20)
    set_next_review(actor=factories.actor(HEAD), plan=plan, seen=plan.version, on=due)
    assert asked(due - dt.timedelta(days=15)) == []
    assert asked(due - dt.timedelta(days=14)) == ["1 mål skal gennemgås"]
    assert asked(due, "jurist") == asked(due, "budgetchef") == []
    assert breaks(plan, due) == []
    assert len(breaks(plan, due + dt.timedelta(days=1))) == 1
    late = due + dt.timedelta(days=2)
    goal = factories.first_goal(plan)
    review_goal(actor=factories.actor(HEAD, late), goal=goal, seen=0, chosen=chosen(on=late))
    assert waiting_in([factories.again(plan)], late) == {plan.pk: 0}
    assert asked(late) == breaks(plan, late) == []


def test_a_choice_from_before_the_review_does_not_count_for_it(plan: UnitPlan) -> None:
    choose(plan, chosen(on=DAY - dt.timedelta(days=40)))
    set_next_review(actor=factories.actor(HEAD), plan=plan, seen=plan.version, on=DAY + dt.timedelta(days=1))
    assert waiting_in([factories.again(plan)], DAY) == {plan.pk: 1}


@pytest.mark.usefixtures("plan")
def test_goals_of_many_plans_are_counted_in_one_query(django_assert_num_queries: Any) -> None:
    all_of_them = list(UnitPlan.objects.all())
    with django_assert_num_queries(1):
        counted = waiting_in(all_of_them, DAY)
    for one in all_of_them:
        judged = [goal for goal in Goal.objects.filter(area__plan=one) if not _over(goal)]
        assert counted[one.pk] == len(judged)


def _over(goal: Goal) -> bool:
    last = goal.statuses.last()
    return last is not None and last.judgement in {"closed", "reached"}


def test_evidence_is_found_by_search(plan: UnitPlan) -> None:
    from kernespor.foundation.search.models import Entry

    choose(plan, chosen(evidence="Kvartalsvandringen viste det"))
    goal = factories.first_goal(plan)
    assert Entry.objects.filter(
        kind="strategy.goal", key=goal.pk, passages__folded__contains="kvartalsvandring"
    ).exists()
    assert readable(factories.actor("jurist"), []) == set()
