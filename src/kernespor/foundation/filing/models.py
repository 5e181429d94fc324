"""The case number's pattern, and what is filed where."""

from __future__ import annotations

from django.db import models

from kernespor.foundation.attached import AttachedRow
from kernespor.foundation.dated import DatedRow
from kernespor.foundation.filing.enums import FilingStatus
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class CasePattern(DatedRow):
    """What the municipality's case numbers look like from a day on; several may hold at once."""

    mask = models.CharField(max_length=60)
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.mask


class Filing(AttachedRow, VersionedRow):
    """An object's case number, and whether, where and by whom it is filed."""

    case_number = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20, choices=FilingStatus.choices, default=FilingStatus.NOT_FILED)
    system = models.CharField(max_length=80, blank=True)
    record_number = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField(null=True)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    filed_by_label = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "object_id"], name="filing_one_of_an_object"),)

    def __str__(self) -> str:
        return self.case_number
