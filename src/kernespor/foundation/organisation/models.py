"""Units, persons and roles, each with its dates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.foundation.dated import STILL_BELIEVED, DatedRow
from kernespor.foundation.organisation.enums import ImportStatus, RoleKind
from kernespor.foundation.versioned import VersionedRow


class Unit(models.Model):
    """A unit of the municipality, whatever its name and place at a time; `code` is the municipality's own."""

    code = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.code


class UnitVersion(DatedRow):
    """What a unit was called and where it stood from one day to another.

    `refers_to` is set only where its leader refers to the leader of another unit than the one above it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    refers_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["valid_from", "valid_to"]),)
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                condition=Q(superseded_at=STILL_BELIEVED),
                name="organisation_one_version_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Person(VersionedRow):
    """Someone who holds roles and answers for goals and actions; `code` is the municipality's own."""

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class RoleAssignment(DatedRow):
    """A person holds a role over a unit, with or without what lies under it, from one day to another.

    With a `subject`, the municipality's own code for it, the role counts for that subject alone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roles")
    includes_below = models.BooleanField(default=True)
    subject = models.CharField(max_length=60, blank=True, default="")

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["person", "valid_from", "valid_to"]),)

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit_id}"


class OrganisationImport(VersionedRow):
    """Files on their way in, byte for byte; the organisation is what it was until they are accepted."""

    units = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    persons = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    roles = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=ImportStatus.choices, default=ImportStatus.OPEN)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return ", ".join(str(file) for file in (self.units, self.persons, self.roles) if file)
