"""The user account."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kernespor.foundation.dated import DatedRow
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person, Unit


class Users(BaseUserManager["User"]):
    """Accounts with the persons behind them, found by e-mail address in any case of letters."""

    def get_queryset(self) -> models.QuerySet[User]:
        """Return all accounts: whoever asks for one goes on to ask for the person."""
        rows: models.QuerySet[User] = super().get_queryset().select_related("person")
        return rows

    def get_by_natural_key(self, email: str | None) -> User:
        """Return the account of that address."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account: an e-mail address, a password, the person behind it, and how the pages should be.

    `second_step_since` is when a second step was set up, `unlocked_at` when an administrator last lifted a
    lock, `asserted_at` when the identity provider last vouched for the person.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="da")
    dense_tables = models.JSONField(default=list, blank=True)
    second_step_since = models.DateTimeField(null=True)
    unlocked_at = models.DateTimeField(null=True)
    asserted_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = Users()

    def __str__(self) -> str:
        return self.email


class AssertedRole(DatedRow):
    """A role that the identity provider said a person has, when they last logged in through it.

    It has the shape of a `RoleAssignment`, and stands in its place where the provider decides the roles.
    `code` is the provider's own word for the role.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asserted_roles")
    role = models.CharField(max_length=30, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    includes_below = models.BooleanField(default=True)
    subject = models.CharField(max_length=60, blank=True, default="")
    code = models.CharField(max_length=200)

    class Meta(DatedRow.Meta):
        indexes = (models.Index(fields=["person", "valid_from", "valid_to"]),)

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit_id}"
