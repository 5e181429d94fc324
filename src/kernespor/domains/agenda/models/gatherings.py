"""Meetings without decisions: a theme meeting's programme and guests, and notes from a meeting."""

from __future__ import annotations

from django.db import models

from kernespor.domains.agenda.models.items import AgendaItem, ItemStop
from kernespor.domains.agenda.models.meetings import Meeting
from kernespor.foundation.organisation.models import Person


class ProgrammePoint(models.Model):
    """A point of a theme meeting's programme: when, what, and who speaks."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="programme")
    position = models.PositiveSmallIntegerField()
    starts = models.TimeField(null=True)
    title = models.CharField(max_length=300)
    who = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_one_point_a_place"),
        )

    def __str__(self) -> str:
        return self.title


class Guest(models.Model):
    """Someone who takes part in a theme meeting and is no member of the body: a name and a role."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "name"], name="agenda_guest_once"),)

    def __str__(self) -> str:
        return self.name


class MeetingNote(models.Model):
    """A note from a chair's or a theme meeting: never changed. `item` is what it became.

    A chair's meeting notes down what it says of an item ahead (`stop`).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notes")
    stop = models.ForeignKey(ItemStop, on_delete=models.CASCADE, null=True, related_name="notes")
    words = models.TextField()
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["meeting", "at"]),)

    def __str__(self) -> str:
        return self.words[:80]
