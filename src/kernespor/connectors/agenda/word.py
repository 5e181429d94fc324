"""An agenda, minutes or one item as Word, in the municipality's template.

The template is a .docx: its pages, header, footer and styles stay, and `{{type}}`, `{{udvalg}}`, `{{dato}}`,
`{{tid}}`, `{{sted}}`, `{{kommune}}` and `{{udkast}}` in them are filled in. The agenda stands where the
paragraph `{{dagsorden}}` is, or last. `reader.read_agenda` reads it back as it was.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from kernespor.connectors.agenda import word_styles as looks
from kernespor.connectors.agenda.paper import AgendaPaper, shown
from kernespor.connectors.agenda.word_body import Body, run
from kernespor.connectors.unit_plan.paper import one_line
from kernespor.connectors.unit_plan.word import saved
from kernespor.connectors.unit_plan.word_styles import field
from kernespor.engines.danish import long_date

if TYPE_CHECKING:
    from docx.document import Document

_PLACE = "dagsorden"
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_TEXT_MM = 160
_MOST = 255  # letters that a document's property may have


def write_word(paper: AgendaPaper, template: bytes | None = None) -> bytes:
    """Return the paper as a .docx, the same bytes for the same paper and template.

    Raises what python-docx raises where `template` is no Word document.
    """
    document = docx.Document(io.BytesIO(template or looks.own_template()))
    ids = looks.ensure_styles(document)
    if template is None:
        _lay_out(document, paper)
    _describe(document, paper)
    _fill_in(document, paper)
    tail = _open_place(document)
    Body(document, ids).write(paper, shown(paper))
    if tail:
        document.add_paragraph(style=looks.END)
    for element in tail:
        document.element.body.insert_element_before(element, "w:sectPr")
    return saved(document)


def _lay_out(document: Document, paper: AgendaPaper) -> None:
    """Name the municipality in the head, and meeting and page in the foot of every page."""
    section = document.sections[0]
    section.header.paragraphs[0].text = one_line(paper.municipality)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{paper.foot()}\tSide ")
    foot._p.extend(field("PAGE", [run("1")]))  # noqa: SLF001 - python-docx has no fields
    foot.add_run(" af ")
    foot._p.extend(field("NUMPAGES", [run("1")]))  # noqa: SLF001 - python-docx has no fields


def _describe(document: Document, paper: AgendaPaper) -> None:
    about: Any = document.core_properties
    about.title = paper.title()[:_MOST]
    about.subject = paper.kind.value
    about.author = about.last_modified_by = one_line(paper.municipality)[:_MOST]
    about.language = looks.LANGUAGE
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = dt.datetime.combine(paper.day(), dt.time())
    about.revision = 1


def _fill_in(document: Document, paper: AgendaPaper) -> None:
    reading = shown(paper)
    values = {
        "type": paper.kind.value,
        "udvalg": reading.body,
        "dato": long_date(reading.meeting_date) if reading.meeting_date else "",
        "tid": one_line(paper.time),
        "sted": one_line(paper.place),
        "kommune": one_line(paper.municipality),
        "udkast": "Udkast" if paper.draft else "",
    }
    for root in _roots(document):
        for paragraph in root.iter(qn("w:p")):
            _put(list(paragraph.iter(qn("w:t"))), values)


def _roots(document: Document) -> Iterator[Any]:
    yield document.element.body
    for section in document.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
            section.even_page_header,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield part._element  # noqa: SLF001 - python-docx offers no public way to the root


def _put(texts: list[Any], values: Mapping[str, str]) -> None:
    """Fill in run by run; where Word has cut a placeholder up into several runs, the first takes all."""
    written = [text.text or "" for text in texts]
    filled = _filled("".join(written), values)
    if filled == "".join(written):
        return
    ends = [_filled(text, values) for text in written]
    if "".join(ends) != filled:
        ends = [filled, *("" for _ in texts[1:])]
    for text, end in zip(texts, ends, strict=True):
        text.text = end
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def _open_place(document: Document) -> list[Any]:
    """Take `{{dagsorden}}` out with all that follows it; return what followed, to be put back below."""
    body = document.element.body
    for paragraph in body.findall(qn("w:p")):
        found = _PLACEHOLDER.fullmatch("".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip())
        if found and found[1] == _PLACE:
            tail = [element for element in paragraph.itersiblings() if element.tag != qn("w:sectPr")]
            for element in (paragraph, *tail):
                body.remove(element)
            return tail
    return []
