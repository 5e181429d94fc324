"""The body of a unit plan in Word: contents, text, organisation chart, follow-up and colophon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from kernespor.connectors.unit_plan import word_styles as looks
from kernespor.connectors.unit_plan.blocks import Block, Kind, heading_text
from kernespor.connectors.unit_plan.paper import ChartUnit, FollowUp, PlanPaper, State, one_line
from kernespor.connectors.unit_plan.word_styles import element
from kernespor.engines.danish import long_date, short_date

if TYPE_CHECKING:
    from docx.document import Document

_TOC = {Kind.SECTION: looks.TOC_1, Kind.AREA: looks.TOC_1, Kind.GOAL: looks.TOC_2}
_TOC_FIELD = r'TOC \o "1-2" \h \z \u'

# Shape, colour: every font that Word comes with has these shapes, and the word always stands beside them.
MARKS = {
    State.REACHED: ("⚑", "176B3A"),
    State.ON_TRACK: ("●", "176B3A"),
    State.SLIPPING: ("▲", "8A4B00"),
    State.OFF_TRACK: ("■", "B3261E"),
    State.STALE: ("◌", "44525E"),
    State.OWNERLESS: ("◌", "44525E"),
    State.NOT_BEGUN: ("○", "44525E"),
    State.CLOSED: ("⊖", "44525E"),
}
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
        chart, follow_up = "Organisation", f"Opfølgning pr. {long_date(paper.made_on)}"
        entries = [(_TOC[block.kind], heading_text(block)) for block in parts if block.kind in _TOC]
        sections = sum(block.kind is Kind.SECTION for block in parts)
        if paper.chart:
            entries.insert(sections, (looks.TOC_1, chart))
        if paper.follow_up:
            entries.append((looks.TOC_1, follow_up))
        self._contents(entries)
        first_area = next((n for n, block in enumerate(parts) if block.kind is Kind.AREA), len(parts))
        for block in parts[:first_area]:
            self._block(block)
        if paper.chart:
            self._heading(looks.CHART, chart)
            self._chart(paper.chart)
        for block in parts[first_area:]:
            self._block(block, page_break=block is parts[first_area])
        if paper.follow_up:
            self._heading(looks.FOLLOW_UP, follow_up)
            self._append(self._paragraph(looks.SUMMARY, _run(paper.summary())))
            self._follow_up(paper.follow_up)
        for line in paper.colophon:
            self._append(self._paragraph(looks.SIDE_TEXT, _run(one_line(line))))

    def _block(self, block: Block, *, page_break: bool = False) -> None:
        if block.kind not in _TOC:
            self._append(self._paragraph(block.kind, _run(block.text)))
            return
        paragraph = self._heading(block.kind, heading_text(block))
        if page_break:
            paragraph.find(qn("w:pPr")).append(element("w:pageBreakBefore"))

    def _heading(self, style: str, text: str) -> Any:
        name = str(self.bookmarks)
        start = element("w:bookmarkStart", id=name, name=_bookmark(self.bookmarks))
        self.bookmarks += 1
        return self._append(self._paragraph(style, start, _run(text), element("w:bookmarkEnd", id=name)))

    def _contents(self, entries: Sequence[tuple[str, str]]) -> None:
        """Write the contents as Word's own field, filled in beforehand so that nobody meets it empty."""
        self._append(self._paragraph(looks.CONTENTS, _run("Indhold")))
        lines = [
            self._paragraph(style, element("w:hyperlink", _run(text), anchor=_bookmark(place), history="1"))
            for place, (style, text) in enumerate(entries)
        ]
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
        widths = (74, 44, 44) if others else (92, 70)
        self._table(
            heads, rows, widths, "Organisationsdiagram: enheder med leder, ordnet efter hvem de hører under"
        )

    def _follow_up(self, entries: Sequence[FollowUp]) -> None:
        rows = []
        for entry in entries:
            said = entry.status_text
            if entry.status_on:
                said = f"{short_date(entry.status_on)}: {said}" if said else short_date(entry.status_on)
            what = [self._paragraph(looks.TABLE, _run(one_line(entry.text), bold=entry.is_goal))]
            if said:
                what.append(self._paragraph(looks.SIDE_TEXT, _run(one_line(said))))
            mark, colour = MARKS[entry.state]
            state = self._paragraph(
                looks.TABLE,
                _run(f"{mark}\u00a0", colour=colour),
                _run(one_line(entry.state_word), bold=True, colour=colour),
            )
            due = [self._cell(short_date(entry.deadline) if entry.deadline else "–")]
            if entry.overdue_days:
                late = f"{entry.overdue_days} dag{'' if entry.overdue_days == 1 else 'e'} over"
                due.append(self._paragraph(looks.SIDE_TEXT, _run(late, bold=True, colour=_OVERDUE)))
            number = self._paragraph(looks.TABLE, _run(one_line(entry.number), bold=entry.is_goal))
            cells = [[number], what, [state], [self._cell(entry.owner or "Ingen")], due]
            rows.append((cells, looks.PAPER_2 if entry.is_goal else ""))
        heads = ["Nr.", "Mål og handlinger", "Status", "Ejer", "Frist"]
        self._table(
            heads, rows, (14, 68, 30, 27, 23), "Status for hvert mål og hver handling med ejer og frist"
        )

    def _cell(self, text: str) -> Any:
        return self._paragraph(looks.TABLE, _run(one_line(text) or "–"))

    def _table(
        self, heads: Sequence[str], rows: Sequence[tuple[Sequence[Sequence[Any]], str]],
        widths: Sequence[int], description: str,
    ) -> None:  # fmt: skip
        twips = [round(width * 56.7) for width in widths]
        edges = [element(f"w:{side}", val="single", sz="4", space="0", color=looks.LINE)
                 for side in ("top", "bottom", "insideH")]  # fmt: skip
        table = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblW", w=str(sum(twips)), type="dxa"),
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
