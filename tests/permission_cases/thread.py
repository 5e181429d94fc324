"""What the cases of the thread mean: two plans that are tied, and a draft that is tied to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import factories
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.actions import tie

if TYPE_CHECKING:
    from permission_world import World

NOBODY = 999_999


def prepare(world: World) -> None:
    """Tie the plan of the matrix to another unit's, and to the draft."""
    plans = world.plans
    maker = factories.actor("budgetchef")
    given = {"actor": maker, "kind": "supports", "why": factories.SECRET}
    world.of["thread"] = {
        "to planer": tie(
            **given | {"why": "De to planer hænger sammen"},
            upper=ref_of(plans["gælder"]),
            lower=ref_of(plans["anden"]),
        ),
        "kladde": tie(**given, upper=ref_of(plans["gælder"]), lower=ref_of(plans["kladde"])),
    }


def arguments(world: World, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if name in {"thread:link", "thread:untie"}:
        link = world.of["thread"]["kladde" if "kladde" in case else "to planer"]
        return {"link_id": NOBODY if "ikke findes" in case else link.pk}
    if not case:
        return {}
    stage = "kladde" if "kladde" in case else "gælder"
    if "mål" in case:
        return {"slug": "maal", "pk": factories.first_goal(world.plans[stage]).pk}
    slug = "intet" if "slags" in case else "plan"
    return {"slug": slug, "pk": NOBODY if "en plan, der ikke findes" in case else world.plans[stage].pk}


def data(world: World, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    if name == "thread:untie":
        return {"why": "De hænger ikke længere sammen"}
    why = "" if "uden begrundelse" in case else "De arbejder sammen"
    found = {"ord": "Mælkevejen", "slags": "plan"}
    return found | {"other": str(ref_of(world.plans["anden"])), "relation": "leads_to:ned", "why": why}
