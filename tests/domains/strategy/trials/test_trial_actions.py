"""Every write of a trial: by whom, when, and what stands afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

import factories
from domains.strategy.trials.trial_help import DAY, begun, days, ended, idea, see
from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import TrialAdoption, TrialFollower
from kernespor.domains.strategy.permissions.trials import check_propose
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import bodies, decisions
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    factories.house()


def code(call: Any) -> str:
    with pytest.raises((NotNow, NotPermitted)) as refused:
        call()
    assert refused.value.reason
    return str(refused.value.code)


def move(name: str, trial: Any, by: str = "head", **more: Any) -> Any:
    return getattr(actions, name)(actor=factories.actor(by), trial=trial, seen=trial.version, **more)


def decision_of(words: str = "Godkendt.") -> Any:
    body = bodies.Body.objects.first() or bodies.Body.objects.create(
        code="udvalg", kind="committee", unit=factories.unit("SK")
    )
    facts = decisions.DecisionFacts(DAY, "Sag om møder", words, "approved")
    with decisions.change(actor=factories.actor("head"), verb="bodies.decision_recorded") as act:
        return decisions.write_decision(
            act, actor=factories.actor("head"), body=body, facts=facts, openness="open"
        )


def test_everyone_who_works_in_a_unit_may_have_an_idea_there_and_only_there() -> None:
    assert idea("deputy").status == TrialStatus.IDEA
    assert code(lambda: idea("other")) == "not_in_unit"
    assert code(lambda: idea("deputy", kind="decided")) == "trial_for_council"
    assert idea("head", kind="decided").kind == "decided"
    for role in (RoleKind.COUNCILLOR, RoleKind.ADMINISTRATOR, RoleKind.RESIDENT):
        stranger = factories.actor("other")
        alien = type(stranger)(
            label="x", today=DAY, person_id=1,
            roles=(type(stranger.roles[0])(role, 1, "", frozenset({1}), DAY),),
        )  # fmt: skip
        with pytest.raises(NotPermitted):
            check_propose(alien, 1)


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ({"owner": None}, "en ejer"),
        ({"ends": None}, "en slutdato"),
        ({"know_by": " "}, "om det virker"),
        ({"kind": "exempt"}, "den lov"),
    ],
)
def test_what_begins_lacks_nothing_and_says_all_that_is_missing(without: dict[str, Any], said: str) -> None:
    trial = idea(**without)
    with pytest.raises(NotNow, match="trial_lacks") as refused:
        move("begin", trial)
    assert said in refused.value.reason
    assert factories.again(trial).status == TrialStatus.IDEA


def test_all_that_is_missing_is_said_at_once() -> None:
    trial = idea(owner=None, ends=None, know_by="", kind="exempt")
    with pytest.raises(NotNow) as refused:
        move("begin", trial)
    assert refused.value.reason.count(";") == 3


def test_the_head_begins_and_nobody_else_of_the_unit() -> None:
    trial = idea("deputy")
    assert code(lambda: move("begin", trial, "deputy")) == "trial_not_planner"
    move("begin", trial)
    assert (factories.again(trial).status, factories.again(trial).begins) == (TrialStatus.RUNNING, DAY)
    assert code(lambda: move("begin", trial)) == "wrong_status"


def test_what_would_end_before_it_begins_does_not_begin() -> None:
    assert code(lambda: move("begin", idea(ends=days(-1)))) == "trial_ends_before"
    later = idea(begins=days(10), ends=days(20))
    assert factories.again(move("begin", later)).begins == days(10)


def test_a_forsoeg_begins_with_a_decision_and_an_amount_or_a_name_and_a_reason() -> None:
    trial = idea(kind="decided")
    assert code(lambda: move("begin", trial)) == "trial_undecided"
    facts = {"decision": decision_of(), "amount": None, "price_level": None}
    move("point_at_decision", trial, **facts)
    assert code(lambda: move("begin", trial)) == "trial_undecided"
    move("point_at_decision", trial, **facts | {"amount": 25_000_000, "price_level": 2026})
    move("begin", trial)
    assert factories.again(trial).out_of_order == ""
    late = idea(kind="decided")
    move("begin", late, why="  Udvalget udsatte sagen. ")
    stands = factories.again(late)
    assert (stands.out_of_order, stands.out_of_order_by) == ("Udvalget udsatte sagen.", "Lederen")
    event = AuditEvent.objects.get(verb="strategy.trial_begun_out_of_order")
    assert event.why == "Udvalget udsatte sagen."


def test_a_reason_that_was_not_needed_makes_nothing_out_of_order() -> None:
    trial = idea()
    move("begin", trial, why="Bare fordi")
    assert factories.again(trial).out_of_order == ""


def test_the_thread_follows_the_decision_that_is_pointed_at_last() -> None:
    trial = idea(kind="decided")
    first, second = decision_of("Nej."), decision_of("Ja.")
    for one in (first, second):
        move("point_at_decision", trial, decision=one, amount=100, price_level=2026)
    links = Link.objects.believed().filter(upper_kind="strategy.trial", upper_pk=trial.pk)
    assert [link.lower_pk for link in links] == [second.pk]
    move("point_at_decision", trial, decision=None, amount=None, price_level=None)
    assert not links.all().exists()


def test_kind_and_days_are_chosen_until_it_begins() -> None:
    trial = idea("deputy")
    move("change_trial", trial, "deputy", title="Nyt navn")
    assert code(lambda: move("change_trial", trial, "deputy", kind="exempt")) == "trial_for_council"
    move("change_trial", trial, kind="exempt", law="Loven")
    move("begin", trial)
    assert code(lambda: move("change_trial", trial, "deputy", title="Igen")) == "trial_not_planner"
    move("change_trial", trial, title="Igen")
    done = ended()
    assert code(lambda: move("change_trial", done, title="Igen")) == "trial_over"


def test_an_effect_is_written_by_those_who_answer_and_by_those_who_plan() -> None:
    trial = begun(owner=factories.person("deputy"))
    assert see(trial, by="deputy").author_label == "Stedfortræderen"
    see(trial, by="head")
    assert code(lambda: see(trial, by="other")) == "trial_not_owner"
    assert trial.effects.count() == 2


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"on": days(1)}, "effect_in_future"),
        ({"before": Decimal(3)}, "count_of_nothing"),
        ({"before": Decimal(3), "counted": "børn"}, "count_of_nothing"),
        ({"after": Decimal(3), "source": "Listen"}, "count_of_nothing"),
        ({"after": Decimal(3), "counted": " % ", "source": "Listen"}, "percent_of_nothing"),
        ({"after": Decimal(3), "counted": "Procent", "source": "Listen"}, "percent_of_nothing"),
    ],
)
def test_a_count_says_what_was_counted_and_where_it_stands(facts: dict[str, Any], refused: str) -> None:
    trial = begun()
    assert code(lambda: see(trial, **facts)) == refused
    assert not trial.effects.exists()


def test_counts_and_words_stand_as_they_were_written() -> None:
    trial = begun()
    effect = see(trial, before=Decimal("3.5"), after=Decimal(0), counted="børn", source="Listen")
    assert (factories.again(effect).before, factories.again(effect).after) == (Decimal("3.50"), Decimal(0))
    assert code(lambda: see(idea())) == "trial_not_begun"


@pytest.mark.parametrize("outcome", ["worked", "partly", "failed", "unknown"])
def test_what_ends_says_how_it_went_and_what_was_learnt(outcome: str) -> None:
    trial = begun()
    for learnt, said in (("", outcome), (" ", outcome), ("Noget", "")):
        assert (
            code(lambda words=learnt, how=said: move("end", trial, outcome=how, learnt=words, on=DAY))
            == "trial_learnt"
        )
    move("end", trial, outcome=outcome, learnt="Vi spurgte for få.", on=DAY)
    stands = factories.again(trial)
    assert (stands.status, stands.outcome, stands.ended_on) == (TrialStatus.ENDED, outcome, DAY)


def test_it_ends_on_a_day_between_its_beginning_and_today() -> None:
    trial = begun()
    for on, said in ((days(1), "end_in_future"), (days(-1), "end_before_begin")):
        assert code(lambda d=on: move("end", trial, outcome="failed", learnt="x", on=d)) == said
    assert code(lambda: move("end", idea(), outcome="failed", learnt="x", on=DAY)) == "trial_not_begun"


def test_what_was_learnt_can_be_mended_without_beginning_again() -> None:
    trial = ended()
    move("end", trial, outcome="partly", learnt="Kun om mandagen.", on=DAY)
    stands = factories.again(trial)
    assert (stands.status, stands.outcome, stands.learnt) == (TrialStatus.ENDED, "partly", "Kun om mandagen.")
    assert AuditEvent.objects.filter(verb="strategy.trial_learnt_changed").count() == 1


def test_the_end_is_moved_with_a_reason_and_what_ended_may_go_on() -> None:
    trial = begun()
    assert code(lambda: move("prolong", trial, ends=days(60), why=" ")) == "reason_needed"
    assert code(lambda: move("prolong", trial, ends=DAY, why="Fordi")) == "new_end_passed"
    move("prolong", trial, ends=days(60), why="Der var ferie.")
    assert factories.again(trial).ends == days(60)
    done = ended()
    move("prolong", done, ends=days(90), why="Vi vil se en vinter.")
    stands = factories.again(done)
    assert (stands.status, stands.outcome, stands.ended_on) == (TrialStatus.RUNNING, "", None)
    assert stands.learnt  # what was learnt so far isn't lost
    assert {event.why for event in AuditEvent.objects.filter(verb__contains="trial", why__gt="")} == {
        "Der var ferie.",
        "Vi vil se en vinter.",
    }


def test_an_idea_is_given_up_with_a_reason_by_whoever_had_it_or_the_head() -> None:
    trial = idea("deputy")
    assert code(lambda: move("drop", trial, "deputy", why="")) == "reason_needed"
    move("drop", trial, "deputy", why="Andre gør det.")
    assert factories.again(trial).status == TrialStatus.DROPPED
    assert code(lambda: move("drop", begun(), why="x")) == "wrong_status"


def test_the_first_unit_that_takes_it_over_takes_the_trial_there_too() -> None:
    trial = ended()
    actions.adopt(actor=factories.actor("other"), trial=trial, unit=factories.unit("BU"), words="Også her")
    assert factories.again(trial).status == TrialStatus.TAKEN_OVER
    actions.adopt(actor=factories.actor("head"), trial=factories.again(trial), unit=factories.unit("OS"))
    assert TrialAdoption.objects.count() == 2
    again = factories.again(trial)
    assert (
        code(lambda: actions.adopt(actor=factories.actor("head"), trial=again, unit=factories.unit("OS")))
        == "adopted_already"
    )
    assert code(
        lambda: actions.adopt(actor=factories.actor("deputy"), trial=again, unit=factories.unit("OS"))
    ) == "take_over_elsewhere"  # fmt: skip
    running = begun()
    assert (
        code(lambda: actions.adopt(actor=factories.actor("head"), trial=running, unit=factories.unit("OS")))
        == "trial_not_over"
    )


def test_a_copy_is_an_idea_of_ones_own_without_money_dates_and_people() -> None:
    trial = begun(kind="decided", why="Sagen var udsat")
    copied = actions.copy(actor=factories.actor("other"), trial=trial, unit=factories.unit("BU"))
    assert (copied.status, copied.kind, copied.title) == (TrialStatus.IDEA, "decided", trial.title)
    assert (copied.copied_from_id, copied.created_by_id) == (trial.pk, factories.person("other").pk)
    assert (copied.amount, copied.ends, copied.begins, copied.owner_id, copied.out_of_order) == (
        None, None, None, None, "",
    )  # fmt: skip
    link = Link.objects.get(kind=actions.COPIED)
    assert (link.upper_pk, link.lower_pk, link.structural) == (trial.pk, copied.pk, True)
    small = actions.copy(actor=factories.actor("deputy"), trial=trial, unit=factories.unit("OS"))
    assert small.kind == "small"  # an employee proposes no forsøg
    assert (
        code(lambda: actions.copy(actor=factories.actor("head"), trial=idea(), unit=factories.unit("OS")))
        == "trial_not_begun"
    )


def test_following_twice_is_following_once_and_is_nobody_elses_to_read() -> None:
    trial, actor = begun(), factories.actor("other")
    actions.follow(actor=actor, trial=trial)
    actions.follow(actor=actor, trial=trial)
    assert TrialFollower.objects.count() == 1
    event = AuditEvent.objects.get(verb="strategy.trial_followed")
    assert (event.subject_type, event.unit_id) == ("strategy.trialfollower", None)
    actions.unfollow(actor=actor, trial=trial)
    actions.unfollow(actor=actor, trial=trial)
    assert not TrialFollower.objects.exists()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("change_trial", {"title": "Mit"}),
        ("end", {"outcome": "failed", "learnt": "Mit", "on": DAY}),
        ("prolong", {"ends": days(90), "why": "Mit"}),
        ("point_at_decision", {"decision": None, "amount": 100, "price_level": 2026}),
    ],
)
def test_a_stale_save_overwrites_nothing(name: str, more: dict[str, Any]) -> None:
    trial = begun()
    mine = factories.again(trial)
    move("change_trial", trial, title="Deres")
    with pytest.raises(StaleWrite) as stale:
        getattr(actions, name)(actor=factories.actor("head"), trial=mine, seen=mine.version, **more)
    assert stale.value.theirs.title == "Deres"
    assert factories.again(trial).title == "Deres"


def test_two_who_begin_at_once_begin_it_once() -> None:
    trial = idea()
    mine = factories.again(trial)
    move("begin", trial)
    with pytest.raises(StaleWrite):
        move("begin", mine)
    assert AuditEvent.objects.filter(verb="strategy.trial_begun").count() == 1


def test_what_happened_earlier_is_told_with_its_own_day() -> None:
    at = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
    actor = factories.actor("head", dt.date(2026, 3, 2))
    trial = actions.propose(actor=actor, unit=factories.unit("OS"), at=at, title="t", belief="b", attempt="a")
    assert AuditEvent.objects.get(subject_id=trial.pk, subject_type="strategy.trial").at == at
