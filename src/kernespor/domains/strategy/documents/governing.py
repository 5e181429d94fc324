"""The documents that this part makes: a governing document as Word and PDF, also for filing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.records import Note, NotePart
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.enums import BlockKind, DocumentStatus
from kernespor.domains.strategy.models import DocumentBlock
from kernespor.domains.strategy.permissions.governing import DOCUMENT
from kernespor.domains.strategy.selectors.governing.documents import adopter, document_rows
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.registry import Document, Filable
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui.downloads import word_template
from kernespor.foundation.ui.templatetags.danish import long_date


def note_of(document: Any, today: dt.date) -> Note:
    """Return a document as it is written out: its head, and its text word for word."""
    return Note(
        title=document.title,
        on=document.adopted_on or today,
        parts=tuple(_parts(list(document.blocks.all()))),
        kind=str(document.get_kind_display()),
        sender=tree_on(today).name(document.unit_id),
        municipality=settings.MUNICIPALITY,
        facts=tuple(facts_of(document)),
    )


def facts_of(document: Any) -> Iterator[str]:
    """Yield the lines of a document's head: who adopted it and when, how long it holds."""
    who, day = adopter(document), document.adopted_on
    if who and day:
        yield gettext("Vedtaget af {who} den {day}").format(who=who, day=long_date(day))
    if document.valid_from and document.valid_to:
        yield gettext("Gælder fra {first} til {last}").format(
            first=long_date(document.valid_from), last=long_date(document.valid_to)
        )
    elif document.valid_from:
        yield gettext("Gælder fra {first}").format(first=long_date(document.valid_from))
    if document.status != DocumentStatus.IN_FORCE:
        yield str(document.get_status_display())


def word_of(document: Any, today: dt.date) -> bytes:
    """Return a document as Word."""
    return write_word(note_of(document, today), word_template())


def pdf_of(document: Any, today: dt.date) -> bytes:
    """Return a document as an accessible PDF."""
    return write_pdf(note_of(document, today))


def _parts(blocks: list[DocumentBlock]) -> Iterator[NotePart]:
    """Yield each heading with what stands under it."""
    heading, level = "", 1
    text: list[str] = []
    for block in blocks:
        if block.kind == BlockKind.HEADING:
            if heading or text:
                yield NotePart(heading, "\n\n".join(text), level)
            heading, level, text = block.text, max(block.level, 1), []
        elif block.kind == BlockKind.BULLET:
            # A point with a number of its own keeps it, and needs no bullet beside it.
            numbered = block.mark[:1].isalnum()
            text.append(f"{block.mark} {block.text}" if numbered else f"- {block.text}")
        else:
            text.append(block.text)
    if heading or text:
        yield NotePart(heading, "\n\n".join(text), level)


def register_filing() -> None:
    """Fill the registry of what can be filed: what was replaced."""
    registry.register(Filable(DOCUMENT, _replaced, "valid_to", _documents))


def _replaced(actor: Actor) -> QuerySet[Any]:
    return document_rows(actor).filter(status=DocumentStatus.REPLACED).order_by("pk")


def _documents(actor: Actor, row: Any) -> list[Document]:
    made = [
        Document(f"{row.title}.docx", f"{row.title} (Word)", word_of(row, actor.today)),
        Document(f"{row.title}.pdf", f"{row.title} (PDF)", pdf_of(row, actor.today)),
    ]
    source = row.source
    return [*made, Document(source.name, source.name, bytes(source.content))] if source else made
