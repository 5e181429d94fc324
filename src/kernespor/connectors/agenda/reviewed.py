"""An agenda item on its way to its review."""

from __future__ import annotations

import datetime as dt

from kernespor.connectors.agenda.records import AgendaItem
from kernespor.engines.item_review.records import Item, Section


def as_reviewed(item: AgendaItem, meeting: dt.date | None) -> Item:
    """Return an item as the review sees it; `meeting` is the day on which it is treated, if known."""
    return Item(
        title=item.title,
        theme=item.theme,
        sections=tuple(Section(section.heading, section.text) for section in item.sections),
        recommendation="\n\n".join(
            text for text in (item.recommendation, item.alternative_recommendation) if text
        ),
        economy=item.economy,
        consultation=item.consultation,
        attachments=item.attachments,
        item_type=item.item_type,
        meeting=meeting,
        decided=tuple(decision.date for decision in item.decisions if decision.date),
        closed=item.closed,
        line=item.line,
    )
