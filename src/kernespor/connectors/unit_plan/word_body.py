"""The body of a unit plan in Word: contents, text, organisation chart, follow-up and colophon."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from kernespor.connectors.unit_plan import word_styles as looks
from kernespor.connectors.unit_plan.blocks import Block, Kind, heading_text
from kernespor.connectors.unit_plan.paper import ChartUnit, FollowUp, PlanPaper, one_line
from kernespor.connectors.unit_plan.word_pages import Pages
from kernespor.connectors.unit_plan.word_styles import element
from kernespor.engines.danish import short_date
from kernespor.engines.plan_state.records import State

if TYPE_CHECKING:
    from docx.document import Document

_TOC = {
    Kind.SECTION: looks.TOC_1,
    looks.CHART: looks.TOC_1,
    Kind.AREA: looks.TOC_1,
    Kind.GOAL: looks.TOC_2,
    looks.FOLLOW_UP: looks.TOC_1,
}
_POINT = re.compile("[-–•] ")
_TOC_FIELD = r'TOC \o "1-2" \h \z \u'

# Shape, colour: every font that Word comes with has these shapes, and the word always stands beside them.
MARKS = {
    State.REACHED: ("⚑", "176B3A"),
    State.ON_TRACK: ("●", "176B3A"),
    State.SLIPPING: ("▲", "8A4B00"),
    State.OFF_TRACK: ("■", "B3261E"),
    State.STALE: ("◷", "44525E"),
    State.OWNERLESS: ("?", "44525E"),
    State.NOT_BEGUN: ("○", "44525E"),
    State.CLOSED: ("⊖", "44525E"),
}
_OVERHANG_MM = 4  # a table begins and ends this far outside the text
_OVERDUE = "B3261E"


class Body:
    """Appends a plan's parts to a Word document, paragraph by paragraph."""

    def __init__(self, document: Document, styles: Mapping[str, Any]) -> None:
        self.body: Any = document.element.body
        self.ids = {name: style.style_id for name, style in styles.items()}
        self.bookmarks = 0

    def write(self, paper: PlanPaper, front: Iterable[Block], parts: Sequence[Block]) -> None:
        """Write title, unit and period if the cover lacks them, then everything from the contents on."""
        for block in front:
            self._append(self._paragraph(block.kind, _run(heading_text(block))))
        chart, follow_up = "Organisation", paper.follow_up_heading()
        first_area = next((n for n, block in enumerate(parts) if block.kind is Kind.AREA), len(parts))
        story: list[tuple[str, str]] = [
            (block.kind, heading_text(block) if block.kind in _TOC else block.text) for block in parts
        ]
        if paper.chart:
            story[first_area:first_area] = [(looks.CHART, chart)]
        if paper.follow_up:
            story += [(looks.FOLLOW_UP, follow_up)]
        breaks = {0, first_area + bool(paper.chart)}
        self._contents(_entries(story, breaks, len(paper.chart)))
        for place, (kind, text) in enumerate(story):
            self._lay(kind, text, new_page=place in breaks)
            if kind == looks.CHART:
                self._chart(paper.chart)
            if kind == looks.FOLLOW_UP:
                self._append(self._paragraph(looks.SUMMARY, _run(paper.summary())))
                self._follow_up(paper.follow_up)
        for line in paper.colophon:
            self._append(self._paragraph(looks.SIDE_TEXT, _run(one_line(line))))

    def _lay(self, style: str, text: str, *, new_page: bool) -> None:
        if style in _TOC:
            name = str(self.bookmarks)
            start = element("w:bookmarkStart", id=name, name=_bookmark(self.bookmarks))
            self.bookmarks += 1
            made = self._paragraph(style, start, _run(text), element("w:bookmarkEnd", id=name))
        else:
            made = self._paragraph(style, _run(text))
        shape = made.find(qn("w:pPr"))
        if new_page:
            shape.append(element("w:pageBreakBefore"))
            shape.append(element("w:spacing", before="0"))
        if style == Kind.TEXT and _POINT.match(text):
            shape.append(element("w:ind", left="340", hanging="140"))
        self._append(made)

    def _contents(self, entries: Sequence[tuple[str, str, int]]) -> None:
        """Write the contents as Word's own field, filled in beforehand so that nobody meets it empty."""
        self._append(self._paragraph(looks.CONTENTS, _run("Indhold")))
        lines = []
        for place, (style, text, page) in enumerate(entries):
            number = looks.field(rf"PAGEREF {_bookmark(place)} \h", [_run(str(page))])
            link = element(
                "w:hyperlink", _run(text), _run("\t"), *number, anchor=_bookmark(place), history="1"
            )
            lines.append(self._paragraph(style, link))
        if not lines:
            return
        *opening, closing = looks.field(_TOC_FIELD, [])
        lines[0][1:1] = opening
        lines[-1].append(closing)
        gallery = element(
            "w:docPartObj", element("w:docPartGallery", val="Table of Contents"), element("w:docPartUnique")
        )
        self._append(element("w:sdt", element("w:sdtPr", gallery), element("w:sdtContent", *lines)))

    def _chart(self, chart: Sequence[ChartUnit]) -> None:
        others = any(unit.refers_to is not None for unit in chart)
        heads = ["Enhed", "Leder", *(["Refererer til"] if others else [])]
        rows = []
        for unit in chart:
            name = self._paragraph(looks.TABLE, _run(one_line(unit.name), bold=unit.depth == 0))
            if unit.depth:
                name.find(qn("w:pPr")).append(element("w:ind", left=str(unit.depth * 300)))
            cells = [[name], [self._cell(unit.leader)]]
            if others:
                to = unit.parent if unit.refers_to is None else unit.refers_to
                cells.append([self._cell(chart[to].name if to is not None else "")])
            rows.append((cells, ""))
        widths = (68, 45, 45) if others else (90, 68)
        self._table(
            heads, rows, widths, "Organisationsdiagram: enheder med leder, ordnet efter hvem de hører under"
        )

    def _follow_up(self, entries: Sequence[FollowUp]) -> None:
        rows = []
        for entry in entries:
            what = [self._paragraph(looks.TABLE, _run(one_line(entry.text), bold=entry.is_goal))]
            if said := entry.said():
                what.append(self._paragraph(looks.SIDE_TEXT, _run(said)))
            mark, colour = MARKS[entry.state]
            state = self._paragraph(
                looks.TABLE,
                _run(f"{mark}\u00a0", bold=True, colour=colour),
                _run(one_line(entry.state_word), bold=True, colour=colour),
            )
            due = [self._cell(short_date(entry.deadline) if entry.deadline else "–")]
            if late := entry.late():
                due.append(self._paragraph(looks.SIDE_TEXT, _run(late, bold=True, colour=_OVERDUE)))
            number = self._paragraph(looks.TABLE, _run(one_line(entry.number), bold=entry.is_goal))
            cells = [[number], what, [state], [self._cell(entry.owner or "Ingen")], due]
            rows.append((cells, looks.PAPER_2 if entry.is_goal else ""))
        heads = ["Nr.", "Mål og handlinger", "Status", "Ejer", "Frist"]
        self._table(
            heads, rows, (12, 60, 28, 33, 25), "Status for hvert mål og hver handling med ejer og frist"
        )

    def _cell(self, text: str) -> Any:
        return self._paragraph(looks.TABLE, _run(one_line(text) or "–"))

    def _table(
        self, heads: Sequence[str], rows: Sequence[tuple[Sequence[Sequence[Any]], str]],
        widths: Sequence[int], description: str,
    ) -> None:  # fmt: skip
        twips = [_twips(width) for width in widths]
        edges = [element(f"w:{side}", val="single", sz="4", space="0", color=looks.LINE)
                 for side in ("top", "bottom", "insideH")]  # fmt: skip
        table = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblW", w=str(sum(twips)), type="dxa"),
                element("w:tblInd", w=str(_twips(-_OVERHANG_MM)), type="dxa"),
                element("w:tblBorders", *edges),
                element("w:tblLayout", type="fixed"),
                element(
                    "w:tblCellMar", *(element(f"w:{side}", w="85", type="dxa") for side in ("left", "right"))
                ),
                element(
                    "w:tblLook",
                    val="0420",
                    firstRow="1",
                    lastRow="0",
                    firstColumn="0",
                    lastColumn="0",
                    noHBand="0",
                    noVBand="1",
                ),
                element("w:tblCaption", val=description.partition(":")[0]),
                element("w:tblDescription", val=description),
            ),
            element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in twips)),
        )
        head = [[self._paragraph(looks.TABLE_HEAD, _run(text))] for text in heads]
        table.append(_row(head, twips, looks.PAPER_2, head=True))
        table.extend(_row(cells, twips, shade) for cells, shade in rows)
        self._append(table)
        self._append(self._paragraph(looks.SIDE_TEXT))

    def _paragraph(self, style: str, *runs: Any) -> Any:
        return element("w:p", element("w:pPr", element("w:pStyle", val=self.ids[style])), *runs)

    def _append(self, made: Any) -> Any:
        self.body.insert_element_before(made, "w:sectPr")
        return made


def _entries(
    story: Sequence[tuple[str, str]], breaks: Container[int], units: int
) -> list[tuple[str, str, int]]:
    """Return the entries of the contents: style, text and the page that the heading will likely stand on."""
    pages = Pages(2)
    pages.lay(looks.LOOKS[looks.CONTENTS], "")
    for kind, text in story:
        if kind in _TOC:
            pages.lay(looks.LOOKS[_TOC[kind]], text)
    entries = []
    for place, (kind, text) in enumerate(story):
        page = pages.lay(looks.LOOKS[kind], text, new_page=place in breaks)
        if kind in _TOC:
            entries.append((_TOC[kind], text, page))
        if kind == looks.CHART:
            for _ in range(units + 2):
                pages.row(looks.LOOKS[looks.TABLE], [("", 40)])
    return entries


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _bookmark(place: int) -> str:
    return f"_Toc{100000 + place}"


def _row(cells: Sequence[Sequence[Any]], widths: Sequence[int], shade: str, *, head: bool = False) -> Any:
    made = element(
        "w:tr", element("w:trPr", element("w:cantSplit"), *([element("w:tblHeader")] if head else []))
    )
    for width, content in zip(widths, cells, strict=True):
        properties = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
        if shade:
            properties.append(element("w:shd", val="clear", color="auto", fill=shade))
        made.append(element("w:tc", properties, *content))
    return made


def _run(text: str, *, bold: bool = False, colour: str = "") -> Any:
    run = element("w:r")
    if bold or colour:
        look = element("w:rPr")
        if bold:
            look.append(element("w:b"))
        if colour:
            look.append(element("w:color", val=colour))
        run.append(look)
    run.text = text
    return run
