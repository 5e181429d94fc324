"""The comment."""

from __future__ import annotations

from django.db import models

from kernespor.foundation.attached import AttachedRow
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class Comment(AttachedRow, VersionedRow):
    """What someone said about an object. One can take one's own words back; that they were said stays."""

    text = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_label = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "object_id", "at"]),)

    def __str__(self) -> str:
        return self.text[:120]
