"""What a person decides about their own tasks, and what was mailed to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.tasks.enums import DigestStatus, Rhythm
from kernespor.foundation.versioned import VersionedRow


class Pause(UnauditedRow):
    """A task that a person lets wait until a day, with their own reason."""

    because: ClassVar[str] = "a person's own note to self: the task stays as it was"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    task_key = models.CharField(max_length=200)
    until = models.DateField()
    why = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "task_key"], name="tasks_one_pause"),)

    def __str__(self) -> str:
        return f"{self.task_key} {self.until}"


class HomeVisit(UnauditedRow):
    """When a person last had the overview open, so that it can say what happened since."""

    because: ClassVar[str] = "when the overview was last open: it is for that page alone"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    before = models.DateField(null=True)  # the day of the visit before this one, if there was one

    def __str__(self) -> str:
        return f"{self.person_id} {self.on}"


class CalendarFeed(models.Model):
    """The secret of a person's calendar address. A new secret closes the address before it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"


class DigestSetting(VersionedRow):
    """When a person wants the digest. Who has no row wants none."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.NEVER)
    weekday = models.PositiveSmallIntegerField(default=0)  # Monday is 0; counts where the rhythm is weekly
    hour = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6, hour__lte=23), name="tasks_digest_time"),
        )

    def __str__(self) -> str:
        return self.get_rhythm_display()


class OutgoingMail(UnauditedRow):
    """A mail from the moment it is written until it is sent; `html` is empty where it is plain text alone."""

    status = models.CharField(max_length=10, choices=DigestStatus.choices)
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="da")
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.subject


class Digest(OutgoingMail):
    """A mail to a person about what awaits them; one for each turn of theirs."""

    because: ClassVar[str] = "the mail and its status are themselves the record of what was sent to whom"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=40)  # the turn: its day, or the moment where someone asked for it

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "slot"], name="tasks_one_digest_a_turn"),)
        indexes = (models.Index(fields=["status", "claimed_at"]),)


class Told(UnauditedRow):
    """That a person was told of a task in a state: nobody is told of the same thing twice."""

    because: ClassVar[str] = "written with the mail it belongs to, and says no more than that mail"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    task_key = models.CharField(max_length=200)
    state = models.CharField(max_length=60)
    digest = models.ForeignKey(Digest, on_delete=models.SET_NULL, null=True, related_name="told")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "task_key", "state"], name="tasks_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.task_key} {self.state}"
