"""What an indicator showed, reading by reading."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.domains.strategy.models.plans import Indicator
from kernespor.foundation.organisation.models import Person


class IndicatorReading(models.Model):
    """What an indicator showed on a day. Rows are only added; of several of a day the last recorded counts.

    One of three is set: `value` (computed and measured, in the indicator's own unit), `level` (assessed: the
    place on its scale, 0 the lowest), `met` (a milestone). `source` is where it was read, `evidence` what it
    rests on. `computed` says that the installation read it from a measure by itself.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    met = models.BooleanField(null=True)
    on = models.DateField()
    source = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    computed = models.BooleanField(default=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "recorded_at", "id")
        indexes = (models.Index(fields=["indicator", "on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(value__isnull=False, level__isnull=True, met__isnull=True)
                | Q(value__isnull=True, level__isnull=False, met__isnull=True)
                | Q(value__isnull=True, level__isnull=True, met__isnull=False),
                name="strategy_reading_is_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}"
