"""Notes as Word, in Word's own styles, so that a municipality's template decides how they look.

`template` is a .docx; its header, footer and styles stay, the note is written after what it holds.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kernespor.connectors.note.records import Note, NotePart, in_order
from kernespor.connectors.unit_plan.word import saved
from kernespor.connectors.unit_plan.word_styles import ACCENT, FONT, INK, INK_2, element, field
from kernespor.engines.danish import long_date

if TYPE_CHECKING:
    from docx.document import Document

_DEEPEST = 9  # levels of heading that Word has
_HEADINGS = {1: 16.0, 2: 13.0, 3: 11.5}
_SMALL = 8.5


def write_word(note: Note, template: bytes | None = None) -> bytes:
    """Return the note as a .docx, the same bytes for the same note and template."""
    paper = in_order(note)
    document = docx.Document(io.BytesIO(template)) if template else docx.Document()
    if template is None:
        _dress(document)
        _lay_out(document, paper)
    _describe(document, paper)
    for line in (paper.municipality, paper.kind):
        if line:
            _small(document, line, 11)
    document.add_heading(paper.title, level=0 if "Title" in _names(document) else 1)
    day = long_date(paper.on) if paper.on else ""
    for line in (paper.sender, day, *paper.facts):
        if line:
            _small(document, line, 10.5)
    for part in paper.parts:
        _part(document, part)
    for line in paper.colophon:
        _small(document, line, _SMALL)
    return saved(document)


def _part(document: Document, part: NotePart) -> None:
    if part.heading:
        document.add_heading(part.heading, level=min(part.level, _DEEPEST))
    bullets = "List Bullet" if "List Bullet" in _names(document) else None
    for block in part.blocks():
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        for point in block:
            document.add_paragraph(point if bullets else f"• {point}", style=bullets)
    if part.sources:
        _small(document, "Kilder: " + "; ".join(part.sources) + ".", _SMALL)


def _small(document: Document, text: str, size: float) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(INK_2)


def _names(document: Document) -> set[str]:
    return {style.name for style in document.styles if style.name}


def _dress(document: Document) -> None:
    """Give Word's own template our letters and colours."""
    looks = {"Normal": (10.5, INK, False), "Title": (22.0, INK, True)}
    looks |= {f"Heading {level}": (size, ACCENT, True) for level, size in _HEADINGS.items()}
    for name, (size, colour, bold) in looks.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb = RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        border = style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        if border is not None:
            border.getparent().remove(border)


def _lay_out(document: Document, note: Note) -> None:
    """Lay the note on A4, with its source, its date and the page in the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    day = long_date(note.on) if note.on else ""
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    said = " · ".join(part for part in (note.municipality, note.title, day) if part)
    foot.add_run(f"{said}\tSide ")
    foot._p.extend(field("PAGE", [_one()]))  # noqa: SLF001 - python-docx has no fields
    foot.add_run(" af ")
    foot._p.extend(field("NUMPAGES", [_one()]))  # noqa: SLF001 - python-docx has no fields
    for run in foot.runs:
        run.font.size = Pt(_SMALL)
        run.font.color.rgb = RGBColor.from_string(INK_2)


def _one() -> Any:
    text = element("w:t")
    text.text = "1"
    return element("w:r", text)


def _describe(document: Document, note: Note) -> None:
    made = dt.datetime.combine(note.on or dt.date(1980, 1, 1), dt.time())
    about: Any = document.core_properties
    about.title = note.title[:255]
    about.author = about.last_modified_by = (note.municipality or note.sender)[:255]
    about.subject = note.kind[:255]
    about.language = "da-DK"
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = made
    about.revision = 1
