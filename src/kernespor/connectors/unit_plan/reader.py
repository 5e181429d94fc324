"""Reads a municipality's unit plan, as its staff wrote it, into the shape of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from kernespor.connectors.documents.guard import guarded
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import with_markdown_headings
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.assemble import Assembler
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.cover import find_placeholders, find_surroundings, read_cover
from kernespor.connectors.unit_plan.furniture import set_aside_contents, set_aside_page_heads
from kernespor.connectors.unit_plan.judge import judge
from kernespor.connectors.unit_plan.marked import follow_up_start, is_marked, read_marked
from kernespor.connectors.unit_plan.nodes import Labels, Node, Role, body_size, make_nodes
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.outline import settle
from kernespor.connectors.unit_plan.passages import Passage, make_passages
from kernespor.connectors.unit_plan.records import Furniture, PlanReading, PlanRecord
from kernespor.connectors.unit_plan.rows import Row, make_rows
from kernespor.connectors.unit_plan.tables import table_nodes
from kernespor.engines.findings import has_error

NOTHING_CORRECTED = Corrections()


def read_plan(path: Path, corrections: Corrections = NOTHING_CORRECTED) -> PlanReading:
    """Open and read a .docx, .pdf, .md or .txt file; one that can't be opened gives an error finding."""
    opened = guarded(path)
    if has_error(opened.findings):
        return PlanReading(PlanRecord("", ""), (), tuple(opened.findings))
    reading = read_lines(opened.lines, corrections)
    return replace(reading, findings=(*opened.findings, *reading.findings))


def read_lines(lines: Sequence[Line], corrections: Corrections = NOTHING_CORRECTED) -> PlanReading:
    """Read the lines of a document; `corrections` overrule what the words say.

    Never raises: what is odd comes as findings, and a plan without areas or goals has one of severity error.
    """
    if is_marked(lines) and not corrections.kinds and not corrections.texts:
        return _headed(read_marked(lines), corrections)
    lines = with_markdown_headings(lines)
    notes = Notes()
    source = tuple(corrections.texts.get(line.number, line.raw) for line in lines)
    rows, known = make_rows(lines, corrections, notes)
    _set_aside(rows, follow_up_start(lines))
    set_aside_page_heads(rows)
    contents = set_aside_contents(rows)
    passages = make_passages(rows, known, contents, notes)
    cover = read_cover(passages, [row.text for row in rows if row.gone == "page_head"])
    aside = find_surroundings(passages, cover.unit) | find_placeholders(passages, notes) | cover.set_aside
    body = [passage for place, passage in enumerate(passages) if place not in aside]
    for passage in body:
        for line, wrong, right in passage.repairs:
            notes.repaired("hyphens_joined", line, wrong, right)
    nodes = settle(_nodes(body, notes), notes)
    sections, areas = Assembler(notes).run(nodes)
    plan = PlanRecord(cover.title, cover.unit, cover.period, sections, areas)
    furniture = _furniture(rows, passages, aside, nodes)
    reading = _headed(PlanReading(plan, furniture, (), source), corrections)
    judge(reading.plan, notes, empty=not any(row.text for row in rows))
    lost = unaccounted(replace(reading, findings=notes.findings()))
    for number in lost:
        notes.noticed("not_accounted", number, source[number - 1].strip())
    return replace(reading, findings=notes.findings())


def _set_aside(rows: Sequence[Row], follow_up: int | None) -> None:
    """Set aside what a person called no part of the plan, and the follow-up of a finished document."""
    for row in rows:
        if row.text and row.forced is LineKind.FURNITURE:
            row.gone = "set_aside"
        elif row.text and row.forced is None and follow_up is not None and row.number >= follow_up:
            row.gone = "follow_up"


def _headed(reading: PlanReading, corrections: Corrections) -> PlanReading:
    """Put a person's title, unit and period in the place of the document's."""
    plan = reading.plan
    title = plan.title if corrections.title is None else corrections.title
    unit = plan.unit if corrections.unit is None else corrections.unit
    period = plan.period if corrections.period is None else corrections.period
    return replace(reading, plan=replace(plan, title=title, unit=unit, period=period))


def _nodes(passages: Sequence[Passage], notes: Notes) -> list[Node]:
    """Give the passages their roles, table by table and stretch by stretch."""
    size, labels = body_size(passages), Labels(passages)
    nodes: list[Node] = []
    for table, group in groupby(passages, key=lambda passage: passage.first.cell and passage.first.cell[0]):
        stretch = list(group)
        found = table_nodes(stretch) if table and not any(passage.forced for passage in stretch) else None
        nodes.extend(make_nodes(stretch, labels, size, notes) if found is None else found)
    return nodes


def _furniture(
    rows: Sequence[Row],
    passages: Sequence[Passage],
    aside: dict[int, str],
    nodes: Sequence[Node],
) -> tuple[Furniture, ...]:
    found = [Furniture(row.gone, row.number, row.text or row.line.raw.strip()) for row in rows if row.gone]
    for place, kind in aside.items():
        if kind != "title":
            found.extend(_of_passage(kind, passages[place]))
    for node in nodes:
        if node.role is Role.FURNITURE:
            found.extend(_of_passage("set_aside" if node.passage.forced else "table_head", node.passage))
    return tuple(sorted(found, key=lambda part: part.line))


def _of_passage(kind: str, passage: Passage) -> list[Furniture]:
    return [Furniture(kind, row.number, row.text) for row in passage.rows]
