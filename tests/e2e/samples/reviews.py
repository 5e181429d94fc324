"""Keys for the pages of reviews, the next plan, and plans written in the product."""

from __future__ import annotations

from typing import Any

from e2e.product import CONTROLLER, Product

PERSON = CONTROLLER  # plans for every unit
FILES = frozenset({"reviews:all_plans_excel", "reviews:still_excel"})


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address: a plan in force, and a trial that runs."""
    del name
    return {
        "plan_id": product.plan(),
        "trial_id": product.value("SELECT id FROM strategy_trial WHERE status = 'running' ORDER BY id"),
    }
