"""The body of an agenda in Word: the meeting's head, contents, each item with fields and decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kernespor.connectors.agenda import story
from kernespor.connectors.agenda import word_styles as looks
from kernespor.connectors.agenda.blocks import Points, Table, blocks
from kernespor.connectors.agenda.paper import CLOSED, AgendaPaper, says_closed
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision
from kernespor.connectors.unit_plan.word_styles import LINE, PAPER_2, element, field

if TYPE_CHECKING:
    from docx.document import Document

_CONTENTS = r'TOC \o "1-1" \n \h \z \u'  # until Word has laid out its pages nobody knows their numbers
_TABLE_TWIPS = 9070  # 160 mm
_INDENT = "454"
_FIRST_BOOKMARK = 200_000  # beyond those that a template has


class Body:
    """Appends an agenda to a Word document, paragraph by paragraph."""

    def __init__(self, document: Document, ids: Mapping[str, str]) -> None:
        self.body: Any = document.element.body
        self.ids = ids
        self.lists = looks.Lists(document)

    def write(self, paper: AgendaPaper, reading: AgendaReading) -> None:
        """Write the meeting's head, the contents of a whole meeting, and the items."""
        self._paragraph(looks.KIND, run(paper.kind.value))
        if paper.draft:
            self._paragraph(looks.DRAFT, run("Udkast"))
        if reading.body:
            self._paragraph(looks.TITLE, run(reading.body))
        for label, value in paper.facts():
            self._labelled(looks.FACT, label, value)
        if len(reading.items) > 1:
            self._contents([story.item_heading(item) for item in reading.items])
        for place, item in enumerate(reading.items):
            self._item(item, place, new_page=place == 0 and len(reading.items) > 1)

    def _contents(self, headings: Sequence[str]) -> None:
        """Write the contents as Word's own field, filled in beforehand so that nobody meets it empty."""
        lines = [
            self._made(
                looks.CONTENTS_LINE,
                element("w:hyperlink", run(text), anchor=_bookmark(place), history="1"),
            )
            for place, text in enumerate(headings)
        ]
        *opening, closing = field(_CONTENTS, [])
        lines[0][1:1] = opening
        lines[-1].append(closing)
        gallery = element(
            "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
        )
        content = element("w:sdtContent", self._made(looks.CONTENTS, run("Punkter")), *lines)
        self._append(element("w:sdt", element("w:sdtPr", gallery), content))

    def _item(self, item: AgendaItem, place: int, *, new_page: bool) -> None:
        number = str(_FIRST_BOOKMARK + place)
        mark = element("w:bookmarkStart", id=number, name=_bookmark(place))
        heading = self._paragraph(
            looks.ITEM, mark, run(story.item_heading(item)), element("w:bookmarkEnd", id=number)
        )
        if new_page:
            heading.pPr.append(element("w:pageBreakBefore"))
        if says_closed(item):
            self._paragraph(looks.CASE, run(CLOSED))
        for label, value in ((story.CASE_NUMBER, item.case_number), (story.ITEM_TYPE, item.item_type)):
            if value:
                self._labelled(looks.CASE, label, value)
        for title, text in story.fields(item):
            if title:
                self._paragraph(looks.FIELD, run(title))
            self._text(text)
        if item.attachments or "attachments" in item.kinds:
            self._paragraph(looks.FIELD, run(story.HEADINGS["attachments"]))
            self._points(item.attachments, looks.BULLETS, self.lists.bullet())
            if not item.attachments:
                self._paragraph("", run(story.NO_ATTACHMENT))
        for decision in item.decisions:
            self._decision(decision)

    def _decision(self, one: Decision) -> None:
        self._paragraph(looks.FIELD, run(story.decision_heading(one)))
        self._text(one.text)
        if absent := story.absent_line(one):
            self._labelled(looks.ABSENT, story.ABSENT, absent, gap=" ")
        if one.disqualified:
            self._labelled(looks.ABSENT, story.DISQUALIFIED, story.names_line(one.disqualified), gap=" ")
        if statements := story.statements(one):
            self._paragraph(looks.STATEMENT, run(story.HEADINGS["dissent"]))
            for text in statements:
                self._paragraph("", run(text))

    def _text(self, text: str) -> None:
        for block in blocks(text):
            if isinstance(block, Table):
                self._table(block)
            elif not isinstance(block, Points):
                made = self._paragraph("", run(f"{block.mark} {block.text}" if block.mark else block.text))
                if block.mark:
                    made.get_or_add_pPr().append(element("w:ind", left=_INDENT, hanging=_INDENT))
            elif block.form:
                number = self.lists.numbered(block.form, block.first)
                self._points(block.points, looks.NUMBERS, number)
            else:
                self._points(block.points, looks.BULLETS, self.lists.bullet())

    def _points(self, points: Sequence[str], style: str, number: int) -> None:
        for text in points:
            made = self._paragraph(style, run(text))
            if number:
                made.pPr.append(
                    element("w:numPr", element("w:ilvl", val="0"), element("w:numId", val=str(number)))
                )
                made.pPr.append(element("w:ind", left=_INDENT, hanging=_INDENT))

    def _table(self, block: Table) -> None:
        columns = len(block.rows[0])
        width = _TABLE_TWIPS // columns
        edges = (
            element(f"w:{side}", val="single", sz="4", space="0", color=LINE)
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        table = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblW", w=str(width * columns), type="dxa"),
                element("w:tblBorders", *edges),
                element("w:tblLook", val="0020", firstRow="1"),
            ),
            element("w:tblGrid", *(element("w:gridCol", w=str(width)) for _ in range(columns))),
        )
        for place, row in enumerate(block.rows):
            table.append(self._row(row, width, head=place == 0))
        self._append(table)
        self._paragraph(looks.CELL)

    def _row(self, row: Sequence[str], width: int, *, head: bool) -> Any:
        made = element("w:tr", element("w:trPr", element("w:cantSplit")))
        if head:
            made[0].append(element("w:tblHeader"))
        for text in row:
            shape = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
            if head:
                shape.append(element("w:shd", val="clear", color="auto", fill=PAPER_2))
            made.append(element("w:tc", shape, self._made(looks.CELL, run(text, bold=head))))
        return made

    def _labelled(self, style: str, label: str, value: str, *, gap: str = "\t") -> None:
        self._paragraph(style, run(f"{label}:", bold=True), run(f"{gap}{value}"))

    def _paragraph(self, style: str, *parts: Any) -> Any:
        return self._append(self._made(style, *parts))

    def _made(self, style: str, *parts: Any) -> Any:
        if not style:
            return element("w:p", *parts)
        shape = element("w:pPr", element("w:pStyle", val=self.ids[style.casefold()]))
        return element("w:p", shape, *parts)

    def _append(self, made: Any) -> Any:
        self.body.insert_element_before(made, "w:sectPr")
        return made


def _bookmark(place: int) -> str:
    return f"_Toc{_FIRST_BOOKMARK + place}"


def run(text: str, *, bold: bool = False) -> Any:
    """Return a run of Word's; tabs and line breaks in the text become Word's own."""
    made = element("w:r")
    if bold:
        made.append(element("w:rPr", element("w:b")))
    made.text = text
    return made
