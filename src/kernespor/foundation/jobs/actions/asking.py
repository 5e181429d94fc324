"""What people ask: a run, that it stops, that it is tried again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.tasks import async_task

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.writing import change
from kernespor.foundation.jobs import permissions, policies, registry
from kernespor.foundation.jobs.enums import OPEN, RunStatus, Trouble
from kernespor.foundation.jobs.models import Run

CARRY_OUT = "kernespor.foundation.jobs.actions.carrying_out.execute"


def enqueue(*, actor: Actor, job: str, key: str = "", **params: Any) -> Run:
    """Ask for a run and return it; where one of the same job and key is open, that one.

    The run and its place in the queue are part of the transaction that this is called in. `params` must be
    JSON. Raises KeyError for a job that nobody registered.
    """
    if registry.job_of(job) is None:
        raise KeyError(job)
    open_runs = Run.objects.filter(job=job, key=key, status__in=OPEN)
    found = open_runs.first()
    if found:
        return found
    try:
        return _ask(actor, job, key, params)
    except IntegrityError:  # someone else asked in the same moment
        return open_runs.get()


def _ask(actor: Actor, job: str, key: str, params: dict[str, Any]) -> Run:
    now = timezone.now()
    fields: dict[str, Any] = {"job": job, "key": key, "params": params, "asked_at": now, "sent_at": now}
    with transaction.atomic():
        if actor.person_id is None:  # the installation's own clockwork is no act of anyone's
            run = unaudited.put([Run(**fields, asked_label=actor.label)])[0]
        else:
            with change(actor=actor, verb="jobs.asked") as act:
                run = act.create(Run, **fields, asked_by_id=actor.hand, asked_label=actor.label)
                act.subject = run
        send(run)
    return run


def send(run: Run) -> None:
    """Put a run in the queue. A second message about it does no harm: only one finds it waiting."""
    async_task(CARRY_OUT, run.pk, save=False)


def cancel(*, actor: Actor, run: Run, why: str = "") -> Run:
    """Stop a run that waits, or ask one at work to stop where it can be stopped.

    Raises NotPermitted, NotNow; StaleWrite when it began or ended in the same moment.
    """
    permissions.check_see(actor, run)
    policies.check_cancel(run)
    now = timezone.now()
    with change(actor=actor, verb="jobs.cancelled", about=run, why=why) as act:
        if run.status == RunStatus.QUEUED:
            return act.update(
                run,
                where={"status": RunStatus.QUEUED},
                status=RunStatus.CANCELLED,
                stop_asked=True,
                ended_at=now,
            )
        return act.update(run, where={"status": RunStatus.RUNNING}, stop_asked=True)


def retry(*, actor: Actor, run: Run, why: str) -> Run:
    """Send a run off again that failed or was stopped; what it had finished it doesn't do again.

    Raises NotPermitted, NotNow (also where another run of the same work is open).
    """
    permissions.check_see(actor, run)
    step = policies.again(run)
    try:
        with change(actor=actor, verb=step.verb, about=run, why=why) as act:
            act.update(run, where={"status": step.source}, **_afresh(timezone.now()))
            send(run)
    except IntegrityError as error:
        raise policies.other_is_open() from error
    return run


def _afresh(now: dt.datetime) -> dict[str, Any]:
    return {
        "status": RunStatus.QUEUED,
        "stop_asked": False,
        "trouble": Trouble.NONE,
        "error_reference": "",
        "percent": 0,
        "text": "",
        "stalls": 0,
        "sent_at": now,
        "ended_at": None,
    }
