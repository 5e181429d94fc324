"""The stored file, and the file on an object."""

from __future__ import annotations

from django.db import models

from kernespor.foundation.attached import AttachedRow
from kernespor.foundation.versioned import VersionedRow


class StoredFile(models.Model):
    """A file with its bytes in the database, so that a row and its file are saved and restored together."""

    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Attachment(AttachedRow, VersionedRow):
    """A file on an object. One that was put there wrongly is taken off with a reason; its bytes stay."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "object_id", "added_at"]),)

    def __str__(self) -> str:
        return str(self.file)
