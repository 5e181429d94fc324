"""Samples of the pages of the agenda: an item on its way, a meeting ahead, a decision that is followed up."""

from __future__ import annotations

from typing import Any

from e2e.product import SECRETARY, Product

PERSON = SECRETARY  # runs the meetings of every body
FILES = frozenset({
    "agenda:items_excel", "agenda:deviations_excel", "agenda:meeting_word", "agenda:meeting_pdf",
    "agenda:item_word", "agenda:item_pdf", "agenda:wheel_excel", "agenda:wheel_calendar",
    "agenda:mandates_excel", "agenda:mandate_word", "agenda:mandate_pdf",
    "agenda:wheel_pdf",
})  # fmt: skip


def values(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of an address: what goes on still, and was approved or sent once."""
    going = "SELECT id FROM agenda_agendaitem WHERE status = 'under_way' AND editions > 0 ORDER BY id"
    return {
        "item_id": product.value(going),
        "number": 1,
        "stop_id": product.value(
            "SELECT s.id FROM agenda_itemstop s JOIN agenda_agendaitem i ON i.id = s.item_id "
            "WHERE s.decision_id IS NULL AND i.status = 'under_way' ORDER BY s.id"
        ),
        "step_id": product.value("SELECT id FROM agenda_wheelstep WHERE code = 'own.consultation'"),
        "off_id": product.value("SELECT MIN(id) FROM agenda_daysoff WHERE kind = 'school'"),
        "year": 2028,
        "meeting_id": product.value(
            "SELECT id FROM agenda_meeting WHERE kind = 'theme' ORDER BY id"
            if name == "agenda:meeting_programme"
            else "SELECT m.id FROM agenda_meeting m JOIN agenda_itemstop s ON s.meeting_id = m.id "
            "WHERE m.status = 'planned' ORDER BY m.id"
        ),
        "decision_id": product.value("SELECT MIN(decision_id) FROM agenda_followup"),
        "mandate_id": product.value(
            "SELECT MIN(mandate_id) FROM agenda_deliverable d JOIN agenda_mandate m ON m.id = d.mandate_id "
            "WHERE m.status = 'in_force' AND d.state = 'waiting'"
        ),
        "deliverable_id": product.value(
            "SELECT MIN(d.id) FROM agenda_deliverable d JOIN agenda_mandate m ON m.id = d.mandate_id "
            "WHERE m.status = 'in_force' AND d.state = 'waiting'"
        ),
        "follow_up_id": product.value("SELECT MIN(id) FROM agenda_followup WHERE done_on IS NULL"),
    }
