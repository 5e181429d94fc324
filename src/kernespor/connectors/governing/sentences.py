"""Running text taken apart into its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[\"“„”»«'(]?[A-ZÆØÅ§])")
_NO_STOP = re.compile(
    r"(?<![^\W_])(?:bl\.a|ca|d|evt|fx|f\.eks|hhv|jf|kl|nr|pkt|stk|vedr|kap|art|dr|st|ift|inkl|ekskl)\.$",
    re.IGNORECASE,
)
_LOOK_BACK = 12


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with the place where it begins."""
    start = 0
    for match in _STOP.finditer(text):
        stop = match.start() + 1
        if _NO_STOP.search(text[max(stop - _LOOK_BACK, 0) : stop]):
            continue
        yield start, text[start : match.end()].rstrip()
        start = match.end()
    if text[start:].strip():
        yield start, text[start:].rstrip()
