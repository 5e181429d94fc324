"""An item taken apart into sentences, each with the section that it stands in. The work is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.engines.item_review.records import Item, Passage
from kernespor.engines.sentences import sentences

LONGEST = 1000  # letters of a paragraph that are taken apart at once
MOST = 400_000  # letters of an item that are read
THEME, TEXT, ECONOMY, HEARING, RECOMMENDATION = "theme", "text", "economy", "hearing", "recommendation"
KEYS = {THEME: "tema", TEXT: "afsnit", ECONOMY: "oekonomi", HEARING: "dialog", RECOMMENDATION: "indstilling"}
_LINES = re.compile(r"\n+")
_PARAGRAPHS = re.compile(r"\n{2,}")


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
    section = 0
    for part, heading, text in parts_of(item):
        while part == TEXT and not item.sections[section].text.strip():
            section += 1
        key = KEYS[part] if part != TEXT else f"{KEYS[part]}-{section}"
        section += part == TEXT
        for number, line in enumerate(_LINES.split(text)):
            longest = LONGEST if _is_row(line) else None
            found.extend(
                Passage(part, heading, piece[:longest], number, anchor)
                for anchor, piece in _anchored(line, f"{key}-{number}")
            )
    return found


def laid_out(text: str, key: str, first: int = 0) -> list[list[list[tuple[str, str]]]]:
    """Return a text as paragraphs of lines of sentences, each with the anchor that its passage has.

    `first` is the number of the text's first line, where it stands below another in its part.
    """
    found: list[list[list[tuple[str, str]]]] = []
    number = first
    for paragraph in _PARAGRAPHS.split(text):
        lines = [
            list(_anchored(line, f"{key}-{at}")) for at, line in enumerate(_LINES.split(paragraph), number)
        ]
        number += len(lines)
        if any(lines):
            found.append([line for line in lines if line])
    return found


def lines_in(text: str) -> int:
    """Return how many lines a text has, as they are counted here."""
    return len(_LINES.split(text))


def _anchored(line: str, key: str) -> Iterator[tuple[str, str]]:
    pieces = [line.strip()] if _is_row(line) else _sentences(line)
    for number, piece in enumerate(pieces):
        yield f"{key}-{number}", piece


def _is_row(line: str) -> bool:
    return " | " in line


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
