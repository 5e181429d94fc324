"""Lines of a Word document: each paragraph with its style, level, number or bullet, in reading order.

Read with the standard library alone: the parts were checked before, the numbers of automatic lists have to be
counted by hand anyway, and nothing heavy is imported in the process that opens unknown files.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree as ET

from kernespor.connectors.documents.danger import DEEPEST, MOST_LINES, RefusedError, check_package, read_part
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import normalise, parse_marks
from kernespor.connectors.documents.word_lists import Lists
from kernespor.connectors.documents.word_styles import Style, Styles, W, attribute

_PARAGRAPH, _TABLE = f"{W}p", f"{W}tbl"
_THROUGH = frozenset(
    {
        f"{W}{name}"
        for name in (
            "sdt",
            "sdtContent",
            "ins",
            "customXml",
            "smartTag",
            "body",
            "hdr",
            "ftr",
            "hyperlink",
            "fldSimple",
            "moveTo",
            "footnotes",
            "endnotes",
            "footnote",
            "endnote",
        )
    }
)
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CONTENTS_STYLE = re.compile(r"(?:toc|indholdsfortegnelse|index) ?\d", re.IGNORECASE)
_LEVEL_STYLE = re.compile(r"(?:heading|overskrift) ?(\d)", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"(?:title|titel)", re.IGNORECASE)
_INDENT = 120.0  # twips to a character of average width


def word_lines(path: Path) -> list[Line]:
    """Read a .docx file. Raises RefusedError where it isn't opened or holds only pictures."""
    try:
        with zipfile.ZipFile(path) as package:
            check_package(package)
            return _Reader(package).lines()
    except zipfile.BadZipFile as error:
        raise RefusedError("corrupt") from error


@dataclass(slots=True)
class _Context:
    role: str = ""
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _Found:
    """What the runs of one paragraph hold."""

    text: list[str] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    sizes: set[float] = field(default_factory=set)
    picture: bool = False


class _Shallow(ET.TreeBuilder):
    """Builds a tree that isn't deeper than a document made by people."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """Open an element. Raises RefusedError beyond the depth allowed."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise RefusedError("too_deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        """Close an element."""
        self.depth -= 1
        return super().end(tag)


class _Reader:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        names = set(package.namelist())
        self.main = "word/document.xml" if "word/document.xml" in names else self._main_part()
        self.styles = Styles(self._parse("word/styles.xml"))
        self.lists = Lists(self._parse("word/numbering.xml"))
        self.found: list[Line] = []
        self.tables = 0
        self.pictures = False
        self.around = sorted(
            name for name in names if re.fullmatch(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml", name)
        )

    def lines(self) -> list[Line]:
        root = self._parse(self.main)
        if root is None:
            raise RefusedError("corrupt")
        for body in root.iter(f"{W}body"):
            self._walk(body, _Context(), 0)
            break
        if self.pictures and not any(line.text for line in self.found):
            raise RefusedError("scanned")
        for name in self.around:
            part = self._parse(name)
            role = re.sub(r"word/(header|footer|footnote|endnote).*", r"\1", name)
            if part is not None:
                self._walk(part, _Context(role=role), 0)
        return [replace(line, number=number) for number, line in enumerate(self.found, start=1)]

    def _main_part(self) -> str:
        types = self._parse("[Content_Types].xml")
        for override in types if types is not None else ():
            if "document.main+xml" in override.get("ContentType", ""):
                return override.get("PartName", "").lstrip("/")
        raise RefusedError("wrong_suffix")

    def _parse(self, name: str) -> ET.Element | None:
        data = read_part(self.package, name)
        if not data:
            return None
        try:
            return ET.fromstring(data, ET.XMLParser(target=_Shallow()))  # noqa: S314 - no part with a DOCTYPE comes here
        except (ET.ParseError, LookupError, ValueError) as error:
            raise RefusedError("corrupt") from error

    def _walk(self, parent: ET.Element, context: _Context, row_offset: int) -> None:
        for element in parent:
            if element.tag == _PARAGRAPH:
                self._paragraph(element, context)
            elif element.tag == _TABLE:
                self._table(element, context)
            elif element.tag in _THROUGH:
                inner = context
                if element.tag == f"{W}sdt" and _is_contents(element):
                    inner = _Context("contents", context.cell)
                self._walk(element, inner, row_offset)

    def _table(self, table: ET.Element, context: _Context) -> None:
        if context.cell is None:
            self.tables += 1
        for number, row in enumerate(_below(table, f"{W}tr"), start=1):
            column = 1
            for cell in _below(row, f"{W}tc"):
                inside = context if context.cell else _Context(context.role, (self.tables, number, column))
                self._walk(cell, inside, 0)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                column += int(attribute(span) or 1) if span is not None and attribute(span).isdigit() else 1

    def _paragraph(self, paragraph: ET.Element, context: _Context) -> None:
        if len(self.found) >= MOST_LINES:
            raise RefusedError("too_much_text")
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.of(properties)
        found = _Found()
        self._runs(paragraph, found, style)
        self.pictures = self.pictures or found.picture
        text = "".join(found.text)
        self.found.append(self._line(properties, style, found, text, context))
        for box in found.boxes:
            self._walk(box, context, 0)

    def _line(
        self, properties: ET.Element | None, style: Style, found: _Found, text: str, context: _Context
    ) -> Line:
        level = _level(properties, style)
        label, depth = self.lists.label(properties, style) if text.strip() else ("", 0)
        raw = f"{label} {text}" if label else text
        bullet, indent = label, depth * 3.0
        clean = [" ".join(normalise(part).split()) for part in text.split("\n")]
        if not label and not level:
            marks = parse_marks(text.split("\n", maxsplit=1)[0], headings=False)
            bullet, clean[0] = marks.bullet, marks.text
            indent = _indent(properties, style)
        role = context.role or ("contents" if _CONTENTS_STYLE.match(style.name) else "")
        name = style.name
        if role in {"header", "footer"} and name in {"Normal", ""}:
            name = role
        return Line(
            0, raw, "\n".join(clean).strip(), style=name, level=level, bullet=bullet,
            bold=bool(found.bold) and all(found.bold), size=max(found.sizes, default=0.0),
            indent=indent, role=role, cell=context.cell,
        )  # fmt: skip

    def _runs(self, parent: ET.Element, found: _Found, style: Style) -> None:
        for element in parent:
            if element.tag == f"{W}r":
                self._run(element, found, style)
            elif element.tag in _THROUGH:
                self._runs(element, found, style)
            elif element.tag == _CHOICE:
                found.boxes.extend(_boxes(element))

    def _run(self, run: ET.Element, found: _Found, style: Style) -> None:
        before = len(found.text)
        for element in run:
            tag = element.tag.removeprefix(W)
            if tag == "t":
                found.text.append((element.text or "").replace("\n", " "))
            elif tag in {"tab", "ptab"}:
                found.text.append("\t")
            elif tag in {"br", "cr"}:
                found.text.append("\n" if element.get(f"{W}type") in (None, "textWrapping") else " ")
            elif tag == "noBreakHyphen":
                found.text.append("-")
            elif element.tag == _CHOICE or tag in {"drawing", "pict", "object"}:
                found.picture = True
                found.boxes.extend(_boxes(element))
        if "".join(found.text[before:]).strip():
            bold, size = self.styles.of_run(run, style)
            found.bold.append(bold)
            found.sizes.add(size)


def _boxes(element: ET.Element) -> list[ET.Element]:
    """Return the text boxes inside a drawing, once: the fallback for older programs says the same again."""
    found = list(element.iter(f"{W}txbxContent"))
    return found[: (len(found) + 1) // 2] if element.tag == _CHOICE and len(found) > 1 else found


def _below(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _THROUGH:
            yield from _below(element, tag)


def _is_contents(block: ET.Element) -> bool:
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and attribute(gallery) == "Table of Contents"


def _level(properties: ET.Element | None, style: Style) -> int:
    direct = properties.find(f"{W}outlineLvl") if properties is not None else None
    if direct is not None and attribute(direct).isdigit() and int(attribute(direct)) < 9:  # noqa: PLR2004 - 9 is body text
        return int(attribute(direct)) + 1
    if match := _LEVEL_STYLE.match(style.name):
        return int(match[1])
    if _TITLE_STYLE.fullmatch(style.name):
        return 1
    return style.level


def _indent(properties: ET.Element | None, style: Style) -> float:
    direct = properties.find(f"{W}ind") if properties is not None else None
    left = (direct.get(f"{W}left") or direct.get(f"{W}start")) if direct is not None else None
    return int(left) / _INDENT if left and left.lstrip("-").isdigit() else style.indent
