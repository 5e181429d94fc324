"""The pulse beats in a thread of its own, whatever the work does."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.db import DatabaseError
from django.utils import timezone

import factories
from kernespor.foundation.access.actor import system
from kernespor.foundation.jobs import actions
from kernespor.foundation.jobs.actions import carrying_out, pulse
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run
from kernespor.foundation.organisation.models import Unit


@pytest.mark.django_db(transaction=True)
def test_a_run_that_says_nothing_still_beats_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT", 0.02)
    run = actions.enqueue(actor=system("Kernespor", factories.DAY), job="test.rows", number=2)
    taken = carrying_out.take(run.pk)
    assert taken
    before = timezone.now() - dt.timedelta(minutes=5)
    Run.objects.filter(pk=run.pk).update(heartbeat=before)
    with pulse.Pulse(taken) as beating:
        assert beating.say(40, "undervejs")
        _until(lambda: factories.again(run).text == "undervejs")
        assert factories.again(run).heartbeat > before
        Run.objects.filter(pk=run.pk).update(attempts=9)  # given to someone else
        _until(lambda: not beating.say(50, "ikke mere"))
    assert factories.again(run).text == "undervejs"


@pytest.mark.django_db(transaction=True)
def test_the_queue_names_a_run_and_it_is_carried_out() -> None:
    run = actions.enqueue(actor=system("Kernespor", factories.DAY), job="test.rows", number=2)
    actions.execute(run.pk)
    actions.execute(run.pk)
    done = factories.again(run)
    assert (done.status, done.attempts, done.text) == (RunStatus.DONE, 1, "2 af 2")
    assert Unit.objects.filter(code__startswith="r-").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_beat_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[int] = []

    def fails(*_arguments: object) -> int:
        beats.append(1)
        raise DatabaseError("locked")

    monkeypatch.setattr(pulse, "BEAT", 0.01)
    monkeypatch.setattr(pulse, "_beat", fails)
    run = actions.enqueue(actor=system("Kernespor", factories.DAY), job="test.rows")
    with pulse.Pulse(run) as beating:
        _until(lambda: len(beats) > 2)
        assert beating.say(1, "")


def _until(happens: object, seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.01)
