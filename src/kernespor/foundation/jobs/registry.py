"""Which jobs there are, and which of them the clock sends off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils import timezone
from django.utils.functional import Promise

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.jobs.models import Run


class Work(Protocol):
    """What a job is handed: its run, the day, for whom it works, and the ways to say how far it came."""

    @property
    def run(self) -> Run:
        """The run as it stood when it began."""

    @property
    def today(self) -> dt.date:
        """The day that the work is done on."""

    @property
    def actor(self) -> Actor:
        """Who asked, with the roles of the day; the installation itself for what the clock sends off."""

    def progress(self, percent: int, text: str = "") -> None:
        """Say how far the work is, in per cent and in words."""

    def stop_if_cancelled(self) -> None:
        """End here when someone has asked the run to stop. To be called between whole pieces of work."""

    def once(self, name: str) -> AbstractContextManager[bool]:
        """Open a transaction that is kept together with the note that this step is done.

        Yields whether the step is still to be done: a run that was cut off and taken up again skips what it
        had finished. What is written inside happens exactly once.
        """


Function = Callable[..., None]
Declared = TypeVar("Declared", bound=Function)


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work. A `whole` one and its "done" are one transaction: for work of a few seconds."""

    name: str
    label: str | Promise
    function: Function
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A job that the clock sends off: every so many minutes, or each day at a time."""

    job: str
    minutes: int = 0
    at: dt.time | None = None

    def latest(self, now: dt.datetime) -> dt.datetime:
        """Return the last moment up to now when the job was due."""
        if self.at is None:
            step = self.minutes * 60
            return dt.datetime.fromtimestamp(int(now.timestamp()) // step * step, dt.UTC)
        day = timezone.localtime(now).date()
        moment = timezone.make_aware(dt.datetime.combine(day, self.at))
        if moment > now:
            moment = timezone.make_aware(dt.datetime.combine(day - dt.timedelta(days=1), self.at))
        return moment


_jobs: dict[str, Job] = {}
_rhythms: dict[str, Rhythm] = {}


def job(name: str, *, label: str | Promise, whole: bool = False) -> Callable[[Declared], Declared]:
    """Declare a function `f(work, **params)` as a job; its label is what people read."""

    def declare(function: Declared) -> Declared:
        _jobs[name] = Job(name, label, function, whole)
        return function

    return declare


def every(name: str, *, minutes: int) -> None:
    """Have a job sent off every so many minutes. A moment that nobody was there for is caught up once."""
    _rhythms[name] = Rhythm(name, minutes=minutes)


def daily(name: str, *, at: str) -> None:
    """Have a job sent off each day at a time of the installation's own clock ("06:30")."""
    _rhythms[name] = Rhythm(name, at=dt.time.fromisoformat(at))


def job_of(name: str) -> Job | None:
    """Return the job of that name, or nothing when the program no longer has it."""
    return _jobs.get(name)


def label_of(name: str) -> str:
    """Return what people call a job."""
    found = _jobs.get(name)
    return str(found.label) if found else name


def rhythms() -> list[Rhythm]:
    """Return what the clock sends off."""
    return list(_rhythms.values())


def known() -> dict[str, Any]:
    """Return every job by its name."""
    return dict(_jobs)
