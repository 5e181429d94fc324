"""What the cases of access mean: a deputyship of the head of finance, an invitation to the draft."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import factories
from kernespor.foundation.access import actions

if TYPE_CHECKING:
    from permission_world import World

NOBODY = 999_999


def prepare(world: World) -> None:
    """Let a buyer look after the head's tasks, and let a person who asks nothing here read the draft."""
    head = factories.actor("oekonomichef")
    world.of["access"] = {
        "deputyship": actions.set_deputy(
            actor=head,
            principal=factories.person("oekonomichef"),
            deputy=factories.person("udbudskonsulent"),
            first=factories.DAY,
            last=factories.DAY + dt.timedelta(days=6),
            unit=None,
            why="Ferie",
        ),
        "invitation": actions.invite(
            actor=head,
            row=world.plans["kladde"],
            person=factories.person("loenkonsulent"),
            why=factories.SECRET,
        ),
    }


def arguments(world: World, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    made = world.of["access"]
    if name in {"access:deputies", "access:stop"}:
        return {}
    if name in {"access:deputyship_end", "access:act"}:
        return {"deputyship_id": NOBODY if "ikke findes" in case else made["deputyship"].pk}
    if name == "access:person":
        code = "loenkonsulent" if "en inviteret" in case else "jurist"
        return {"person_id": NOBODY if "ikke findes" in case else factories.person(code).pk}
    stage = "gælder" if "gælder" in case else "kladde"
    found = {"slug": "plan", "pk": world.plans[stage].pk}
    if "mål" in case:
        found = {"slug": "maal", "pk": factories.first_goal(world.plans[stage]).pk}
    if "en slags" in case:
        found["slug"] = "intet"
    if "en plan, der ikke findes" in case:
        found["pk"] = NOBODY
    if name == "access:withdraw":
        found["invitation_id"] = NOBODY if "en invitation, der ikke findes" in case else made["invitation"].pk
    return found


def data(world: World, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    del world, case
    if name == "access:deputies":
        return {
            "principal": factories.person("oekonomichef").pk,
            "deputy": factories.person("jurist").pk,
            "first": "20-11-2026",
            "last": "26-11-2026",
            "unit": factories.unit("OS").pk,
            "why": "Ferie",
        }
    return {"person": factories.person("jurist").pk, "why": "Læs med"} if name == "access:invite" else {}
