"""Lines of a PDF that holds text: in reading order, with place, size and weight of their letters."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kernespor.connectors.documents.danger import (
    MOST_LETTERS,
    MOST_LINES,
    MOST_PAGES,
    RefusedError,
    pages_without_text,
)
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import normalise, parse_marks
from kernespor.engines.findings import Finding

_BOLD = 600  # weight from which type is bold
_HYPHENS = "\x02\ufffe\u00ad"
_PARAGRAPH_GAP = 1.3  # times the usual pitch from which two lines are two paragraphs
_LONE_MARK = 4  # letters that a bullet or number standing alone may have
_MOST_STARTS = 12  # places where many lines of a page begin
_COLUMN_SHARE = 0.2  # of a page's lines that each of two columns has at the least
_NO_CROSSING = 0.85  # of the lines that stand wholly in one of them
_COLUMN_GAP = 60.0  # points between a bullet and its text at the most


@dataclass(slots=True)
class _Run:
    """One line of letters on a page; places in points, y upwards."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool


def pdf_lines(path: Path) -> tuple[list[Line], list[Finding]]:
    """Read a PDF. Raises RefusedError where it's encrypted, damaged, too long or without any text."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise RefusedError("encrypted" if code == pdfium_c.FPDF_ERR_PASSWORD else "corrupt") from error
    try:
        return _lines(document)
    finally:
        document.close()


def _lines(document: Any) -> tuple[list[Line], list[Finding]]:
    if len(document) > MOST_PAGES:
        raise RefusedError("too_many_pages")
    runs: list[_Run] = []
    without_text: list[int] = []
    letters = 0
    for index in range(len(document)):
        try:
            page = document[index]
            found = _page_runs(page, index + 1)
        except pdfium.PdfiumError as error:
            raise RefusedError("corrupt") from error
        letters += sum(len(run.text) for run in found)
        if letters > MOST_LETTERS or len(runs) > MOST_LINES:
            raise RefusedError("too_much_text")
        if not found and next(page.get_objects(), None) is not None:
            without_text.append(index + 1)
        runs.extend(_in_order(found))
        page.close()
    if not runs and without_text:
        raise RefusedError("scanned")
    return _numbered(runs), [pages_without_text(without_text)] if without_text else []


def _page_runs(page: Any, number: int) -> list[_Run]:
    textpage = page.get_textpage()
    handle = textpage.raw
    count = pdfium_c.FPDFText_CountChars(handle)
    runs: list[_Run] = []
    letters: list[str] = []
    places: list[int] = []
    for index in range(max(count, 0)):
        letter = chr(pdfium_c.FPDFText_GetUnicode(handle, index) & 0x1FFFFF) if count else ""
        if letter in _HYPHENS:
            letters.append("-")
            places.append(index)
            _close(runs, handle, letters, places, number)
        elif letter in "\r\n":
            _close(runs, handle, letters, places, number)
        else:
            letters.append(max(letter, " "))
            places.append(index)
    _close(runs, handle, letters, places, number)
    textpage.close()
    return runs


def _close(runs: list[_Run], handle: Any, letters: list[str], places: list[int], page: int) -> None:
    """End a line: measure its first and last letter."""
    text = "".join(letters)
    solid = [place for letter, place in zip(letters, places, strict=True) if not letter.isspace()]
    if solid:
        boxes = [_box(handle, place) for place in (solid[0], solid[len(solid) // 2], solid[-1])]
        middle = solid[len(solid) // 2]
        runs.append(
            _Run(
                text.strip(), page,
                min(box[0] for box in boxes), max(box[1] for box in boxes),
                min(box[2] for box in boxes), max(box[3] for box in boxes),
                round(pdfium_c.FPDFText_GetFontSize(handle, middle), 1),
                all(_is_bold(handle, place) for place in (solid[0], middle, solid[-1])),
            )
        )  # fmt: skip
    letters.clear()
    places.clear()


def _box(handle: Any, place: int) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of a letter's cell; its height is the font's, not the letter's."""
    rectangle = pdfium_c.FS_RECTF()
    if pdfium_c.FPDFText_GetLooseCharBox(handle, place, rectangle):
        return rectangle.left, rectangle.right, rectangle.bottom, rectangle.top
    return 0.0, 0.0, 0.0, 0.0


def _is_bold(handle: Any, place: int) -> bool:
    if pdfium_c.FPDFText_GetFontWeight(handle, place) >= _BOLD:
        return True
    flags = ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(handle, place, None, 0, flags)
    if not 0 < length < 200:  # noqa: PLR2004 - longer than any font's name
        return False
    name = ctypes.create_string_buffer(length)
    pdfium_c.FPDFText_GetFontInfo(handle, place, name, length, flags)
    return any(word in name.value.lower() for word in (b"bold", b"semibold", b"black", b"heavy", b"-bd"))


def _in_order(runs: list[_Run]) -> list[_Run]:
    """Order a page's lines from top to bottom, unless they stand beside each other in columns."""
    merged: list[_Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if (
            last
            and _same_line(last, run)
            and len(last.text) <= _LONE_MARK
            and 0 <= run.left - last.right < _COLUMN_GAP
        ):
            merged[-1] = replace(run, text=f"{last.text} {run.text}", left=last.left)
        else:
            merged.append(run)
    beside = sum(_same_line(one, other) for one, other in pairwise(merged))
    if beside > 1 or any(
        _same_line(one, other) for place, one in enumerate(merged) for other in merged[place + 2 : place + 60]
    ):
        return merged
    return sorted(merged, key=lambda run: -run.top)


def _same_line(one: _Run, other: _Run) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _numbered(runs: list[_Run]) -> list[Line]:
    if not runs:
        return []
    width = median((run.right - run.left) / max(len(run.text), 1) for run in runs) or 1.0
    origins = _origins(runs)
    pairs = pairwise(runs)
    pitches = [
        one.top - other.top
        for one, other in pairs
        if one.page == other.page and 0 < one.top - other.top < 4 * other.size
    ]
    pitch = _usual(pitches)
    lines: list[Line] = []
    before: _Run | None = None
    for run, left in zip(runs, origins, strict=True):
        if before and before.page == run.page and pitch and _parted(before, run, pitch):
            lines.append(Line(len(lines) + 1, "", "", page=run.page))
        marks = parse_marks(run.text, headings=False)
        lines.append(
            Line(
                len(lines) + 1, run.text, " ".join(normalise(marks.text).split()), bullet=marks.bullet,
                page=run.page, bold=run.bold, size=run.size,
                indent=(run.left - left) / width, reach=(run.right - left) / width,
            )
        )  # fmt: skip
        before = run
    return lines


def _origins(runs: list[_Run]) -> list[float]:
    """Return, for each line, where its column of the page begins."""
    left = min(run.left for run in runs)
    pages: dict[int, list[_Run]] = {}
    for run in runs:
        pages.setdefault(run.page, []).append(run)
    gutters = {page: _gutter(found) for page, found in pages.items()}
    columns = [run.left for run in runs if run.left >= gutters[run.page]]
    right = min(columns, default=left)
    return [right if run.left >= gutters[run.page] else left for run in runs]


def _gutter(runs: list[_Run]) -> float:
    """Return where the second column of a page begins; infinity where it has but one."""
    starts = Counter(round(run.left) for run in runs).most_common(_MOST_STARTS)
    for start, _ in sorted(starts):
        beside = sum(run.left >= start - 1 for run in runs)
        before = sum(run.right < start for run in runs)
        if min(beside, before) >= _COLUMN_SHARE * len(runs) and beside + before >= _NO_CROSSING * len(runs):
            return start - 1.0
    return float("inf")


def _usual(pitches: list[float]) -> float:
    """Return the pitch of running text: the commonest one, to half a point."""
    if not pitches:
        return 0.0
    rounded = [round(pitch * 2) / 2 for pitch in pitches]
    return max(set(rounded), key=lambda pitch: (rounded.count(pitch), -pitch))


def _parted(before: _Run, run: _Run, pitch: float) -> bool:
    distance = before.top - run.top
    return distance < 0 or distance > _PARAGRAPH_GAP * pitch
