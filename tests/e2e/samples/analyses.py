"""Samples of the pages of budget analyses: one in the stage that each page is for, of the demo's own."""

from __future__ import annotations

from typing import Any

from e2e.product import CONTROLLER, Product

PERSON = CONTROLLER  # plans for every unit
FILES = frozenset({"analyses:list_excel", "analyses:word"})
_PAGES = {"part": ("part_id", "strategy_analysispart"), "part_remove": ("part_id", "strategy_analysispart")}


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address."""
    page = name.partition(":")[2]
    if page in {"report", "report_move"}:
        return _below(product, "report_id", "strategy_analysisreport", "AND x.given_on IS NULL")
    if page in _PAGES:
        return _below(product, *_PAGES[page])
    status = "result" if page == "decision" else "under_way"
    query = "SELECT id FROM strategy_analysis WHERE status = ? ORDER BY id"
    found: dict[str, Any] = {"analysis_id": product.value(query, status)}
    return found | ({"kind": "effort"} if page == "part_new" else {})


def _below(product: Product, key: str, table: str, more: str = "") -> dict[str, Any]:
    """Return the keys of a row under the analysis that is under way, and of the analysis."""
    rows = f"{table} x JOIN strategy_analysis a ON a.id = x.analysis_id WHERE a.status = ? {more}"
    return {
        name: product.value(f"SELECT {column} FROM {rows} ORDER BY x.id", "under_way")  # noqa: S608 - our own words
        for name, column in (("analysis_id", "a.id"), (key, "x.id"))
    }
