"""Focus areas (fokusområder) in sets, what became of each, their evaluation, and the status note on a set."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.domains.strategy.enums import FateKind, FocusStatus, NoteStatus
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class FocusSet(VersionedRow):
    """The cross-cutting focus areas of a period. `previous` is the set that this one follows.

    `adopted_by_name` is what the body is called in the document, where it isn't one of this installation.
    """

    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="focus_sets")
    text = models.TextField(blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True)  # not yet known
    status = models.CharField(max_length=20, choices=FocusStatus.choices, default=FocusStatus.PROPOSED)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="following")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_by_name = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)  # raised by every write beneath it

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="strategy_focus_set_order"
            ),
        )

    def __str__(self) -> str:
        return self.title


class FocusArea(VersionedRow):
    """One focus area of a set: its name and its purpose."""

    of_set = models.ForeignKey(FocusSet, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title


class FocusFate(models.Model):
    """What became of an area in the set that followed: kept, changed, replaced, or ended, and why.

    `after` is set for what was kept, changed or replaced. An area may be replaced by
    several, and several by one.
    """

    before = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="fates")
    in_set = models.ForeignKey(FocusSet, on_delete=models.CASCADE, related_name="fates")
    after = models.ForeignKey(FocusArea, on_delete=models.CASCADE, null=True, related_name="origins")
    kind = models.CharField(max_length=20, choices=FateKind.choices)
    why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=FateKind.ENDED, after__isnull=True)
                | ~Q(kind=FateKind.ENDED) & Q(after__isnull=False),
                name="strategy_fate_leads_somewhere",
            ),
            models.UniqueConstraint(
                fields=["before", "after"], condition=Q(after__isnull=False), name="strategy_fate_once"
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()


class FocusBacking(models.Model):
    """Who backed a set: a body of this installation, or one by its name in the document; in their words."""

    of_set = models.ForeignKey(FocusSet, on_delete=models.CASCADE, related_name="backings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class FocusEvaluation(VersionedRow):
    """What came of an area: what was done, what was learnt, what follows. The facts hang on the thread."""

    area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="evaluations")
    on = models.DateField()
    done = models.TextField()
    learnt = models.TextField(blank=True)
    following = models.TextField(blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.done[:120]


class StatusNote(VersionedRow):
    """The note on how a set goes, as it was written from the facts of a day, and edited by people since."""

    of_set = models.ForeignKey(FocusSet, on_delete=models.CASCADE, related_name="notes")
    title = models.CharField(max_length=300)
    on = models.DateField()
    since = models.DateField()  # what is told as done was done from this day on
    sender = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=NoteStatus.choices, default=NoteStatus.DRAFT)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return self.title


class StatusNotePart(VersionedRow):
    """A heading with its text in a status note.

    `made` is what was written from the facts, `text` what stands there now; where they differ, a person
    did it. `sources` says where each fact of `made` was read, as `{sentence, kind, pk, on}`.
    """

    note = models.ForeignKey(StatusNote, on_delete=models.CASCADE, related_name="parts")
    area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(blank=True)
    made = models.TextField(blank=True)
    sources = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.heading
