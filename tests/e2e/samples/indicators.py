"""Samples of the pages of indicators: a measured one of a plan in force, which the controller plans for."""

from __future__ import annotations

from typing import Any

from e2e.product import CONTROLLER, Product

PERSON = CONTROLLER
FILES = frozenset({"indicators:list_excel", "indicators:history_excel"})
_MEASURED = (
    "SELECT x.id FROM strategy_indicator x JOIN strategy_goal g ON g.id = x.goal_id "
    "JOIN strategy_priorityarea a ON a.id = g.area_id JOIN strategy_unitplan p ON p.id = a.plan_id "
    "WHERE x.kind = 'measured' AND p.status = 'in_force' ORDER BY x.id"
)


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address."""
    return {} if name.startswith("indicators:list") else {"indicator_id": product.value(_MEASURED)}
