"""Trials (prøvehandlinger, forsøg, frikommuneforsøg): what we believe, try, learn, and who took it over."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.domains.strategy.enums import EffectOn, TrialKind, TrialOutcome, TrialStatus
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class Trial(VersionedRow):
    """One trial of a unit. `amount` is whole øre granted for it, in all (expense +), null where none was.

    `belief` is what we think will happen, `attempt` what we try, `know_by` how we will know, `stop_when`
    when we stop before time. `law` is what a frikommuneforsøg is exempt from. `copied_from` is the trial it
    was taken from. `out_of_order` is why it began without what should have been there, as the one in
    `out_of_order_by` said; empty where nothing was missing.
    """

    kind = models.CharField(max_length=20, choices=TrialKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="trials")
    title = models.CharField(max_length=200)
    belief = models.TextField()
    attempt = models.TextField()
    place = models.CharField(max_length=200, blank=True)  # where, in the unit's own words
    know_by = models.TextField(blank=True)
    stop_when = models.TextField(blank=True)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    amount = models.BigIntegerField(null=True)
    price_level = models.PositiveSmallIntegerField(null=True)  # the year whose prices `amount` is in
    law = models.TextField(blank=True)
    out_of_order = models.TextField(blank=True)
    out_of_order_by = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=TrialStatus.choices, default=TrialStatus.IDEA)
    outcome = models.CharField(max_length=20, choices=TrialOutcome.choices, blank=True)
    learnt = models.TextField(blank=True)
    review_on = models.DateField(null=True)  # the next day of the forced choice
    ended_on = models.DateField(null=True)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        indexes = (models.Index(fields=["status", "ends"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(begins__lte=F("ends")),
                name="strategy_trial_order",
            ),
        )

    def __str__(self) -> str:
        return self.title


class TrialEffect(models.Model):
    """What was seen of a trial, in words and, where something was counted, before and after. Only added."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="effects")
    on_whom = models.CharField(max_length=20, choices=EffectOn.choices)
    words = models.TextField()
    before = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    counted = models.CharField(max_length=120, blank=True)  # what is counted: "minutter pr. besøg"
    source = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.words[:120]


class TrialFollower(models.Model):
    """Someone who wants to hear how a trial goes."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["trial", "person"], name="strategy_follows_trial_once"),
        )

    def __str__(self) -> str:
        return str(self.trial)


class TrialAdoption(models.Model):
    """A unit that took a trial's way of working over."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="adoptions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trial", "unit"], name="strategy_taken_over_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"
