"""Reads a governing document, as a municipality wrote it, into headings, paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Sequence

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.governing.records import Block, BlockKind, DocumentReading


def read_document(lines: Sequence[Line]) -> DocumentReading:
    """Read the lines of a document. Never raises: what is odd comes as findings."""
    blocks = [
        Block(
            BlockKind.HEADING if line.level > 0 else BlockKind.BULLET if line.bullet else BlockKind.PARAGRAPH,
            line.text,
            min(line.level, 9) if line.level > 0 else int(bool(line.bullet)),
            (number,),
            line.bullet,
        )
        for number, line in enumerate(lines, start=1)
        if line.text.strip()
    ]
    return DocumentReading(
        title=blocks[0].text if blocks else "",
        blocks=tuple(blocks),
        source=tuple(line.raw for line in lines),
    )
