"""Rows that are the record of nothing: unsent drafts, heartbeats, indexes that can be made anew.

Only a model that says why may be written here; everything else goes through `audit.writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from django.db import models

BATCH = 500


class UnauditedRow(models.Model):
    """A row outside the audit. `because` says why it may be."""

    because: ClassVar[str]

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=UnauditedRow)


def put(rows: Sequence[Row], *, unless_there: bool = False, over: Sequence[str] = ()) -> list[Row]:
    """Insert rows; `unless_there` leaves out those that break a unique rule, and then gives no keys.

    `over` names the fields of the unique rule by which a row replaces the one that is there.
    """
    if not rows:
        return []
    model = type(rows[0])
    fields = [one.name for one in model._meta.concrete_fields if not one.primary_key and one.name not in over]
    replacing: dict[str, Any] = {"update_conflicts": True, "unique_fields": over, "update_fields": fields}
    return model._default_manager.bulk_create(
        rows, batch_size=BATCH, ignore_conflicts=unless_there, **(replacing if over else {})
    )


def alter(rows: models.QuerySet[Row], **fields: Any) -> int:
    """Change fields of these rows and return how many there were."""
    _hold(rows)
    return rows.update(**fields)


def drop(rows: models.QuerySet[Row]) -> int:
    """Remove these rows and return how many there were."""
    _hold(rows)
    return rows.delete()[0]


def _hold(rows: models.QuerySet[Row]) -> None:
    if not issubclass(rows.model, UnauditedRow):
        raise TypeError(f"{rows.model._meta.label} is audited: write it through audit.writing.")
