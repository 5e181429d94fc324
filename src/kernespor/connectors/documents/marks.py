"""The marks that text wears: heading marks, bullets, numbers of lists, emphasis."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kernespor.connectors.documents.lines import Line
from kernespor.engines.danish import MONTHS

FEWEST_HEADINGS = 3  # below this, "# " in a Word or PDF document is no habit
LONGEST_LINE = 20_000  # a line beyond this is searched for marks no further than this

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_SYMBOLS = "•●○◦▪▫■□▶►▸‣⁃∙·✓✔➢➤→❖◆◇☐☑☒\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\u2219§¤"
_SIGNS = "§¤"  # before a figure these are signs of their own
_BULLET = re.compile(
    rf"[ \t]*(?:(?P<symbol>[{_SYMBOLS}])[ \t\u2003]*(?=[^\W\d]|[\"”“„»«'‘(\[*<])"
    rf"|(?P<figure>[{_SYMBOLS}])(?<![{_SIGNS}])[ \t\u2003]+(?=[<>≥≤±+]?\d[^\n]*(?:[^\W\d]|%))"
    r"|(?P<dash>[-–—‐‑*+o])[ \t]+|(?P<tight>[-–])(?=[A-ZÆØÅ][a-zæøå]))(?P<rest>\S.*)"
)
_TICK_BOX = re.compile(r"^\[[ xX]?\][ \t]+")
_NUMBERED = re.compile(
    r"[ \t]*(?P<mark>\((?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})\)|(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})[.)])"
    r"[ \t]+(?P<rest>\S.*)"
)
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|br|p|font|sup|sub|h[1-6]|div|mark|small)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_STRONG = re.compile(r"(?<![\w*_])(\*\*\*|\*\*|\*|___|__|_)(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_BOLD = re.compile(r"(?:\*\*|__|<b>|<strong>)(?!\s).*(?:\*\*|__|</b>|</strong>)[ \t]*:?", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
# The spaces of Unicode's class Zs; ligatures, wide forms and mathematical letters.
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ODD_LETTER = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")


class Marks(NamedTuple):
    """What a raw line wore, and the text that is left when it is taken off."""

    text: str
    level: int
    bullet: str
    bold: bool
    indent: int


def normalise(text: str) -> str:
    """Return text in composed form, with ligatures opened, odd spaces plain and invisible characters gone."""
    if text.isascii():
        return text
    text = _ODD_SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return _ODD_LETTER.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)


def strip_emphasis(text: str) -> str:
    """Return text without HTML tags, Markdown emphasis, escapes and entities, with single spaces."""
    if "<" in text:
        text = _TAG.sub(" " if "<br" in text.lower() else "", _COMMENT.sub("", text))
    if "*" in text or "_" in text:
        text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text).rstrip("\\")
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return " ".join(text.split())


def parse_marks(raw: str, *, headings: bool = True) -> Marks:
    """Take the marks off a raw line; `headings` says whether "# " is one (not in Word or PDF)."""
    line = normalise(raw)
    rest = line
    if rest.lstrip().startswith(">"):
        rest = _QUOTE.sub("", rest, count=1)
    indent = len(rest.expandtabs(4)) - len(rest.expandtabs(4).lstrip())
    level = 0
    if headings and (match := _HEADING.fullmatch(rest)):
        level, rest = len(match[1]), match[2].rstrip().rstrip("#")
        return Marks(strip_emphasis(rest), level, "", bold=False, indent=indent)
    bullet, rest = _take_bullet(rest)
    return Marks(strip_emphasis(rest), level, bullet, bool(_BOLD.fullmatch(rest.strip())), indent)


def with_markdown_headings(lines: Sequence[Line]) -> list[Line]:
    """Return a Word or PDF document's lines with "# " read as a heading, where it is used as one.

    Markdown that was pasted or printed keeps its marks in the text. One or two such lines are something else.
    """
    marked = [line for line in lines if not line.level and _HEADING.fullmatch(line.text)]
    if len(marked) < FEWEST_HEADINGS:
        return list(lines)
    numbers = {line.number for line in marked}
    return [_as_heading(line) if line.number in numbers else line for line in lines]


def _as_heading(line: Line) -> Line:
    marks = parse_marks(line.text)
    return replace(line, text=marks.text, level=marks.level)


def _take_bullet(line: str) -> tuple[str, str]:
    if match := _BULLET.fullmatch(line):
        mark = match["symbol"] or match["figure"] or match["dash"] or match["tight"]
        return mark, _TICK_BOX.sub("", match["rest"], count=1)
    if (match := _NUMBERED.fullmatch(line)) and not _MONTH.match(match["rest"]):
        return match["mark"], match["rest"]
    return "", line
