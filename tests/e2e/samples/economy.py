"""Samples of the pages of the chart: a cost centre whose accounts have a history, lists on their way in."""

from __future__ import annotations

from typing import Any

from e2e.product import ADMINISTRATOR, Product

PERSON = ADMINISTRATOR  # keeps the chart
FILES = frozenset({"economy:export_file"})


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address."""
    if name == "economy:cost_centre":
        return {
            "centre_id": product.value(
                "SELECT MIN(cost_centre_id) FROM economy_accountmapping WHERE valid_to < '9999-01-01'"
            )
        }
    if name == "economy:import":
        return {"draft_id": product.value("SELECT MAX(id) FROM economy_economyimport")}
    return {"kind": "cost_centres"}
