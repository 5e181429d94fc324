"""Mandates of groups, what the groups are to deliver, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.domains.agenda.enums import DeliverableState, MandateStatus
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class MandateWords(models.Model):
    """What a mandate says. `decision` is the one by which `set_by` set the group down, where there is one.

    Without `ends` the group stands until further notice. `power` says that it may decide, not only prepare
    and advise. `frame` is its resources and limits.
    """

    title = models.CharField(max_length=200)
    task = models.TextField()
    frame = models.TextField(blank=True)
    power = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True)
    tovholder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    reports_to = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Mandate(VersionedRow, MandateWords):
    """The mandate (kommissorium) of a group, and its harvest (høst): what came of it, what was learned.

    `editions` is the number of the newest version that was kept.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    status = models.CharField(max_length=20, choices=MandateStatus.choices, default=MandateStatus.DRAFT)
    editions = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True)
    came_of_it = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["status", "ends"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="agenda_mandate_order"
            ),
            models.CheckConstraint(
                condition=~Q(status=MandateStatus.HARVESTED) | Q(ended_on__isnull=False) & ~Q(came_of_it=""),
                name="agenda_harvest_says_what",
            ),
        )


class MandateVersion(MandateWords):
    """A mandate as it was adopted, extended or written anew: never changed. `why` is the reason.

    `deliverables` is a list of [text, day], the day as "2026-11-20".
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    deliverables = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mandate", "number"], name="agenda_one_mandate_version"),
        )


class LeadingRow(models.Model):
    """A row that may lead to an object of the product: its kind and key, or neither."""

    object_kind = models.CharField(max_length=80, blank=True)
    object_pk = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref | None:
        """The object that it leads to."""
        return Ref(self.object_kind, self.object_pk) if self.object_pk is not None else None


class Deliverable(VersionedRow, LeadingRow):
    """What a group is to deliver and until when; `result` is what was delivered, or why it was given up."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="deliverables")
    text = models.CharField(max_length=300)
    due = models.DateField()
    state = models.CharField(
        max_length=20, choices=DeliverableState.choices, default=DeliverableState.WAITING
    )
    on = models.DateField(null=True)
    result = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "due"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=DeliverableState.WAITING, on__isnull=True)
                | ~Q(state=DeliverableState.WAITING) & Q(on__isnull=False) & ~Q(result=""),
                name="agenda_settled_with_result",
            ),
        )

    def __str__(self) -> str:
        return self.text


class CarriedOn(LeadingRow):
    """What goes on after a group ended, and who sees to it."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="carried_on")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.what
