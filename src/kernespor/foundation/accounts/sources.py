"""Where the roles of a person are: with the organisation, or with the identity provider where it decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings

from kernespor.foundation.accounts.models import AssertedRole
from kernespor.foundation.organisation.models import RoleAssignment


def role_rows() -> Any:
    """Return the rows that give access, as a set of dated rows in the shape of `RoleAssignment`."""
    return AssertedRole.objects if settings.OIDC_ROLES else RoleAssignment.objects


def held_on(day: dt.date) -> Any:
    """Return the roles that give access on a day."""
    return role_rows().on(day)
