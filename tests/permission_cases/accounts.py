"""The cases of accounts: administrators keep them, everyone their own."""

from __future__ import annotations

from typing import Any

import factories
from kernespor.foundation.accounts.models import User

NOBODY = 999_999


def prepare(world: Any) -> None:
    """Choose the account that is kept."""
    world.of["accounts"] = User.objects.get(person__code="hrchef")


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if name == "accounts:session_end":
        return {"session_id": NOBODY}
    if name == "accounts:user":
        pk = NOBODY if "ikke findes" in case else world.of["accounts"].pk
        return {"user_id": factories.account("administrator").pk if "sin egen" in case else pk}
    return {}


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    del world
    if name != "accounts:user":
        return {}
    why = "" if "uden begrundelse" in case else "Personen ringede selv"
    return {"step": "close", "why": why}
