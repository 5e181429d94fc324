"""Lists written inside a sentence: "Vi vil a) besøge alle, b) spørge dem og c) svare"."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"(?<!\S)\(?(?P<mark>[a-h1-9])\)\s+(?=\w)")
_SEAM = re.compile(r"(?:[,;]?\s+(?:og|samt|eller))?[\s,;]*$")
_LONGEST = 2000


class Inline(NamedTuple):
    """A sentence taken apart: what leads up to the list, its points, and the words that parted them."""

    lead: str
    items: tuple[str, ...]
    dropped: str


def split_inline(text: str) -> Inline | None:
    """Return the points of a list inside a sentence, or None; marks must count up from "a" or "1"."""
    if len(text) > _LONGEST:
        return None
    marks = list(_MARK.finditer(text))
    first = marks[0]["mark"] if marks else ""
    if len(marks) < 2 or first not in "a1":  # noqa: PLR2004 - one point is no list
        return None
    if any(ord(mark["mark"]) != ord(first) + place for place, mark in enumerate(marks)):
        return None
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    items, dropped = [], [mark["mark"] for mark in marks]
    for mark, end in zip(marks, ends, strict=True):
        item = text[mark.end() : end].rstrip()
        seam = _SEAM.search(item) if end < len(text) else None
        dropped.extend(seam[0].strip(" ,;").split() if seam else ())
        items.append(item[: seam.start()] if seam else item)
    return Inline(text[: marks[0].start()].strip(), tuple(items), " ".join(dropped))
