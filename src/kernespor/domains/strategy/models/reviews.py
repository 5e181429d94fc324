"""The forced choice at a review date: scale, continue, rethink, close."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.domains.strategy.enums import ReviewChoice
from kernespor.domains.strategy.models.plans import Goal
from kernespor.domains.strategy.models.trials import Trial
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.organisation.models import Person


class Review(models.Model):
    """What was chosen for a goal or a trial at a review, on what evidence, by whom. Rows are only added.

    `decided_by` is the office or the person who decided; `body` the body, where it was one. `follow` says
    where it is scaled to, or what is to be rethought; `stood` is the digest of what the goal said then, so
    that one sees when it has been rethought. `next_on` is when the choice comes up again, for a trial.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="reviews")
    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, null=True, related_name="reviews")
    choice = models.CharField(max_length=20, choices=ReviewChoice.choices)
    evidence = models.TextField()
    follow = models.TextField(blank=True)
    stood = models.CharField(max_length=64, blank=True)
    decided_by = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    next_on = models.DateField(null=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "recorded_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(goal__isnull=True, trial__isnull=False)
                | Q(goal__isnull=False, trial__isnull=True),
                name="strategy_review_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_choice_display()} {self.on}"
