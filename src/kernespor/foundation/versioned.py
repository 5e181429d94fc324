"""Rows that people edit carry a version, so that no one overwrites what they haven't seen."""

from __future__ import annotations

from django.db import models


class VersionedRow(models.Model):
    """An editable row; the write helper raises the version with each save and refuses a stale one."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
