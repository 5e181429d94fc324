"""What every document becomes before anyone reads meaning into it: numbered lines with their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_NO_LETTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document (a paragraph in Word), numbered from 1.

    `raw` is the line as it stood, `text` the same without the marks that the format gives (heading marks,
    bullets, emphasis). `style` is the name of Word's paragraph style, `level` the heading level (0: none),
    `bullet` the mark that opened it ("-", "•", "a)", "1."), `page` counts from 1 where the format has pages.

    `bold` says that the whole line is bold, `size` its type size in points (0: unknown). `indent` and `reach`
    are where it began and ended, in characters of average width (reach 0: unknown, or the format wraps by
    itself). `role` is "header", "footer" or "contents" where the format says so. `cell` is its table, row and
    column, each from 1.
    """

    number: int
    raw: str
    text: str
    style: str = ""
    level: int = 0
    bullet: str = ""
    page: int | None = None
    bold: bool = False
    size: float = 0.0
    indent: float = 0.0
    reach: float = 0.0
    role: str = ""
    cell: tuple[int, int, int] | None = None


def storable(line: Line) -> Line:
    """Return a line without what a broken font gives for a letter: no database keeps NUL or half a pair."""
    return replace(line, raw=_NO_LETTER.sub("", line.raw), text=_NO_LETTER.sub("", line.text))
