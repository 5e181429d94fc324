"""Addresses that belong to any object: the plans of the world, by the words of the case."""

from __future__ import annotations

from typing import Any

NOBODY = 999_999


def plan_in(world: Any, case: str) -> Any:
    """Return the plan that a case speaks of: the draft, the concluded one, or the one in force."""
    _, _, under = case.partition("under en plan")
    case = under or case
    stage = next((stage for stage in ("kladde", "afsluttet") if stage in case), "gælder")
    return world.plans[stage]


def arguments(world: Any, case: str) -> dict[str, Any]:
    """Return `slug` and `pk`; for what doesn't exist, a key of nobody or a slug of nothing."""
    if "en slags" in case:
        return {"slug": "vision", "pk": plan_in(world, case).pk}
    return {"slug": "plan", "pk": NOBODY if "ikke findes" in case else plan_in(world, case).pk}
