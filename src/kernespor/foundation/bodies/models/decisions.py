"""What a body decided, as it was recorded, and as it was corrected since."""

from __future__ import annotations

from django.db import models

from kernespor.foundation.access.openness import GuardedRow
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models.bodies import Body, Term
from kernespor.foundation.dated import STILL_BELIEVED
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class Decision(GuardedRow, VersionedRow):
    """A body's decision in a case; what is known of it now stands in `current`."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    current = models.OneToOneField(
        "DecisionVersion", on_delete=models.PROTECT, null=True, related_name="currently"
    )

    def __str__(self) -> str:
        return self.current.case_title if self.current else ""


class DecisionVersion(models.Model):
    """A decision as it was recorded at a moment: never changed, only superseded, with the reason why.

    `words` is the decision's own text, to be quoted. `on` is the day on which it was made.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="versions")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(db_index=True)
    case_title = models.CharField(max_length=300)
    case_number = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_label = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(default=STILL_BELIEVED)
    why = models.TextField(blank=True)  # why it replaces the one before; empty for the first

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision"],
                condition=models.Q(superseded_at=STILL_BELIEVED),
                name="bodies_one_decision_version",
            ),
        )

    def __str__(self) -> str:
        return self.case_title


class MentionRow(models.Model):
    """Someone who is named in a decision: a person of the house, or a name from outside it."""

    version = models.ForeignKey(DecisionVersion, on_delete=models.CASCADE, related_name="%(class)ss")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)  # as it stood in the minutes

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Absence(MentionRow):
    """Someone was absent when the decision was made."""


class Dissent(MentionRow):
    """Someone's dissent on record (protokoltilførsel), in their own words."""

    words = models.TextField()
