"""Reads of files on objects."""

from __future__ import annotations

from django.db.models import Model, QuerySet

from kernespor.foundation.attached import keys
from kernespor.foundation.files.models import Attachment


def attachments_of(row: Model) -> list[Attachment]:
    """Return the files on an object, newest first, without their bytes. One query.

    The caller has been allowed to read the object.
    """
    return list(on_display().filter(**keys(row)).order_by("-added_at", "-id"))


def on_display() -> QuerySet[Attachment]:
    """Return the files that stand on objects, without their bytes."""
    return (
        Attachment.objects.filter(taken_off_at=None).select_related("file", "added_by").defer("file__content")
    )
