"""What pages show of plans: the picture, the quarters, what comes, what waits, what is new."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.actions import plans as actions
from kernespor.domains.strategy.models import Action, LastSeen, UnitPlan
from kernespor.domains.strategy.selectors.development import MOST, development
from kernespor.domains.strategy.selectors.mine import SOON, my_plans, open_imports, waiting_for
from kernespor.domains.strategy.selectors.overview import overview
from kernespor.domains.strategy.selectors.picture import LEFT, MARK, RIGHT, TOP, WIDTH, picture_of
from kernespor.domains.strategy.selectors.plan import PlanView, plan_view, since_last_time
from kernespor.domains.strategy.selectors.plans import plan_rows
from kernespor.domains.strategy.selectors.stands import coming_months, needs_decision, weakest_area
from kernespor.engines.plan_state.records import NEEDS_A_DECISION, State

DAY = factories.DAY
ONE = dt.timedelta(days=1)
FILES = ["oekonomi-stab-2026-2027.docx", "maelkevejen-2026-2027.docx", "oekonomi-stab-2024-2025.docx"]


def view_of(file: str, today: dt.date = DAY, **more: Any) -> PlanView:
    return plan_view(factories.plan_of_file(file), today=today, **more)


@pytest.fixture
def head(sporkoebing: dict[str, Any]) -> Any:
    del sporkoebing
    return factories.actor("oekonomichef")


@pytest.fixture
def plan(head: Any) -> UnitPlan:
    del head
    return factories.plan_of_file(FILES[0])


def said(item: Any, judgement: str, by: Any, on: dt.date = DAY, text: str = "Sådan er det") -> Any:
    return actions.give_status(actor=by, item=item, judgement=judgement, text=text, on=on)


# ---- the picture


@pytest.mark.parametrize("file", FILES)
def test_every_dated_action_has_one_mark_and_the_others_are_named(head: Any, file: str) -> None:
    del head
    view = view_of(file)
    picture = picture_of(view)
    tracks = [track for block in picture.blocks for track in block.tracks]
    marked = Counter(mark.part.pk for track in tracks for mark in track.marks)
    assert set(marked.values()) <= {1}
    assert set(marked) == {part.pk for part in view.actions() if part.row.deadline}
    undated = [part.pk for track in tracks for part in track.undated]
    assert sorted(undated) == sorted(part.pk for part in view.actions() if not part.row.deadline)


@pytest.mark.parametrize("file", FILES)
def test_no_two_marks_lie_on_top_of_each_other_and_all_is_within_the_picture(head: Any, file: str) -> None:
    del head
    picture = picture_of(view_of(file))
    rows = [track.y for block in picture.blocks for track in block.tracks]
    assert rows == sorted(set(rows))
    assert all(one + MARK < other for one, other in pairwise(rows))
    for block in picture.blocks:
        for track in block.tracks:
            places = [mark.x for mark in track.marks]
            assert all(other - one >= MARK for one, other in pairwise(places))
            assert all(x >= LEFT and x + MARK // 2 <= WIDTH for x in places)
            assert TOP <= block.y < track.y < picture.height


def test_marks_of_one_day_stand_side_by_side(head: Any, plan: UnitPlan) -> None:
    goal = factories.first_goal(plan)
    for number in range(3):
        action = actions.add_action(actor=head, goal=goal, text=f"Prøve {number}")
        actions.change_item(actor=head, item=action, seen=1, deadline=dt.date(2026, 12, 1))
    picture = picture_of(view_of(FILES[0]))
    track = picture.blocks[0].tracks[0]
    new = [mark.x for mark in track.marks if mark.part.title.startswith("Prøve")]
    assert [other - one for one, other in pairwise(new)] == [MARK, MARK]


def test_today_stands_on_the_axis_only_within_it(head: Any) -> None:
    del head
    now = picture_of(view_of(FILES[0]))
    assert now.today_x is not None
    assert LEFT < now.today_x < RIGHT
    assert picture_of(view_of(FILES[2])).today_x is None
    assert [(tick.quarter, tick.year) for tick in now.ticks] == [
        (1, 2026), (2, None), (3, None), (4, None), (1, 2027), (2, None), (3, None), (4, None)
    ]  # fmt: skip
    assert now.ticks[0].x == LEFT
    assert all(tick.half == tick.width // 2 for tick in now.ticks)
    fourth = now.ticks[3]
    assert fourth.x < now.today_x < fourth.x + fourth.width


def test_a_deadline_past_the_period_widens_the_picture(head: Any, plan: UnitPlan) -> None:
    action = factories.first_action(plan)
    actions.change_item(actor=head, item=action, seen=action.version, deadline=dt.date(2028, 2, 29))
    picture = picture_of(view_of(FILES[0]))
    assert (picture.ticks[-1].quarter, picture.ticks[-2].year) == (1, None)
    assert picture.ticks[-1].year == 2028
    assert max(mark.x for mark in picture.blocks[0].tracks[0].marks) < RIGHT


# ---- quarters


def test_quarters_end_today_and_the_last_is_what_the_plan_is_now(head: Any) -> None:
    del head
    view = view_of(FILES[0])
    quarters = development(view)
    assert [quarter.name for quarter in quarters] == [
        "1. kvt. 2026", "2. kvt. 2026", "3. kvt. 2026", "4. kvt. 2026"
    ]  # fmt: skip
    assert [quarter.day for quarter in quarters[:3]] == [
        dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30)
    ]  # fmt: skip
    assert quarters[-1].day == DAY
    assert quarters[-1].counts == view.counts
    assert all(sum(quarter.counts.values()) == view.total for quarter in quarters)


def test_a_concluded_plan_stops_at_its_end_and_only_the_last_quarters_are_shown(head: Any) -> None:
    del head
    quarters = development(view_of(FILES[2]))
    assert len(quarters) == MOST
    assert quarters[-1].day == dt.date(2025, 12, 31)
    assert development(view_of(FILES[0], today=dt.date(2025, 12, 31))) == []


# ---- what stands still, what comes


@pytest.mark.parametrize("file", FILES[:2])
def test_what_needs_a_decision_is_all_of_it_worst_first(head: Any, file: str) -> None:
    del head
    view = view_of(file)
    found = needs_decision(view)
    assert {part.pk for part in found} == {
        part.pk for part in view.actions() if part.state in NEEDS_A_DECISION
    }
    places = [NEEDS_A_DECISION.index(State(part.state)) for part in found]
    assert places == sorted(places)
    late = [part.shown.overdue_days for part in found if part.shown and part.state == State.OFF_TRACK]
    assert late == sorted(late, reverse=True)
    worst = weakest_area(view)
    assert worst is not None
    trouble = [sum(area.counts[state] for state in NEEDS_A_DECISION) for area in view.areas]
    assert sum(worst.counts[state] for state in NEEDS_A_DECISION) == max(trouble)


def test_a_plan_where_nothing_hurts_has_no_weakest_area(head: Any) -> None:
    del head
    view = view_of(FILES[2])
    assert needs_decision(view) == []
    assert weakest_area(view) is None


@pytest.mark.parametrize("today", [DAY, dt.date(2026, 12, 31), dt.date(2027, 1, 1)])
def test_the_coming_months_hold_each_remaining_deadline_once(head: Any, today: dt.date) -> None:
    del head
    view = view_of(FILES[0], today=today)
    months = coming_months(view)
    assert len(months) == 3
    last = (today.replace(day=1) + dt.timedelta(days=95)).replace(day=1)
    ended = {State.REACHED, State.CLOSED}
    due = [
        part
        for part in view.actions()
        if part.row.deadline and today <= part.row.deadline < last and State(part.state) not in ended
    ]
    assert sum(month.deadlines for month in months) == len(due)
    assert sum(month.on_track + len(month.halting) for month in months) == len(due)
    green = sum(part.state == State.ON_TRACK for part in due)
    assert sum(month.on_track for month in months) == green
    assert months[0].name.casefold() in {"november", "december", "januar"}


# ---- since last time


def test_what_changed_since_a_day_is_what_has_another_state(head: Any, plan: UnitPlan) -> None:
    yesterday = plan_view(plan, today=DAY - ONE)
    before = {part.pk: part.state for part in yesterday.actions()}
    moved = next(part for part in view_of(FILES[0]).actions() if part.state == State.ON_TRACK)
    said(Action.objects.get(pk=moved.pk), "off_track", head)
    view = view_of(FILES[0], since=DAY - ONE)
    changed = {change.part.pk: change for change in view.changes if change.part.kind == "action"}
    assert {pk for pk, change in changed.items()} == {
        part.pk for part in view.actions() if part.state != before[part.pk]
    }
    assert (changed[moved.pk].before, changed[moved.pk].after) == (State.ON_TRACK, State.OFF_TRACK)
    assert view_of(FILES[0], since=DAY).changes == ()
    assert view_of(FILES[0]).changes == ()


def test_last_time_is_the_last_visit_before_today(head: Any, plan: UnitPlan) -> None:
    assert since_last_time(head, plan) == DAY - 30 * ONE
    actions.see_plan(actor=head, plan=plan)
    assert since_last_time(head, plan) == DAY - 30 * ONE
    actions.see_plan(actor=head, plan=plan)
    assert LastSeen.objects.filter(plan=plan).count() == 1
    later = factories.actor("oekonomichef", DAY + 5 * ONE)
    assert since_last_time(later, plan) == DAY - ONE
    actions.see_plan(actor=later, plan=plan)
    assert since_last_time(later, plan) == DAY - ONE
    assert since_last_time(factories.actor("oekonomichef", DAY + 6 * ONE), plan) == DAY + 4 * ONE


# ---- what waits


def test_what_waits_is_in_the_order_of_what_hurts(head: Any) -> None:
    leader = factories.actor("leder.maelkevejen")
    for actor in (head, leader, factories.actor("hrchef")):
        waiting = waiting_for(actor, my_plans(actor))
        assert [one.pain for one in waiting] == sorted(one.pain for one in waiting)
        for one in waiting:
            owner, deputy = one.part.row.owner_id, one.part.row.deputy_id
            if one.role == "leader":
                assert one.part.state == State.OWNERLESS
            else:
                assert actor.person_id == {"owner": owner, "deputy": deputy}[one.role]
            assert one.part.state not in {State.REACHED, State.CLOSED}
    mine = waiting_for(leader, my_plans(leader))
    overdue = [one.part.shown.overdue_days for one in mine if one.part.shown and one.part.shown.overdue_days]
    assert overdue == sorted(overdue, reverse=True)
    tasks = overview(leader).tasks
    assert [task.overdue_days(DAY) for task in tasks if task.pain[0] == 0][: len(overdue)] == overdue


def test_what_is_mine_waits_when_it_is_due_soon_and_not_before(head: Any, plan: UnitPlan) -> None:
    owner = factories.actor("jurist")
    action = factories.first_action(plan)
    fields = {"owner": factories.person("jurist"), "begins": None}

    def waits(deadline: dt.date) -> bool:
        row = Action.objects.select_related("goal__area__plan").get(pk=action.pk)
        actions.change_item(actor=head, item=row, seen=row.version, deadline=deadline, **fields)
        return f"strategy.action:{action.pk}" in {task.key for task in overview(owner).tasks}

    said(Action.objects.get(pk=action.pk), "on_track", head)
    assert not waits(DAY + (SOON + 1) * ONE)
    assert waits(DAY + SOON * ONE)
    assert waits(DAY - ONE)
    assert [view.plan.pk for view in my_plans(owner)] == [plan.pk]


def test_a_person_without_tasks_has_an_empty_overview(head: Any) -> None:
    del head
    councillor = overview(factories.actor("formand.boern"))
    assert (councillor.tasks, councillor.plans) == ((), ())


def test_documents_that_one_has_begun_on_are_ones_own_and_open(head: Any) -> None:
    first, second = factories.lay_in(head), factories.lay_in(head)
    factories.draft_plan(head)
    assert [draft.pk for draft in open_imports(head)] == [second.pk, first.pk]
    assert open_imports(factories.actor("budgetchef")) == []


# ---- the list, and what it keeps


def test_a_kept_sum_is_given_up_when_anything_it_depends_on_changes(
    head: Any, plan: UnitPlan, django_assert_num_queries: Any
) -> None:
    def good(today: dt.date = DAY) -> int:
        rows = plan_rows(factories.actor("oekonomichef", today))
        return next(row.summary.good for row in rows if row.plan == plan)

    first = good()
    with django_assert_num_queries(3):  # the tree is one that every page reads anyway
        plan_rows(head)
    view = view_of(FILES[0])
    mine = next(part for part in view.actions() if part.state == State.ON_TRACK)
    said(Action.objects.get(pk=mine.pk), "slipping", head)
    assert good() == first - 1
    said(Action.objects.get(pk=mine.pk), "on_track", head)
    assert good() == first
    row = Action.objects.select_related("goal__area__plan").get(pk=mine.pk)
    actions.change_item(actor=head, item=row, seen=row.version, owner=None)
    assert good() == first - 1
    assert good(DAY + 400 * ONE) < first - 1
    assert good() == first - 1


def test_a_kept_sum_is_given_up_when_an_owner_leaves(head: Any, plan: UnitPlan) -> None:
    from kernespor.connectors.organisation import Organisation, RoleRow
    from kernespor.foundation.access.actor import system
    from kernespor.foundation.organisation.actions import take_in

    def ownerless() -> int:
        return next(row.summary.counts[State.OWNERLESS] for row in plan_rows(head) if row.plan == plan)

    before = ownerless()
    owned = [
        part for part in view_of(FILES[0]).actions()
        if part.row.owner and part.row.owner.code == "hrchef" and part.state == State.ON_TRACK
    ]  # fmt: skip
    assert owned
    left = RoleRow(
        "hrchef", "head", "OS-HR", includes_below=True, valid_from=dt.date(2017, 1, 1), valid_to=DAY - ONE
    )
    take_in(actor=system("Kernespor", DAY), records=Organisation(roles=(left,)))
    assert ownerless() >= before + len(owned)
    assert ownerless() == view_of(FILES[0]).counts[State.OWNERLESS]


def test_the_list_is_sorted_as_asked_both_ways(head: Any) -> None:
    for sort, key in (
        ("period", lambda row: row.plan.period_from),
        ("overdue", lambda row: row.summary.overdue),
        ("good", lambda row: row.summary.good / row.summary.total),
        ("last", lambda row: row.summary.last),
    ):
        for falling in (False, True):
            keys = [key(row) for row in plan_rows(head, sort=sort, falling=falling)]
            assert keys == sorted(keys, reverse=falling)
    units = factories.unit("BU-D01").pk
    assert [row.plan.unit_id for row in plan_rows(head, unit_ids=[units])] == [units]
    assert [row.plan.status for row in plan_rows(head, status="concluded")] == ["concluded"]


def test_a_plan_stands_still_when_nobody_speaks_for_longer_than_a_status_is_fresh(
    head: Any,
) -> None:
    made = factories.plan_in_force(head)
    row = next(row for row in plan_rows(head) if row.plan == made)
    assert not row.is_draft
    assert not row.stands_still(DAY + made.fresh_days * ONE)
    assert row.stands_still(DAY + (made.fresh_days + 1) * ONE)
    draft = factories.draft_plan(head)
    row = next(row for row in plan_rows(head) if row.plan == draft)
    assert row.is_draft
    assert not row.stands_still(DAY + 1000 * ONE)
