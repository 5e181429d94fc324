"""What those heard were told, and when those who haven't answered are reminded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kernespor.foundation.bodies.enums import NoticeKind, NoticeTrouble, NoticeWay
from kernespor.foundation.bodies.models.consultations import (
    Consultation,
    ConsultationParty,
    ConsultationResponse,
)
from kernespor.foundation.dated import STILL_BELIEVED, DatedRow
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.tasks.models import OutgoingMail


class ReminderDays(DatedRow):
    """How many days before a deadline the municipality reminds, from a day on; `source` says who set it."""

    days = models.JSONField()  # whole numbers, the largest first
    source = models.CharField(max_length=300)

    class Meta(DatedRow.Meta):
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(superseded_at=STILL_BELIEVED),
                name="bodies_reminders_one_a_day",
            ),
        )

    def __str__(self) -> str:
        return ", ".join(str(day) for day in self.days)


class Notice(models.Model):
    """That someone heard was told something, how, or why they weren't; `key` makes it happen once.

    A `response` is there where a resident is told of their own answer. `days` are those of a reminder,
    `about_deadline` the deadline of a reminder and of one that was moved. `seen_on` is the day on which a
    person said that they had read it.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    party = models.ForeignKey(ConsultationParty, on_delete=models.PROTECT, related_name="notices")
    response = models.ForeignKey(ConsultationResponse, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    way = models.CharField(max_length=20, choices=NoticeWay.choices)
    trouble = models.CharField(max_length=20, choices=NoticeTrouble.choices, blank=True)
    address = models.EmailField(blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    about_deadline = models.DateTimeField(null=True)
    on = models.DateField()
    seen_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person", "kind", "on"]),)
        constraints = (
            models.UniqueConstraint(fields=["consultation", "key"], name="bodies_told_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=(NoticeKind.OUTCOME, NoticeKind.WITHDRAWN),
                    days__isnull=True,
                    about_deadline__isnull=True,
                )
                | Q(kind=NoticeKind.MOVED, days__isnull=True, about_deadline__isnull=False)
                | Q(kind=NoticeKind.REMINDER, days__isnull=False, about_deadline__isnull=False),
                name="bodies_notice_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(way=NoticeWay.NONE) & ~Q(trouble="") | ~Q(way=NoticeWay.NONE) & Q(trouble=""),
                name="bodies_told_or_why_not",
            ),
        )

    def __str__(self) -> str:
        return self.name


class NoticeMail(OutgoingMail):
    """The mail of a notice, from the moment it is written until it is sent."""

    because: ClassVar[str] = "its notice is audited; the mail and its status are themselves the record"

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="mail")

    class Meta:
        indexes = (models.Index(fields=["status", "claimed_at"]),)
