"""Make the Word template that stands in for a municipality's own: `python tools/word_template.py`.

The result is committed; a municipality replaces it by a .docx with its own cover, header, footer and styles.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kernespor.connectors.unit_plan import word_styles as looks  # noqa: E402 - the path comes first
from kernespor.connectors.unit_plan.blocks import Kind  # noqa: E402 - the same
from kernespor.connectors.unit_plan.word import saved  # noqa: E402 - the same
from kernespor.connectors.unit_plan.word_styles import element  # noqa: E402 - the same

TARGET = ROOT / "src/kernespor/connectors/unit_plan/assets/virksomhedsplan.docx"
MADE_ON = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - Word keeps times without a zone
COVER = (
    (looks.MUNICIPALITY, "{{kommune}}"),
    (looks.THREAD_LINE, ""),
    (Kind.TITLE, "{{titel}}"),
    (Kind.UNIT, "{{enhed}}"),
    (Kind.PERIOD, "{{periode}}"),
    (looks.DATE, "{{dato}}"),
    (Kind.TEXT, "{{plan}}"),
)


def template() -> bytes:
    """Return the template's bytes, the same every time."""
    document = docx.Document()
    _page(document)
    _language(document)
    _plain_font(document)
    looks.ensure_styles(document)
    for style, text in COVER:
        document.add_paragraph(text, style=style)
    _foot(document)
    about = document.core_properties
    about.title, about.author, about.language = "Virksomhedsplan", "Kernespor", "da-DK"
    about.comments = ""
    about.created = about.modified = MADE_ON
    return saved(document)


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - looks.TEXT_WIDTH_MM) / 2)
    page.top_margin, page.bottom_margin = Mm(26), Mm(26)
    page.header_distance = page.footer_distance = Mm(12)
    page.different_first_page_header_footer = True


def _language(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), "da-DK")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation"))


def _plain_font(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = looks.FONT, Pt(10.5)
    normal.font.color.rgb = RGBColor.from_string(looks.INK)
    fonts = normal.element.rPr.rFonts
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), looks.FONT)


def _foot(document: Any) -> None:
    page = document.sections[0]
    for part in (page.header, page.footer):
        part.is_linked_to_previous = False
        stops = part.paragraphs[0].style.paragraph_format.tab_stops
        while len(stops):
            del stops[0]
        font = part.paragraphs[0].style.font
        font.size, font.color.rgb = Pt(8.5), RGBColor.from_string(looks.INK_2)
    page.header.paragraphs[0].add_run("{{titel}} · {{enhed}}")
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(looks.TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("{{kommune}} · {{dato}}")
    for text, field in (("\tSide ", "PAGE"), (" af ", "NUMPAGES")):
        foot.add_run(text)
        foot._p.extend(looks.field(field, [_run("1")]))  # noqa: SLF001 - python-docx knows no fields


def _run(text: str) -> Any:
    run = element("w:r")
    run.text = text
    return run


if __name__ == "__main__":
    TARGET.write_bytes(template())
    print(f"wrote {TARGET.relative_to(ROOT)}")
