"""What every document becomes before anyone reads meaning into it: numbered lines with their marks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document (a paragraph in Word), numbered from 1.

    `raw` is the line as it stood, `text` the same without the marks that the format gives (heading marks,
    bullets, emphasis). `style` is the name of Word's paragraph style, `level` the heading level (0: none),
    `bullet` the mark that opened it ("-", "•", "a)", "1."), `page` counts from 1 where the format has pages.
    """

    number: int
    raw: str
    text: str
    style: str = ""
    level: int = 0
    bullet: str = ""
    page: int | None = None
