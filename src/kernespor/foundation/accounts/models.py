"""The user account."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kernespor.foundation.organisation.models import Person


class Users(BaseUserManager["User"]):
    """Accounts, found by e-mail address in any case of letters."""

    def get_by_natural_key(self, email: str | None) -> User:
        """Return the account of that address."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account: an e-mail address, a password, the person behind it, and how the pages should be."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="da")
    dense_tables = models.JSONField(default=list, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = Users()

    def __str__(self) -> str:
        return self.email
