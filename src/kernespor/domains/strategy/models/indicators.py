"""What an indicator showed, reading by reading."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.domains.strategy.models.plans import Indicator
from kernespor.foundation.organisation.models import Person, Unit


class IndicatorReading(models.Model):
    """What an indicator showed on a day. Rows are only added; of several of a day the last recorded counts.

    One of three is set: `value` (computed and measured, in the indicator's own unit), `level` (assessed: the
    place on its scale, 0 the lowest), `met` (a milestone). `source` is where it was read, `evidence` what it
    rests on. `computed` says that the installation read it from a measure by itself, and `measure` over
    `measure_unit` which. `counts` is what it counted on that day (the word of the scale where it was
    assessed): a reading of something else than what is counted now is kept, but held against no target.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    met = models.BooleanField(null=True)
    on = models.DateField()
    source = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    counts = models.CharField(max_length=80, blank=True)
    computed = models.BooleanField(default=False)
    measure = models.CharField(max_length=60, blank=True)
    measure_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
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
            models.UniqueConstraint(
                fields=["indicator", "on", "measure", "measure_unit", "counts"],
                condition=Q(computed=True),
                name="strategy_reading_computed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}"
