"""The municipality's own year: its steps, its days off, and the years whose days it has fixed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.models.items import AgendaItem
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.versioned import VersionedRow


class WheelStep(VersionedRow):
    """One of the municipality's own steps of every year. `code` is what other steps are computed from.

    `rule` and `ends` are written as the engine reads them ({"weeks": 3, "before": "law.second_reading"}).
    `makes` is a document that is made on the step's day by `responsible`, for the bodies of the codes in
    `bodies`, first to last.
    """

    code = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    process = models.CharField(max_length=60)
    rule = models.JSONField()
    ends = models.JSONField(null=True)
    moves = models.CharField(max_length=10)
    meets = models.JSONField(default=list)
    avoids_school_holidays = models.BooleanField(default=False)
    fulfils = models.CharField(max_length=80, blank=True)
    consultation = models.BooleanField(default=False)
    parties = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    valid_from = models.PositiveSmallIntegerField()
    valid_to = models.PositiveSmallIntegerField()
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    makes = models.CharField(max_length=60, blank=True)
    bodies = models.JSONField(default=list)

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=["code", "valid_from"], name="agenda_one_step_from_a_year"),
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_to")), name="agenda_step_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(makes="") | Q(responsible__isnull=False), name="agenda_made_by_someone"
            ),
        )

    def __str__(self) -> str:
        return self.title


class DaysOff(VersionedRow):
    """Local school holidays from one day to another, or a day on which the house is closed every year."""

    kind = models.CharField(max_length=10, choices=OffKind.choices)
    name = models.CharField(max_length=100)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ("first", "last", "name")
        constraints = (
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="agenda_off_in_order"),
            models.CheckConstraint(
                condition=Q(kind=OffKind.SCHOOL) | Q(first=F("last")), name="agenda_closed_one_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class WheelYear(VersionedRow):
    """A year whose days are fixed: what the rules or the law say later is told beside them, and moves none.

    `why` is why it was fixed though something in it doesn't go together; `times` how often it was fixed.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    fixed_on = models.DateField()
    fixed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.year)


class WheelDay(models.Model):
    """The day of a step in a fixed year. `ruled` is the day that the rules gave, `why` why it is another.

    A step of the law is kept as it was when the year was fixed, to be held against what the law says now.
    """

    of_year = models.ForeignKey(WheelYear, on_delete=models.CASCADE, related_name="days")
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    legal = models.BooleanField(default=False)
    on = models.DateField()
    ends = models.DateField(null=True)
    ruled = models.DateField()
    verified = models.CharField(max_length=10)
    why = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["of_year", "code"], name="agenda_one_day_a_step"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(on__lte=F("ends")), name="agenda_day_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.title


class WheelMade(VersionedRow):
    """What a step of a year made on its day, once: the draft of an item, or what stood in the way."""

    code = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due = models.DateField()
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, related_name="+")
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "year"], name="agenda_made_once_a_year"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, trouble="") | Q(item__isnull=True) & ~Q(trouble=""),
                name="agenda_made_or_told_why_not",
            ),
        )

    def __str__(self) -> str:
        return self.title
