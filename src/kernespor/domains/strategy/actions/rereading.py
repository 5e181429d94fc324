"""What a person's word about one line or one text becomes among the corrections. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.vocabulary import split_head
from kernespor.domains.strategy.selectors.imports import line_text

HEADED = frozenset({LineKind.AREA, LineKind.GOAL, LineKind.SECTION})


def with_line(corrections: Corrections, line: Line, *, kind: LineKind | None, text: str) -> Corrections:
    """Return the corrections with a line's kind (None: as the reader sees it) and its text set."""
    kept = without_line(corrections, line.number)
    kinds, texts = dict(kept.kinds), dict(kept.texts)
    if kind is not None:
        kinds[line.number] = kind
    if text.split() != line.text.split():
        texts[line.number] = " ".join(text.split())
    return replace(kept, kinds=kinds, texts=texts)


def without_line(corrections: Corrections, number: int) -> Corrections:
    """Return the corrections without what was said of a line."""
    kinds = {key: kind for key, kind in corrections.kinds.items() if key != number}
    texts = {key: text for key, text in corrections.texts.items() if key != number}
    return replace(corrections, kinds=kinds, texts=texts)


def with_text(
    corrections: Corrections, lines: Sequence[Line], *, kind: LineKind, old: str, new: str
) -> Corrections:
    """Return the corrections with a text of the plan written anew on the lines that it came from.

    The first line takes the text, between what it held before and after it; the others are emptied. A heading
    is also held to what it was, so that its new words can't make it something else.
    """
    texts, kinds = dict(corrections.texts), dict(corrections.kinds)
    first = lines[0]
    front, back = _around(line_text(first, corrections), old)
    for line in lines:
        texts[line.number] = ""
    texts[first.number] = f"{front}{' '.join(new.split())}{back}"
    if kind in HEADED:
        kinds[first.number] = kind
    return replace(corrections, texts=texts, kinds=kinds)


def _around(text: str, old: str) -> tuple[str, str]:
    """Return what stands before and after a text in its line: "3.1 Mål – " and nothing."""
    front, found, back = text.partition(old)
    if old and found:
        return front, back
    title = split_head(text).title
    return (text.removesuffix(title), "") if title else ("", "")
