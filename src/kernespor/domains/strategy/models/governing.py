"""Governing documents (styrende dokumenter), their text, and the passages that others build on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from kernespor.domains.strategy.enums import BlockKind, DocumentKind, DocumentStatus, PassageRole
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.measures.registry import Direction
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class GoverningDocument(VersionedRow):
    """What binds everything below it: an agreement, a policy, a strategy, a vision, a programme.

    `unit` keeps its books. `adopted_by` is the body of this installation that adopted it, `adopted_by_name`
    what the body is called in the document. `replaces` is the document that this one took the place of.
    `findings` are those of the reading, in the house's one shape, `place.paragraph` being a block's position;
    `suggestions` are the passages that the reading suggests and nobody has accepted or left yet.
    """

    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="governing_documents")
    status = models.CharField(max_length=20, choices=DocumentStatus.choices, default=DocumentStatus.DRAFT)
    adopted_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_by_name = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField(null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    findings = models.JSONField(default=list)
    suggestions = models.JSONField(default=list)  # [{"block": position, "starts", "text", "role"}]
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=0, editable=False)  # raised by every write beneath it

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="strategy_document_valid_order",
            ),
        )

    def __str__(self) -> str:
        return self.title


class DocumentBlock(models.Model):
    """A heading, a paragraph or a bullet, in the order of the text, word for word.

    `level` is that of a heading or the depth of a bullet, both from 1, and 0 for a paragraph; `mark` is what
    opened a bullet ("-", "a)", "1.").
    """

    document = models.ForeignKey(GoverningDocument, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=BlockKind.choices)
    level = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=20, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:120]


class Passage(VersionedRow):
    """What others build on, word for word: a sentence, a paragraph or a bullet of a governing document.

    `text` is quoted from `block`, from the letter `starts` on (0: its first). A passage with a `measure` is
    measured; `target` is in the measure's own unit. `heading` is the one it stands under, as of its marking.
    """

    document = models.ForeignKey(GoverningDocument, on_delete=models.CASCADE, related_name="passages")
    block = models.ForeignKey(DocumentBlock, on_delete=models.PROTECT, related_name="passages")
    starts = models.PositiveIntegerField(default=0)
    text = models.TextField()
    heading = models.TextField(blank=True)
    role = models.CharField(max_length=20, choices=PassageRole.choices, default=PassageRole.PRINCIPLE)
    measure = models.CharField(max_length=60, blank=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    direction = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Direction], blank=True
    )
    withdrawn_on = models.DateField(null=True)  # a marking that was wrong: it stays for those who cited it

    class Meta:
        ordering = ("block__position", "starts")
        constraints = (
            models.UniqueConstraint("block", "starts", Length("text"), name="strategy_passage_once"),
        )

    def __str__(self) -> str:
        return self.text[:120]
