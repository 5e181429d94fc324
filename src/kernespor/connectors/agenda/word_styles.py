"""The Word styles of an agenda: Word's own headings and lists, and a few of ours that say what a line is.

A municipality's template keeps every style that it has; it gets those that it lacks as they look here.
"""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm, Pt, RGBColor

from kernespor.connectors.unit_plan.word_styles import ACCENT, FONT, INK, INK_2, element

if TYPE_CHECKING:
    from docx.document import Document

KIND = "Kernespor Mødepapir"
DRAFT = "Kernespor Udkast"
FACT = "Kernespor Mødeoplysning"
CASE = "Kernespor Sagsoplysning"
ABSENT = "Kernespor Fravær"
CELL = "Kernespor Sagstabel"
END = "Kernespor Slut"
TITLE, CONTENTS, CONTENTS_LINE = "Title", "TOC Heading", "toc 1"
ITEM, FIELD, STATEMENT = "Heading 1", "Heading 2", "Heading 3"
BULLETS, NUMBERS = "List Bullet", "List Number"
LANGUAGE = "da-DK"
_DRAFT_COLOUR = "B3261E"
_LABEL_MM = 32  # room for a label beside what it says


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style looks: points for type and space, `hanging` in millimetres."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    line: float = 1.15
    hanging: float = 0
    keep_next: bool = False


_LOOKS = {
    "Normal": _Look(after=7, line=1.25),
    KIND: _Look(13, colour=INK_2, after=2, keep_next=True),
    DRAFT: _Look(13, bold=True, colour=_DRAFT_COLOUR, after=2, keep_next=True),
    TITLE: _Look(26, bold=True, after=8, line=1.05, keep_next=True),
    FACT: _Look(after=2, hanging=_LABEL_MM),
    CONTENTS: _Look(14, bold=True, colour=ACCENT, before=20, after=5, keep_next=True),
    CONTENTS_LINE: _Look(after=3),
    ITEM: _Look(17, bold=True, before=26, after=6, line=1.05, keep_next=True),
    CASE: _Look(9.5, colour=INK_2, after=1, hanging=_LABEL_MM, keep_next=True),
    FIELD: _Look(12, bold=True, colour=ACCENT, before=14, after=3, keep_next=True),
    STATEMENT: _Look(10.5, bold=True, before=9, after=3, keep_next=True),
    BULLETS: _Look(after=3, line=1.25),
    NUMBERS: _Look(after=3, line=1.25),
    ABSENT: _Look(9.5, colour=INK_2, before=3, after=6),
    CELL: _Look(9.5, before=3, after=3),
    END: _Look(1, line=1),
    "Header": _Look(8.5, colour=INK_2),
    "Footer": _Look(8.5, colour=INK_2),
}


@cache
def own_template() -> bytes:
    """Return what stands in for a municipality's template: A4, our look, Danish, nothing written."""
    document = docx.Document()
    have = _ids(document)
    for name, look in _LOOKS.items():
        if name.casefold() not in have:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        _dress(document.styles[name], look)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def ensure_styles(document: Document) -> dict[str, str]:
    """Give a municipality's template the styles that it lacks, and Danish; return the ids of all by name.

    The names are in lower case, as Word has them.
    """
    ids = _ids(document)
    missing = [name for name in _LOOKS if name.casefold() not in ids]
    own = docx.Document(io.BytesIO(own_template())) if missing else document
    for name in missing:
        made: Any = deepcopy(own.styles[name].element)
        for reference in ("basedOn", "next", "link"):
            found = made.find(qn(f"w:{reference}"))
            if found is not None and (reference == "link" or found.get(qn("w:val")) not in ids.values()):
                made.remove(found)
        if (numbers := made.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None:
            numbers.getparent().remove(numbers)
        document.styles.element.append(made)
    _speak_danish(document)
    return _ids(document)


def _ids(document: Document) -> dict[str, str]:
    found = {}
    for style in document.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            found[name.get(qn("w:val"), "").casefold()] = style.get(qn("w:styleId"), "")
    return found


def _dress(style: Any, look: _Look) -> None:
    style.quick_style, style.hidden = True, False
    style.font.name, style.font.size, style.font.bold = FONT, Pt(look.size), look.bold
    style.font.color.rgb = RGBColor.from_string(look.colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), look.line
    shape.keep_with_next, shape.widow_control = look.keep_next, True
    if look.hanging:
        shape.left_indent, shape.first_line_indent = Mm(look.hanging), Mm(-look.hanging)
    border = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _speak_danish(document: Document) -> None:
    root = document.styles.element
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(element("w:lang", val=LANGUAGE))


class Lists:
    """The lists of a document: each numbered one counts for itself, all bullets are one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.bullets = 0

    def bullet(self) -> int:
        """Return the number of the list of bullets, or 0 where the template's style draws them itself."""
        style = self.document.styles[BULLETS].element
        if not self.bullets and style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None:
            self.bullets = self._add("bullet", "•")
        return self.bullets

    def numbered(self, form: str, first: str) -> int:
        """Return the number of a new list whose marks have the form ("%1."), from 1, a or A."""
        count = {"a": "lowerLetter", "A": "upperLetter"}.get(first, "decimal")
        return self._add(count, form)

    def _add(self, count: str, form: str) -> int:
        numbering = self._part()
        taken = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]
        kind = max(taken, default=-1) + 1
        level = element(
            "w:lvl",
            element("w:start", val="1"),
            element("w:numFmt", val=count),
            element("w:lvlText", val=form),
            element("w:lvlJc", val="left"),
            element("w:pPr", element("w:ind", left="454", hanging="454")),
            ilvl="0",
        )
        made = element(
            "w:abstractNum", element("w:multiLevelType", val="singleLevel"), level, abstractNumId=str(kind)
        )
        first = numbering.find(qn("w:num"))
        if first is None:
            numbering.append(made)
        else:
            first.addprevious(made)
        return int(numbering.add_num(kind).numId)

    def _part(self) -> Any:
        part = self.document.part
        for relation in part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
                return relation.target_part.element
        root: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root
