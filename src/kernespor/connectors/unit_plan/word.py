"""Unit plans as Word: a finished document for people, whose paragraph styles say what each line is.

The template is a .docx: its cover, header and footer stay, and `{{titel}}`, `{{enhed}}`, `{{periode}}`,
`{{kommune}}` and `{{dato}}` in them are filled in. The plan stands where
the paragraph `{{plan}}` is, or last.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from kernespor.connectors.unit_plan import word_styles as looks
from kernespor.connectors.unit_plan.blocks import Block, Kind, blocks
from kernespor.connectors.unit_plan.paper import WORD_JOINER, PlanPaper, normalised, one_line
from kernespor.connectors.unit_plan.word_body import Body
from kernespor.engines.danish import long_date

if TYPE_CHECKING:
    from docx.document import Document

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FRONT = {Kind.TITLE: "titel", Kind.UNIT: "enhed", Kind.PERIOD: "periode"}
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_word(paper: PlanPaper, template: bytes | None = None) -> bytes:
    """Return the plan as a .docx, the same bytes for the same paper and template.

    Raises what python-docx raises where `template` is no Word document.
    """
    document = docx.Document(io.BytesIO(template or own_template()))
    styles = looks.ensure_styles(document)
    parts = list(blocks(normalised(paper.plan)))
    _describe(document, paper)
    unsaid = _fill_in(document, paper, parts, styles)
    tail = _open_place(document)
    Body(document, styles).write(paper, unsaid, [part for part in parts if part.kind not in _FRONT])
    for element in tail:
        document.element.body.insert_element_before(element, "w:sectPr")
    return saved(document)


@cache
def own_template() -> bytes:
    """Return the template that stands in for a municipality's own."""
    return resources.files(__package__).joinpath("assets/virksomhedsplan.docx").read_bytes()


def _describe(document: Document, paper: PlanPaper) -> None:
    made = dt.datetime.combine(paper.made_on, dt.time())
    about: Any = document.core_properties
    about.title = one_line(f"{paper.plan.title} – {paper.plan.unit}").strip(" –")[:255]
    about.subject = one_line(paper.plan.unit)[:255]
    about.author = about.last_modified_by = one_line(paper.municipality)[:255]
    about.language = "da-DK"
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = made
    about.revision = 1


def _fill_in(
    document: Document, paper: PlanPaper, parts: Sequence[Block], styles: Mapping[str, Any]
) -> list[Block]:
    """Fill in the placeholders; return title, unit and period as far as the cover lacks them in our style."""
    front = {part.kind: part for part in parts if part.kind in _FRONT}
    values = {name: front[kind].text if kind in front else "" for kind, name in _FRONT.items()}
    values |= {"kommune": one_line(paper.municipality), "dato": long_date(paper.made_on)}
    ours = {styles[kind].style_id: kind for kind in _FRONT}
    for root in _roots(document):
        for paragraph in list(root.iter(qn("w:p"))):
            written = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            if not set(_PLACEHOLDER.findall(written)) & set(values):
                continue
            filled = _fill(written, values)
            kind = ours.get(paragraph.style) if root is document.element.body else None
            whole = kind is not None and written.strip() == f"{{{{{_FRONT[kind]}}}}}"
            if not filled.strip(" ·–|,") and not (whole and kind is Kind.TITLE):
                paragraph.getparent().remove(paragraph)
                continue
            _put(paragraph, values, filled or WORD_JOINER)
            if kind is not None and whole:
                front.pop(kind, None)
    return list(front.values())


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


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in the placeholders that have a value; a dot beside an empty part goes with it."""
    filled = _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
    return filled.removesuffix(" · ").removeprefix(" · ")


def _put(paragraph: Any, values: Mapping[str, str], filled: str) -> None:
    """Fill in run by run; where Word has cut a placeholder up into several runs, the first takes all."""
    texts = list(paragraph.iter(qn("w:t")))
    ends = [_fill(text.text or "", values) for text in texts]
    if "".join(ends) != filled:
        ends = [filled, *("" for _ in texts[1:])]
    for text, end in zip(texts, ends, strict=True):
        text.text = end
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _open_place(document: Document) -> list[Any]:
    """Take `{{plan}}` out with all that follows it; return what followed, to be put back after the plan."""
    body = document.element.body
    for paragraph in body.findall(qn("w:p")):
        if "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip() == "{{plan}}":
            tail = [element for element in paragraph.itersiblings() if element.tag != qn("w:sectPr")]
            for element in (paragraph, *tail):
                body.remove(element)
            return tail
    return []


def saved(document: Document) -> bytes:
    """Return the document's bytes with fixed times inside, so that equal documents are equal files."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
