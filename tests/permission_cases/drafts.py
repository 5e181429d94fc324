"""Drafts: the finance head's own, and another's."""

from __future__ import annotations

from typing import Any

import factories
from kernespor.foundation.drafts.actions import keep

FORM = "strategy.status"


def prepare(world: Any) -> None:
    """Keep a draft of the finance head's with the mark in it, and one of someone outside the matrix."""
    world.of["drafts"] = {
        "lederens egen kladde": keep(
            actor=factories.actor("oekonomichef"), form=FORM, ref="", fields={"text": factories.SECRET}
        ).pk,
        "en andens kladde": keep(
            actor=factories.actor("budgetchef"), form=FORM, ref="", fields={"text": factories.SECRET}
        ).pk,
    }


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    return {"draft_id": world.of["drafts"].get(case, 999_999)} if name == "drafts:throw_away" else {}


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what the form sends."""
    del world, case
    if name != "drafts:keep":
        return {}
    return {"draft_form": FORM, "draft_ref": "strategy.goal:1", "draft_seen": "0", "text": "Halvt"}
