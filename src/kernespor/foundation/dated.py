"""Rows with two times: when something holds (valid) and when we knew it (recorded).

Open ends are written as the last day and the last moment of the calendar, never as NULL, so that a
comparison is enough to ask for any date.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import models

OPEN_END = dt.date(9999, 12, 31)
STILL_BELIEVED = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)

Row = TypeVar("Row", bound="DatedRow")


class DatedRows(models.QuerySet[Row]):
    """Rows asked for by date."""

    def believed(self) -> DatedRows[Row]:
        """Leave out what was corrected later."""
        return self.filter(superseded_at=STILL_BELIEVED)

    def on(self, day: dt.date) -> DatedRows[Row]:
        """Return what holds on that day, as we know it now."""
        return self.believed().filter(valid_from__lte=day, valid_to__gte=day)


class DatedRow(models.Model):
    """A row that holds from one day to another (both inclusive), recorded and perhaps superseded later."""

    valid_from = models.DateField()
    valid_to = models.DateField(default=OPEN_END)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(default=STILL_BELIEVED)

    objects: Any = DatedRows.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_from__lte=models.F("valid_to")),
                name="%(app_label)s_%(class)s_valid_order",
            ),
        )
