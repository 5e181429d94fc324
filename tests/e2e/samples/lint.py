"""Samples of the pages of advice: one that fits each page, of the demo's own."""

from __future__ import annotations

from typing import Any

from e2e.product import CONTROLLER, Product

PERSON = CONTROLLER  # plans for every unit
FILES = frozenset({"lint:plans_excel", "lint:plan_excel"})
_WITHOUT_OWNER = (
    "SELECT {} FROM strategy_action x JOIN strategy_goal g ON g.id = x.goal_id "
    "JOIN strategy_priorityarea a ON a.id = g.area_id JOIN strategy_unitplan p ON p.id = a.plan_id "
    "WHERE x.owner_id IS NULL AND p.status = ? AND NOT EXISTS ("
    "SELECT 1 FROM strategy_status s WHERE s.judgement = 'closed' AND s.action_id = x.id) ORDER BY x.id"
)


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address: a plan in force with an action that nobody owns."""
    if name in {"lint:plans", "lint:plans_excel", "lint:rules"}:
        return {}
    plan = {"plan_id": product.value(_WITHOUT_OWNER.format("p.id"), "in_force")}
    if name != "lint:aside":
        return plan
    action = product.value(_WITHOUT_OWNER.format("x.id"), "in_force")
    return plan | {"rule": "action_without_owner", "kind": "action", "item_id": action}
