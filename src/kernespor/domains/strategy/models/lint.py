"""What a person set aside of what the lint noticed."""

from __future__ import annotations

from django.db import models

from kernespor.domains.strategy.models.plans import UnitPlan
from kernespor.foundation.attached import AttachedRow
from kernespor.foundation.organisation.models import Person


class LintDismissal(AttachedRow):
    """A rule that somebody set aside for a part of a plan, with the reason, as long as its words stand.

    `wording` is the text that it was set aside for: once somebody rewrites it, the rule asks again.
    """

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.CharField(max_length=60)
    wording = models.TextField(blank=True)
    why = models.TextField()
    on = models.DateField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)

    class Meta(AttachedRow.Meta):
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.rule
