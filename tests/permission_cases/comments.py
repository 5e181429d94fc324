"""Comments on plans: one of them the employee's own."""

from __future__ import annotations

from typing import Any

import factories
from kernespor.foundation.comments import actions
from permission_cases import _objects


def prepare(world: Any) -> None:
    """Let the employee comment on the plan in force, and a maker on the draft."""
    own = actions.comment(
        actor=factories.actor("hrkonsulent"), row=world.plans["gælder"], text="Medarbejderens kommentar"
    )
    secret = actions.comment(
        actor=factories.actor("oekonomichef"), row=world.plans["kladde"], text=factories.SECRET
    )
    world.of["comments"] = {"gælder": own, "kladde": secret}


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    found = _objects.arguments(world, case)
    if name == "comments:withdraw":
        stage = "kladde" if "fra en kladde" in case or "i en kladde" in case else "gælder"
        found["comment_id"] = world.of["comments"][stage].pk
    return found


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    del world, name
    return {} if "tom" in case else {"text": "En kommentar"}
