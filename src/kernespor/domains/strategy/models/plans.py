"""The plan, its parts, and what was said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.domains.strategy.enums import (
    ImportStatus,
    IndicatorKind,
    JudgementChoice,
    PlanKind,
    PlanStatus,
)
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.measures.registry import Direction
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class UnitPlan(VersionedRow):
    """A plan for a period: a unit's (virksomhedsplan), a MED committee's, or common initiatives.

    `body` is the MED committee whose plan it is; `unit` the unit that it belongs to. `previous` is the plan
    that this one starts from. On `review_on` each open goal asks to be scaled, continued,
    rethought or closed.
    """

    kind = models.CharField(max_length=20, choices=PlanKind.choices, default=PlanKind.UNIT)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="plans")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="following")
    review_on = models.DateField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    title = models.TextField()
    unit_name = models.TextField()  # as the document has it; the tree knows today's name
    period_from = models.DateField()
    period_to = models.DateField()
    status = models.CharField(max_length=20, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    expected_from = models.DateField()  # from when a status is expected: the day it came into force
    concluded_on = models.DateField(null=True)  # from then on nothing grows older
    fresh_days = models.PositiveSmallIntegerField(default=120)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    # Raised by every write anywhere in the plan: what is computed from it may be kept as long as it stands.
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(period_from__lte=F("period_to")), name="strategy_plan_period_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.unit_name}"

    @property
    def title_with_period(self) -> str:
        """The title and the years, which most titles hold already."""
        years = sorted({self.period_from.year, self.period_to.year})
        if all(str(year) in self.title for year in years):
            return str(self.title)
        return f"{self.title}, {'–'.join(map(str, years))}"

    @property
    def is_in_whole_years(self) -> bool:
        """Say whether the period runs from 1 January to 31 December."""
        start, end = self.period_from, self.period_to
        return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


class PlanSection(models.Model):
    """A heading with its text ahead of the priority areas."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.heading


class OwnedRow(VersionedRow):
    """Something that someone answers for until a day."""

    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    deadline = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class PriorityArea(OwnedRow):
    """A priority area (indsatsområde) of a plan."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="areas")
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Goal(OwnedRow):
    """A goal (mål) under a priority area."""

    area = models.ForeignKey(PriorityArea, on_delete=models.CASCADE, related_name="goals")
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    actions_intro = models.TextField(blank=True)
    indicators_intro = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Action(OwnedRow):
    """An action (handling) under a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    begins = models.DateField(null=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:120]


class Indicator(OwnedRow):
    """An indicator (målindikator) under a goal: the plan's own words, and how it is followed.

    A computed one reads `measure` over `measure_unit` with what lies under it (None: the plan's unit).
    Baseline, target and tolerance are in the unit that `counts` names; `tolerance` is how far short of
    what is expected still counts as on track. `scale` lists an assessed one's words, lowest first, and
    `good_from` is the first place on it that counts as good. `every_months` is how often a reading is due,
    `followed_from` the day from which it has been followed as it is now.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    origin = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=IndicatorKind.choices, default=IndicatorKind.WORDS)
    measure = models.CharField(max_length=60, blank=True)
    measure_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    counts = models.CharField(max_length=80, blank=True)
    direction = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Direction], blank=True
    )
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    tolerance = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    scale = models.JSONField(default=list)
    good_from = models.PositiveSmallIntegerField(null=True)
    source = models.TextField(blank=True)
    every_months = models.PositiveSmallIntegerField(null=True)
    followed_from = models.DateField(null=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:120]


class Status(models.Model):
    """What a person said of a goal or of an action on a day. Rows are only added."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="statuses")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="statuses")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, related_name="statuses")
    judgement = models.CharField(max_length=20, choices=JudgementChoice.choices)
    text = models.TextField(blank=True)
    on = models.DateField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    author_label = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "recorded_at", "id")
        indexes = (models.Index(fields=["plan", "on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(goal__isnull=True, action__isnull=False)
                | Q(goal__isnull=False, action__isnull=True),
                name="strategy_status_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_judgement_display()} {self.on}"


class LastSeen(models.Model):
    """When a person last had a plan open, so that the page can say what is new since then."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    before = models.DateField()  # what "since last time" means today: the day before the last visit's

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "person"], name="strategy_one_last_seen"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.on}"


class PlanImport(VersionedRow):
    """A document on its way in: the file as it was, and what a person corrected in how we read it."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    corrections = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=ImportStatus.choices, default=ImportStatus.OPEN)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    plan = models.ForeignKey(UnitPlan, on_delete=models.PROTECT, null=True, related_name="imports")

    def __str__(self) -> str:
        return self.file.name
