"""The document that a status note becomes: its parts as they stand now, each with its sources."""

from __future__ import annotations

from django.conf import settings

from kernespor.connectors.note.records import Note, NotePart
from kernespor.domains.strategy.enums import NoteStatus
from kernespor.domains.strategy.models import StatusNote, StatusNotePart
from kernespor.engines.danish import long_date


def paper_of(note: StatusNote) -> Note:
    """Return the note as a document. One query."""
    parts = list(note.parts.order_by("position", "pk"))
    edited = [part for part in parts if part.text != part.made]
    made = f"Skrevet af Kernespor fra kendsgerningerne mellem {long_date(note.since)} og {long_date(note.on)}"
    colophon = [
        f"{made}, og rettet af mennesker i {len(edited)} af {len(parts)} afsnit." if edited else f"{made}."
    ]
    if note.status == NoteStatus.DRAFT:
        colophon.append("Notatet er en kladde.")
    return Note(
        title=note.title,
        on=note.on,
        sender=note.sender,
        municipality=settings.MUNICIPALITY,
        parts=tuple(_part(part) for part in parts if part.text.strip() or part.level == 1),
        colophon=tuple(colophon),
    )


def _part(part: StatusNotePart) -> NotePart:
    """Return a part with the sources of those sentences that still stand in it."""
    standing = " ".join(part.text.split())
    words = dict.fromkeys(
        source["words"]
        for source in part.sources
        if source.get("words") and " ".join(source["sentence"].split()) in standing
    )
    return NotePart(part.heading, part.text, part.level, tuple(words))
