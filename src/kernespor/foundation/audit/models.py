"""The event, and the seal of a batch of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext

from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.audit.words import WordsField


class AuditEvent(models.Model):
    """One act: who, when, verb, what about, and each row before and after with the labels of its time.

    Rows of this table are only ever added; the database itself refuses all else, but for the erasure of a
    payload. `person_id` is the one who acted, or in whose place somebody did: then `doer_id` is who it was.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    person_id = models.BigIntegerField(null=True)
    doer_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)  # the unit of what the event is about, at its time
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    rows = models.JSONField(default=list)
    payload_digest = models.CharField(max_length=64)
    erased_by = models.BigIntegerField(null=True)  # the event that erased this one's payload
    words = WordsField(blank=True)

    class Meta:
        # All that a search filters by, in the order in which it lists: one index answers every combination.
        # The other finds what happened to one object; its key stands first, so that no search of a whole
        # kind is led there and away from its order.
        indexes = (
            models.Index(
                fields=[
                    *("at", "id", "person_id", "doer_id", "unit_id"),
                    *("verb", "subject_type", "subject_id"),
                ],
                name="audit_event_facets",
            ),
            models.Index(fields=["subject_id", "subject_type", "verb"], name="audit_event_subject"),
        )

    def __str__(self) -> str:
        return gettext("Hændelse {number}").format(number=self.pk)


class AuditSeal(UnauditedRow):
    """A batch of events under one digest, chained to the batch before.

    It covers every number from `first_id` to `last_id`, also those that no event has. `leaves` holds the
    number and the digest of each event; `head` also stands in a file outside the database.
    """

    because: ClassVar[str] = "it seals the audit, and is sealed itself by the one after it"

    number = models.PositiveBigIntegerField(unique=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField()
    leaves = models.BinaryField()
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}"


class LastEvent(UnauditedRow):
    """When something last happened to an object that is followed, and what."""

    because: ClassVar[str] = "it says no more than the events do, and can be made anew from them"

    kind = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "object_id"), name="audit_one_last_event"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
