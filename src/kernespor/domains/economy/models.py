"""The authorised chart, and beneath it the municipality's own, each row with its days."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kernespor.domains.economy.enums import ImportStatus, PartKind, SteeringArea
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.dated import STILL_BELIEVED, DatedRow
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.versioned import VersionedRow

_BELIEVED = Q(superseded_at=STILL_BELIEVED)


class AuthorisedAccount(DatedRow):
    """A code of the authorised chart and its name; `verified` says that both were seen in the source."""

    kind = models.CharField(max_length=20, choices=PartKind.choices)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    verified = models.BooleanField(default=False)

    class Meta(DatedRow.Meta):
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "code", "valid_from"],
                condition=_BELIEVED,
                name="economy_one_authorised_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class _Coded(models.Model):
    """Something with the municipality's own code, whatever it is called at a time."""

    code = models.CharField(max_length=40, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class PolicyArea(_Coded):
    """A part of the municipality's tasks, under one committee."""


class Appropriation(_Coded):
    """What the council grants within a policy area."""


class CostCentre(_Coded):
    """A place in the ledger on which costs are gathered."""


class LedgerAccount(_Coded):
    """An account as the ledger has it: what the money is for, wherever it is spent."""


class PolicyAreaVersion(DatedRow):
    """What a policy area was called, and the committee that it stood under."""

    policy_area = models.ForeignKey(PolicyArea, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    committee = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedRow.Meta):
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["policy_area", "valid_from"], condition=_BELIEVED, name="economy_one_area_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class AppropriationVersion(DatedRow):
    """What an appropriation was called, its policy area, and how the state counts it."""

    appropriation = models.ForeignKey(Appropriation, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    policy_area = models.ForeignKey(PolicyArea, on_delete=models.PROTECT, related_name="+")
    steering_area = models.CharField(max_length=30, choices=SteeringArea.choices)

    class Meta(DatedRow.Meta):
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["appropriation", "valid_from"],
                condition=_BELIEVED,
                name="economy_one_appropriation_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CostCentreVersion(DatedRow):
    """What a cost centre was called, the unit that it belonged to, and its appropriation."""

    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    appropriation = models.ForeignKey(Appropriation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["valid_from", "valid_to"]),)
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["cost_centre", "valid_from"], condition=_BELIEVED, name="economy_one_centre_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class LedgerAccountVersion(DatedRow):
    """What an account was called."""

    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)

    class Meta(DatedRow.Meta):
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "valid_from"], condition=_BELIEVED, name="economy_one_account_a_day"
            ),
        )

    def __str__(self) -> str:
        return self.name


class AccountMapping(DatedRow):
    """The authorised account, sixteen digits, on which a cost centre's account is reported."""

    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="mappings")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="mappings")
    number = models.CharField(max_length=16)

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["number"]),)
        constraints = (  # type: ignore[assignment] # one more than above
            *DatedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["cost_centre", "account", "valid_from"],
                condition=_BELIEVED,
                name="economy_one_mapping_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.cost_centre} / {self.account}"


class EconomyImport(VersionedRow):
    """Lists on their way in, byte for byte; the chart is what it was until they are accepted."""

    policy_areas = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    appropriations = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cost_centres = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    accounts = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    mappings = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, choices=ImportStatus.choices, default=ImportStatus.OPEN)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        files = (self.policy_areas, self.appropriations, self.cost_centres, self.accounts, self.mappings)
        return ", ".join(str(file) for file in files if file)
