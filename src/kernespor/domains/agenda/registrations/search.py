"""What can be found of agenda items."""

from __future__ import annotations

from typing import Any

from kernespor.domains.agenda.models import AgendaItem
from kernespor.domains.agenda.permissions import ITEM
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add_source


def register() -> None:
    """Fill the registry of what can be found."""
    add_source(Source(ITEM, AgendaItem.objects.order_by, _text, as_written=True))


def _text(item: Any) -> Text:
    told = [f"{heading}\n{text}" for heading, text in item.sections]
    parts = (
        item.case_number, item.theme, *told, item.economy, item.consultation, item.recommendation,
        item.alternative_recommendation, item.attachments,
    )  # fmt: skip
    return Text(item.title, "\n".join(part for part in parts if part), unit_id=item.unit_id)
