"""Samples of the pages of governing documents, from the demo's own."""

from __future__ import annotations

from typing import Any

from e2e.product import SECRETARY, Product

PERSON = SECRETARY  # keeps every document
FILES = frozenset({
    "governing:documents_excel", "governing:pdf", "governing:source", "governing:word",
})  # fmt: skip
_DOCUMENT = "SELECT MIN(id) FROM strategy_governingdocument WHERE status = ? AND kind = ?"


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address: the economic policy in force, and a draft where one is needed."""
    draft = name in {"governing:suggestions", "governing:move"}
    document = product.value(
        _DOCUMENT, *(("draft", "procurement_policy") if draft else ("in_force", "economic_policy"))
    )
    block = "SELECT MIN(id) FROM strategy_documentblock WHERE document_id = ? AND kind = 'paragraph'"
    passage = (
        "SELECT MIN(upper_pk) FROM thread_link WHERE upper_kind = 'strategy.passage' AND upper_pk IN "
        "(SELECT id FROM strategy_passage WHERE document_id = ?)"
    )
    policy = product.value(_DOCUMENT, "in_force", "economic_policy")
    return {
        "document_id": document,
        "block_id": product.value(block, document),
        "passage_id": product.value(passage, policy),
        "step": "record",
    }
