"""The event."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """One act: who, when, verb, what about, and each row before and after with the labels of its time.

    Rows of this table are only ever added.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    person_id = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    rows = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["subject_type", "subject_id", "at"]),)

    def __str__(self) -> str:
        return f"{self.actor}: {self.verb}"
