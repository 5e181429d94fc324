"""Links between objects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED, DatedRow
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Person


class Link(DatedRow):
    """One object leads to another, from a day until it no longer does.

    A structural link was made by an action; any other by a person, who said why.
    """

    kind = models.CharField(max_length=60)
    upper_kind = models.CharField(max_length=80)
    upper_pk = models.BigIntegerField()
    lower_kind = models.CharField(max_length=80)
    lower_pk = models.BigIntegerField()
    structural = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)

    class Meta(DatedRow.Meta):
        indexes = (
            models.Index(fields=["upper_kind", "upper_pk"]),
            models.Index(fields=["lower_kind", "lower_pk"]),
        )
        constraints = (  # type: ignore[assignment] # more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "upper_kind", "upper_pk", "lower_kind", "lower_pk"],
                condition=Q(superseded_at=STILL_BELIEVED, valid_to=OPEN_END),
                name="thread_one_open_link",
            ),
            models.CheckConstraint(
                condition=~Q(upper_kind=models.F("lower_kind"), upper_pk=models.F("lower_pk")),
                name="thread_link_of_two",
            ),
        )

    def __str__(self) -> str:
        return f"{self.upper} → {self.lower}"

    @property
    def upper(self) -> Ref:
        """The object that leads to the other."""
        return Ref(self.upper_kind, self.upper_pk)

    @property
    def lower(self) -> Ref:
        """The object that the other led to."""
        return Ref(self.lower_kind, self.lower_pk)


class Weave(UnauditedRow):
    """The one row that every new link raises, so that two at once can't close a ring between them."""

    because: ClassVar[str] = "it is a lock: it tells nothing that the links themselves don't"

    revision = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.revision)
