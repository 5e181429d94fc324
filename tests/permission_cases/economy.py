"""The chart of accounts: a list of the administrator's on its way in, and one of the head of budget's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from kernespor.connectors.economy import Kind
from kernespor.domains.economy.actions import lists
from kernespor.domains.economy.calculations.preview import preview_of
from kernespor.domains.economy.models import CostCentre
from permission_cases import _objects

if TYPE_CHECKING:
    from permission_world import World

ACCOUNTS = "Konto;Navn;Gyldig fra\r\n999990;Prøvekonto;1-1-2026\r\n".encode("utf-8-sig")


def prepare(world: World) -> None:
    """Lay a list in for each of the two who keep the chart."""
    files = {Kind.ACCOUNTS: ("konti.csv", ACCOUNTS)}
    world.of["economy"] = {
        "egne": lists.lay_in(actor=factories.actor("administrator"), files=files),
        "en andens": lists.lay_in(actor=factories.actor("budgetchef"), files=files),
    }


def _draft(world: World, case: str) -> Any:
    return world.of["economy"]["en andens" if "en andens" in case else "egne"]


def arguments(world: World, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    unknown = "ikke findes" in case
    if name == "economy:cost_centre":
        return {"centre_id": _objects.NOBODY if unknown else CostCentre.objects.earliest("pk").pk}
    if name == "economy:export_file":
        return {"kind": "intet" if unknown else "accounts"}
    if name.startswith("economy:import") and name != "economy:import_new":
        return {"draft_id": _objects.NOBODY if unknown else _draft(world, case).pk}
    return {}


def data(world: World, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    if name == "economy:explain":
        return {"tekst": "" if "intet" in case else "3220111000000145"}
    if name == "economy:import_new":
        return {} if "intet" in case else {"lister": SimpleUploadedFile("konti.csv", ACCOUNTS)}
    if name in {"economy:import_accept", "economy:import_discard"}:
        draft = _draft(world, case)
        shown = "noget andet" if "set før" in case else preview_of(draft).fingerprint
        return {"seen": draft.version, "shown": shown}
    return {}
