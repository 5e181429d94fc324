"""Carrying a run out: begun once, beating while it works, ended with its effect."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, models, transaction
from django.utils import timezone, translation

from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit import unaudited
from kernespor.foundation.jobs import registry
from kernespor.foundation.jobs.actions.pulse import Pulse, StillPulse
from kernespor.foundation.jobs.enums import RunStatus, Trouble
from kernespor.foundation.jobs.models import Run, RunStep
from kernespor.foundation.jobs.workflow import RUN
from kernespor.foundation.refusals import Refusal

log = logging.getLogger("kernespor.jobs")
BY_ITSELF = "Kernespor"


class StoppedError(Exception):
    """Someone asked the run to stop, and here it could."""


class LostError(Exception):
    """The run was given to someone else meanwhile: nothing of what was being written may stay."""


class Working:
    """What a job is handed; see `registry.Work`."""

    def __init__(self, run: Run, pulse: Pulse | StillPulse) -> None:
        self.run = run
        self._pulse = pulse

    @property
    def today(self) -> dt.date:
        """The day that the work is done on."""
        today: dt.date = settings.TODAY or timezone.localdate()
        return today

    @property
    def actor(self) -> Actor:
        """Who asked, with the roles of the day; the installation itself for what the clock sends off."""
        if self.run.asked_by is None:
            return system(BY_ITSELF, self.today)
        return actor_for(self.run.asked_by, self.today)

    def progress(self, percent: int, text: str = "") -> None:
        """Say how far the work is, in per cent and in words."""
        if not self._pulse.say(max(0, min(percent, 100)), text):
            raise LostError

    def stop_if_cancelled(self) -> None:
        """End here when someone has asked the run to stop."""
        row = Run.objects.filter(pk=self.run.pk).values("stop_asked", "attempts", "status").first()
        if row is None or row["attempts"] != self.run.attempts or row["status"] != RunStatus.RUNNING:
            raise LostError
        if row["stop_asked"]:
            raise StoppedError

    @contextmanager
    def once(self, name: str) -> Iterator[bool]:
        """Open a transaction that is kept together with the note that this step is done."""
        with transaction.atomic():
            first = _note(self.run, name)
            yield first
            hold(self.run)


def _note(run: Run, name: str) -> bool:
    try:
        with transaction.atomic():
            unaudited.put([RunStep(run=run, name=name)])
    except IntegrityError:
        return False
    return True


def hold(run: Run) -> None:
    """Make sure that the run is still ours, within the transaction that is about to be kept."""
    if not unaudited.alter(mine(run), heartbeat=timezone.now(), stalls=0):
        raise LostError


def mine(run: Run) -> models.QuerySet[Run]:
    """Return the run as long as this attempt is the one at work on it."""
    return Run.objects.filter(pk=run.pk, attempts=run.attempts, status=RunStatus.RUNNING)


def take(run_id: int) -> Run | None:
    """Begin a run that waits, or return nothing when it doesn't wait any more."""
    now = timezone.now()
    step = RUN.step("start")
    taken = unaudited.alter(
        Run.objects.filter(pk=run_id, status=step.source),
        status=step.target,
        attempts=models.F("attempts") + 1,
        started_at=now,
        heartbeat=now,
    )
    return Run.objects.select_related("asked_by").get(pk=run_id) if taken else None


def execute(run_id: int) -> None:
    """Carry out the run that a message of the queue names; what else it may say is no news."""
    run = take(run_id)
    if run is not None:
        with Pulse(run) as pulse:
            _carry_out(run, pulse)


def run_now(run: Run) -> Run:
    """Carry a waiting run out in this process, and return it as it then stands."""
    taken = take(run.pk)
    if taken is not None:
        _carry_out(taken, StillPulse(taken))
    run.refresh_from_db()
    return run


def _carry_out(run: Run, pulse: Pulse | StillPulse) -> None:
    with translation.override(settings.LANGUAGE_CODE), _Ending(run):
        job = registry.job_of(run.job)
        if job is None:
            end(run, "fail", trouble=Trouble.UNKNOWN)
            return
        with transaction.atomic() if job.whole else _nothing():
            job.function(Working(run, pulse), **run.params)
            done: dict[str, Any] = {"percent": 100}
            if pulse.text:
                done["text"] = pulse.text
            if not end(run, "finish", **done):
                raise LostError


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def end(run: Run, name: str, **fields: Any) -> bool:
    """End a run by a step of its lifecycle; False when it is no longer ours to end."""
    step = RUN.step(name)
    return bool(unaudited.alter(mine(run), status=step.target, ended_at=timezone.now(), **fields))


class _Ending(AbstractContextManager[None]):
    """The one place where what stops a job becomes a status, a sentence, or a number in the log."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Write what became of the run; only what ends the process itself goes on."""
        del kind, trace
        if error is None:
            return True
        if isinstance(error, StoppedError):
            return end(self.run, "stop") or True
        if isinstance(error, Refusal):
            return end(self.run, "fail", trouble=Trouble.REFUSED, text=error.reason[:300]) or True
        if isinstance(error, LostError | OperationalError | InterfaceError):
            # Given to someone else, or the database went away: the run is taken up when it has been silent.
            log.warning("run %s of %s was left: %s", self.run.pk, self.run.job, type(error).__name__)
            return True
        if not isinstance(error, Exception):
            return False
        reference = secrets.token_hex(4)
        log.error("run %s of %s failed, reference %s", self.run.pk, self.run.job, reference, exc_info=error)
        return end(self.run, "fail", trouble=Trouble.FAULT, error_reference=reference) or True
