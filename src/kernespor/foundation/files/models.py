"""The stored file."""

from __future__ import annotations

from django.db import models


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
