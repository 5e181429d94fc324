"""Which items and meetings are finished and belong in the case system, and as which documents."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, QuerySet

from kernespor.connectors.agenda.word import write_word
from kernespor.domains.agenda.documents import item_paper, meeting_paper
from kernespor.domains.agenda.enums import ItemStatus, MeetingStatus
from kernespor.domains.agenda.models import AgendaItem
from kernespor.domains.agenda.permissions import ITEM, MEETING, readable_items
from kernespor.domains.agenda.selectors.meetings import meeting_page, meeting_rows
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing.registry import Document, Filable
from kernespor.foundation.filing.registry import register as register_filable
from kernespor.foundation.ui.downloads import word_template


def register() -> None:
    """Fill the registry of what can be filed."""
    register_filable(Filable(ITEM, _decided, "finished_on", _item))
    register_filable(Filable(MEETING, _minuted, "on", _meeting, title="body_name", unit="body__unit_id"))


def _decided(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = AgendaItem.objects.filter(readable_items(actor), status=ItemStatus.DECIDED)
    rows = rows.annotate(finished_on=Max("stops__decision__current__on"))
    return rows.filter(finished_on__isnull=False).order_by("finished_on", "pk")


def _minuted(actor: Actor) -> QuerySet[Any]:
    return meeting_rows(actor).filter(status=MeetingStatus.MINUTES_APPROVED).order_by("on", "pk")


def _item(actor: Actor, item: Any) -> list[Document]:
    content = write_word(item_paper(actor, item), word_template())
    return [Document(f"{item.title[:80]}.docx", item.title, content)]


def _meeting(actor: Actor, meeting: Any) -> list[Document]:
    found = meeting_page(actor, meeting.pk)
    content = write_word(meeting_paper(found, actor.today), word_template())
    name = f"Referat {found.body_name} {meeting.on.isoformat()}"
    return [Document(f"{name}.docx", name, content)]
