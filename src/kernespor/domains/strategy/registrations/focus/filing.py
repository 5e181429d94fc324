"""Finished status notes as something that is filed: as Word and PDF."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.documents.focus import paper_of
from kernespor.domains.strategy.enums import NoteStatus
from kernespor.domains.strategy.models import StatusNote
from kernespor.domains.strategy.permissions.focus import readable_notes
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.registry import Document, Filable


def register() -> None:
    """Fill the registry of what can be filed."""
    registry.register(
        Filable(StatusNote._meta.label_lower, _finished, "on", _documents, unit="of_set__unit_id")
    )


def _finished(actor: Actor) -> QuerySet[StatusNote]:
    rows = StatusNote.objects.filter(readable_notes(actor), status=NoteStatus.FINISHED)
    return rows.select_related("of_set__unit")


def _documents(_actor: Actor, note: Any) -> list[Document]:
    paper = paper_of(note)
    return [
        Document(f"{note.title}.docx", f"{note.title} (Word)", write_word(paper)),
        Document(f"{note.title}.pdf", f"{note.title} (PDF)", write_pdf(paper)),
    ]
