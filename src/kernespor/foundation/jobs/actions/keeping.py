"""What a worker does beside the work: signs of life, what is due, what was cut off, what is old."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django_q.models import OrmQ

from kernespor.foundation.access.actor import system
from kernespor.foundation.audit import unaudited
from kernespor.foundation.jobs import registry
from kernespor.foundation.jobs.actions.asking import enqueue, send
from kernespor.foundation.jobs.actions.carrying_out import BY_ITSELF
from kernespor.foundation.jobs.enums import RunStatus, Trouble
from kernespor.foundation.jobs.models import Due, Run, WorkerBeat
from kernespor.foundation.jobs.workflow import RUN

MOST_STALLS = 3
WAITING = dt.timedelta(seconds=30)  # a run whose message got lost with the worker that had fetched it
KEPT = dt.timedelta(days=30)  # what the clock sent off; what people asked for stays
SILENT_WORKER = dt.timedelta(days=1)


def beat(name: str, now: dt.datetime) -> None:
    """Write that a worker is alive."""
    if not unaudited.alter(WorkerBeat.objects.filter(name=name), beat_at=now):
        unaudited.put([WorkerBeat(name=name, started_at=now, beat_at=now)])


def leave(name: str) -> None:
    """Take a worker off the list that ends of its own will."""
    unaudited.drop(WorkerBeat.objects.filter(name=name))


def send_off_what_is_due(now: dt.datetime) -> list[Run]:
    """Ask for each job whose time has come, once whoever asks first; return the runs."""
    last = {row.job: row for row in Due.objects.all()}
    sent = []
    for rhythm in registry.rhythms():
        moment, row = rhythm.latest(now), last.get(rhythm.job)
        if row is None:
            _first_time(rhythm, moment)
        elif row.last < moment:
            with transaction.atomic():
                if unaudited.alter(Due.objects.filter(pk=row.pk, last=row.last), last=moment):
                    actor = system(BY_ITSELF, settings.TODAY or timezone.localdate())
                    sent.append(enqueue(actor=actor, job=rhythm.job))
    return sent


def _first_time(rhythm: registry.Rhythm, moment: dt.datetime) -> None:
    """Note a job that is new: what runs by the minute begins with the next round, a daily one at its hour."""
    before = moment - dt.timedelta(minutes=rhythm.minutes)
    try:
        with transaction.atomic():
            unaudited.put([Due(job=rhythm.job, last=before if rhythm.minutes else moment)])
    except IntegrityError:
        return


def take_up(now: dt.datetime) -> list[Run]:
    """Take up every run that has been silent for too long, or give it up; return those."""
    limit = now - dt.timedelta(seconds=settings.RUN_SILENT_SECONDS)
    silent = Run.objects.filter(status=RunStatus.RUNNING, heartbeat__lt=limit)
    return [run for run in silent if _take_up(run, now)]


def _take_up(run: Run, now: dt.datetime) -> bool:
    rows = Run.objects.filter(pk=run.pk, attempts=run.attempts, heartbeat=run.heartbeat, status=run.status)
    if run.stop_asked:
        return bool(unaudited.alter(rows, status=RUN.step("stop").target, ended_at=now))
    if run.stalls + 1 >= MOST_STALLS:
        failed = RUN.step("fail").target
        return bool(unaudited.alter(rows, status=failed, trouble=Trouble.GAVE_UP, ended_at=now))
    with transaction.atomic():
        queued = RUN.step("take_up").target
        taken = unaudited.alter(rows, status=queued, stalls=F("stalls") + 1, sent_at=now)
        if taken:
            send(run)
    return bool(taken)


def send_again(now: dt.datetime) -> int:
    """Send a new message about runs that wait while the queue is empty; return how many."""
    waiting = Run.objects.filter(status=RunStatus.QUEUED, sent_at__lt=now - WAITING)
    if not waiting.exists() or OrmQ.objects.filter(lock__lte=now).exists():
        return 0
    number = 0
    for run in waiting.order_by("pk")[:100]:
        with transaction.atomic():
            if unaudited.alter(Run.objects.filter(pk=run.pk, sent_at=run.sent_at), sent_at=now):
                send(run)
                number += 1
    return number


def tidy(now: dt.datetime) -> int:
    """Drop what the clock sent off and is long done, and workers long silent; return how many runs."""
    unaudited.drop(WorkerBeat.objects.filter(beat_at__lt=now - SILENT_WORKER))
    old = Run.objects.filter(asked_by=None, status=RunStatus.DONE, ended_at__lt=now - KEPT)
    return unaudited.drop(old)
