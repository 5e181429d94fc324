"""A run: asked for once, carried out once, stopped, tried again, taken up when it was cut off."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.utils import timezone
from django_q.models import OrmQ

import factories
from foundation.jobs import kinds
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.jobs import actions, permissions, policies, registry
from kernespor.foundation.jobs.actions import asking, carrying_out, keeping, pulse
from kernespor.foundation.jobs.enums import RunStatus, Trouble
from kernespor.foundation.jobs.models import Due, Run, RunStep, WorkerBeat
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.usefixtures("sporkoebing")
CLOCK = system("Kernespor", factories.DAY)
NOW = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)


def ask(by: str = "oekonomichef", job: str = "test.rows", key: str = "", **params: Any) -> Run:
    return actions.enqueue(actor=factories.actor(by), job=job, key=key, **params)


def written() -> int:
    return Unit.objects.filter(code__regex=r"^(r|hel)-\d+$").count()


def cut_off(run: Run, silent: int = 3600) -> Run:
    """Leave a run as a worker leaves it that was killed: begun, and silent for so many seconds."""
    carrying_out.take(run.pk)
    Run.objects.filter(pk=run.pk).update(heartbeat=timezone.now() - dt.timedelta(seconds=silent))
    return factories.again(run)


def test_a_run_is_asked_for_carried_out_and_done() -> None:
    run = ask(number=3)
    assert run.status == RunStatus.QUEUED
    assert OrmQ.objects.count() == 1
    done = actions.run_now(run)
    assert (done.status, done.percent, done.text, done.attempts) == (RunStatus.DONE, 100, "3 af 3", 1)
    assert written() == 3
    assert actions.run_now(done).attempts == 1
    assert written() == 3


def test_who_asked_is_in_the_audit_and_the_clock_is_not() -> None:
    run = ask()
    event = AuditEvent.objects.get(verb="jobs.asked")
    assert (event.subject_id, event.actor, event.subject) == (run.pk, run.asked_label, "Skriv rækker")
    actions.enqueue(actor=CLOCK, job="test.rows", key="uret")
    assert AuditEvent.objects.filter(verb="jobs.asked").count() == 1


def test_one_open_run_for_a_job_and_a_key() -> None:
    first = ask(key="a")
    assert ask("budgetchef", key="a") == first
    assert ask(key="b") != first
    assert OrmQ.objects.count() == 2
    actions.run_now(first)
    assert ask(key="a") != first


def test_two_who_ask_in_the_same_moment_get_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    other = ask(key="a")
    real = asking._ask
    calls: list[int] = []

    def race(*arguments: Any) -> Run:
        calls.append(1)
        return real(*arguments)

    Run.objects.filter(pk=other.pk).update(status=RunStatus.DONE)
    monkeypatch.setattr(asking, "_ask", lambda *a: (_reopen(other), race(*a))[1])
    assert ask(key="a") == other
    assert calls == [1]
    assert OrmQ.objects.count() == 1


def _reopen(run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(status=RunStatus.QUEUED)


def test_a_job_that_nobody_knows_is_not_taken() -> None:
    with pytest.raises(KeyError):
        ask(job="test.nothing")
    run = ask()
    registry._jobs.pop("test.rows")
    assert actions.run_now(run).trouble == Trouble.UNKNOWN
    assert str(run) == "test.rows"


def test_a_fault_gets_a_number_and_what_was_done_stays() -> None:
    run = actions.run_now(ask(number=3, fail_at=3))
    assert (run.status, run.trouble) == (RunStatus.FAILED, Trouble.FAULT)
    assert len(run.error_reference) == 8
    assert written() == 2


def test_a_refusal_is_told_in_its_own_words() -> None:
    run = actions.run_now(ask(job="test.refused"))
    assert (run.trouble, run.text) == (Trouble.REFUSED, "Ikke nu: det er søndag")


def test_what_is_whole_is_all_there_or_not_at_all() -> None:
    assert actions.run_now(ask(job="test.whole", fail=True)).trouble == Trouble.FAULT
    assert written() == 0
    assert actions.run_now(ask(job="test.whole")).status == RunStatus.DONE
    assert written() == 2


def test_a_whole_run_that_was_given_away_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run = ask(job="test.whole")
    monkeypatch.setattr(carrying_out, "end", lambda *_a, **_k: False)
    actions.run_now(run)
    assert written() == 0


def test_tried_again_does_nothing_twice() -> None:
    run = actions.run_now(ask(number=3, fail_at=3))
    Run.objects.filter(pk=run.pk).update(params={"number": 3})
    again = actions.retry(actor=factories.actor("oekonomichef"), run=factories.again(run), why="Rettet")
    assert (again.status, again.trouble, again.error_reference) == (RunStatus.QUEUED, "", "")
    assert actions.run_now(again).status == RunStatus.DONE
    assert written() == 3
    event = AuditEvent.objects.get(verb="jobs.retried")
    assert event.why == "Rettet"


def test_only_what_stopped_is_tried_again_and_not_beside_another() -> None:
    run = ask(number=2, fail_at=1)
    with pytest.raises(NotNow):
        actions.retry(actor=factories.actor("oekonomichef"), run=run, why="x")
    failed = actions.run_now(run)
    ask()
    with pytest.raises(NotNow) as error:
        actions.retry(actor=factories.actor("oekonomichef"), run=failed, why="x")
    assert error.value.code == "other_run_open"
    assert OrmQ.objects.count() == 2


def test_a_waiting_run_is_stopped_at_once_and_can_be_resumed() -> None:
    me = factories.actor("oekonomichef")
    run = actions.cancel(actor=me, run=ask())
    assert run.status == RunStatus.CANCELLED
    assert actions.run_now(run).attempts == 0
    assert not policies.can_cancel(run)
    assert actions.retry(actor=me, run=run, why="Alligevel").status == RunStatus.QUEUED
    assert actions.run_now(run).status == RunStatus.DONE
    assert AuditEvent.objects.filter(verb="jobs.resumed").exists()


def test_a_run_at_work_stops_where_it_can() -> None:
    run = ask()
    carrying_out.take(run.pk)
    run = actions.cancel(actor=factories.actor("administrator"), run=factories.again(run), why="Forkert")
    assert (run.status, run.stop_asked) == (RunStatus.RUNNING, True)
    with pytest.raises(NotNow):
        actions.cancel(actor=factories.actor("administrator"), run=run)
    carrying_out._carry_out(run, pulse.StillPulse(run))
    assert factories.again(run).status == RunStatus.CANCELLED
    assert written() == 0


def test_a_run_that_began_meanwhile_is_not_stopped_unseen() -> None:
    run = ask()
    carrying_out.take(run.pk)
    with pytest.raises(StaleWrite):
        actions.cancel(actor=factories.actor("oekonomichef"), run=run)


def test_others_runs_are_the_administrators_alone() -> None:
    run = ask()
    for code, may in (("oekonomichef", True), ("administrator", True), ("budgetchef", False)):
        assert permissions.can_see(factories.actor(code), run) is may
        assert Run.objects.filter(permissions.visible(factories.actor(code))).exists() is may
    assert not permissions.can_see(CLOCK, run)
    assert not Run.objects.filter(permissions.visible(CLOCK)).exists()
    with pytest.raises(NotPermitted):
        actions.cancel(actor=factories.actor("budgetchef"), run=run)
    with pytest.raises(NotPermitted):
        actions.retry(actor=factories.actor("budgetchef"), run=run, why="x")


def test_a_silent_run_is_taken_up_and_does_nothing_twice() -> None:
    run = ask(number=3)
    taken = carrying_out.take(run.pk)
    assert taken
    with carrying_out.Working(taken, pulse.StillPulse(taken)).once("1") as first:
        assert first
        kinds.write("r-1")
    assert keeping.take_up(timezone.now()) == []
    Run.objects.filter(pk=run.pk).update(heartbeat=timezone.now() - dt.timedelta(hours=1))
    assert keeping.take_up(timezone.now()) == [run]
    assert factories.again(run).status == RunStatus.QUEUED
    done = actions.run_now(run)
    assert (done.status, done.attempts) == (RunStatus.DONE, 2)
    assert written() == 3


def test_one_that_was_given_away_can_write_no_more() -> None:
    old = carrying_out.take(ask().pk)
    assert old
    work = carrying_out.Working(old, pulse.StillPulse(old))
    Run.objects.filter(pk=old.pk).update(heartbeat=timezone.now() - dt.timedelta(hours=1))
    keeping.take_up(timezone.now())
    new = carrying_out.take(old.pk)
    assert new
    assert new.attempts == 2
    with pytest.raises(carrying_out.LostError), work.once("1"):
        kinds.write("r-1")
    assert written() == 0
    with pytest.raises(carrying_out.LostError):
        work.progress(10)
    with pytest.raises(carrying_out.LostError):
        work.stop_if_cancelled()
    carrying_out._carry_out(old, pulse.StillPulse(old))
    assert factories.again(old).status == RunStatus.RUNNING


def test_one_that_gets_nowhere_is_given_up_with_a_word() -> None:
    run = ask()
    for _round in range(keeping.MOST_STALLS):
        cut_off(run)
        keeping.take_up(timezone.now())
    run = factories.again(run)
    assert (run.status, run.trouble) == (RunStatus.FAILED, Trouble.GAVE_UP)


def test_one_that_comes_further_each_time_is_not_given_up() -> None:
    run = ask(number=9)
    for place in range(1, 6):
        taken = carrying_out.take(run.pk)
        assert taken
        with carrying_out.Working(taken, pulse.StillPulse(taken)).once(str(place)):
            kinds.write(f"r-{place}")
        Run.objects.filter(pk=run.pk).update(heartbeat=timezone.now() - dt.timedelta(hours=1))
        keeping.take_up(timezone.now())
    assert actions.run_now(run).status == RunStatus.DONE
    assert written() == 9


def test_a_silent_run_that_was_asked_to_stop_is_stopped() -> None:
    run = cut_off(ask())
    actions.cancel(actor=factories.actor("oekonomichef"), run=run)
    keeping.take_up(timezone.now())
    assert factories.again(run).status == RunStatus.CANCELLED


def test_a_database_that_went_away_leaves_the_run_to_be_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_work: Any, **_params: Any) -> None:
        raise OperationalError("server closed the connection")

    registry.job("test.rows", label="x")(gone)
    run = actions.run_now(ask())
    assert run.status == RunStatus.RUNNING
    del monkeypatch


def test_what_ends_the_process_goes_on() -> None:
    def ended(_work: Any, **_params: Any) -> None:
        raise SystemExit(3)

    registry.job("test.rows", label="x")(ended)
    run = ask()
    with pytest.raises(SystemExit):
        actions.run_now(run)
    assert factories.again(run).status == RunStatus.RUNNING


def test_a_message_that_was_lost_is_sent_again() -> None:
    run = ask()
    OrmQ.objects.all().delete()
    assert keeping.send_again(timezone.now()) == 0
    later = timezone.now() + keeping.WAITING * 2
    assert keeping.send_again(later) == 1
    assert keeping.send_again(later + keeping.WAITING * 2) == 0  # it waits in the queue
    assert OrmQ.objects.count() == 1
    assert actions.run_now(run).status == RunStatus.DONE


def test_the_job_works_for_the_one_who_asked() -> None:
    seen: list[Any] = []
    registry.job("test.rows", label="x")(lambda work, **_params: seen.append((work.actor, work.today)))
    actions.run_now(ask())
    actions.run_now(actions.enqueue(actor=CLOCK, job="test.rows"))
    (mine, day), (clock, _day) = seen
    assert (mine.label, mine.roles) == (
        factories.actor("oekonomichef").label,
        factories.actor("oekonomichef").roles,
    )
    assert (clock.label, clock.person_id, day) == ("Kernespor", None, factories.DAY)


def test_the_clock_sends_off_once_and_catches_up_once() -> None:
    registry.every("test.rows", minutes=15)
    assert keeping.send_off_what_is_due(NOW) == []  # new: noted, and due at the next round
    assert len(keeping.send_off_what_is_due(NOW)) == 1
    assert keeping.send_off_what_is_due(NOW) == []
    actions.run_now(Run.objects.get())
    assert len(keeping.send_off_what_is_due(NOW + dt.timedelta(hours=5))) == 1
    assert keeping.send_off_what_is_due(NOW + dt.timedelta(hours=5)) == []


def test_two_workers_send_it_off_once(monkeypatch: pytest.MonkeyPatch) -> None:
    registry.every("test.rows", minutes=15)
    keeping.send_off_what_is_due(NOW)
    stale = list(Due.objects.all())
    keeping.send_off_what_is_due(NOW)
    monkeypatch.setattr(Due.objects, "all", lambda: stale)
    assert keeping.send_off_what_is_due(NOW) == []
    Due.objects.filter(pk=stale[0].pk)
    monkeypatch.setattr(Due.objects, "all", list)
    assert keeping.send_off_what_is_due(NOW) == []  # the other noted it first
    assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-20T05:29:59+00:00", "2026-11-19T05:30:00+00:00"),
        ("2026-11-20T05:30:00+00:00", "2026-11-20T05:30:00+00:00"),
        ("2026-07-01T04:30:00+00:00", "2026-07-01T04:30:00+00:00"),  # in summer the clock is two hours ahead
    ],
)
def test_daily_goes_by_the_municipalitys_own_clock(now: str, due: str) -> None:
    registry.daily("test.rows", at="06:30")
    assert registry.rhythms()[0].latest(dt.datetime.fromisoformat(now)) == dt.datetime.fromisoformat(due)


def test_a_daily_job_begins_at_its_hour_not_at_the_first_start() -> None:
    registry.daily("test.rows", at="06:30")
    keeping.send_off_what_is_due(NOW)
    assert keeping.send_off_what_is_due(NOW) == []
    assert len(keeping.send_off_what_is_due(NOW + dt.timedelta(days=1))) == 1


def test_signs_of_life_and_what_is_old() -> None:
    keeping.beat("a:1", NOW)
    keeping.beat("a:1", NOW + dt.timedelta(seconds=5))
    keeping.beat("b:2", NOW + dt.timedelta(days=3))
    assert WorkerBeat.objects.get(name="a:1").beat_at == NOW + dt.timedelta(seconds=5)
    old = actions.run_now(actions.enqueue(actor=CLOCK, job="test.rows"))
    mine = actions.run_now(ask())
    Run.objects.update(ended_at=NOW - dt.timedelta(days=90))
    assert keeping.tidy(NOW + dt.timedelta(days=3)) > 0
    assert list(WorkerBeat.objects.values_list("name", flat=True)) == ["b:2"]
    assert list(Run.objects.all()) == [mine]
    assert not RunStep.objects.filter(run_id=old.pk).exists()
    keeping.leave("b:2")
    assert not WorkerBeat.objects.exists()


def test_a_step_is_once_in_the_database_too() -> None:
    run = ask()
    RunStep.objects.create(run=run, name="1")
    with pytest.raises(IntegrityError):
        RunStep.objects.create(run=run, name="1")
