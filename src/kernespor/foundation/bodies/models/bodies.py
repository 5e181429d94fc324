"""Bodies, what they were called and when, their terms and their members."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kernespor.foundation.bodies.enums import BodyKind, Function, Side
from kernespor.foundation.dated import STILL_BELIEVED, DatedRow
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow


class Body(VersionedRow):
    """A body (råd, udvalg, forum), whatever its name at a time; `code` is the municipality's own.

    `unit` is the unit that it belongs to: those who keep the books of that unit keep the body's.
    """

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="bodies")

    def __str__(self) -> str:
        return self.code


class BodyVersion(DatedRow):
    """What a body was called and which body it stood under, from one day to another."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["valid_from", "valid_to"]),)
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "valid_from"],
                condition=Q(superseded_at=STILL_BELIEVED),
                name="bodies_one_version_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Term(VersionedRow):
    """A term (funktionsperiode) of a set of bodies: "2026–2029", both days inclusive."""

    name = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="bodies_term_order"),)

    def __str__(self) -> str:
        return self.name


class TermBody(models.Model):
    """A term is a body's."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="of_bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["term", "body"], name="bodies_term_once"),)

    def __str__(self) -> str:
        return f"{self.term_id}, {self.body_id}"


class Membership(DatedRow):
    """Someone sits in a body from one day to another: a person of the house, or a name from outside it.

    `side` is set in MED committees alone; `stands_for` is the list, the trade union or the association.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, null=True, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="memberships")
    outside_name = models.CharField(max_length=200, blank=True)
    function = models.CharField(max_length=20, choices=Function.choices, default=Function.MEMBER)
    side = models.CharField(max_length=20, choices=Side.choices, blank=True)
    stands_for = models.CharField(max_length=120, blank=True)

    class Meta(DatedRow.Meta):
        indexes = (
            models.Index(fields=["body", "valid_from", "valid_to"]),
            models.Index(fields=["person", "valid_from", "valid_to"]),
        )
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False, outside_name="")
                | Q(person__isnull=True) & ~Q(outside_name=""),
                name="bodies_member_person_or_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_function_display()}, {self.name}"

    @property
    def name(self) -> str:
        """Who it is: the person's name, or the name from outside."""
        return self.person.name if self.person else self.outside_name
