"""A finished note: a head, and headings with text; each part may say where its text comes from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kernespor.connectors.unit_plan.paper import one_line, paragraphs

Block = str | tuple[str, ...]  # a paragraph, or the points of a list


@dataclass(frozen=True, slots=True)
class NotePart:
    """A heading with the text under it.

    Paragraphs are parted by a blank line; one that begins with "- " is a point of a list. A part without a
    heading goes on under the one before. `sources` are told in small letters under the text.
    """

    heading: str
    text: str = ""
    level: int = 1
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.level < 1:
            raise ValueError(self.level)

    def blocks(self) -> list[Block]:
        """Return the paragraphs, and the lists whose points stand together."""
        found: list[Block] = []
        for written in paragraphs(self.text):
            if not written.startswith(("- ", "– ", "• ")):
                found.append(written)
            elif found and isinstance(found[-1], tuple):
                found[-1] = (*found[-1], written[2:].lstrip())
            else:
                found.append((written[2:].lstrip(),))
        return found


@dataclass(frozen=True, slots=True)
class Note:
    """A note: `kind` is the word above it ("Notat"), `sender` who it is from, `on` its date.

    `facts` are lines of the head beside sender and date ("Vedtaget af Byrådet 3. maj 2026"), `colophon`
    what stands last in small letters.
    """

    title: str
    on: dt.date | None
    parts: tuple[NotePart, ...]
    kind: str = "Notat"
    sender: str = ""
    municipality: str = ""
    facts: tuple[str, ...] = ()
    colophon: tuple[str, ...] = ()


def in_order(note: Note) -> Note:
    """Return the note with every line in its normal form and no level skipped: 1, 3 becomes 1, 2.

    A document that everyone can read has no heading two levels under the one above it.
    """
    parts, open_levels = [], [0]
    for part in note.parts:
        heading, level = one_line(part.heading), part.level
        if heading:
            while level <= open_levels[-1]:
                open_levels.pop()
            open_levels.append(level)
            level = len(open_levels) - 1
        sources = tuple(line for source in part.sources if (line := one_line(source)))
        parts.append(replace(part, heading=heading, level=level, sources=sources))
    lines = (tuple(one for line in group if (one := one_line(line))) for group in (note.facts, note.colophon))
    facts, colophon = lines
    return replace(
        note,
        title=one_line(note.title),
        kind=one_line(note.kind),
        sender=one_line(note.sender),
        municipality=one_line(note.municipality),
        parts=tuple(parts),
        facts=facts,
        colophon=colophon,
    )
