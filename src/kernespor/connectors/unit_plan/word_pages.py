"""On which page a heading will stand in Word: a close guess, shown until Word counts for itself.

Word works out the numbers of a contents list when it prints or saves as PDF, or when somebody asks it to;
until then it shows what the file says.
"""

from __future__ import annotations

import math

from kernespor.connectors.unit_plan.word_styles import TEXT_WIDTH_MM, Look

_POINTS_PER_MM = 72 / 25.4
_PAGE = (297 - 2 * 26) * _POINTS_PER_MM
_NATURAL = 1.15  # Arial's own distance between lines, in its size
_LETTER, _BOLD_LETTER = 0.49, 0.55  # mean width of a letter in running Danish, in its size


class Pages:
    """Counts pages while paragraphs are laid down one after the other."""

    def __init__(self, page: int = 1) -> None:
        self.page = page
        self.used = 0.0
        self._heading = 0.0
        self._after = 0.0

    def lay(self, look: Look, text: str, *, new_page: bool = False) -> int:
        """Lay down a paragraph and return the page that it begins on."""
        width = (TEXT_WIDTH_MM - look.indent) * _POINTS_PER_MM
        lines = self._lines(look, text, width)
        line = look.size * _NATURAL * look.line
        if (new_page or look.page_break) and self.used:
            self._turn()
        # Word keeps the larger of the two distances that meet.
        before = max(0.0, look.before - self._after) if self.used else 0.0
        needed = before + line * min(lines, 2 if not look.keep_next else lines)
        if self.used + needed > _PAGE:
            # What leads on to this paragraph goes with it to the next page.
            carried = self._heading
            self._turn()
            self.used, before = carried, before if carried else 0.0
        begins = self.page
        self.used += before
        for _ in range(lines):
            if self.used + line > _PAGE:
                self._turn()
            self.used += line
        self.used += look.after
        self._after = look.after
        self._heading = self._heading + before + lines * line + look.after if look.keep_next else 0.0
        return begins

    def row(self, look: Look, texts: list[tuple[str, float]]) -> None:
        """Lay down a row of a table: the texts of its cells with their widths in millimetres."""
        lines = max(self._lines(look, text, width * _POINTS_PER_MM - 9) for text, width in texts)
        height = lines * look.size * _NATURAL + look.before + look.after
        if self.used + height > _PAGE:
            self._turn()
        self.used += height
        self._heading = self._after = 0.0

    def _turn(self) -> None:
        self.page += 1
        self.used = 0.0

    @staticmethod
    def _lines(look: Look, text: str, width: float) -> int:
        letter = look.size * (_BOLD_LETTER if look.bold else _LETTER)
        return max(1, math.ceil(len(text) * letter / width))
