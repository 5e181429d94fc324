"""Themed budget analyses (temaanalyser, budgetanalyser): from hypothesis to decision, with the status due."""

from __future__ import annotations

from django.db import models

from kernespor.domains.strategy.enums import AnalysisPartKind, AnalysisStatus
from kernespor.domains.strategy.models.governing import GoverningDocument, Passage
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class Analysis(VersionedRow):
    """One analysis. `document` is the note that commissioned it, `anchoring` who carries it (forankring).

    `result_on` is the day its result was laid forth. Where it was decided without a decision on record,
    `out_of_order` says why, in the words of the one who said so, and `out_of_order_by` who that was.
    """

    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="analyses")
    purpose = models.TextField()
    hypothesis = models.TextField(blank=True)
    method = models.TextField(blank=True)
    data = models.TextField(blank=True)
    anchoring = models.TextField(blank=True)
    result = models.TextField(blank=True)
    result_on = models.DateField(null=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    document = models.ForeignKey(GoverningDocument, on_delete=models.PROTECT, null=True, related_name="+")
    commissioned_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    out_of_order = models.TextField(blank=True)
    out_of_order_by = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(
        max_length=20, choices=AnalysisStatus.choices, default=AnalysisStatus.COMMISSIONED
    )
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return self.title


class AnalysisPart(VersionedRow):
    """A guiding mark (pejlemærke), an effort, a method, an example or a step of an analysis.

    `participants` is who is drawn in; `passage` the sentence of the commissioning document that it stands in.
    """

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=20, choices=AnalysisPartKind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    participants = models.TextField(blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("kind", "position")

    def __str__(self) -> str:
        return self.text[:120]


class AnalysisReport(VersionedRow):
    """A status that an analysis owes a body by a day, and what was given.

    `to_name` is what the body is called in the commission, `body` the body of this installation.
    """

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="reports")
    due = models.DateField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=200)
    given_on = models.DateField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return f"{self.to_name} {self.due}"
