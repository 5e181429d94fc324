"""The index says what the texts say, after each act; whoever keeps it up twice changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Goal, PlanSection, Status
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.search import actions, registry
from kernespor.foundation.search.models import Entry, Passage, Posting, Word, code_of
from kernespor.foundation.search.selectors import found_by


def titles(actor: Actor, text: str) -> set[str]:
    entries = [hit.entry_id for hit in found_by(actor, text)]
    rows = Passage.objects.filter(entry__in=entries).values_list("title", flat=True)
    return {title for title in rows if title}


def state() -> tuple[Any, ...]:
    """Everything that the index says, without its keys."""
    return (
        sorted(Entry.objects.values_list("kind", "key", "unit_id", "on", "title_words")),
        sorted(Passage.objects.values_list("source", "source_key", "entry__kind", "entry__key", "folded")),
        sorted(Posting.objects.values_list("word__text", "entry__kind", "entry__key", "place")),
    )


def test_what_an_act_writes_is_found_at_once(house: dict[str, Actor]) -> None:
    plan = factories.plan_in_force(house["head"], mark="Vandløb")
    assert "Handling om Vandløb, den første" in titles(house["other"], "vandløbene")
    action = factories.first_action(plan)
    with change(actor=house["head"], verb="strategy.item_changed", about=plan) as act:
        act.update(action, text="Handling om stisystemet")
    assert "Handling om stisystemet" in titles(house["other"], "sti")
    assert action.text not in titles(house["other"], "vandløb")


def test_a_status_is_found_as_what_it_is_about(house: dict[str, Actor]) -> None:
    plan = factories.plan_in_force(house["head"])
    action = factories.first_action(plan)
    plans.give_status(
        actor=house["head"],
        item=action,
        judgement="on_track",
        text="Gyldenris er plantet.",
        on=factories.DAY,
    )
    hits = found_by(house["other"], "gyldenris")
    assert [(hit.ref.kind, hit.ref.pk) for hit in hits] == [("strategy.action", action.pk)]
    assert Entry.objects.get(kind="strategy.action", key=action.pk).on == factories.DAY


def test_what_is_rolled_back_is_not_found(house: dict[str, Actor]) -> None:
    with transaction.atomic():
        factories.plan_in_force(house["head"], mark="Kornblomst")
        transaction.set_rollback(True)
    assert found_by(house["head"], "kornblomst") == []


def test_a_removed_row_is_found_no_more(house: dict[str, Actor]) -> None:
    plan = factories.plan_in_force(house["head"], mark="Valmue")
    goal = factories.first_goal(plan)
    with change(actor=house["head"], verb="strategy.item_changed", about=plan) as act:
        act.delete(goal)  # its actions, indicators and statuses fall with it
    left = Passage.objects.filter(source__in=["strategy.goal", "strategy.action", "strategy.indicator"])
    assert not left.exists()
    assert not Entry.objects.filter(kind="strategy.action").exists()
    assert not Posting.objects.filter(entry__kind="strategy.action").exists()


def test_a_part_of_an_object_that_goes_leaves_the_rest(house: dict[str, Actor]) -> None:
    plan = factories.plan_in_force(house["head"])
    with change(actor=house["head"], verb="strategy.item_changed", about=plan) as act:
        one = act.create(PlanSection, plan=plan, position=8, heading="Iris", text="Iris og lilje")
        act.create(PlanSection, plan=plan, position=9, heading="Lilje", text="")
    with change(actor=house["head"], verb="strategy.item_changed", about=plan) as act:
        act.delete(one)
    assert found_by(house["head"], "iris") == []
    assert [hit.ref.pk for hit in found_by(house["head"], "lilje")] == [plan.pk]


def test_a_unit_is_found_by_each_of_its_names(house: dict[str, Actor]) -> None:
    assert {hit.ref.kind for hit in found_by(house["other"], "aarhusgade")} >= {"organisation.unit"}
    assert {hit.ref.kind for hit in found_by(house["other"], "stedfortræder")} == {"organisation.person"}


@pytest.mark.usefixtures("sporkoebing")
def test_made_anew_it_is_what_the_acts_left() -> None:
    before = state()
    assert actions.rebuild() == Passage.objects.count()
    assert state() == before
    actions.rebuild(anew=True)
    assert state() == before


@pytest.mark.usefixtures("sporkoebing")
def test_what_got_past_it_is_mended() -> None:
    before = state()
    Posting.objects.filter(entry__kind="strategy.goal").delete()
    Passage.objects.filter(source="strategy.action").delete()
    gone = Entry.objects.create(kind="strategy.goal", key=999_999)
    Passage.objects.create(entry=gone, source="strategy.goal", source_key=999_999, title="Spøgelse")
    Word.objects.create(text="spoegelse", code=code_of("spoegelse"))
    actions.rebuild(anew=True)
    assert state() == before
    actions.rebuild()
    assert not Word.objects.filter(text="spoegelse").exists()


@pytest.mark.usefixtures("sporkoebing")
def test_a_ghost_is_taken_out() -> None:
    ghost = Entry.objects.create(kind="strategy.goal", key=999_999)
    Passage.objects.create(entry=ghost, source="strategy.goal", source_key=999_999, title="Spøgelse")
    unknown = Entry.objects.create(kind="strategy.gone", key=1)
    Passage.objects.create(entry=unknown, source="strategy.gone", source_key=1, title="Ukendt slags")
    actions.rebuild()
    assert not Entry.objects.filter(pk__in=[ghost.pk, unknown.pk]).exists()


def test_writing_the_same_again_writes_nothing(
    house: dict[str, Actor], django_assert_max_num_queries: Any
) -> None:
    plan = factories.plan_in_force(house["head"])
    source = registry.of("strategy.goal")
    assert source
    keys = list(Goal.objects.filter(area__plan=plan).values_list("pk", flat=True))
    before = set(Passage.objects.values_list("pk", flat=True))
    with transaction.atomic(), django_assert_max_num_queries(8):
        actions.index(source, keys)
    assert set(Passage.objects.values_list("pk", flat=True)) == before


def test_one_status_costs_few_queries(house: dict[str, Actor], django_assert_max_num_queries: Any) -> None:
    plan = factories.plan_in_force(house["head"])
    action = Action.objects.filter(goal__area__plan=plan)[0]
    row = Status.objects.create(
        plan=plan,
        action=action,
        judgement="on_track",
        text="Alt er vel.",
        on=dt.date(2026, 11, 1),
        author_label="x",
        recorded_at=timezone.now(),
    )
    with transaction.atomic(), django_assert_max_num_queries(5):
        actions.written([row])
    assert found_by(house["head"], "vel")


def test_every_source_is_of_a_kind_or_stands_under_one() -> None:
    from kernespor.foundation import objects

    kinds = {kind.name for kind in objects.known()}
    assert [
        one.kind_name for one in registry.known() if one.under is None and one.kind_name not in kinds
    ] == []
