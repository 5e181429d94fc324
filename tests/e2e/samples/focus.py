"""Keys of the pages of focus areas, from the demo's database."""

from __future__ import annotations

from typing import Any

from e2e.product import SECRETARY, Product

PERSON = SECRETARY
FILES = frozenset({
    "focus:sets_excel", "focus:set_excel", "focus:area_excel", "focus:silent_excel", "focus:note_word",
    "focus:note_pdf",
})  # fmt: skip


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of the set in force, its first area, a note that is a draft, and an evaluation."""
    in_force = product.value("SELECT id FROM strategy_focusset WHERE status = 'in_force'")
    status = "draft" if name not in {"focus:note_word", "focus:note_pdf"} else "finished"
    note = product.value("SELECT id FROM strategy_statusnote WHERE status = ?", status)
    parts = "SELECT id FROM strategy_statusnotepart WHERE note_id = ? AND position = 2"
    return {
        "set_id": in_force,
        "area_id": product.value(
            "SELECT id FROM strategy_focusarea WHERE of_set_id = ? AND position = 1", in_force
        ),
        "evaluation_id": product.value("SELECT MIN(id) FROM strategy_focusevaluation"),
        "note_id": note,
        "part_id": product.value(parts, note),
        "slug": "maal",
        "pk": product.part("goal", product.plan()),
    }
