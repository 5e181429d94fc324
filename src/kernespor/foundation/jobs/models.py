"""Runs of jobs, the steps that are done, what is due when, and the workers that are alive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.jobs.enums import OPEN, RunStatus, Trouble
from kernespor.foundation.organisation.models import Person


class Run(UnauditedRow):
    """One run of a job. `attempts` tells the one who works on it now from one that was given up.

    `stalls` counts how often it was cut off since it last came further.
    """

    because: ClassVar[str] = (
        "its progress says how far the program came; that a person asked for it, stopped it or sent it off "
        "again is in the audit"
    )

    job = models.CharField(max_length=80)
    key = models.CharField(max_length=200, blank=True)
    params = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300, blank=True)
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True)
    error_reference = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    stalls = models.PositiveSmallIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_label = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["job", "key"], condition=Q(status__in=OPEN), name="jobs_one_open_run"
            ),
        )
        indexes = (
            models.Index(fields=["status", "heartbeat"]),
            models.Index(fields=["asked_by", "asked_at"]),
            models.Index(fields=["asked_at"]),
        )

    def __str__(self) -> str:
        from kernespor.foundation.jobs.registry import label_of

        return label_of(self.job)

    @property
    def is_open(self) -> bool:
        """Say whether the run waits or is at work."""
        return self.status in OPEN


class RunStep(UnauditedRow):
    """A step of a run whose effect has happened: it stands here in the same transaction."""

    because: ClassVar[str] = "it says only that a step of a run is done, so that nothing happens twice"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "name"], name="jobs_step_once"),)

    def __str__(self) -> str:
        return self.name


class Due(UnauditedRow):
    """When a job that runs by the clock was last sent off: two workers send it once."""

    because: ClassVar[str] = "the installation's own clockwork"

    job = models.CharField(max_length=80, unique=True)
    last = models.DateTimeField()

    def __str__(self) -> str:
        return self.job


class WorkerBeat(UnauditedRow):
    """A worker that is alive."""

    because: ClassVar[str] = "a sign of life that is written anew every few seconds"

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
