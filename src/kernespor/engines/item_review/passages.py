"""An item taken apart into sentences, each with the section that it stands in. The work is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.engines.item_review.records import Item, Passage
from kernespor.engines.sentences import sentences

LONGEST = 1000  # letters of a paragraph that are taken apart at once
MOST = 400_000  # letters of an item that are read
THEME, TEXT, ECONOMY, HEARING, RECOMMENDATION = "theme", "text", "economy", "hearing", "recommendation"
_LINES = re.compile(r"\n+")


def parts_of(item: Item) -> list[tuple[str, str, str]]:
    """Return what the item is made of in reading order: which part it is, its heading, its text."""
    parts = [
        (THEME, "Tema", item.theme),
        *((TEXT, one.heading or "Sagsfremstilling", one.text) for one in item.sections),
        (ECONOMY, "Økonomi", item.economy),
        (HEARING, "Høring", item.consultation),
        (RECOMMENDATION, "Indstilling", item.recommendation),
    ]
    left = MOST
    found: list[tuple[str, str, str]] = []
    for part, heading, text in parts:
        if text.strip() and left > 0:
            found.append((part, heading, text[:left]))
            left -= len(text)
    return found


def passages_of(item: Item) -> list[Passage]:
    """Return every sentence of an item in reading order."""
    found: list[Passage] = []
    for part, heading, text in parts_of(item):
        for number, line in enumerate(_LINES.split(text)):
            pieces = _row(line) if " | " in line else _sentences(line)
            found.extend(Passage(part, heading, piece, number) for piece in pieces)
    return found


def _row(line: str) -> list[str]:
    return [line.strip()[:LONGEST]]


def _sentences(line: str) -> Iterator[str]:
    start = 0
    while start < len(line):
        end = len(line) if len(line) - start <= LONGEST else _cut(line, start)
        yield from (" ".join(text.split()) for _, text in sentences(line[start:end]))
        start = end


def _cut(line: str, start: int) -> int:
    """Return where a long line is parted: after a sentence where there is one, else at a blank."""
    limit = start + LONGEST
    for mark in (". ", "! ", "? ", " "):
        place = line.rfind(mark, start + 1, limit)
        if place > start:
            return place + len(mark)
    return limit
