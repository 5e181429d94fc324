"""What is read of trials: the board, states, tasks, news, breaks, numbers, search and filing."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from domains.strategy.trials.trial_help import BACKEND, DAY, begun, days, ended, idea, see
from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.calculations.trials import state_of
from kernespor.domains.strategy.documents.trials import word_of
from kernespor.domains.strategy.models import Review, Trial
from kernespor.domains.strategy.permissions.trials import can_know_owner, can_read, readable
from kernespor.domains.strategy.selectors.trials.board import BoardQuery, board
from kernespor.domains.strategy.selectors.trials.numbers import numbers_on
from kernespor.domains.strategy.selectors.trials.page import count_words, decimal_words, trial_page
from kernespor.foundation import objects
from kernespor.foundation.access.actions import invite
from kernespor.foundation.filing import registry as filing
from kernespor.foundation.measures import registry as measures
from kernespor.foundation.objects import ref_of
from kernespor.foundation.search.selectors import Wish, found_by, search
from kernespor.foundation.tasks import registry as tasks
from kernespor.foundation.tasks.since import news
from kernespor.foundation.thread.registry import Scope, break_kinds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    factories.house()


def titles(query: BoardQuery, by: str = "head") -> list[str]:
    return [row.trial.title for row in board(factories.actor(by), query)]


def stated(trial: Trial, on: dt.date = DAY, *, active: set[int] | None = None) -> Any:
    last = trial.effects.order_by("-on").values_list("on", flat=True).first()
    known = {trial.owner_id} if active is None else active
    return state_of(trial, last, active=known, today=on)


def broken(by: str = "head") -> set[tuple[str, int]]:
    actor = factories.actor(by)
    kinds = [kind for kind in break_kinds() if kind.name.startswith("strategy.trial_")]
    assert len(kinds) == 4
    return {(kind.name.rpartition("_")[2], one.ref.pk) for kind in kinds for one in kind.find(actor, Scope())}


def test_what_runs_is_on_track_until_its_end_is_past_or_nothing_is_heard_or_nobody_answers() -> None:
    trial = begun(ends=days(300))
    assert stated(trial).state == "on_track"
    assert stated(trial, days(120)).state == "on_track"
    assert (stated(trial, days(121)).state, stated(trial, days(121)).silent_days) == ("stale", 121)
    see(trial)
    assert (stated(trial, days(301)).state, stated(trial, days(301)).overdue_days) == ("off_track", 1)
    assert stated(trial, active=set()).state == "ownerless"
    assert stated(trial, days(301), active=set()).state == "ownerless"
    assert stated(begun(begins=days(5), ends=days(9))).state == "not_begun"
    assert stated(idea()) is None
    assert stated(ended()) is None


def test_an_idea_is_for_the_units_people_its_owner_and_the_invited_until_it_begins() -> None:
    trial = idea("deputy", owner=None)
    for by, sees in (("head", True), ("deputy", True), ("other", False)):
        actor = factories.actor(by)
        assert can_read(actor, trial) is sees
        assert Trial.objects.filter(readable(actor)).exists() is sees
        assert bool(titles(BoardQuery(), by)) is sees
        assert bool(found_by(actor, "kortere")) is sees
        assert (ref_of(trial) in objects.cards(actor, [ref_of(trial)])) is sees
    invite(actor=factories.actor("head"), row=trial, person=factories.person("other"), why="Skal hjælpe os")
    assert can_read(factories.actor("other"), trial)
    assert titles(BoardQuery(), "other")


def test_the_owner_of_an_idea_reads_it_from_another_unit() -> None:
    trial = idea(owner=factories.person("other"))
    assert can_read(factories.actor("other"), trial)
    assert titles(BoardQuery(), "other") == [trial.title]


def test_a_copy_that_is_still_an_idea_is_in_no_count_of_those_who_may_not_read_it() -> None:
    trial = begun()
    actions.copy(actor=factories.actor("other"), trial=trial, unit=factories.unit("BU"))
    (row,) = [row for row in board(factories.actor("head"), BoardQuery()) if row.trial == trial]
    assert row.copied == 0
    assert trial_page(factories.actor("head"), trial).copies == []
    (row,) = [row for row in board(factories.actor("other"), BoardQuery()) if row.trial == trial]
    assert row.copied == 1


def test_the_board_filters_by_kind_stage_unit_words_and_what_one_follows() -> None:
    over = begun(title="Over", ends=days(10))
    late = begun(title="Uden beslutning", kind="decided", why="Udsat")
    done = ended(title="Slut", belief="Ætsende blåbærgrød")
    Trial.objects.filter(pk=over.pk).update(ends=days(-3), begins=days(-9))
    assert titles(BoardQuery(kind="decided")) == [late.title]
    assert titles(BoardQuery(status="ended")) == [done.title]
    assert titles(BoardQuery(status="over")) == [over.title]
    assert titles(BoardQuery(status="uden-beslutning")) == [late.title]
    assert titles(BoardQuery(words="BLÅBÆR ætsende")) == [done.title]
    assert titles(BoardQuery(words="blåbær intet")) == []
    assert titles(BoardQuery(unit_ids=frozenset({factories.unit("BU").pk}))) == []
    actions.follow(actor=factories.actor("head"), trial=late)
    assert titles(BoardQuery(followed=True)) == [late.title]
    assert titles(BoardQuery(followed=True), "other") == []


@pytest.mark.parametrize("density", ["", "dense"])
def test_the_board_asks_at_most_eight_queries_however_long(density: str) -> None:
    client = Client()
    client.force_login(factories.account("head"), backend=BACKEND)
    client.post("/taethed/", {"table": "trials", "density": density or "airy", "next": "/"})

    def cost() -> int:
        client.get("/forsoeg/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/forsoeg/").status_code == 200
        return len(asked)

    begun()
    first = cost()
    for number in range(12):
        see(begun(title=f"Nr. {number}"))
    assert cost() == first <= 8


def test_a_page_costs_the_same_with_much_on_it() -> None:
    client = Client()
    client.force_login(factories.account("head"), backend=BACKEND)
    trial = ended()

    def cost() -> int:
        client.get(f"/forsoeg/{trial.pk}/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/forsoeg/{trial.pk}/").status_code == 200
        return len(asked)

    first = cost()
    for number in range(8):
        see(trial, f"Set {number}")
    for unit in ("OS", "OS-A"):
        actions.adopt(actor=factories.actor("head"), trial=factories.again(trial), unit=factories.unit(unit))
    copied = actions.copy(actor=factories.actor("head"), trial=trial, unit=factories.unit("OS-A"))
    assert copied.pk
    assert cost() <= first + 2  # two steps have been taken: their thread
    assert first <= 30


def test_the_names_of_those_who_are_late_are_kept_to_those_whom_it_concerns() -> None:
    trial = begun(owner=factories.person("deputy"))
    Trial.objects.filter(pk=trial.pk).update(ends=days(-1), begins=days(-9))
    trial = factories.again(trial)
    for by, knows in (("head", True), ("deputy", True), ("other", False)):
        actor = factories.actor(by)
        assert can_know_owner(actor, trial) is knows
        assert trial_page(actor, trial).owner_hidden is not knows
        assert bool(trial_page(actor, trial).owner) is knows


def test_the_head_the_owner_and_the_deputy_are_asked_before_the_end() -> None:
    trial = begun(owner=factories.person("deputy"), ends=days(14))
    later = begun(ends=days(15))
    for by, url in (("head", "/slut/"), ("deputy", "/set/")):
        (task,) = [one for one in tasks.waiting(factories.actor(by)) if one.source == "strategy_trials"]
        assert (task.ref, task.due) == (ref_of(trial), days(14))
        assert task.url.endswith(url)
    assert not [one for one in tasks.waiting(factories.actor("other")) if one.source == "strategy_trials"]
    over = [one.state for one in tasks.waiting(factories.actor("head", days(16))) if one.ref == ref_of(later)]
    assert over == ["off_track"]


def test_an_idea_awaits_the_head_and_shows_outside_to_nobody() -> None:
    trial = idea("deputy")
    (task,) = [one for one in tasks.waiting(factories.actor("head")) if one.ref == ref_of(trial)]
    assert task.guarded
    assert not [one for one in tasks.waiting(factories.actor("deputy")) if one.source == "strategy_trials"]


def test_who_follows_is_told_what_happens_and_what_was_learnt() -> None:
    trial = begun()
    actions.follow(actor=factories.actor("other"), trial=trial)
    see(trial)
    told = news(factories.actor("other"), tasks.mine(factories.actor("other")), days(-30))
    assert "skrev, hvad de har set" in {one.words for one in told}
    assert "begyndte at følge et forsøg" not in {
        one.words for one in news(factories.actor("head"), tasks.mine(factories.actor("head")), days(-30))
    }
    actions.end(
        actor=factories.actor("head"), trial=factories.again(trial), seen=factories.again(trial).version,
        outcome="failed", learnt="Det var for dyrt.", on=DAY,
    )  # fmt: skip
    keys = [one.key for one in tasks.waiting(factories.actor("other"))]
    assert f"strategy.trial:{trial.pk}:learnt" in keys
    assert not [one for one in tasks.waiting(factories.actor("other", days(15))) if "learnt" in one.key]


def test_the_four_breaks_are_found_and_mended() -> None:
    over = begun()
    Trial.objects.filter(pk=over.pk).update(ends=days(-1), begins=days(-9))
    late = begun(kind="decided", why="Udsat")
    left = ended(on=days(-181))
    exempt = begun(kind="exempt", law="Loven", ends=days(90))
    fine = [begun(), begun(kind="exempt", law="Loven", ends=days(91)), ended(on=days(-180)), idea()]
    fine += [ended("failed", on=days(-300)), ended("unknown", on=days(-300))]
    assert broken() == {
        ("over", over.pk), ("undecided", late.pk), ("unsettled", left.pk), ("exemption", exempt.pk),
    }  # fmt: skip
    actions.adopt(actor=factories.actor("other"), trial=left, unit=factories.unit("BU"))
    Trial.objects.filter(pk=over.pk).update(ends=days(9))
    assert broken() == {("undecided", late.pk), ("exemption", exempt.pk)}
    assert fine


def test_what_worked_and_was_closed_at_a_review_is_no_break() -> None:
    left = ended(on=days(-200))
    assert broken() == {("unsettled", left.pk)}
    now = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    review = {"trial": left, "evidence": "For dyrt", "decided_by": "Chefgruppen", "recorded_at": now}
    Review.objects.create(choice="continue", on=days(-10), **review)
    assert broken() == {("unsettled", left.pk)}
    Review.objects.create(choice="close", on=days(-300), **review)  # before it ended
    assert broken() == {("unsettled", left.pk)}
    Review.objects.create(choice="close", on=days(-1), **review)
    assert broken() == set()


def test_all_breaks_of_trials_are_read_in_one_query_of_a_page() -> None:
    begun(kind="decided", why="Udsat")
    client = Client()
    client.force_login(factories.account("head"), backend=BACKEND)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/roed-traad/brud/").status_code == 200
    reads = [one["sql"] for one in asked.captured_queries if 'FROM "strategy_trial"' in one["sql"]]
    assert len([sql for sql in reads if sql.startswith("SELECT") and "closed" in sql]) == 1


def test_the_numbers_are_counted_by_unit_and_hold_together() -> None:
    begun()
    Trial.objects.filter(pk=begun().pk).update(ends=days(-1), begins=days(-9))
    taken = ended(on=days(-30))
    ended("failed", on=days(-40))
    ended(on=days(-366))
    idea()
    actions.adopt(actor=factories.actor("other"), trial=taken, unit=factories.unit("BU"))
    one = numbers_on(DAY)[factories.unit("OS").pk]
    assert (one.running, one.over, one.learnt, one.failed, one.taken_over) == (2, 1, 2, 1, 1)
    actor = factories.actor("head")
    for code, value, total in (("running", 2, None), ("learnt", 2, None), ("taken_over", 1, 2)):
        measure = measures.of(f"strategy.trials_{code}")
        assert measure is not None
        reading = measure.read(actor, None, DAY)
        assert reading is not None
        assert (reading.value, reading.total) == (value, total)
        assert measure.read_units is not None
        assert measure.read_units(actor, DAY) == {factories.unit("OS").pk: reading}
        assert measure.read(actor, frozenset({factories.unit("BU").pk}), DAY) is None


def test_what_was_written_is_found_also_in_its_effects() -> None:
    trial = begun(stop_when="Når klokken brummer")
    see(trial, "Gulerødderne forsvandt")
    actor = factories.actor("other")
    for words in ("brummer", "gulerødderne"):
        assert [group.rows[0].card.ref for group in search(actor, Wish(words)).groups] == [ref_of(trial)]


def test_what_the_council_decided_is_filed_as_word_when_it_has_ended() -> None:
    kind = filing.of("strategy.trial")
    assert kind is not None
    actor = factories.actor("head")
    ended()
    late = begun(kind="decided", why="Sagen blev udsat")
    assert list(kind.finished(actor)) == []
    see(late, "Gangen er stille", before=Decimal(7), after=Decimal(2), counted="klager", source="Postkassen")
    actions.end(
        actor=actor,
        trial=late,
        seen=factories.again(late).version,
        outcome="failed",
        learnt="For dyrt",
        on=DAY,
    )
    (row,) = kind.finished(actor)
    assert (kind.finished_on, row.ended_on) == ("ended_on", DAY)
    (document,) = word_of(actor, row)
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(document.content)).paragraphs)
    for words in (
        "Kortere møder", "Det virkede ikke", "Gangen er stille (Før 7, efter 2 klager, kilde: Postkassen)",
        "For dyrt", "Lederen: »Sagen blev udsat«",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("3", "3"),
        ("100", "100"),
        ("1250", "1.250"),
        ("3.50", "3,5"),
        ("-2.25", "−2,25"),
        (None, ""),
    ],
)
def test_a_count_has_no_more_decimals_than_it_was_written_with(value: str | None, words: str) -> None:
    assert decimal_words(Decimal(value) if value else None) == words


def test_counts_are_told_with_what_was_counted() -> None:
    trial = begun()
    both = see(trial, before=Decimal(31), after=Decimal(14), counted="børn", source="Listen")
    assert count_words(both) == "Før 31, efter 14 børn"
    assert count_words(see(trial, after=Decimal(6), counted="kald", source="Log")) == "6 kald"
    assert count_words(see(trial, before=Decimal(6), counted="kald", source="Log")) == "Før 6 kald"
    assert count_words(see(trial)) == ""
