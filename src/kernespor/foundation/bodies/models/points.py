"""What answers say of what, and what it led to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.foundation.bodies.enums import PointOutcome
from kernespor.foundation.bodies.models.consultations import Consultation, ConsultationResponse
from kernespor.foundation.objects import Ref
from kernespor.foundation.versioned import VersionedRow


class ConsultationPoint(VersionedRow):
    """A point that answers raise, under a heading of those who hear, and what it led to.

    `said` is what the answers say of it, in the words of those who hear. `reply` says what was changed, or
    why nothing was; `changed_kind` and `changed_pk` which object, `edition` in which of its editions (which
    shows what stood before), `place` where in it. Until there is a reply the point is theirs alone. A point
    that no answer raises was taken away.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="points")
    heading = models.CharField(max_length=200)
    said = models.TextField()
    outcome = models.CharField(max_length=20, choices=PointOutcome.choices, default=PointOutcome.WAITING)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    changed_kind = models.CharField(max_length=80, blank=True)
    changed_pk = models.BigIntegerField(null=True)
    edition = models.PositiveIntegerField(null=True)
    place = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=list)  # the keys of `raised_by`: the version rises when they change

    class Meta:
        indexes = (models.Index(fields=["changed_kind", "changed_pk"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome=PointOutcome.WAITING, reply="", replied_on__isnull=True)
                | ~Q(outcome=PointOutcome.WAITING) & ~Q(reply="") & Q(replied_on__isnull=False),
                name="bodies_point_replied_or_not",
            ),
            models.CheckConstraint(
                condition=Q(changed_kind="", changed_pk__isnull=True)
                | Q(outcome=PointOutcome.CHANGED, changed_pk__isnull=False) & ~Q(changed_kind=""),
                name="bodies_point_changed_object",
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(changed_pk__isnull=False),
                name="bodies_point_edition_of_object",
            ),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def changed(self) -> Ref | None:
        """The object that was changed, where one was named."""
        return Ref(self.changed_kind, self.changed_pk) if self.changed_pk is not None else None


class PointAnswer(models.Model):
    """An answer raises a point."""

    point = models.ForeignKey(ConsultationPoint, on_delete=models.CASCADE, related_name="raised_by")
    response = models.ForeignKey(ConsultationResponse, on_delete=models.PROTECT, related_name="raises")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["point", "response"], name="bodies_raised_once"),)

    def __str__(self) -> str:
        return f"{self.point_id}, {self.response_id}"
