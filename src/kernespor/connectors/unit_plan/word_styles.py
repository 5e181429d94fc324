"""The paragraph styles of our Word documents, as data, and how a document gets those that it lacks.

A municipality may give a template of its own: a style that it has under one of these names is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm, Pt, RGBColor

from kernespor.connectors.unit_plan.blocks import Kind

if TYPE_CHECKING:
    from docx.document import Document

INK = "16212B"
INK_2 = "44525E"
ACCENT = "0B5560"
THREAD = "A8185C"
PAPER_2 = "F1EEE8"
LINE = "CFC9BE"
FONT = "Arial"
TEXT_WIDTH_MM = 150

MUNICIPALITY = "Kernespor Kommune"
DATE = "Kernespor Dato"
THREAD_LINE = "Kernespor Tråd"
CONTENTS = "Kernespor Indhold"
CHART = "Kernespor Organisation"
FOLLOW_UP = "Kernespor Opfølgning"
SUMMARY = "Kernespor Sammenfatning"
TABLE_HEAD = "Kernespor Tabelhoved"
TABLE = "Kernespor Tabel"
SIDE_TEXT = "Kernespor Bitekst"
TOC_1, TOC_2 = "toc 1", "toc 2"


@dataclass(frozen=True, slots=True)
class Look:
    """How one paragraph style looks: points for type and space, millimetres for indents."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_next: bool = False
    page_break: bool = False
    outline: int | None = None
    indent: float = 0
    hanging: float = 0
    tabs: tuple[tuple[float, str], ...] = ()
    bullet: bool = False
    border: str = ""
    follow: str = Kind.TEXT


_TITLE_1 = Look(
    18, bold=True, colour=ACCENT, before=26, after=8, keep_next=True, outline=0, indent=12, hanging=12
)
_STOPS_1 = ((10.0, "left"), (float(TEXT_WIDTH_MM), "right"))
_STOPS_2 = ((22.0, "left"), (float(TEXT_WIDTH_MM), "right"))
_LABEL = Look(10.5, bold=True, colour=ACCENT, before=9, after=3, keep_next=True)
_INTRO = Look(line=1.25, after=4, keep_next=True)
_ITEM = Look(line=1.25, after=3, indent=6, hanging=6, bullet=True)
_PLAIN_1 = Look(18, bold=True, colour=ACCENT, before=26, after=8, keep_next=True, outline=0)

LOOKS: dict[str, Look] = {
    MUNICIPALITY: Look(12, bold=True, colour=INK_2, after=150),
    THREAD_LINE: Look(4, after=22, border=THREAD),
    Kind.TITLE: Look(30, bold=True, after=10, line=1.05),
    Kind.UNIT: Look(18, colour=ACCENT, after=6),
    Kind.PERIOD: Look(14, colour=INK_2, after=6),
    DATE: Look(10.5, colour=INK_2, before=18),
    CONTENTS: Look(18, bold=True, colour=ACCENT, after=14, keep_next=True, page_break=True),
    TOC_1: Look(bold=True, before=7, after=2, indent=10, hanging=10, tabs=_STOPS_1),
    TOC_2: Look(after=2, indent=22, hanging=12, tabs=_STOPS_2),
    Kind.SECTION: _PLAIN_1,
    Kind.TEXT: Look(line=1.3, after=7),
    CHART: _PLAIN_1,
    Kind.AREA: _TITLE_1,
    Kind.GOAL: Look(13, bold=True, before=18, after=5, keep_next=True, outline=1, indent=12, hanging=12),
    Kind.ACTIONS: _LABEL,
    Kind.ACTIONS_INTRO: _INTRO,
    Kind.ACTION: _ITEM,
    Kind.INDICATORS: _LABEL,
    Kind.INDICATORS_INTRO: _INTRO,
    Kind.INDICATOR: _ITEM,
    FOLLOW_UP: Look(18, bold=True, colour=ACCENT, after=8, keep_next=True, page_break=True, outline=0),
    SUMMARY: Look(12, after=12, line=1.3),
    TABLE_HEAD: Look(9, bold=True, before=3, after=3, keep_next=True),
    TABLE: Look(9, before=3, after=3),
    SIDE_TEXT: Look(8.5, colour=INK_2, after=3),
}  # fmt: skip

_FOLLOW = {
    Kind.ACTIONS: Kind.ACTION,
    Kind.INDICATORS: Kind.INDICATOR,
    Kind.ACTION: Kind.ACTION,
    Kind.INDICATOR: Kind.INDICATOR,
    TABLE: TABLE,
}
_BULLET_XML = (
    "<w:abstractNum {ns} w:abstractNumId='{id}'><w:multiLevelType w:val='singleLevel'/>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/>"
    "<w:lvlJc w:val='left'/>"
    "<w:pPr><w:ind w:left='340' w:hanging='340'/></w:pPr>"
    "<w:rPr><w:rFonts w:ascii='Arial' w:hAnsi='Arial' w:cs='Arial'/><w:color w:val='{colour}'/></w:rPr>"
    "</w:lvl></w:abstractNum>"
)


def ensure_styles(document: Document) -> dict[str, Any]:
    """Add the styles that the document lacks and return all of ours, by name."""
    have = {style.name.casefold(): style for style in document.styles if style.name}
    missing = [name for name in LOOKS if name.casefold() not in have]
    for name in missing:
        bullet = _add_bullet(document) if LOOKS[name].bullet else 0
        have[name.casefold()] = _add_style(document, name, LOOKS[name], bullet)
    styles = {name: have[name.casefold()] for name in LOOKS}
    for name in missing:
        follow = _FOLLOW.get(name) or LOOKS[name].follow
        styles[name].next_paragraph_style = styles[follow]
    return styles


def _add_style(document: Document, name: str, look: Look, bullet: int) -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.quick_style = True
    style.hidden = False
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.color.rgb = RGBColor.from_string(look.colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    shape.keep_with_next = look.keep_next
    shape.page_break_before = look.page_break
    shape.widow_control = True
    if look.indent:
        shape.left_indent, shape.first_line_indent = Mm(look.indent), Mm(-look.hanging)
    properties = style.element.get_or_add_pPr()
    _add_tabs(shape, look)
    if look.bullet:
        properties.append(element("w:numPr", element("w:ilvl", val="0"), element("w:numId", val=str(bullet))))
    if look.border:
        line = element("w:bottom", val="single", sz="14", space="1", color=look.border)
        properties.append(element("w:pBdr", line))
    if look.outline is not None:
        properties.append(element("w:outlineLvl", val=str(look.outline)))
        properties.append(element("w:suppressAutoHyphens"))
    _in_order(properties)
    return style


def _add_tabs(shape: Any, look: Look) -> None:
    for place, side in look.tabs:
        if side == "right":
            shape.tab_stops.add_tab_stop(Mm(place), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        else:
            shape.tab_stops.add_tab_stop(Mm(place))


# The order that the schema prescribes inside w:pPr; Word refuses a document that breaks it.
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
    "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip


def _in_order(properties: Any) -> None:
    names = [qn(f"w:{name}") for name in _ORDER]
    properties[:] = sorted(properties, key=lambda child: names.index(child.tag))


def _add_bullet(document: Document) -> int:
    """Add a list of bullets to the document's numbering and return its number."""
    numbering = _numbering(document)
    taken = [int(part.get(qn("w:abstractNumId"))) for part in numbering.findall(qn("w:abstractNum"))]
    kind = max(taken, default=-1) + 1
    abstract = parse_xml(_BULLET_XML.format(ns=nsdecls("w"), id=kind, colour=ACCENT))
    first_list = numbering.find(qn("w:num"))
    if first_list is None:
        numbering.append(abstract)
    else:
        first_list.addprevious(abstract)
    return int(numbering.add_num(kind).numId)


def _numbering(document: Document) -> Any:
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return element


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Return an element of WordprocessingML with children and attributes in the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def field(instruction: str, shown: Iterable[Any]) -> list[Any]:
    """Return the runs of one of Word's fields: its instruction, and what it shows until it is worked out."""
    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", code),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        *shown,
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]
