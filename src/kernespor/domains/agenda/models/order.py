"""What was out of order when an item was sent, and what is to come of decisions."""

from __future__ import annotations

from django.db import models

from kernespor.domains.agenda.models.items import ItemStop
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class Deviation(models.Model):
    """Something was out of order when an item was sent or decided: never changed.

    `template` with `params` is the sentence, `source` the rule's own; `why` the reason of the one who went on
    in spite of it, empty where it stops nothing.
    """

    stop = models.ForeignKey(ItemStop, on_delete=models.CASCADE, related_name="deviations")
    key = models.CharField(max_length=200)
    rule = models.CharField(max_length=60)
    template = models.TextField()
    params = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    stops = models.BooleanField()
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stop", "key"], name="agenda_deviates_once"),
            models.CheckConstraint(
                condition=models.Q(stops=False) | ~models.Q(why=""), name="agenda_overridden_with_reason"
            ),
        )

    def __str__(self) -> str:
        return self.rule


class FollowUp(VersionedRow):
    """What someone is to do because of a decision, until when, and what came of it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="follow_ups")
    task = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follow_ups")
    due = models.DateField()
    done_on = models.DateField(null=True)
    came_of_it = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["owner", "done_on", "due"]),)

    def __str__(self) -> str:
        return self.task
