"""Lines of Markdown and of plain text, in whatever encoding they came."""

from __future__ import annotations

import re

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import LONGEST_LINE, normalise, parse_marks

_MOJIBAKE = re.compile("Ã[¦¸¥†˜…\x86\x98\x85]")
_RULER = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_UNDERLINE = re.compile(r"[ \t]{0,3}(={3,}|-{3,})[ \t]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_SETEXT_LONGEST = 120


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows' Western letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    elif data.startswith(b"\xef\xbb\xbf"):
        text = data.decode("utf-8-sig", errors="replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    if _MOJIBAKE.search(text):
        text = _undo_mojibake(text)
    return text


def _undo_mojibake(text: str) -> str:
    """Read once more what was UTF-8 taken for Windows' letters, where that works for the whole text."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def text_lines(text: str) -> list[Line]:
    """Return the lines of a Markdown or plain text; form feeds begin a new page."""
    text = text.replace("\x00", "")  # no letter, and nothing that a database keeps
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines: list[Line] = []
    page = 1 if "\f" in text else None
    table = 0
    in_table = False
    row = 0
    for number, raw in enumerate(raws, start=1):
        if page is not None:
            page += raw.count("\f")
        clean = raw.replace("\f", "")
        follows = raws[number] if number < len(raws) else ""
        if not in_table and "|" in clean and "|" in follows and _RULER.fullmatch(follows):
            in_table, table, row = True, table + 1, 0
        elif in_table and "|" not in clean:
            in_table = False
        if in_table:
            row += 1
            lines.append(Line(number, raw, clean.strip(), page=page, role="row", cell=(table, row, 0)))
            continue
        lines.append(_line(number, raw, clean, page))
    return _setext(lines)


def split_row(raw: str) -> list[str]:
    """Return the cells of a Markdown table's row."""
    return [cell.replace("\\|", "|").strip() for cell in _CELL_END.split(raw.strip().strip("|"))]


def is_ruler(text: str) -> bool:
    """Say whether a line only draws a rule or parts a table's head from its body."""
    return bool(_RULER.fullmatch(text) or _UNDERLINE.fullmatch(text)) or (
        text != "" and not any(letter.isalnum() for letter in text)
    )


def _line(number: int, raw: str, clean: str, page: int | None) -> Line:
    if len(clean) > LONGEST_LINE:
        return Line(number, raw, " ".join(normalise(clean).split()), page=page, reach=len(clean))
    marks = parse_marks(clean)
    return Line(
        number,
        raw,
        marks.text,
        level=marks.level,
        bullet=marks.bullet,
        page=page,
        bold=marks.bold,
        indent=marks.indent,
        reach=len(clean.rstrip()),
    )


def _setext(lines: list[Line]) -> list[Line]:
    """Turn a line that is underlined with === or --- into the heading that Markdown means by it."""
    for place in range(1, len(lines)):
        under, above = lines[place], lines[place - 1]
        mark = _UNDERLINE.fullmatch(under.raw)
        if not mark or not above.text or above.level or above.bullet or above.cell:
            continue
        if len(above.text) <= _SETEXT_LONGEST and (place < 2 or not lines[place - 2].text):  # noqa: PLR2004 - the line above
            level = 1 if mark[1].startswith("=") else 2
            lines[place - 1] = Line(
                above.number, above.raw, above.text, level=level, page=above.page, reach=above.reach
            )
    return lines
