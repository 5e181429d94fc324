"""Meetings of bodies, and who took part."""

from __future__ import annotations

from django.db import models

from kernespor.domains.agenda.enums import MeetingKind, MeetingStatus, Presence
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class Meeting(VersionedRow):
    """A meeting of a body. `drafts_due` is the last day on which items may be put on its agenda.

    `reported` is what the minutes say beside the items, `orders` how often the agenda was put in order.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    on = models.DateField(db_index=True)
    starts = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    drafts_due = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED)
    sent_on = models.DateField(null=True)
    reported = models.TextField(blank=True)
    orders = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["body", "on"]),)
        constraints = (
            models.UniqueConstraint(fields=["body", "on", "kind"], name="agenda_one_meeting_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Attendance(models.Model):
    """Someone took part in a meeting, or didn't: a person of the house, or a name from outside it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    presence = models.CharField(max_length=20, choices=Presence.choices, default=Presence.PRESENT)
    stands_in_for = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "name"], name="agenda_attends_once"),
            models.CheckConstraint(
                condition=models.Q(presence=Presence.DEPUTY) | models.Q(stands_in_for=""),
                name="agenda_only_deputies_stand_in",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Disqualification(models.Model):
    """Someone was disqualified (inhabil) in one item of a meeting, and left the room."""

    stop = models.ForeignKey("ItemStop", on_delete=models.CASCADE, related_name="disqualified")
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["stop", "name"], name="agenda_disqualified_once"),)

    def __str__(self) -> str:
        return self.name
