"""Who stands in for whom, and who is invited to what."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kernespor.foundation.dated import DatedRow, DatedRows
from kernespor.foundation.organisation.models import Person, Unit


class EndableRows(DatedRows[Any]):
    """Dated rows that may be ended before their last day."""

    def in_force(self, day: dt.date) -> EndableRows:
        """Return what holds on a day and was not ended."""
        rows: EndableRows = self.on(day).filter(ended_at=None)  # type: ignore[assignment] # the same class
        return rows


class EndableRow(DatedRow):
    """A dated row that a person may end at any moment: from then on it holds no more, the same day too."""

    ended_at = models.DateTimeField(null=True)
    why = models.TextField()

    objects: ClassVar[Any] = EndableRows.as_manager()

    class Meta(DatedRow.Meta):
        abstract = True


class Deputyship(EndableRow):
    """A person may act on behalf of another from one day to another, for one unit or for all theirs.

    `set_by` is the principal, or the head who set the deputy for someone of their unit.
    """

    principal = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(EndableRow.Meta):
        indexes = (
            models.Index(fields=["deputy", "valid_from", "valid_to"]),
            models.Index(fields=["principal", "valid_from", "valid_to"]),
        )
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="access_deputy_is_another"),
        )

    def __str__(self) -> str:
        return f"{self.deputy} · {self.principal}"


class Invitation(EndableRow):
    """A person, those with a role in a unit, or a body may read an object that isn't open to them otherwise.

    `kind` and `object_id` name the object; exactly one of `person`, `unit` and `body_id` is set.
    """

    kind = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    body_id = models.BigIntegerField(null=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(EndableRow.Meta):
        indexes = (
            models.Index(fields=["kind", "object_id"]),
            models.Index(fields=["person", "kind"]),
        )
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True, body_id__isnull=True)
                | Q(person__isnull=True, unit__isnull=False, body_id__isnull=True)
                | Q(person__isnull=True, unit__isnull=True, body_id__isnull=False),
                name="access_invitation_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
