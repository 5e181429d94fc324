"""Personal numbers out of a text by themselves, and a text released with what a person chose to hide."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kernespor.engines.masking.personal_numbers import places
from kernespor.engines.masking.records import REPLACEMENTS, Kind, Masked, Released, Span


def mask(text: str) -> Masked:
    """Return the text with each personal number replaced by a fixed word, and where they stood.

    Outside the places no letter is changed. Masking twice is masking once: in a masked text nothing is found.
    """
    spans = places(text)
    return Masked(_replaced(text, spans), spans)


def release(text: str, masks: Iterable[Span] = ()) -> Released:
    """Return the text as it is published: personal numbers masked, and what a person chose to hide.

    The places are counted in the text that is given: the masked one, on which suggestions are made, or the
    original. What overlaps is hidden as one, as a personal number where it holds one. Raises ValueError for a
    place outside.
    """
    chosen = sorted(masks)
    if chosen and max(span.end for span in chosen) > len(text):
        raise ValueError(f"A text of {len(text)} letters has no such place.")
    spans = _joined([*places(text), *chosen])
    # Once more: a hidden word may bring a number nearer to the word "cpr".
    published = mask(_replaced(text, spans)).text
    return Released(published, digest(published), spans)


def digest(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            before = joined[-1]
            kind = Kind.CPR if Kind.CPR in {before.kind, span.kind} else before.kind
            joined[-1] = Span(before.start, max(before.end, span.end), kind)
        else:
            joined.append(span)
    return tuple(joined)


def _replaced(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], REPLACEMENTS[span.kind]]
        at = span.end
    return "".join([*parts, text[at:]])
