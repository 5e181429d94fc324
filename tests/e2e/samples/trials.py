"""Samples of the pages of trials: one that fits each page, of the demo's own."""

from __future__ import annotations

from typing import Any

from e2e.product import CONTROLLER, Product

PERSON = CONTROLLER  # plans for every unit
FILES = frozenset({"trials:excel", "trials:word"})
_STATUS = {"adopt": "ended"}


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address: a trial with effects, or one in the stage that the page is for."""
    status = _STATUS.get(name.partition(":")[2], "running")
    return {
        "trial_id": product.value(
            "SELECT t.id FROM strategy_trial t JOIN strategy_trialeffect e ON e.trial_id = t.id "
            "WHERE t.status = ? ORDER BY t.id",
            status,
        )
    }
