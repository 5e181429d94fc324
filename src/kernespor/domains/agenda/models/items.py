"""Agenda items with what was sent of them, the bodies on their way, and remarks that were set aside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.domains.agenda.enums import ItemStatus, Reading
from kernespor.domains.agenda.models.meetings import Meeting
from kernespor.foundation.access.openness import GuardedRow
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class ItemWords(models.Model):
    """What an item says. `sections` is a list of [heading, text]; `attachments` has one name a line."""

    title = models.CharField(max_length=300)
    case_number = models.CharField(max_length=60, blank=True)
    item_type = models.CharField(max_length=60, blank=True)
    theme = models.TextField(blank=True)
    sections = models.JSONField(default=list)
    economy = models.TextField(blank=True)
    consultation = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    alternative_recommendation = models.TextField(blank=True)
    attachments = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class AgendaItem(GuardedRow, VersionedRow, ItemWords):
    """An agenda item (dagsordenspunkt). `unit` writes it; `subjects` are codes that rules of order know.

    `urgent` says that its chair decides before the body meets, or that it can't wait for the next meeting.
    `editions` is the number of the newest version that was kept, `ways` how often its way was set.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agenda_items")
    subjects = models.JSONField(default=list)
    urgent = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=ItemStatus.choices, default=ItemStatus.DRAFT)
    editions = models.PositiveIntegerField(default=0)
    ways = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["status", "case_number"]),)


class ItemVersion(ItemWords):
    """An item as it was approved or sent: never changed. `why` is why it was written anew."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "number"], name="agenda_one_version"),)


class ItemStop(VersionedRow):
    """A body on an item's way, and the meeting at which it treats the item.

    `place` is the item's place on that agenda. `recommendation` is what is recommended to this body where it
    isn't what the item recommends; `skipped` why the body was passed over.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="item_stops")
    reading = models.CharField(max_length=1, choices=Reading.choices, default=Reading.NONE, blank=True)
    recommendation = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="stops")
    place = models.PositiveSmallIntegerField(null=True)
    sent_on = models.DateField(null=True)
    sent_version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="item_stop")
    skipped = models.TextField(blank=True)
    suspended_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["meeting", "place"]),)
        constraints = (
            models.UniqueConstraint(fields=["item", "position"], name="agenda_one_stop_a_place"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True, place__isnull=True)
                | Q(meeting__isnull=False, place__isnull=False),
                name="agenda_placed_on_a_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}.{self.position}"


class ReviewDismissal(models.Model):
    """Someone set a remark of the review aside, and said why. `key` is the remark's own."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="dismissals")
    key = models.CharField(max_length=80)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "key"], name="agenda_dismissed_once"),)

    def __str__(self) -> str:
        return self.key
