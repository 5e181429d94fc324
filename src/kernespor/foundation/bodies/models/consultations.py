"""Who is heard about what until when, and what they answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.engines.masking.masking import mask
from kernespor.foundation.access.openness import GuardedRow
from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.bodies.enums import ConsultationKind, ConsultationStatus, Ground, PartyKind, Side
from kernespor.foundation.bodies.models.bodies import Body
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class Consultation(GuardedRow, VersionedRow):
    """Someone is heard. `unit` keeps its books; `body` is the one that wants to hear, where it is a body.

    `proposal` says what is proposed, `questions` what one would like to hear (one a line), `afterwards`
    what happens then (one a line), `changed` what the answers led to. `late_answers` says that residents may
    answer after the deadline too, without login. `remind_days` is how many days before the deadline those who
    haven't answered are reminded; None: as the municipality does.
    """

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ConsultationKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="consultations")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    ground_text = models.CharField(max_length=300)
    ground_source = models.CharField(max_length=300)
    ground_from = models.DateField(null=True)  # since when the ground holds, as its source says
    proposal = models.TextField()
    questions = models.TextField(blank=True)
    afterwards = models.TextField(blank=True)
    opens = models.DateField()
    deadline = models.DateTimeField()
    status = models.CharField(
        max_length=20, choices=ConsultationStatus.choices, default=ConsultationStatus.DRAFT
    )
    changed = models.TextField(blank=True)
    concluded_on = models.DateField(null=True)
    remind_days = models.JSONField(null=True)
    late_answers = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["status", "deadline"]),)

    def __str__(self) -> str:
        return self.title

    @property
    def takes_answers(self) -> bool:
        """Say whether an answer can be taken in, on time or late."""
        return self.status in {ConsultationStatus.OPEN, ConsultationStatus.CLOSED}


class ConsultationMaterial(models.Model):
    """A file that those heard should read."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="material")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class ConsultationParty(models.Model):
    """One who is heard: a body, a unit, someone outside the house, or the residents.

    `address` is where someone outside the house is written to, where they gave an address.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="heard_in")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="heard_in")
    outside_name = models.CharField(max_length=200, blank=True)
    address = models.EmailField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PartyKind.BODY, body__isnull=False, unit__isnull=True, outside_name="")
                | Q(kind=PartyKind.UNIT, body__isnull=True, unit__isnull=False, outside_name="")
                | Q(kind=PartyKind.OUTSIDE, body__isnull=True, unit__isnull=True) & ~Q(outside_name="")
                | Q(kind=PartyKind.PUBLIC, body__isnull=True, unit__isnull=True, outside_name=""),
                name="bodies_party_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["consultation", "body"],
                condition=Q(body__isnull=False),
                name="bodies_body_heard_once",
            ),
            models.UniqueConstraint(
                fields=["consultation", "unit"],
                condition=Q(unit__isnull=False),
                name="bodies_unit_heard_once",
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(kind=PartyKind.PUBLIC),
                name="bodies_public_heard_once",
            ),
        )

    def __str__(self) -> str:
        return self.outside_name or self.get_kind_display()


class ConsultationResponse(models.Model):
    """An answer as it came: never changed. Of several from one party the last one counts.

    `received_at` is when it came in, `sent_by` who sent or recorded it. `shown_name` is what a resident
    wants to be called; `may_publish` is their consent, `published_on` the day a person released it.
    `published_text` is what others may read of it, `published_digest` the mark of that version: the SHA-256
    of its text. `text` is the original, which only those who hear read as it stands. `documents` is how many
    came with it.

    `side` is set where the staff side of a MED committee answers for itself, beside the committee. With
    `recorded` it came by letter or mail, and `sent_by` wrote it in. `receipt` is the number that one without
    login got, `underway` that they were writing when the deadline came.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="responses")
    party = models.ForeignKey(ConsultationParty, on_delete=models.PROTECT, related_name="responses")
    text = models.TextField(blank=True)
    documents = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_label = models.CharField(max_length=200)
    shown_name = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=20, choices=Side.choices, blank=True)
    recorded = models.BooleanField(default=False)
    receipt = models.CharField(max_length=14, blank=True)
    underway = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    published_text = models.TextField(blank=True)
    published_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (models.Index(fields=["consultation", "received_at"]),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") | Q(documents__gt=0), name="bodies_response_says_something"
            ),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="bodies_receipt_once"),
        )

    def __str__(self) -> str:
        return f"{self.sent_label}: {mask(self.text).text[:80]}"

    @property
    def is_late(self) -> bool:
        """Say whether it came after the deadline; what was underway then came in time."""
        return self.received_at > self.consultation.deadline and not self.underway


class ResponseDocument(models.Model):
    """A document that came with an answer. With `is_hidden` it isn't shown with what others read of it.

    The mark of what is shown is that of its file: it is shown as it came, or not at all.
    """

    response = models.ForeignKey(ConsultationResponse, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    is_hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return mask(str(self.file)).text


class ResponseContact(UnauditedRow):
    """Where one without login wants to hear back: removed when they have been told how it ended."""

    because = "an address to write to, which is no part of the answer and doesn't outlive the consultation"

    response = models.OneToOneField(ConsultationResponse, on_delete=models.CASCADE, related_name="contact")
    email = models.CharField(max_length=254)
    receipt_sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.response_id}"


class PublicSending(UnauditedRow):
    """An answer without login was sent from somewhere: counted for an hour, and forgotten after it.

    `mark` stands for the network address; the address can't be read from it, and isn't kept.
    """

    because = "a count against floods, forgotten within the day"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sendings")
    mark = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["consultation", "at"]),)

    def __str__(self) -> str:
        return f"{self.consultation_id}"
