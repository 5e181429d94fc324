"""What a document that was read contradicts itself about, beside what its reader found odd."""

from __future__ import annotations

from kernespor.connectors.governing.records import BlockKind, DocumentReading
from kernespor.connectors.note.contradictions import Told, contradictions
from kernespor.engines.findings import Finding

# What the reader looks for itself, and knows better: it tells plans from what is told as done.
_READERS = {"note_before_told", "list_missing", "list_counted_wrong", "said_twice"}


def told_in(reading: DocumentReading) -> list[Told]:
    """Return the pieces of a document, numbered from 1."""
    return [
        Told(
            block.text,
            number,
            is_heading=block.kind is BlockKind.HEADING,
            is_point=block.kind is BlockKind.BULLET,
        )
        for number, block in enumerate(reading.blocks, start=1)
    ]


def odd_in_document(reading: DocumentReading) -> list[Finding]:
    """Return what the reader found, and what the document contradicts itself about else."""
    own = contradictions(reading.date, told_in(reading))
    return [*reading.findings, *(one for one in own if one.code not in _READERS)]
