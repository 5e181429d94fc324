"""What the cases of the measures mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from permission_world import World


def prepare(world: World) -> None:
    """Nothing is needed but the municipality."""
    del world


def arguments(world: World, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    del world, name
    return {"code": "intet" if "ikke findes" in case else "strategy.goals"} if case else {}


def data(world: World, name: str, case: str) -> dict[str, Any]:
    """Nothing is sent."""
    del world, name, case
    return {}
